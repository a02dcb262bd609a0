"""A turn that raises: nothing half-done stays, nobody is unheard, and the conversation goes on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.casework import Casework
from bot.channels.messages import ChannelName
from bot.errors import NotDurable
from bot.failures import ATTEMPTS
from bot.turn import Turns
from language.reading import Urgency
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

DULL = "selamat siang bapak ibu semuanya apa kabar di sana hari ini ya"


class Broken:
    """Makes every turn raise after its work is done, until it is mended."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, text: str = "") -> None:
        self.mended = False
        self.count = 0
        real = Turns.write

        def write(turns: Turns, scene: Any, sprint: Any, memory: Any) -> None:
            real(turns, scene, sprint, memory)
            body = scene.inbound.body if scene.inbound is not None else {}
            if not self.mended and text in body.get("text", ""):
                self.count += 1
                raise RuntimeError("a bug that quotes: " + body.get("text", ""))

        monkeypatch.setattr(Turns, "write", write)


def inbound(stage: Stage) -> list[tuple[str, int]]:
    return [(row["state"].value, row["attempts"]) for row in table_rows(stage.storage, "inbound_messages")]


def test_it_is_rolled_back_and_counted_and_the_provider_hears_nothing_of_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Broken(monkeypatch)

    stage.receive(stage.message("c1", DULL), work=False)  # raises nothing: the provider gets its 200

    assert broken.count == 1
    assert inbound(stage) == [("pending", 1)]
    assert table_rows(stage.storage, "outbox_messages") == []
    assert table_rows(stage.storage, "timers") == []
    assert stage.cases() == []


def test_danger_words_alone_open_a_case_and_wake_somebody(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Broken(monkeypatch)

    stage.receive(stage.message("c1", CRY))

    case = stage.case()
    assert (case.urgency, case.partial) == (Urgency.KRITIS, True)
    assert stage.alerted() == ["o-rina"]
    assert "gagal_diproses" in case.reasons
    (shown,) = stage.officer_presses("o-rina", f"show:{case.reference}")
    assert "disekap" in "\n".join(shown.body.parts)


def test_the_worker_tries_again_and_the_mended_turn_goes_into_the_same_case(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Broken(monkeypatch)
    stage.receive(stage.message("c1", CRY))
    reference = stage.case().reference

    broken.mended = True
    stage.passes(seconds=10)

    assert stage.case().reference == reference
    assert inbound(stage)[0] == ("taken", 1)
    assert "110" in stage.heard("c1")[0]


def test_after_five_attempts_a_human_reads_it_and_the_conversation_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Broken(monkeypatch, text=DULL)
    stage.receive(stage.message("c1", DULL))
    for attempt in range(1, ATTEMPTS):
        assert stage.cases() == []
        assert inbound(stage) == [("pending", attempt)]
        stage.worker.turn(table_rows(stage.storage, "conversations")[0]["id"])
    stage.work()

    assert broken.count == ATTEMPTS
    assert [state for state, _ in inbound(stage)] == ["read_by_hand"]
    case = stage.case()
    assert case.urgency is Urgency.TINGGI
    assert stage.alerted() == ["o-rina"]
    (shown,) = stage.officer_presses("o-rina", f"show:{case.reference}")
    assert DULL in "\n".join(shown.body.parts)

    assert stage.says("c1", "halo")
    assert inbound(stage)[-1][0] == "taken"
    assert broken.count == ATTEMPTS


def test_messages_behind_a_broken_one_keep_their_order_and_are_taken(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Broken(monkeypatch, text=DULL)
    for text in (DULL, "paspor saya ditahan majikan", "sudah dua bulan"):
        stage.receive(stage.message("c1", text), work=False)
    stage.passes(minutes=2)

    assert [state for state, _ in inbound(stage)] == ["read_by_hand", "taken", "taken"]


def test_an_officer_whose_message_breaks_a_turn_opens_no_case(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handle(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.staff.desk.StaffDesk.handle", handle)
    stage.receive(stage.message("o-rina", CRY, channel=ChannelName.STAFF))
    stage.passes(minutes=2)

    assert stage.cases() == []
    assert [state for state, _ in inbound(stage)] == ["read_by_hand"]


def test_the_sweep_takes_what_a_killed_web_process_left(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dead:
        dead.setattr(Turns, "take_all", lambda *_, **__: None)
        stage.receive(stage.message("c1", CRY), work=False)
    stage.work()
    assert stage.cases() == []

    stage.passes(seconds=10)

    assert stage.case().urgency is Urgency.KRITIS
    assert stage.alerted() == ["o-rina"]


def test_even_the_emergency_case_may_fail_and_the_message_still_waits(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    Broken(monkeypatch)
    with monkeypatch.context() as worse:
        worse.setattr(Casework, "by_hand", lambda *_, **__: 1 / 0)
        stage.receive(stage.message("c1", CRY), work=False)
    assert inbound(stage) == [("pending", 0)]

    stage.passes(seconds=10)

    assert stage.case().urgency is Urgency.KRITIS


def test_what_cannot_be_stored_is_for_the_provider_to_repeat(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = stage.message("c1", CRY)
    with monkeypatch.context() as full:
        full.setattr("models.unit_of_work.UnitOfWork.commit", lambda _: 1 / 0)  # the disk is full
        with pytest.raises(NotDurable):
            stage.receive(message)
    assert table_rows(stage.storage, "contacts") == []

    stage.receive(message)

    assert stage.case().urgency is Urgency.KRITIS


def test_a_job_engine_that_is_away_costs_no_message(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are the truth: a spinner that nobody can stop must not turn a press into a 500."""

    def away(*_: object, **__: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as gone:
        for name in ("deliver", "turn", "fetch", "acknowledge", "tidy"):
            gone.setattr(stage.jobs, name, away)
        stage.receive(stage.message("c1", CRY), work=False)
        press = stage.message("c1", press="danger_yes")
        stage.receive(
            replace(press, callback_ref="cb1"),
            work=False,
        )
    assert [state for state, _ in inbound(stage)] == ["taken", "taken"]

    stage.passes(seconds=10)

    assert stage.alerted() == ["o-rina"]
    assert stage.heard("c1")
