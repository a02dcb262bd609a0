"""No everyday word may throw anybody out of a conversation."""

from __future__ import annotations

from pathlib import Path

import pytest

import flows
from flows.bundle import Bundle, load_bundle
from flows.choices import SKIP, numbered
from flows.matching import match, match_word
from flows.normal import normal
from flows.questions import AskNode

INDONESIAN = """
yang dan di ke dari ini itu untuk dengan tidak ada saya aku kamu kami kita mereka dia anda apa siapa mana
kapan mengapa kenapa bagaimana berapa sudah belum sedang akan telah masih pernah sering selalu jarang
juga hanya cuma saja lagi lebih paling sangat sekali terlalu agak cukup kurang banyak sedikit semua
beberapa setiap orang anak ibu bapak ayah kakak adik teman suami istri bos majikan agen calo polisi rumah
kamar jalan desa kota kampung sekolah pasar kantor pabrik kebun kapal mobil motor malam pagi siang sore
hari kemarin besok sekarang nanti tadi minggu bulan tahun jam makan minum tidur kerja pulang pergi datang
masuk jalan lari tinggal tunggu lihat dengar bicara tulis baca kirim kasih ambil bawa beli jual bayar
pinjam cari dapat mau ingin boleh bisa harus perlu jangan tolong bantu takut sakit lapar haus capek marah
sedih senang malu bingung tahu lupa ingat percaya bohong benar salah betul baik buruk besar kecil baru
lama cepat lambat jauh dekat mahal murah gaji uang hutang utang paspor visa kontrak surat hp nomor
telepon pesan chat foto video suara ya iya tidak bukan mungkin pasti entah terima kasih maaf permisi halo
selamat tapi atau karena kalau jika supaya sampai sejak sambil tanpa antara dalam luar atas bawah depan
belakang samping kiri kanan
"""
CHAT = """
yg dgn utk tdk gak ga gk nggak ngga enggak gpp gitu gini kayak aja doang udah dah sdh blm lg lgi sy aq
gue lu km kmu org jg jgn krn klo kalo tp tpi trus terus abis pas bgt banget bener beneran emang kok sih
deh dong lah kan nih tuh ya iyaa hmm eh oh oke ok sip siap makasih mksh tq plis cepet bentar ntar tar
skrg bsk kmrn dmn gmn knp brp sp bang kak pak bu mas mbak min hape duit cewek cowok rame sepi mati hidup
harus habis hapal harap hasil keluarga keluhan terluar sudahlah sudahnya mulut mula malu malam bahaya
bahas bersih berhasil berharap tutur tunggu tuntut pulang ulah ulat petuah peta privat orangnya aslinya
menunggu menurut mental sudah2 udahan salam
"""
MALAY_SAMBAS = """
awak kitak kamek kame kamu nya sidak urang budak biak umak apak along angah usu nang ape sape mane bile
ngape camne berape ade daan dise sik ndak nda nak maok dapat boleh bise balek pegi datang dudok tido
makan mandik kerje duet gaji jak je jua agek agik dolok kinek tadek isok kemaren sito sinun situ sanun
rumah umah bilik kaken takot sakek gik sodah udah abis nampak tengok denga padah madah carek beli jual
tolong nulong bantu tekong toke kongsi ladang sawit kilang kedai polis pasport permit seberang sempadan
kuching serawak lawas kampong mun kerna same dengan iye auk aok beh bah lah boh usah usik inyan bujur
"""
EVERY_DAY = sorted({word for words in (INDONESIAN, CHAT, MALAY_SAMBAS) for word in words.split()})


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load_bundle(Path(flows.__file__).parent)


def test_the_list_is_long_enough() -> None:
    assert len(EVERY_DAY) > 300


def test_no_everyday_word_becomes_one_that_works_everywhere(bundle: Bundle) -> None:
    became = {
        word: name
        for word in EVERY_DAY
        if (name := match_word(normal(word), bundle.words, exact_only=bundle.exact_words)) is not None
    }

    assert became == {}


@pytest.mark.parametrize(
    "said",
    ["sudah", "sudahi", "sudahh", "kluar", "keluarr", "keluar pak", "hapuss", "mennu", "menuu", "manu"],
)
def test_nobody_is_thrown_out_by_a_slip(said: str, bundle: Bundle) -> None:
    assert match_word(normal(said), bundle.words, exact_only=bundle.exact_words) is None


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("keluar", "keluar"),
        ("STOP", "keluar"),
        ("hapus", "hapus"),
        ("menu", "menu"),
        ("petugaas", "petugas"),
        ("petugas pak", "petugas"),
        ("bercanda min", "batal"),
        ("salah kirim pak", "batal"),
        ("ga jadi", "batal"),
        ("tidak aman", "tidak_aman"),
    ],
)
def test_the_words_themselves_work(said: str, name: str, bundle: Bundle) -> None:
    assert match_word(normal(said), bundle.words, exact_only=bundle.exact_words) == name


@pytest.mark.parametrize("said", ["jangan", "jgn", "jangan dong", "jangan dulu", "tidak"])
def test_a_no_is_never_a_skip(said: str, bundle: Bundle) -> None:
    for flow in bundle.flows.values():
        for node in flow.nodes.values():
            if isinstance(node, AskNode) and node.skip is not None:
                options = tuple(numbered(option) for option in (*node.options, SKIP))
                found = match(normal(said), options, bundle.phrases)
                assert found is None or found.id != SKIP
