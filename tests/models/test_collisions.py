"""Two threads at the same row: neither may undo the other without anybody noticing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from models import audit
from models.case import Case
from models.inbound_message import InboundMessage
from models.unit_of_work import Storage
from tests.models.rows import fill

ROUNDS = 15


def _in_two_threads(work: Callable[[int], object]) -> list[object]:
    """Run a piece of work twice at the same time; an error in either is the test's error."""
    together = threading.Barrier(2)

    def start(number: int) -> object:
        together.wait(timeout=10)
        return work(number)

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(start, range(2)))


def test_no_change_to_a_locked_row_is_lost(
    storage: Storage, new_id: Callable[[], str], now: datetime
) -> None:
    with storage.begin() as uow:
        fill(uow, new_id, now)
        uow.commit()

    def count_up(_: int) -> None:
        for _round in range(ROUNDS):
            with storage.begin() as uow:
                case = uow.session.scalars(select(Case).with_for_update()).one()
                case.pin_attempts += 1
                uow.commit()

    _in_two_threads(count_up)
    with storage.read() as uow:
        assert uow.session.scalars(select(Case.pin_attempts)).one() == 2 * ROUNDS


def test_of_two_deliveries_of_one_message_one_row_stays(
    storage: Storage, new_id: Callable[[], str], now: datetime
) -> None:
    with storage.begin() as uow:
        fill(uow, new_id, now)
        uow.commit()

    def deliver(number: int) -> bool:
        with storage.begin() as uow:
            first = uow.session.scalars(select(InboundMessage)).first()
            assert first is not None
            twin = InboundMessage(
                id=f"{number:f>32}",
                taskforce="sambas",
                conversation_id=first.conversation_id,
                channel="telegram",
                account="sambas-telegram",
                provider_id="1002",
                kind="message",
                body=uow.vault.seal("inbound_messages", "body", f"{number:f>32}", "{}"),
                received_at=now,
            )
            uow.session.add(twin)
            try:
                uow.commit()
            except IntegrityError:
                return False
            return True

    assert sorted(map(bool, _in_two_threads(deliver))) == [False, True]
    with storage.read() as uow:
        again = select(func.count()).select_from(InboundMessage).where(InboundMessage.provider_id == "1002")
        assert uow.session.scalar(again) == 1


def test_two_that_append_to_the_audit_trail_make_one_chain(storage: Storage, now: datetime) -> None:
    def act(number: int) -> None:
        for step in range(ROUNDS):
            with storage.begin() as uow:
                audit.append(
                    uow, taskforce="sambas", at=now, actor="sistem", action="uji", subject=f"{number}-{step}"
                )
                uow.commit()

    _in_two_threads(act)
    with storage.read() as uow:
        report = audit.verify(uow.session, "sambas")
    assert report.whole
    assert report.entries == 2 * ROUNDS
