"""A message that may tell of danger and may not: a human gets it, and one closed question is asked."""

from __future__ import annotations

import pytest

from language.reading import HEARD, Intent, Reading, Signal, Urgency
from tests.stage import Stage

DOUBTFUL = "di film itu ceweknya disekap, kakak saya kerja di tempat yang begitu"


@pytest.fixture
def doubtful(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A hotline whose reader is unsure of one message, whatever the weights of the day think of it."""
    reader = stage.hotline.readers["sambas"]
    read = reader.read

    def unsure_of_one(text: str) -> Reading:
        return Reading(intent=Intent.TANYA, unsure=True, locale="id") if text == DOUBTFUL else read(text)

    monkeypatch.setattr(reader, "read", unsure_of_one)
    return stage


def test_the_closed_question_is_asked_and_a_case_is_there_for_a_human(doubtful: Stage) -> None:
    (asked,) = doubtful.says("c1", DOUBTFUL)

    assert "SEKARANG" in asked.body.parts[0]
    assert [button.label for button in asked.body.buttons] == ["Ya, sekarang", "Tidak", "Tidak aman membalas"]
    assert doubtful.case().urgency is Urgency.SEDANG


def test_yes_is_immediate_danger(doubtful: Stage) -> None:
    doubtful.says("c1", DOUBTFUL)
    replies = doubtful.says("c1", "ya")

    assert doubtful.case().urgency is Urgency.KRITIS
    assert "o-rina" in doubtful.alerted()
    assert any("110" in part for reply in replies for part in reply.body.parts)


def test_no_answers_what_was_asked_in_the_first_place(doubtful: Stage) -> None:
    doubtful.says("c1", DOUBTFUL)
    replies = doubtful.says("c1", "tidak")

    assert replies
    assert doubtful.case().urgency is Urgency.SEDANG


def test_not_safe_ends_in_silence_and_a_human_knows(doubtful: Stage) -> None:
    doubtful.says("c1", DOUBTFUL)
    replies = doubtful.says("c1", "3")

    assert all("bahaya" not in part.lower() for reply in replies for part in reply.body.parts)
    assert doubtful.case().urgency is Urgency.TINGGI


def test_silence_keeps_the_level_and_a_human_reads_it(doubtful: Stage) -> None:
    doubtful.says("c1", DOUBTFUL)
    doubtful.passes(minutes=31)

    assert doubtful.case().urgency is Urgency.SEDANG
    assert doubtful.alerted()


@pytest.mark.parametrize(("code", "urgency"), [(HEARD, Urgency.SEDANG), ("T01", Urgency.KRITIS)])
def test_an_answer_that_was_offered_is_one_unless_it_holds_a_sign(
    doubtful: Stage, monkeypatch: pytest.MonkeyPatch, code: str, urgency: Urgency
) -> None:
    doubtful.says("c1", DOUBTFUL)
    alarming = Reading(
        intent=Intent.LAPOR, urgency=Urgency.KRITIS, signals=(Signal(code=code, level=3, words=("tidak",)),)
    )
    monkeypatch.setattr(doubtful.hotline.readers["sambas"], "read", lambda _text: alarming)
    doubtful.says("c1", "tidak")

    assert doubtful.case().urgency is urgency
