"""Ages, numbers of people, places, and the language to answer in."""

from __future__ import annotations

import pytest

from language.places import Places
from language.reader import Reader
from language.reading import Gazetteer


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("umur saya 15 tahun", (15,)),
        ("adik usia 16 th", (16,)),
        ("anak saya 14 tahun dibawa orang", (14,)),
        ("17thn anak gadisnya", (17,)),
        ("umur empat belas tahun", (14,)),
        ("a 15 year old girl", (15,)),
        ("my daughter is 16", (16,)),
        ("dua anak, umur 12 dan umur 9", (12, 9)),
        ("saya kerja 2 tahun di Miri", ()),
        ("3 tahun lalu saya ke Sibu", ()),
        ("hukuman 5 tahun penjara", ()),
        ("gaji 15 juta", ()),
        ("sudah 4 tahun tidak pulang", ()),
    ],
)
def test_ages(reader: Reader, text: str, ages: tuple[int, ...]) -> None:
    assert reader.read(text).ages == ages


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("kami bertiga disekap", 3),
        ("ada 5 orang di mobil", 5),
        ("lima orang dan 7 perempuan", 7),
        ("5org tki", 5),
        ("three girls in a house", 3),
        ("saya sendiri", None),
        ("gaji 3 bulan", None),
    ],
)
def test_people(reader: Reader, text: str, people: int | None) -> None:
    assert reader.read(text).people == people


def test_a_place_is_found_with_its_kecamatan(local_reader: Reader) -> None:
    (place,) = local_reader.read("mereka di desa Sebunga").places
    assert (place.name, place.kind, place.code) == ("Sebunga", "desa", "61.01.09.2003")
    assert (place.kecamatan, place.words) == ("Sajingan Besar", "Sebunga")


def test_a_doubled_name_is_asked_back(local_reader: Reader) -> None:
    (place,) = local_reader.read("rumahnya di sepadu").places
    assert place.candidates == ("Sejangkung", "Semparuk")
    assert place.kecamatan is None
    assert place.code is None


def test_a_name_shared_with_a_kecamatan(local_reader: Reader) -> None:
    assert local_reader.read("di galing").places[0].kind == "kecamatan"
    assert local_reader.read("di desa galing").places[0].kind == "desa"


def test_everyday_words_need_a_cue(local_reader: Reader) -> None:
    assert local_reader.read("kerjanya sempurna").places == ()
    assert local_reader.read("saya di desa sempurna").places[0].name == "Sempurna"
    assert local_reader.read("orang tebas hutan").places == ()


def test_typing_errors_in_long_names_and_never_between_two_names(local_reader: Reader) -> None:
    assert local_reader.read("saya di pemangakt").places[0].name == "Pemangkat"
    assert local_reader.read("saya di semangai").places == ()
    assert local_reader.read("pemangakt itu apa").places == ()


def test_beyond_the_regency_and_the_cat(local_reader: Reader) -> None:
    assert [place.kind for place in local_reader.read("dari aruk ke kuching").places] == [
        "perbatasan",
        "luar",
    ]
    assert local_reader.read("saya di kucing").places[0].name == "Kuching"
    assert local_reader.read("kucing saya sakit").places == ()
    assert local_reader.read("desa kaliau").places[0].name == "Kaliau'"
    assert local_reader.read("lewat PARIT   baru").places[0].name == "Parit Baru"


def test_without_a_gazetteer_there_are_no_places() -> None:
    assert Places(Gazetteer()).find(()) == ()


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("please help me my boss locked me in", "en"),
        ("how can I work legally in Malaysia", "en"),
        ("tolong saya dikurung", "id"),
        ("kamek daan boleh keluar", "id"),
        ("", None),
        ("zzz", None),
    ],
)
def test_locale(reader: Reader, text: str, locale: str | None) -> None:
    assert reader.read(text).locale == locale
