"""What must hold for any text: it is read in bounded time; noise or more danger never lowers the level."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import language
from language.explain import explain
from language.reading import Intent, Reading, Urgency
from tests.language.messages import KRITIS, RENDAH, SEDANG, TINGGI

READER = language.build_reader()
MESSAGES = (*KRITIS, *TINGGI, *SEDANG, *(text for text, _ in RENDAH))
DANGERS = (
    "saya dikurung sekarang",
    "tolong kami disekap",
    "dia mau bunuh saya",
    "saya dipukul terus",
    "kami mau dijual malam ini",
    "my boss locked me in the house now",
)
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@relaxed
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    reading = READER.read(text)
    assert isinstance(reading, Reading)
    assert explain(reading)


@relaxed
@given(st.lists(st.sampled_from([*" ".join(MESSAGES).split(), ",", ".", "?", "17", "tahun"]), max_size=60))
def test_any_row_of_our_own_words_is_read(words: list[str]) -> None:
    reading = READER.read(" ".join(words))
    assert reading.queues or reading.intent in {Intent.LAINNYA, Intent.CEK_KASUS, Intent.BICARA_PETUGAS}


@relaxed
@given(st.sampled_from(MESSAGES), st.sampled_from(DANGERS))
def test_adding_a_sign_of_danger_never_lowers(text: str, danger: str) -> None:
    before = READER.read(text).urgency
    assert READER.read(f"{text}. {danger}").urgency.rank >= before.rank


@relaxed
@given(st.sampled_from(MESSAGES), st.sampled_from(DANGERS))
def test_a_cry_after_anything_harmless_is_heard(text: str, danger: str) -> None:
    assert READER.read(f"{text}. tolong, {danger}").urgency is Urgency.KRITIS


@relaxed
@given(st.sampled_from(KRITIS), st.sampled_from([str.upper, str.title, str.capitalize, str.swapcase]))
def test_case_never_lowers_kritis(text: str, change: object) -> None:
    assert callable(change)
    assert READER.read(change(text)).urgency is Urgency.KRITIS


@relaxed
@given(st.sampled_from(KRITIS), st.data())
def test_doubled_letters_never_lower_kritis(text: str, data: st.DataObject) -> None:
    letters = [at for at, letter in enumerate(text) if letter in string.ascii_letters]
    doubled = data.draw(st.sets(st.sampled_from(letters), max_size=12))
    noisy = "".join(letter * (2 if at in doubled else 1) for at, letter in enumerate(text))
    assert READER.read(noisy).urgency is Urgency.KRITIS


@relaxed
@given(st.sampled_from(KRITIS), st.text(alphabet="!?.,;:-…~)(* \n\t'\"", max_size=8))
def test_trailing_punctuation_never_lowers_kritis(text: str, tail: str) -> None:
    assert READER.read(text + tail).urgency is Urgency.KRITIS


@pytest.mark.parametrize(
    "letter", ["a", " ", "a ", "1", ".", "'", "\u0301", "\ufdfa", "😂", "\0", "<", "saya ", "tidak "]
)
def test_a_hundred_kilobytes_of_anything_are_read(letter: str) -> None:
    size = 100_000 // len(letter.encode())
    assert READER.read(letter * size).urgency is not Urgency.KRITIS


def test_unmistakable_words_in_the_middle_of_a_flood_are_found() -> None:
    filler = "lorem ipsum dolor " * 1500
    reading = READER.read(f"{filler} kami disekap di sini {filler}")
    assert reading.urgency is Urgency.KRITIS
    assert reading.intent is Intent.LAPOR
    assert reading.signals


def test_the_end_of_a_long_story_counts() -> None:
    assert READER.read("cerita panjang sekali " * 400 + " tolong saya dikurung").urgency is Urgency.KRITIS


def test_reading_twice_gives_the_same() -> None:
    assert [READER.read(text) for text in MESSAGES] == [language.read(text) for text in MESSAGES]
