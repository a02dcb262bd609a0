"""Who is woken when, for every urgency, and what stops it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.channels.messages import Unreachable
from bot.health import health_of
from bot.worker import Worker
from language.reading import Urgency
from models.officer_store import OfficerStore
from models.timer_store import TimerStore
from models.unit_of_work import Storage
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

WIB = ZoneInfo("Asia/Jakarta")
HELD = "paspor saya ditahan majikan dan gaji tiga bulan tidak dibayar"


def local(stage: Stage, day: int, hour: int, minute: int = 0) -> datetime:
    """Move the clock to a moment in November 2026 in Sambas (the 20th is a Friday)."""
    at = datetime(2026, 11, day, hour, minute, tzinfo=WIB)
    stage.clock.set(at)
    return at


def awake_at(stage: Stage, at: datetime) -> list[str]:
    """Jump to a moment, let the worker work, and say who has been woken so far."""
    stage.clock.set(at)
    stage.work()
    return stage.alerted()


def test_kritis_climbs_every_five_minutes_and_begins_again_for_as_long_as_it_takes(stage: Stage) -> None:
    stage.says("c1", CRY)
    for _ in range(12):
        stage.passes(minutes=5)

    assert stage.alerted() == ["o-rina", "o-hadi", "o-arif", "o-lina"] * 3 + ["o-rina"]
    assert stage.case().ladder_round == 4
    assert "nobody_answers" in health_of(stage.hotline).problems


def test_tinggi_by_day_climbs_every_hour(stage: Stage) -> None:
    begun = local(stage, 23, 9)
    stage.says("c1", HELD)
    assert stage.case().urgency is Urgency.TINGGI

    assert awake_at(stage, begun + timedelta(minutes=59)) == ["o-rina"]
    assert awake_at(stage, begun + timedelta(minutes=61)) == ["o-rina", "o-hadi"]
    assert awake_at(stage, begun + timedelta(minutes=122)) == ["o-rina", "o-hadi", "o-arif"]


def test_tinggi_by_night_leaves_the_time_that_the_alert_names(stage: Stage) -> None:
    begun = local(stage, 23, 23)
    stage.says("c1", HELD)
    assert "Terima sebelum 24-11 03.00" in stage.heard("o-rina")[0]

    assert awake_at(stage, begun + timedelta(hours=3, minutes=59)) == ["o-rina"]
    assert awake_at(stage, begun + timedelta(hours=4, minutes=1)) == ["o-rina", "o-hadi"]


def sedang(stage: Stage) -> None:
    stage.says("c1", "halo")
    stage.presses("c1", "menu_officer")
    assert stage.case().urgency is Urgency.SEDANG


def test_sedang_on_a_friday_evening_wakes_the_coordinators_quietly_and_leaves_the_weekend_alone(
    stage: Stage,
) -> None:
    local(stage, 20, 18)
    sedang(stage)
    first = stage.alerted()
    assert "o-rina" not in first
    assert "o-hadi" in first
    assert all(message.silent for message in stage.staff.sent)

    assert awake_at(stage, local(stage, 22, 18)) == first
    assert awake_at(stage, local(stage, 23, 15, 59)) == first
    assert awake_at(stage, local(stage, 23, 16, 1)) == [*first, "o-arif"]
    # one more working day for the Ketua Harian, then it begins again
    assert awake_at(stage, local(stage, 24, 15, 59)) == [*first, "o-arif"]
    assert awake_at(stage, local(stage, 24, 16, 2)) == [*first, "o-arif", *first]


def test_steps_that_nobody_staffs_cost_no_time(make_stage: Callable[..., Stage], storage: Storage) -> None:
    stage = make_stage(storage)
    stage.officer("Arif", role="ketua_harian", queue=None, chat="o-arif")

    stage.says("c1", CRY)

    assert stage.alerted() == ["o-arif"]
    stage.passes(minutes=5)
    assert stage.alerted() == ["o-arif"] * 2


def test_with_nobody_at_all_health_is_red_and_the_first_officer_to_come_is_woken(
    make_stage: Callable[..., Stage], storage: Storage
) -> None:
    stage = make_stage(storage)
    stage.says("c1", CRY)
    assert stage.alerted() == []
    assert "nobody_answers" in health_of(stage.hotline).problems

    stage.passes(minutes=3)
    stage.officer("Rina", role="petugas_piket", queue="hukum", chat="o-rina")
    stage.passes(minutes=1)

    assert stage.alerted() == ["o-rina"]


def test_whoever_is_on_the_roster_is_woken_first(stage: Stage) -> None:
    night = stage.officer("Dewi", role="petugas_piket", queue="hukum", chat="o-dewi")
    with stage.storage.begin() as uow:
        OfficerStore(uow).add_shift(
            id=stage.hotline.ids(),
            taskforce="sambas",
            officer_id=night,
            starts_at=stage.clock.now() - timedelta(hours=1),
            ends_at=stage.clock.now() + timedelta(hours=1),
        )
        uow.commit()

    stage.says("c1", CRY)

    assert stage.alerted() == ["o-dewi"]


@pytest.mark.parametrize("answers", ["o-rina", "o-arif"])
def test_an_acknowledgement_stops_everything(stage: Stage, answers: str) -> None:
    stage.says("c1", CRY)
    stage.passes(minutes=10, seconds=10)
    woken = stage.alerted()
    stage.officer_presses(answers, f"ack:{stage.case().reference}")

    stage.passes(hours=1)

    assert stage.alerted() == woken
    edited = {message.address for message in stage.staff.sent if message.edit_ref is not None}
    assert edited == set(woken)
    assert "nobody_answers" not in health_of(stage.hotline).problems


def test_new_danger_after_an_acknowledgement_wakes_again(stage: Stage) -> None:
    stage.says("c1", HELD)
    stage.officer_presses("o-rina", f"ack:{stage.case().reference}")
    stage.passes(hours=2)
    assert stage.alerted() == ["o-rina"]

    stage.says("c1", CRY)

    case = stage.case()
    assert (case.urgency, case.acknowledged_at) == (Urgency.KRITIS, None)
    assert stage.alerted() == ["o-rina", "o-rina"]
    stage.passes(minutes=5, seconds=10)
    assert stage.alerted()[-1] == "o-hadi"
    stage.officer_presses("o-hadi", f"ack:{case.reference}")
    stage.passes(hours=1)
    assert stage.alerted()[-1] == "o-hadi"


def test_more_words_of_the_same_danger_tell_only_the_officer_who_has_it(stage: Stage) -> None:
    stage.says("c1", CRY)
    reference = stage.case().reference
    stage.officer_presses("o-rina", f"ack:{reference}")
    for text in ("tolong cepat", "kami disekap di sini", "mereka datang lagi"):
        stage.says("c1", text)

    news = [text for text in stage.heard("o-rina") if text.startswith("Pelapor menulis lagi")]
    assert news == [f"Pelapor menulis lagi: {reference} (kritis)."]  # once in ten minutes
    assert stage.alerted() == ["o-rina"]


def test_a_timer_armed_for_an_older_alert_does_nothing(stage: Stage) -> None:
    stage.says("c1", CRY)
    (old,) = [row for row in table_rows(stage.storage, "timers") if row["kind"] == "eskalasi"]
    stage.passes(minutes=5, seconds=10)
    woken = stage.alerted()
    with stage.storage.begin() as uow:
        TimerStore(uow).arm(
            id=stage.hotline.ids(),
            taskforce="sambas",
            kind="eskalasi",
            subject_id=stage.case().id,
            armed_for=old["armed_for"],
            due_at=stage.clock.now(),
            now=stage.clock.now(),
        )
        uow.commit()
    stage.work()

    assert stage.alerted() == woken


def test_a_timer_fires_once_even_if_two_workers_see_it(stage: Stage) -> None:
    stage.says("c1", CRY)
    (timer,) = [row for row in table_rows(stage.storage, "timers") if row["kind"] == "eskalasi"]
    stage.clock.set(stage.clock.now() + timedelta(minutes=5, seconds=1))
    for worker in (stage.worker, Worker(stage.hotline)):
        worker._timers.fire(timer["id"])
    stage.work()

    assert stage.alerted() == ["o-rina", "o-hadi"]


def test_a_case_that_moves_on_leaves_nobody_holding_it(stage: Stage) -> None:
    stage.says("c1", CRY)
    stage.staff.always["o-rina"] = Unreachable(code="forbidden")
    reference = stage.case().reference
    stage.officer_presses("o-hadi", f"ack:{reference}")
    stage.officer_presses("o-hadi", f"why:{reference}:sosial:bidang_lain")

    assert stage.alerted()[-1] == "o-sari"
    stage.officer_presses("o-sari", f"ack:{reference}")
    # a second tap on the old button must not take it from her again
    stage.officer_presses("o-hadi", f"why:{reference}:sosial:bidang_lain")

    assert stage.case().acknowledged_at is not None


def test_health_tells_of_a_silent_worker_and_of_an_alert_that_does_not_leave(stage: Stage) -> None:
    assert health_of(stage.hotline).problems == ("worker_silent",)
    stage.worker.beat()
    assert not health_of(stage.hotline).red

    stage.receive(stage.message("c1", CRY), work=False)
    stage.clock.set(stage.clock.now() + timedelta(seconds=61))
    stage.worker.beat()
    assert health_of(stage.hotline).problems == ("alert_stuck",)
    assert health_of(stage.hotline).figures["oldest_alert_age"] == 61

    stage.clock.set(stage.clock.now() + timedelta(seconds=31))
    stage.work()
    assert health_of(stage.hotline).problems == ("worker_silent",)
