from __future__ import annotations

from pathlib import Path

import pytest

import flows
from flows.ages import below_adult
from flows.bundle import Bundle, load_bundle
from flows.choices import numbered
from flows.normal import normal
from flows.phrasing import contained, says


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load_bundle(Path(flows.__file__).parent)


def meant(said: str, names: tuple[str, ...], bundle: Bundle) -> str | None:
    found = contained(said, tuple(map(numbered, names)), bundle.within, longest=8)
    return found.id if found else None


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("nda aman kali ya, dia di sebelah", "safe_no"),
        ("kayaknya belum aman deh", "safe_no"),
        ("aman tapi nanti tidak aman", "safe_no"),
        ("saya rasa di sini sekarang ini tidak aman karena dia sering bolak balik", "safe_no"),
        ("aman lah saya cuma tetangga", "safe_yes"),
        ("sudah aman", "safe_yes"),
        ("iya aman kok sekarang", "safe_yes"),
        ("nda ada orang di sini", "safe_yes"),
        ("only for a minute", "safe_here"),
        ("bentar jak ya bang", "safe_here"),
        ("aman cuma sebentar", "safe_here"),
        ("tidak tahu aman atau gimana", None),
        ("dia tidak di rumah, aman", None),
        ("apakah identitas saya aman?", None),
        ("aman kah nulis disini", None),
        ("saya takut", None),
        ("kemarin sudah lama sekali saya pikir di sini aman ternyata begitu saja", None),
    ],
)
def test_an_answer_in_a_few_words(said: str, option: str | None, bundle: Bundle) -> None:
    assert meant(said, ("safe_yes", "safe_here", "safe_no"), bundle) == option


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("ade 2 budak", "child_yes"),
        ("ya ada anak kecil", "child_yes"),
        ("nda ada anak di sini", "child_no"),
        ("semua dewasa kok", "child_no"),
        ("bukan anak lagi", None),
    ],
)
def test_whether_there_is_a_child(said: str, option: str | None, bundle: Bundle) -> None:
    assert meant(said, ("child_yes", "child_no", "child_unsure"), bundle) == option


@pytest.mark.parametrize(
    ("said", "option"),
    [
        ("jgn telpon ya", "contact_wait"),
        ("jangan hubungi saya", "contact_wait"),
        ("jangan sms", "contact_wait"),
        ("please don't call me", "contact_wait"),
    ],
)
def test_do_not_call_is_heard(said: str, option: str, bundle: Bundle) -> None:
    assert meant(said, ("contact_mine", "contact_neutral", "contact_wait"), bundle) == option


@pytest.mark.parametrize(
    "said",
    [
        "nda aman",
        "jangan balas dulu",
        "jgn telpon saya",
        "jangan telepon kalau malam",
        "udah dulu dia datang",
        "dia pegang hp saya",
        "ada orang di sini",
        "takut nanti ketahuan",
        "it is not safe",
        "he is coming",
        "don't reply",
    ],
)
def test_do_not_answer_now(said: str, bundle: Bundle) -> None:
    assert says(said, bundle.unsafe_phrases, longest=8)


@pytest.mark.parametrize(
    "said",
    [
        "apakah nanti ketahuan?",
        "kalau dia datang gimana",
        "ada orang 5",
        "dia marah",
        "rumahnya aman dari polisi",
        "kemarin sore dia datang lagi ke rumah saya lalu minta uang",
    ],
)
def test_what_asks_or_tells_is_no_such_request(said: str, bundle: Bundle) -> None:
    assert not says(said, bundle.unsafe_phrases, longest=8)


@pytest.mark.parametrize(
    ("said", "below"),
    [
        ("16 tahun", True),
        ("17 taon", True),
        ("ya 16 tahun", True),
        ("13", True),
        ("umur 14", True),
        ("umurnya baru 15", True),
        ("di bawah 18", True),
        ("16 dan 20 tahun", True),
        ("she is 17 years old", True),
        ("18 tahun", False),
        ("umur 25", False),
        ("semua di atas 18", False),
        ("2 orang", None),
        ("bukan 16 tahun", None),
        ("entah", None),
    ],
)
def test_ages(said: str, below: bool | None) -> None:
    assert below_adult(normal(said)) is below


def test_ages_that_the_reader_found_count_too() -> None:
    assert below_adult("enam belas", (16,)) is True
    assert below_adult("semua besar", (30, 20)) is False
