from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.accusations import HIDES, UNITS, UNKNOWN_OFFICIAL
from cases.conflict import accused_units, hidden_from, is_hidden_unit
from language.reading import Queue, Signal


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("oknum polisi ikut main", ("polres",)),
        ("ada oknum polsek yang terlibat", ("polres",)),
        ("kades kami terlibat", ("desa",)),
        ("pak lurah yang bawa anak anak itu", ("desa",)),
        ("calonya dibekingi polisi", ("polres",)),
        ("tekong itu dibeking tentara", ("tni",)),
        ("polisi minta uang 2 juta supaya kami lewat", ("polres",)),
        ("imigrasi sudah diatur semua katanya", ("imigrasi",)),
        ("petugas imigrasi minta uang 500 ribu", ("imigrasi",)),
        ("camat punya anak buah yang jemput orang", ("kecamatan",)),
        ("agennya anggota polisi", ("polres",)),
        ("yang bawa kami tentara", ("tni",)),
        ("yang bawa kami itu ternyata anggota polisi", ("polres",)),
        ("sudah lapor polisi malah dimintai uang", ("polres",)),
        ("lapor polisi tapi polisinya minta uang", ("polres",)),
        ("orang dalam imigrasi yang urus", ("imigrasi",)),
        ("ada orang dalam", ("pejabat",)),
        ("semuanya sudah diatur, ada orang dalam", ("pejabat",)),
        ("oknum aparat ikut main", ("polres",)),
        ("aparat desa ikut main", ("desa",)),
        ("calo bayar suap polisi di perbatasan", ("polres",)),
        ("mereka setor ke polsek tiap bulan", ("polres",)),
        ("satgas desa ikut jual orang", ("satgas",)),
        ("anggota satgas yang antar mereka lewat jalan tikus", ("satgas",)),
        ("pegawai dinas sosial minta uang", ("dinas_sosial",)),
        ("kerja sama dengan polisi mereka itu", ("polres",)),
        ("polisi kerja sama dengan calo", ("polres",)),
        ("polisi sama calo kerja sama", ("polres",)),
        ("Kepala Desa terlibat, dia yang urus surat palsu", ("desa",)),
        ("Rumah pak lurah lama dipakai menampung calon pekerja dari luar daerah", ("desa",)),
        ("saya diperkosa polisi", ("polres",)),
        ("dipukul oleh petugas imigrasi", ("imigrasi",)),
        ("the police are involved", ("polres",)),
        ("village head is involved, police took money", ("polres", "desa")),
        ("kapolsek sendiri yg bawa", ("polres",)),
        ("bos saya itu suami polisi", ("polres",)),
        ("calo itu adik kades", ("desa",)),
        ("kades minta uang buat tanda tangan", ("desa",)),
        ("polisi tutup mata", ("polres",)),
        ("pak kades ngajak warga kerja ke malaysia, kades dapat komisi", ("desa",)),
        ("petugas hotline minta uang", ("gugus_tugas",)),
        ("polis mintak duit di tebedu", ("polres",)),
        ("ada yang bekingi, oknum tentara", ("tni",)),
        ("oknum", ("pejabat",)),
        ("polisi jual anak itu ke bos", ("polres",)),
        ("diantar oknum tni ke perbatasan", ("tni",)),
        ("dijual oleh pak kades", ("desa",)),
        ("kami diantar polisi lewat jalan tikus", ("polres",)),
        ("bapak kepala dusun itu yg kumpulkan orang buat dikirim ke malaysia", ("desa",)),
        ("petugas perbatasan sdh dikasih uang sama sopir", ("imigrasi",)),
        ("katanya bos kenal orang polres jadi aman", ("polres",)),
        ("anggota koramil jaga rumah penampungan itu", ("tni",)),
        ("pak rt ikut cari orang untuk dibawa ke kebun", ("desa",)),
        ("polisi malah pulangkan kami ke majikan", ("polres",)),
        ("yang jual saya itu anak pak camat", ("kecamatan",)),
        ("pegawai imigrasi bikin paspor umur palsu untuk adik saya", ("imigrasi",)),
        ("tetangga kami polisi, dia kirim gadis ke sibu", ("polres",)),
        ("kami diperas petugas imigrasi di entikong", ("imigrasi",)),
        ("tolong jangan kasih tau polisi, mereka teman bos", ("polres",)),
        ("kepala desa tanda tangan surat palsu", ("desa",)),
        ("polis sarawak tangkap kami lalu jual ke tauke", ("polres",)),
        ("satgas minta duit rokok", ("satgas",)),
        ("saya mau lapor oknum tentara", ("tni",)),
        ("ada polisi yang jaga rumah tempat kami dikurung", ("polres",)),
        ("kades sebunga kasih tumpangan ke calo tiap malam", ("desa",)),
        ("jangan bilang ke satgas desa, suaminya yang bawa kami", ("satgas",)),
        ("petugas imigrasi stempel paspor tanpa lihat orangnya karena sudah dibayar", ("imigrasi",)),
        ("calo itu bilang dia orang kepercayaan kapolsek", ("polres",)),
        ("kepala dusun minta 2 juta per kepala", ("desa",)),
        ("pamtas ambil uang 100 ribu per orang biar bisa nyebrang", ("tni",)),
        ("saya dicabuli anggota polisi", ("polres",)),
        ("pegawai disnaker jadi perantara", ("dinas_sosial",)),
        ("bu camat punya pt tanpa izin", ("kecamatan",)),
        ("lurah nya sendiri yg ajak anak anak ke kuching", ("desa",)),
        ("agen bilang sudah ada kerja sama dengan imigrasi jadi aman", ("imigrasi",)),
        ("oknum pns urus paspornya", ("dinas",)),
        ("waktu lapor ke polsek saya malah dimarahi dan dimintai duit", ("polres",)),
        ("adik ipar kades yang tampung mereka", ("desa",)),
        ("ada anggota polisi ikut dalam mobil antar mereka ke aruk", ("polres",)),
        ("imigrasi biawak suka minta duit kopi", ("imigrasi",)),
        ("tentara perbatasan biarkan mobil calo lewat", ("tni",)),
        ("orang satgas kasih bocoran ke tekong kalau ada razia", ("satgas",)),
        ("kades kami ikut main", ("desa",)),
        ("kades di kampung kami terlibat", ("desa",)),
        ("OKNUM POLISI\nYANG BAWA", ("polres",)),
    ],
)
def test_accused(text: str, units: tuple[str, ...]) -> None:
    assert accused_units(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "sudah lapor polisi",
        "saya sudah lapor polisi tapi belum ada kabar",
        "bos ancam lapor polisi imigrasi kalau saya minta gaji",
        "bos ancam lapor polisi kalau saya minta uang",
        "kami mau bentuk satgas desa, bagaimana caranya dan siapa yang mendampingi",
        "tolong panggil polisi",
        "kami ditangkap imigrasi",
        "ditangkap polisi di kuching",
        "polisi cari calo yang bawa adik saya",
        "polisi tangkap calo yang bawa anak saya",
        "saya takut polisi",
        "di kantor imigrasi saya disuruh bilang jalan-jalan",
        "surat dari kepala desa sudah ada",
        "izin kades sudah ada tapi calo minta uang lagi",
        "polisi sudah menyelamatkan kami",
        "sudah lapor ke kades, calo minta uang lagi",
        "polisi tidak terlibat",
        "kades bilang hati-hati calo minta uang",
        "lapor polisi lalu agen minta uang",
        "paspor dibuat di imigrasi sambas",
        "saya ke kantor polisi minta uang kembali",
        "ayah saya polisi",
        "kepala sekolah minta penyuluhan",
        "apa bisa lapor ke polres",
        "calo takut polisi",
        "agen bilang kalau lapor polisi saya dipukul",
        "dinas tenaga kerja di mana alamatnya",
        "camat mengundang gugus tugas untuk sosialisasi",
        "polisi yang jemput kami sudah menolong, sekarang di shelter",
        "i already reported to the police",
        "halo selamat pagi",
        "dia mengaku dari PT resmi",
        "saya diantar polisi ke rumah sakit",
        "kapan satgas datang ke desa kami",
        "minta tolong polisi jemput kami",
        "minta surat di kantor desa",
        "majikan saya panggil polisi",
        "majikan lapor polisi saya mencuri",
        "pak camat, anak saya hilang",
        "kades sudah bantu kami urus akta",
        "waktu itu polisi datang ke rumah majikan",
        "orang tua saya sudah ke polsek tebas",
        "calo sudah ditangkap polisi",
        "agen lari dikejar polisi",
        "pelaku sudah ditahan di polres sambas",
        "lowongan jadi polisi di malaysia",
        "desa kami perlu penyuluhan dari dinas",
        "bupati membuka sosialisasi",
        "saya dibantu pak lurah bikin laporan ini",
        "sudah ke imigrasi tapi paspor ditahan majikan",
        "polisi belum datang",
        "pak polisi tolong kami disekap",
        "kepala desa tidak tahu kami pergi",
        "majikan ancam panggil polisi kalau kabur",
        "apa harus surat izin kepala desa buat paspor",
        "kami lari ke pos tentara di perbatasan",
        "suami saya tentara di sambas, adik saya hilang di miri",
        "imigrasi tolak paspor saya",
        "tolong polisi gerebek rumah calo itu",
        "camat jawai minta data warga yang hilang",
        "mobil yang jemput mobil dinas desa",
        "polisi bilang tidak bisa bantu, saya takut",
        "bapak saya kades tebas, mau tanya soal penyuluhan",
        "majikan bilang polisi akan tangkap saya karena tidak ada permit",
        "kalau lewat imigrasi disuruh bilang jalan-jalan",
        "tolong satgas datang malam ini ada mobil bawa orang",
        "kepala desa melarang warga berangkat",
        "polisi sudah menangkap sopir yang bawa mereka",
        "kami di kantor imigrasi miri, mau dipulangkan",
        "mohon dinas sosial jemput korban di entikong",
        "bagaimana lapor ke polisi kalau uang saya dibawa calo",
        "paspor saya hilang, polisi sudah kasih surat kehilangan",
        "kami mohon bupati bantu pulangkan anak kami",
        "anak saya dibawa orang, polisi sudah cari tapi belum ketemu",
        "majikan ancam kami lapor imigrasi",
        "saya polisi desa mau melapor ada rombongan mencurigakan",
        "sebagai kades saya mau melaporkan calo di desa kami",
        "kepala dusun melihat mobil bawa orang malam malam",
        "petugas puskesmas menemukan ibu hamil kabur dari majikan",
        "calo suruh kami bohong ke imigrasi",
        "tentara pamtas temukan 3 orang di hutan",
        "dinas apa yang urus paspor",
        "sudah lapor polisi. calo minta uang lagi",
        "",
    ],
)
def test_a_helper_is_not_accused(text: str) -> None:
    assert accused_units(text) == ()


