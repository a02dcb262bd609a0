"""The outbox: everything leaves once, in order, alerts first, and nothing leaves too late."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.channels.delivery import DeliveryReport, DeliveryStatus
from bot.channels.messages import (
    ChannelName,
    OutboundMessage,
    Refused,
    SendResult,
    Sent,
    TryLater,
    Unknown,
    Unreachable,
)
from bot.errors import NotDurable
from bot.health import health_of
from bot.intake import HotlineIntake
from bot.postman import ATTEMPTS, LEASE, Postman
from models.case_store import CaseStore
from models.outbox_message import OutboxMessage
from tests.scenarios.snapshot import table_rows
from tests.scenarios.test_night import CRY
from tests.stage import Stage

LATER = TryLater(after=timedelta(seconds=20), code="busy")


def outbox(stage: Stage, kind: str = "reply") -> list[dict[str, Any]]:
    return [row for row in table_rows(stage.storage, "outbox_messages") if row["kind"].value == kind]


def states(stage: Stage, kind: str = "reply") -> list[str]:
    return [row["state"].value for row in outbox(stage, kind)]


def happened(stage: Stage) -> list[str]:
    with stage.storage.read() as uow:
        return [event.kind for event in CaseStore(uow).events(stage.case().id)]


def change(stage: Stage, outbox_id: str, **values: Any) -> None:
    with stage.storage.begin() as uow:
        uow.session.execute(update(OutboxMessage).where(OutboxMessage.id == outbox_id).values(**values))
        uow.commit()


def test_replies_keep_their_order_behind_one_that_must_wait(stage: Stage) -> None:
    stage.provider.results = [LATER]
    stage.says("c1", "halo")
    stage.says("c1", "menu")
    assert stage.heard("c1") == []

    stage.passes(seconds=60)

    first, second = outbox(stage)
    assert first["sent_at"] <= second["sent_at"]
    assert [message.idempotency for message in stage.provider.sent] == [first["id"], second["id"]]


def test_one_conversation_that_must_wait_holds_up_no_other(stage: Stage) -> None:
    stage.provider.results = [LATER]
    stage.says("c1", "halo")

    assert stage.says("c2", "halo")


def test_the_provider_is_left_alone_for_as_long_as_it_asked(stage: Stage) -> None:
    stage.provider.results = [LATER]
    begun = stage.clock.now()
    stage.says("c1", "halo")
    stage.passes(minutes=1)

    assert stage.provider.at[0] >= begun + LATER.after


def test_a_reply_that_is_an_hour_late_is_dropped_and_the_officer_sees_it(stage: Stage) -> None:
    stage.provider.always["c1"] = TryLater(after=timedelta(minutes=5), code="busy")
    stage.says("c1", CRY)
    del stage.provider.always["c1"]
    row = outbox(stage)[0]
    stage.clock.set(stage.clock.now() + timedelta(minutes=61))
    stage.work()

    assert stage.heard("c1") == []
    assert states(stage) == ["expired"]
    assert row["expires_at"] - row["created_at"] == timedelta(hours=1)
    assert "balasan_kedaluwarsa" in happened(stage)


def test_what_waits_behind_an_expired_reply_still_leaves(stage: Stage) -> None:
    stage.provider.results = [TryLater(after=timedelta(minutes=5), code="busy")]
    stage.says("c1", "halo")
    change(stage, outbox(stage)[0]["id"], expires_at=stage.clock.now())
    stage.receive(stage.message("c1", "menu"), work=False)
    stage.clock.set(stage.clock.now() + timedelta(minutes=6))
    stage.work()

    assert states(stage) == ["expired", "sent"]


@pytest.mark.parametrize("arrived", [True, False])
def test_after_an_unknown_outcome_the_provider_is_asked_before_anything_is_said_twice(
    stage: Stage, arrived: bool
) -> None:
    stage.provider.results = [Unknown(code="timeout")]
    stage.says("c1", "halo")
    row = outbox(stage)[0]
    if arrived:
        stage.provider.held_back.add(row["id"])
    stage.passes(seconds=30)

    assert states(stage) == ["sent"]
    assert len(stage.heard("c1")) == (0 if arrived else 1)
    assert (outbox(stage)[0]["refs"] == '["found"]') is arrived


@pytest.mark.parametrize("arrived", [True, False])
def test_the_lease_of_a_killed_worker_runs_out(stage: Stage, arrived: bool) -> None:
    stage.receive(stage.message("c1", "halo"), work=False)
    row = outbox(stage)[0]
    killed = Postman(stage.hotline)
    assert killed._claim(row["id"]) is not None  # and then the power goes
    stage.jobs.queued.clear()
    if arrived:
        stage.provider.held_back.add(row["id"])

    stage.passes(seconds=LEASE.total_seconds() - 1)
    assert states(stage) == ["sending"]
    stage.passes(seconds=11)

    assert states(stage) == ["sent"]
    assert len(stage.heard("c1")) == (0 if arrived else 1)


def test_alerts_leave_before_replies(stage: Stage) -> None:
    order: list[str] = []
    for provider, name in ((stage.provider, "reply"), (stage.staff, "alert")):
        provider.send = _noting(provider.send, order, name)  # type: ignore[method-assign]
    for who in ("c1", "c2", "c3"):
        stage.receive(stage.message(who, CRY), work=False)
    stage.work()

    assert order == ["alert"] * 3 + ["reply"] * 3


def test_alerts_leave_before_replies_also_when_the_jobs_were_lost(stage: Stage) -> None:
    for who in ("c1", "c2"):
        stage.receive(stage.message(who, CRY), work=False)
    stage.jobs.queued.clear()
    stage.clock.set(stage.clock.now() + timedelta(seconds=10))
    found = Postman(stage.hotline).due()

    kinds = {row["id"]: row["kind"].value for row in table_rows(stage.storage, "outbox_messages")}
    assert [kinds[outbox_id] for outbox_id, _ in found] == ["alert", "alert", "reply", "reply"]


def _noting(
    real: Callable[[OutboundMessage], SendResult], order: list[str], name: str
) -> Callable[[OutboundMessage], SendResult]:
    def send(message: OutboundMessage) -> SendResult:
        order.append(name)
        return real(message)

    return send


@pytest.mark.parametrize("result", [Refused(code="bad_request"), Unreachable(code="forbidden")])
def test_an_alert_that_is_lost_moves_on_at_once(stage: Stage, result: SendResult) -> None:
    stage.staff.always["o-rina"] = result

    stage.says("c1", CRY)

    assert stage.alerted() == ["o-hadi"]
    assert states(stage, "alert") == ["gave_up", "sent"]
    assert "alarm_gagal" in happened(stage)


def test_an_alert_that_must_wait_moves_on_at_once_and_is_still_delivered(stage: Stage) -> None:
    stage.staff.results = [TryLater(after=timedelta(seconds=5), code="busy")]

    stage.says("c1", CRY)
    assert stage.alerted() == ["o-hadi"]
    stage.passes(seconds=20)

    assert stage.alerted() == ["o-hadi", "o-rina"]
    assert "alarm_tertunda" in happened(stage)


def test_an_alert_whose_fate_is_unknown_keeps_its_deadline(stage: Stage) -> None:
    stage.staff.results = [Unknown(code="timeout")]
    stage.says("c1", CRY)

    stage.passes(seconds=30)
    assert stage.alerted() == ["o-rina"]


@pytest.mark.parametrize(
    "result", [TryLater(after=timedelta(seconds=1), code="network"), Refused(code="bug")]
)
def test_a_provider_that_takes_nothing_does_not_make_alerts_without_end(
    stage: Stage, result: SendResult
) -> None:
    """The ladder goes round at once only once; afterwards it waits a minute between attempts."""
    for chat in ("rina", "hadi", "sari", "wati", "budi", "tini", "arif", "lina"):
        stage.staff.always[f"o-{chat}"] = result

    stage.says("c1", CRY)
    assert len(outbox(stage, "alert")) <= 8
    assert "nobody_answers" in health_of(stage.hotline).problems
    stage.passes(minutes=3)
    assert len(outbox(stage, "alert")) <= 32

    stage.staff.always.clear()
    stage.passes(minutes=2)
    assert stage.alerted()


def test_an_officer_who_blocked_the_staff_bot_is_woken_again_once_it_is_let_in(stage: Stage) -> None:
    stage.staff.always["o-rina"] = Unreachable(code="forbidden")
    stage.says("c1", CRY)
    assert "tidak dapat menghubungi" in stage.officer_says("o-hadi", "/piket")[0].body.parts[0]
    del stage.staff.always["o-rina"]

    stage.officer_says("o-rina", "/kasus")
    stage.says("c2", CRY)

    assert stage.alerted()[-1] == "o-rina"
    assert "tidak dapat menghubungi" not in stage.officer_says("o-hadi", "/piket")[0].body.parts[0]


def test_a_reply_is_given_up_after_its_attempts_and_the_officer_sees_it(stage: Stage) -> None:
    stage.provider.always["c1"] = TryLater(after=timedelta(seconds=1), code="busy")
    stage.says("c1", CRY)
    stage.passes(minutes=20)

    assert states(stage) == ["gave_up"]
    assert outbox(stage)[0]["attempts"] == ATTEMPTS["reply"]
    assert "balasan_gagal" in happened(stage)


def test_a_person_who_blocked_the_bot_is_marked_by_the_failed_reply(stage: Stage) -> None:
    stage.provider.always["c1"] = Unreachable(code="blocked")
    stage.says("c1", CRY)

    assert table_rows(stage.storage, "contacts")[0]["blocked_at"] is not None
    assert "balasan_gagal" in happened(stage)


def test_two_workers_and_one_row_one_of_them_sends(stage: Stage) -> None:
    for number in range(5):
        stage.receive(stage.message(f"c{number}", "halo"), work=False)
    rows = [row["id"] for row in outbox(stage)]
    started = threading.Barrier(4)
    failures: list[BaseException] = []

    def work() -> None:
        postman = Postman(stage.hotline)
        started.wait()
        try:
            for outbox_id in rows:
                postman.deliver(outbox_id)
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failures == []
    assert sorted(message.idempotency for message in stage.provider.sent) == sorted(rows)
    assert [row["attempts"] for row in outbox(stage)] == [1] * 5


def test_a_message_that_is_not_due_or_done_is_nobodys(stage: Stage) -> None:
    stage.says("c1", "halo")
    sent = outbox(stage)[0]["id"]

    stage.worker.deliver(sent, urgent=True)
    stage.worker.deliver("0" * 32, urgent=False)

    assert len(stage.heard("c1")) == 1


def test_a_delivery_report_is_kept_beside_its_message_and_never_steps_back(stage: Stage) -> None:
    stage.says("+62811", CRY, channel=ChannelName.SMS)
    intake = HotlineIntake(stage.hotline)
    (ref,) = [row["ref"] for row in table_rows(stage.storage, "sent_refs")]
    for status in (DeliveryStatus.DELIVERED, DeliveryStatus.SENT, DeliveryStatus.DELIVERED):
        intake.delivered(DeliveryReport(ref=ref, status=status), "sambas-twilio")
    intake.delivered(DeliveryReport(ref="nobody", status=DeliveryStatus.FAILED), "sambas-twilio")

    assert [row["status"] for row in table_rows(stage.storage, "delivery_receipts")] == ["delivered"]
    assert outbox(stage)[0]["delivery"] == "delivered"
    assert "balasan_gagal" not in happened(stage)


def test_a_reply_that_the_carrier_lost_is_noted_in_the_case(stage: Stage) -> None:
    stage.says("+62811", CRY, channel=ChannelName.SMS)
    (ref,) = [row["ref"] for row in table_rows(stage.storage, "sent_refs")]
    report = DeliveryReport(ref=ref, status=DeliveryStatus.UNDELIVERED, error="30003")
    HotlineIntake(stage.hotline).delivered(report, "sambas-twilio")

    assert "balasan_gagal" in happened(stage)


def test_a_report_that_cannot_be_stored_is_repeated_by_the_provider(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stage.storage, "begin", lambda: 1 / 0)
    with pytest.raises(NotDurable):
        HotlineIntake(stage.hotline).delivered(
            DeliveryReport(ref="m1", status=DeliveryStatus.SENT), "sambas-twilio"
        )


def test_a_number_that_nobody_configured_is_given_up_and_told(stage: Stage) -> None:
    stage.receive(stage.message("c1", CRY), work=False)
    change(stage, outbox(stage)[0]["id"], account="gone")
    stage.work()

    assert states(stage) == ["gave_up"]
    assert outbox(stage)[0]["error"] == "no_account"


def test_what_is_sent_carries_what_the_provider_needs(stage: Stage) -> None:
    begun: datetime = stage.clock.now()
    (reply,) = stage.says("c1", CRY)
    (alert,) = stage.staff.sent

    assert (reply.protect, alert.protect) == (False, True)
    assert reply.valid_for == timedelta(hours=1)
    assert reply.last_inbound_at == begun
    assert (reply.silent, alert.silent) == (False, False)
    assert isinstance(stage.provider.send(reply), Sent)
