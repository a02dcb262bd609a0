from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.bundle import Bundle
from flows.choices import numbered, spoken
from flows.matching import match, match_word, number_of
from flows.normal import LONGEST, near, normal
from flows.prompt import Option
from tests.flows.runs import small_bundle

SAFE = (numbered("safe_yes"), numbered("safe_no"))


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return small_bundle()


def meant(said: str, options: tuple[Option, ...], bundle: Bundle) -> str | None:
    option = match(normal(said), options, bundle.phrases)
    return option.id if option else None


@pytest.mark.parametrize(
    "said",
    [
        "1",
        "1.",
        "1)",
        "(1)",
        " 1 ",
        "no 1",
        "No.1",
        "nomor 1",
        "pilih 1",
        "satu",
        "yang pertama",
        "①",
        "1️⃣",
        "１",
    ],
)
def test_a_number_is_the_option_in_its_place(said: str, bundle: Bundle) -> None:
    assert meant(said, SAFE, bundle) == "safe_yes"


@pytest.mark.parametrize(
    "said",
    [
        "Ya, aman",
        "ya aman!!",
        "YA",
        "iya kak",
        "Ho'oh",
        "hooh",
        "ho’oh bang",
        "aok",
        "yaaaa",
        "I am safe",
        "yes",
    ],
)
def test_labels_and_synonyms_of_every_language_are_understood(said: str, bundle: Bundle) -> None:
    assert meant(said, SAFE, bundle) == "safe_yes"


@pytest.mark.parametrize(
    "said", ["tidak aman", "tdak aman", "tidka aman", "tidakk aman", "ga aman", "Not safe"]
)
def test_a_slip_is_forgiven(said: str, bundle: Bundle) -> None:
    assert meant(said, SAFE, bundle) == "safe_no"


@pytest.mark.parametrize(
    "said",
    ["", "?", "3", "0", "12", "1 2", "mungkin", "nda aman", "za aman", "aman", "ya tapi dia di sini", "👍"],
)
def test_in_doubt_nothing_is_guessed(said: str, bundle: Bundle) -> None:
    assert meant(said, SAFE, bundle) is None


def test_no_one_is_not_number_one(bundle: Bundle) -> None:
    child = (numbered("child_yes"), numbered("child_no"))

    assert meant("no one", child, bundle) == "child_no"
    assert meant("no 1", child, bundle) == "child_yes"


def test_what_two_options_mean_means_neither(bundle: Bundle) -> None:
    both = (numbered("safe_yes"), numbered("child_yes"))

    assert meant("ya", both, bundle) is None


def test_a_slip_as_near_to_two_options_is_no_answer() -> None:
    phrases = {"one": ("selatan",), "two": ("selatam",)}
    options = (numbered("one"), numbered("two"))

    assert match("selatab", options, lambda option: phrases[option.id]) is None
    assert match("selatab", options[:1], lambda option: phrases[option.id]) == options[0]


def test_beside_an_open_question_a_number_is_no_option(bundle: Bundle) -> None:
    assert meant("1", (spoken("skip"),), bundle) is None
    assert meant("lewati", (spoken("skip"),), bundle) == "skip"


def test_titles_that_carry_data_are_matched(bundle: Bundle) -> None:
    topics = (
        Option(id="topic_one", label="options.topic", params={"title": "Paspor ditahan"}),
        Option(id="topic_two", label="options.topic", params={"title": "Gaji tidak dibayar"}),
    )

    assert meant("gaji tidak dibayar", topics, bundle) == "topic_two"
    assert meant("paspor di tahan", topics, bundle) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [("pilihan 3", 3), ("dua", 2), ("kesepuluh", 10), ("no two", None), ("tiga orang", None)],
)
def test_number_words(said: str, number: int | None) -> None:
    assert number_of(said) == number


@pytest.mark.parametrize(
    ("word", "wanted"), [("petugad", "petugas"), ("mennu utama", "menu utama"), ("slesai", "selesai")]
)
def test_slips(word: str, wanted: str) -> None:
    assert all(
        near(one, other) for one, other in zip(word.split(), wanted.split(), strict=True) if len(other) > 4
    )


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("bahaya", "bahasa"), ("harus", "hapus"), ("pulang", "ulang"), ("ga", "ya"), ("", "menu")],
)
def test_other_words_are_no_slips(word: str, wanted: str) -> None:
    assert not near(word, wanted)


def test_words_that_work_everywhere(bundle: Bundle) -> None:
    words = bundle.words

    assert match_word(normal("Menu!"), words) == "menu"
    assert match_word(normal("ganti bahasa"), words) == "bahasa"
    assert match_word(normal("saya mau bicara petugas"), words) is None
    assert match_word(normal("hapuss"), words) == "hapus"
    assert match_word(normal("hapuss"), words, exact_only=bundle.exact_words) is None
    assert match_word(normal("hapus"), words, exact_only=bundle.exact_words) == "hapus"


@given(st.text(max_size=200))
def test_normal_form_is_stable_and_short(text: str) -> None:
    once = normal(text)

    assert normal(once) == once or len(once) > LONGEST
    assert len(text) <= LONGEST or once == ""


@given(st.text(max_size=150))
def test_any_text_is_matched_or_not_but_never_raises(text: str) -> None:
    phrases = {"safe_yes": ("ya", "ya aman"), "safe_no": ("tidak aman",)}

    assert match(normal(text), SAFE, lambda option: phrases[option.id]) in (*SAFE, None)
