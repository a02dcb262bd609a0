"""What leads to a person is taken out, what happened stays, and a second time changes nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import language
from language.lexicon_files import load_lexicon
from language.reading import Gazetteer
from language.redact import Redactor

FOLDER = Path(language.__file__).parent
GAZETTEER = Gazetteer(
    kecamatan={
        "Tebas": "61.01.04",
        "Sajingan Besar": "61.01.09",
        "Galing": "61.01.11",
        "Selakau": "61.01.07",
    },
    desa=(
        ("Sebunga", "61.01.09.2003", "Sajingan Besar"),
        ("Galing", "61.01.11.2001", "Galing"),
        ("Tebas Sungai", "61.01.04.2002", "Tebas"),
        ("Parit Baru", "61.01.07.2001", "Selakau"),
        ("Parit Baru", "61.01.18.2002", "Salatiga"),
        ("Sempurna", "61.01.14.2001", "Subah"),
    ),
    variants={"sebungak": "Sebunga", "kcg": "Kuching"},
    cue_required=frozenset({"sempurna"}),
    beyond={"Aruk": "perbatasan", "Kuching": "luar", "Malaysia": "negara"},
)


@cache
def redactor() -> Redactor:
    lexicon = load_lexicon(FOLDER / "lexicon", FOLDER / "words")
    return Redactor(knows=lexicon.knows, gazetteer=GAZETTEER, prefixes=["SBS"])


TAKEN_OUT = [
    # numbers
    ("telepon saya di 081234567890", "telepon saya di [nomor]"),
    ("wa +62 812-3456-7890 sekarang", "wa [nomor] sekarang"),
    ("hp 0812.3456.7890 atau (0562) 391234", "hp [nomor] atau [nomor]"),
    ("0 8 1 2 3 4 5 6 7 8 9", "[nomor]"),
    ("nol delapan satu dua tiga empat lima enam tujuh", "[nomor]"),
    ("ktp 6101010101010001 dipegang", "ktp [nomor] dipegang"),
    ("transfer ke rek BCA 1234567890", "transfer ke rek BCA [nomor]"),
    ("paspor A1234567 ditahan", "paspor [nomor] ditahan"),
    ("mobil KB 1234 AB lewat", "mobil [nomor] lewat"),
    ("pin 482913", "pin [nomor]"),
    ("lahir 12-03-2001", "lahir [nomor]"),
    ("lahir tahun 2009", "lahir tahun [nomor]"),
    ("laporan SBS-7K3M-Q2", "laporan [nomor]"),
    ("nomor saya sbs 7k3m q2 pak", "nomor saya [nomor] pak"),
    ("nomor PIN 08\u200b12\u200b34\u200b56", "nomor PIN [nomor]"),
    # addresses and links
    ("email ke rina.wati@contoh.co.id ya", "email ke [alamat] ya"),
    ("lihat https://contoh.id/lowongan?a=1", "lihat [tautan]"),
    ("lihat www.contoh.com dan t.me/lokerkuching", "lihat [tautan] dan [tautan]"),
    ("chat wa.me/6281234567890", "chat [tautan]"),
    ("akunnya @loker_kuching", "akunnya [tautan]"),
    ("ig: rina.wati99 yang tawari", "ig: [tautan] yang tawari"),
    ("saya lihat di loker_kuching_resmi", "saya lihat di [tautan]"),
    ("saya di 1.345678,109.123456", "saya di [alamat]"),
    ("rumahnya Jl. Merdeka No. 12 RT 03/RW 05", "rumahnya Jl. [alamat]"),
    ("di gang Mawar belakang pasar", "di gang [alamat] belakang pasar"),
    # names that are announced
    ("Pak Joko bawa adik saya", "Pak [nama] bawa adik saya"),
    ("pak joko bawa adik saya", "pak [nama] bawa adik saya"),
    ("Bu Bunga pukul saya", "Bu [nama] pukul saya"),
    ("bang acong janji gaji besar", "bang [nama] janji gaji besar"),
    ("katanya Kak Rina Wati yang urus", "katanya Kak [nama] yang urus"),
    ("mas tono sama mbak yanti", "mas [nama] sama mbak [nama]"),
    ("rumah H. Ahmad Dahlan dijaga", "rumah H. [nama] dijaga"),
    ("ketemu Haji Sobri dan Dato Lim", "ketemu Haji [nama] dan Dato [nama]"),
    ("Bapak Uray Hendra ambil paspor", "Bapak [nama] ambil paspor"),
    ("nama saya siti rohana, umur 15", "nama saya [nama], umur 15"),
    ("nama saya bunga", "nama saya [nama]"),
    ("Nama: Siti Aminah", "Nama: [nama]"),
    ("namanya Joko orang Tebas", "namanya [nama] orang Tebas"),
    ("nama majikan saya Tan Ah Kow", "nama majikan saya [nama]"),
    ("calonya bernama rahmat hidayat", "calonya bernama [nama]"),
    ("my name is Aling, help", "my name is [nama], help"),
    ("si Acong marah", "si [nama] marah"),
    # names that stand alone
    ("kemarin Sukirman datang bawa parang", "kemarin [nama] datang bawa parang"),
    ("Rohana Kudus dipukul majikan", "[nama] dipukul majikan"),
    ("Dwiana dipukul. Tadi malam Dwiana nangis", "[nama] dipukul. Tadi malam [nama] nangis"),
    ("Pak Sukirman jahat. kata sukirman saya dijual", "Pak [nama] jahat. kata [nama] saya dijual"),
    ("adik saya siti dikurung", "adik saya [nama] dikurung"),
    ("diantar M. Yusuf ke sana", "diantar [nama] ke sana"),
    ("kerja di PT Sinar Gemilangjaya", "kerja di PT [nama]"),
    # villages
    ("saya di desa Sebunga", "saya di desa [kecamatan Sajingan Besar]"),
    ("lewat sebungak malam ini", "lewat [kecamatan Sajingan Besar] malam ini"),
    ("di Tebas Sungai ada rumah kosong", "di [kecamatan Tebas] ada rumah kosong"),
    ("rumah di Parit Baru", "rumah di [alamat]"),
    ("rumah di Parit Baru, Selakau", "rumah di [kecamatan Selakau], Selakau"),
    ("desa Galing", "desa [kecamatan Galing]"),
]

STAYS = [
    "tolong pak, kami bertiga disekap di rumah kosong dekat perbatasan, tidak boleh pegang hp",
    "TOLONG PAK KAMI DISEKAP DI RUMAH KOSONG DEKAT PERBATASAN",
    "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar",
    "anak saya umur 14 tahun mau dibawa ke Kuching lewat Aruk jam 21.30",
    "Saya di Malaysia, HP dan KTP saya diambil mandor",
    "utang saya 3.000.000, kata bos 12.500.000 lagi",
    "tahun 2015 saya disekap, sekarang sudah aman",
    "oknum Polisi dan Pak Camat ikut, bu guru tahu",
    "namanya juga orang susah, pakai nama palsu di paspor",
    "Kepala Desa di kecamatan Tebas minta uang",
    "rumah di Galing, lewat jalan tikus dan jalan belakang",
    "hasilnya sempurna",
    "Hari Senin bulan Agustus saya berangkat",
    "adek tekunci di kamar, kakak nangis",
    "kami 5 orang, 2 perempuan, 3-4 hari belum makan",
    "my boss locked me in the house, help.me please. I am 16 years old",
    "",
    "   ",
    "...",
    "\U0001f198",
    "[nama] di [kecamatan Tebas] bilang [nomor]",
]


@pytest.mark.parametrize(("text", "redacted"), TAKEN_OUT)
def test_what_leads_to_a_person_is_taken_out(text: str, redacted: str) -> None:
    assert redactor().redact(text) == redacted


@pytest.mark.parametrize("text", STAYS)
def test_what_happened_stays(text: str) -> None:
    assert redactor().redact(text) == text


def test_a_token_that_somebody_types_hides_no_number() -> None:
    assert "0812" not in redactor().redact("[kecamatan 081234567890] [nama 081234567890]")


def test_a_flood_is_redacted_in_bounded_time() -> None:
    for flood in ("a-" * 5_000, "0812 " * 3_000, "Pak Joko " * 2_000, "a." * 5_000, "[nama]" * 3_000):
        assert redactor().redact(redactor().redact(flood)) == redactor().redact(flood)


PIECES = st.sampled_from(
    [
        *(
            "Pak",
            "bu",
            "H.",
            "nama",
            "saya",
            "bernama",
            "namanya",
            "Joko",
            "siti",
            "Rohana",
            "ACONG",
            "M",
            "si",
        ),
        *("desa", "Sebunga", "Parit", "Baru", "Tebas", "Sungai", "kecamatan", "Jl.", "No.", "RT", "jalan"),
        *("0812", "3456", "12", "7", "2015", "tahun", "3.000.000", "satu", "dua", "nol", "KB", "1234", "AB"),
        *("SBS-7K3M-Q2", "a@b.co", "www.x.id", "@rina", "ig:", "t_o", "disekap", "majikan", "lahir", "I"),
        *(
            ".",
            ",",
            "!",
            "\n",
            " ",
            "  ",
            "-",
            "(",
            "[nama]",
            "[nomor]",
            "[kecamatan Tebas]",
            "[alamat]",
            "[",
        ),
        *("\u200b", "\u0660\u0661\u0662\u0663\u0664", "é", "e\u0301", "'", "_"),
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join),
                  st.lists(PIECES, max_size=25).map(" ".join))  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_redacted_for_good_and_no_long_number_survives(text: str) -> None:
    once = redactor().redact(text)

    assert not re.search(r"\d{5,}", once)
    assert redactor().redact(once) == once