def test_the_sign_of_an_arranged_official_is_enough() -> None:
    arranged = (Signal(code="T32", level=2, words=("sudah beres dengan orang atas",)),)
    assert accused_units("sudah beres dengan orang atas", signals=arranged) == (UNKNOWN_OFFICIAL,)
    assert accused_units("oknum imigrasi", signals=arranged) == ("imigrasi",)
    assert accused_units("halo", signals=(Signal(code="T01", level=3, words=()),)) == ()


def test_every_unit_says_what_is_hidden() -> None:
    assert set(HIDES) == {*UNITS, UNKNOWN_OFFICIAL}


def test_the_secretariat_is_never_hidden_from() -> None:
    assert Queue.SEKRETARIAT not in hidden_from(HIDES)


def test_hidden_queues() -> None:
    assert hidden_from(("polres",)) == {Queue.HUKUM}
    assert hidden_from(("polres", "imigrasi")) == {Queue.HUKUM, Queue.PENCEGAHAN}
    assert hidden_from(("unit_lain",)) == frozenset()
    assert hidden_from(()) == frozenset()


def test_a_unit_covers_its_parts() -> None:
    assert is_hidden_unit("dinas_sosial", ("dinas",))
    assert is_hidden_unit("polres", ("polres",))
    assert not is_hidden_unit("dinas", ("dinas_sosial",))
    assert not is_hidden_unit("", ("polres",))


words = st.sampled_from(
    [
        *("oknum", "polisi", "kades", "imigrasi", "satgas", "lapor", "ke", "yang", "bawa", "minta", "uang"),
        *("calo", "tidak", "malah", "terlibat", ".", ",", "kalau", "kami", "dia"),
    ]
)


@given(st.text())
@example("polisi " * 3000)
@example("oknum\u0000polisi")
def test_any_text_is_answered(text: str) -> None:
    assert set(accused_units(text)) <= {*UNITS, UNKNOWN_OFFICIAL}


@given(st.lists(words, max_size=15), st.lists(words, max_size=15))
def test_oknum_before_a_unit_accuses_whatever_stands_around(before: list[str], after: list[str]) -> None:
    assert "polres" in accused_units(" ".join([*before, ", oknum polisi", *after]))
