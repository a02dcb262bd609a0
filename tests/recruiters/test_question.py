import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruiters.question import LONGEST_NAME, read_question

NAMED = [
    ("cek PT Maju Jaya Abadi dong", [("Maju Jaya Abadi", "pt")]),
    ("apakah CV Sinar resmi", [("Sinar", "cv")]),
    ("Pak Rudi dari Pemangkat punya izin?", [("Rudi", "perorangan")]),
    ("cek pt ini dong: Duta Sejahtera", [("Duta Sejahtera", "pt")]),
    ("cek pt maju jaya abadi aman gak", [("maju jaya abadi", "pt")]),
    ("P.T. Duta Wibawa cabang Sambas", [("Duta Wibawa", "pt")]),
    ("PT. Anugerah, PT Bina Karya dan CV Abadi", [("Anugerah", "pt"), ("Bina Karya", "pt"), ("Abadi", "cv")]),
    ("Maju Jaya PT itu asli?", [("Maju Jaya", "pt")]),
    ("PT Aman Jaya", [("Aman Jaya", "pt")]),
    ("pak mau tanya PT Sinar Mulia", [("Sinar Mulia", "pt")]),
    ("bu tolong cek pt karya putra", [("karya putra", "pt")]),
    ("bang rudi sponsor dari PT Maju Jaya", [("rudi", "perorangan"), ("Maju Jaya", "pt")]),
    ("LPK Sakura Jepang boleh kirim orang?", [("Sakura Jepang", "lpk")]),
    ("yayasan kasih ibu bisa berangkatkan orang ga", [("kasih ibu", "yayasan")]),
    ("koperasi tani makmur", [("tani makmur", "koperasi")]),
    ("kop. karya bersama", [("karya bersama", "koperasi")]),
    ("ud sumber makmur", [("sumber makmur", "ud")]),
    ("cek Duta Sejahtera", [("Duta Sejahtera", "tidak_jelas")]),
    ("duta sejahtera", [("duta sejahtera", "tidak_jelas")]),
    ("saya ditawari kerja oleh Karya Mandiri ke Malaysia", [("Karya Mandiri", "tidak_jelas")]),
    ("agen namanya budi santoso", [("budi santoso", "tidak_jelas")]),
    ("orang namanya Akong nawarin kerja", [("Akong", "perorangan")]),
    ("calo namanya Asun dari Singkawang", [("Asun", "perorangan")]),
    ("PT 88 Jaya", [("88 Jaya", "pt")]),
    ("PT Mandiri Sukses (MS) resmi gak?", [("Mandiri Sukses", "pt")]),
    ('"PT Sinar Fajar"', [("Sinar Fajar", "pt")]),
    ("is PT Cahaya Utama legal?", [("Cahaya Utama", "pt")]),
    ("PT Harapan Ibu", [("Harapan Ibu", "pt")]),
    ("kenal ngan pak long Ali?", [("Ali", "perorangan")]),
    ("ude' cek PT Bintang Timor ke?", [("Bintang Timor", "pt")]),
    ("nama ptnya Bintang Laut", [("Bintang Laut", "pt")]),
    ("pt. sumber rejeki. mereka minta uang", [("sumber rejeki", "pt")]),
    ("perusahaan Sinar Abadi", [("Sinar Abadi", "tidak_jelas")]),
    ("sponsor bu Yanti minta 5 juta", [("Yanti", "perorangan")]),
    ("Bapak Haji Mansur dari Tebas", [("Mansur", "perorangan")]),
    ("Nama PT: Mitra Kerja Utama", [("Mitra Kerja Utama", "pt")]),
    ("CEK PT MAJU JAYA AMAN GAK", [("MAJU JAYA", "pt")]),
    ("tolong dicek ya, PT. Karya Insan, Jakarta.", [("Karya Insan", "pt")]),
    ("mau ke malaysia lewat PT Arta Buana, bagus tak?", [("Arta Buana", "pt")]),
    ("Selamat pagi Pak, saya Dewi mau cek CV. Berkah", [("Berkah", "cv")]),
    ("benarkah PT.Surya Gemilang punya SIP3MI", [("Surya Gemilang", "pt")]),
    ("PT Surya Gemilang Tbk", [("Surya Gemilang", "pt")]),
    ("PJTKI Sumber Rejeki", [("Sumber Rejeki", "pt")]),
    ("agen bang Jojo", [("Jojo", "perorangan")]),
    ("sponsor saya ibu Lina", [("Lina", "perorangan")]),
    ("Has PT Bumi Sentosa a licence?", [("Bumi Sentosa", "pt")]),
    ("can you check Sinar Harapan for me", [("Sinar Harapan", "tidak_jelas")]),
    ("PT Sinar, pt sinar", [("Sinar", "pt")]),
]

NOBODY = [
    "",
    " ",
    "PT",
    "pt aman gak",
    "pt mana yang resmi",
    "pt ape jak yang ade izin",
    "ada pt di sambas?",
    "cek calo",
    "lpk di sambas apa aja",
    "pt dia bohong",
    "pt tempat saya kerja bohong",
    "Pak RT",
    "pak ini siapa",
    "iya pak",
    "saya takut",
    "apakah aman kerja di malaysia",
    "Hong Kong",
    "0812345678",
    "cek SIP3MI no 123/2024",
    "terima kasih",
    "halo",
    "???",
]


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[text for text, _ in NAMED])
def test_names_are_read_out_of_sentences(text: str, names: list[tuple[str, str]]) -> None:
    assert [(named.name, named.form) for named in read_question(text).names] == names


@pytest.mark.parametrize("text", NOBODY)
def test_no_name_is_made_up(text: str) -> None:
    assert read_question(text).names == ()


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for named in read_question(text).names:
        assert 0 < len(named.name) <= LONGEST_NAME
        assert any(character.isalpha() for character in named.name)


_PIECES = [
    "PT",
    "pt.",
    "CV",
    "pak",
    "bu",
    "ini",
    ":",
    ".",
    "cek",
    "Maju",
    "jaya",
    "aman",
    "dari",
    "(",
    "7",
    "\n",
    "P.T.",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_any_order_of_the_usual_pieces_is_read(pieces: list[str]) -> None:
    for named in read_question(" ".join(pieces)).names:
        assert named.name == named.name.strip()
        assert "\n" not in named.name


@pytest.mark.parametrize("piece", ["PT ", "a.", "'", "(", "pak ", "PT Maju ", "cek: "])
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    started = time.perf_counter()
    read_question(piece * 20_000)
    assert time.perf_counter() - started < 0.5
