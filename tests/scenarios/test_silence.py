"""Somebody stops writing: what is there is saved, and nothing is sent to a phone that may be taken."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.channels.messages import InboundKind
from bot.timers import Timers
from language.reading import Urgency
from models.case_store import CaseStore
from models.timer_store import TimerStore
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"


def let_time_pass(stage: Stage, **span: float) -> None:
    """One long step, then the worker wakes."""
    stage.clock.set(stage.clock.now() + timedelta(**span))
    stage.work()


def told(stage: Stage) -> list[tuple[str, str]]:
    with stage.storage.read() as uow:
        return [(item.name, item.value) for item in CaseStore(uow).answers(stage.case().id)]


@pytest.mark.parametrize("presses", [(), ("safe_yes",), ("safe_yes", "danger_no")])
def test_silence_in_a_report_completes_what_is_there_and_says_nothing(
    stage: Stage, presses: tuple[str, ...]
) -> None:
    stage.says("c1", HELD)
    for press in presses:
        stage.presses("c1", press)
    assert stage.case().partial
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    heard = len(stage.heard("c1"))

    let_time_pass(stage, hours=7)

    case = stage.case()
    assert not case.partial
    assert case.completed_at == stage.clock.now()
    assert ("story", HELD) in told(stage)
    assert len(stage.heard("c1")) == heard


def test_silence_before_any_story_leaves_no_case(stage: Stage) -> None:
    stage.says("c1", "halo")
    stage.presses("c1", "menu_report")
    heard = len(stage.heard("c1"))
    let_time_pass(stage, hours=7)

    assert stage.cases() == []
    assert len(stage.heard("c1")) == heard


def test_silence_in_danger_is_news_for_the_officer_and_not_for_the_phone(stage: Stage) -> None:
    stage.says("c1", CRY)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    heard = len(stage.heard("c1"))

    let_time_pass(stage, minutes=11)

    assert not stage.case().partial
    assert len(stage.heard("c1")) == heard
    with stage.storage.read() as uow:
        asked = [
            event.detail for event in CaseStore(uow).events(stage.case().id) if event.kind == "minta_petugas"
        ]
    assert {"reason": "tidak_aman"} in asked
    assert stage.heard("o-rina")[-1].startswith("Pelapor menulis lagi")


def test_words_that_nobody_could_place_are_read_by_a_human_if_the_person_goes_silent(stage: Stage) -> None:
    dull = "selamat siang bapak ibu semuanya apa kabar di sana hari ini ya"
    stage.says("c1", dull)
    assert stage.cases() == []

    let_time_pass(stage, minutes=31)

    assert stage.case().kind == "percakapan"
    assert dull in [value for _, value in told(stage)]


def test_a_voice_note_and_then_silence_is_a_report(stage: Stage) -> None:
    stage.receive(stage.message("c1", media=(stage.voice(),)))
    let_time_pass(stage, hours=7)

    case = stage.case()
    assert not case.partial
    assert case.urgency is Urgency.SEDANG or case.urgency.rank > Urgency.SEDANG.rank


def test_the_timer_of_an_older_wait_does_nothing(stage: Stage) -> None:
    stage.says("c1", HELD)
    (old,) = [row for row in table_rows(stage.storage, "timers") if row["kind"] == "tunggu"]
    stage.presses("c1", "safe_yes")
    before = table_rows(stage.storage, "conversations")[0]["session"]
    with stage.storage.begin() as uow:
        TimerStore(uow).arm(
            id=stage.hotline.ids(),
            taskforce="sambas",
            kind="tunggu",
            subject_id=old["subject_id"],
            armed_for=old["armed_for"],
            due_at=stage.clock.now(),
            now=stage.clock.now(),
        )
        uow.commit()
    stage.work()

    assert table_rows(stage.storage, "conversations")[0]["session"] == before
    assert stage.case().partial


def test_an_answer_just_before_the_end_of_the_wait_moves_the_end(stage: Stage) -> None:
    stage.says("c1", HELD)
    let_time_pass(stage, minutes=29)
    stage.presses("c1", "safe_yes")
    let_time_pass(stage, minutes=2)

    assert stage.case().partial


def test_a_timer_that_was_moved_cannot_be_fired_by_who_saw_it_before(stage: Stage) -> None:
    stage.says("c1", HELD)
    (timer,) = [row for row in table_rows(stage.storage, "timers") if row["kind"] == "tunggu"]
    stage.presses("c1", "safe_yes")

    Timers(stage.hotline, stage.worker.turns.write).fire(timer["id"])

    assert stage.case().partial


def test_writing_again_after_silence_is_an_addition_to_the_same_case(stage: Stage) -> None:
    stage.says("c1", HELD)
    let_time_pass(stage, hours=7)

    stage.says("c1", "majikan saya ambil hp saya juga")

    assert len(stage.cases()) == 1
    assert "majikan saya ambil hp saya juga" in [value for _, value in told(stage)]


def test_a_blocked_person_who_was_in_the_middle_of_a_report_is_saved_as_well(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.receive(stage.message("c1", kind=InboundKind.BLOCKED))
    let_time_pass(stage, hours=7)

    assert not stage.case().partial
