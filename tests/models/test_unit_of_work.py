from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from models.contact import Contact
from models.errors import ReadOnly
from models.heartbeat import Heartbeat
from models.tables import METADATA
from models.unit_of_work import Storage
from tests.models.rows import fill


def _beats(storage: Storage) -> list[str]:
    with storage.read() as uow:
        return list(uow.session.scalars(select(Heartbeat.name).order_by(Heartbeat.name)))


def test_it_rolls_back_by_default(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="worker", at=now))
        uow.session.flush()
    assert _beats(storage) == []


def test_it_rolls_back_on_an_error(storage: Storage, now: datetime) -> None:
    def turn() -> None:
        with storage.begin() as uow:
            uow.session.add(Heartbeat(name="worker", at=now))
            uow.session.flush()
            raise ConnectionError

    with pytest.raises(ConnectionError):
        turn()
    assert _beats(storage) == []


def test_what_is_committed_stays_and_what_follows_does_not(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="kept", at=now))
        uow.commit()
        uow.session.add(Heartbeat(name="lost", at=now))
    assert _beats(storage) == ["kept"]


def test_rows_are_readable_after_the_commit_without_asking_again(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        row = Heartbeat(name="worker", at=now)
        uow.session.add(row)
        uow.commit()
    assert row.at == now


def test_rows_that_were_read_can_be_returned(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="worker", at=now))
        uow.commit()
    with storage.read() as uow:
        row = uow.session.get_one(Heartbeat, "worker")
    assert row.at == now


def test_hooks_run_in_order_after_the_commit_and_may_write(storage: Storage, now: datetime) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.extend(_beats(storage))

    def write() -> None:
        with storage.begin() as inner:
            inner.session.add(Heartbeat(name="by hook", at=now))
            inner.commit()

    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="by turn", at=now))
        uow.after_commit(look)
        uow.after_commit(write)
        assert seen == []
        uow.commit()
        assert seen == ["by turn"]
    assert _beats(storage) == ["by hook", "by turn"]


def test_hooks_do_not_run_without_a_commit_nor_twice(storage: Storage) -> None:
    calls: list[str] = []
    with storage.begin() as uow:
        uow.after_commit(lambda: calls.append("never"))
    with storage.begin() as uow:
        uow.after_commit(lambda: calls.append("never"))
        uow.rollback()
        uow.after_commit(lambda: calls.append("once"))
        uow.commit()
        uow.commit()
    assert calls == ["once"]


def test_hooks_do_not_run_if_the_commit_fails(
    storage: Storage, now: datetime, new_id: Callable[[], str]
) -> None:
    calls: list[str] = []
    with storage.begin() as uow:
        uow.after_commit(lambda: calls.append("never"))
        uow.session.execute(_orphan_conversation(new_id))
        with pytest.raises(IntegrityError):
            uow.commit()
    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="after", at=now))
        uow.commit()
    assert calls == []
    assert _beats(storage) == ["after"]


def test_a_failing_hook_hides_neither_the_commit_nor_the_next_hook(
    storage: Storage, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[str] = []

    def fail() -> None:
        raise ConnectionError("nama saya Siti")

    with caplog.at_level(logging.ERROR), storage.begin() as uow:
        uow.session.add(Heartbeat(name="worker", at=now))
        uow.after_commit(fail)
        uow.after_commit(lambda: calls.append("next"))
        uow.commit()
    assert calls == ["next"]
    assert _beats(storage) == ["worker"]
    assert storage.failed_hooks == 1
    assert [record.message for record in caplog.records] == ["after_commit_failed"]
    assert caplog.records[0].__dict__["error"] == "ConnectionError"
    assert "Siti" not in caplog.text


def test_reading_cannot_commit_and_cannot_write(storage: Storage, now: datetime) -> None:
    with storage.read() as uow, pytest.raises(ReadOnly):
        uow.commit()
    with storage.read() as uow, pytest.raises(DBAPIError):
        uow.session.execute(insert(Heartbeat).values(name="worker", at=now))
    assert _beats(storage) == []


def test_a_connection_that_read_can_write_again(storage: Storage, now: datetime) -> None:
    for name in ("a", "b", "c"):
        assert name not in _beats(storage)
        with storage.begin() as uow:
            uow.session.add(Heartbeat(name=name, at=now))
            uow.commit()
    assert _beats(storage) == ["a", "b", "c"]


def test_a_reader_keeps_no_writer_waiting_and_sees_no_half_work(storage: Storage, now: datetime) -> None:
    with storage.read() as reader, storage.begin() as writer:
        assert reader.session.scalar(select(func.count()).select_from(Heartbeat)) == 0
        writer.session.add(Heartbeat(name="worker", at=now))
        writer.session.flush()
        assert reader.session.scalar(select(func.count()).select_from(Heartbeat)) == 0
        writer.commit()
    assert _beats(storage) == ["worker"]


def test_rows_of_one_turn_may_come_in_any_order(
    storage: Storage, new_id: Callable[[], str], now: datetime
) -> None:
    with storage.begin() as uow:
        fill(uow, new_id, now)
        uow.commit()
    with storage.read() as uow:
        for table in METADATA.tables.values():
            assert uow.session.scalar(select(func.count()).select_from(table)) == 1, table.name


def test_a_row_that_points_at_nothing_is_refused_at_the_commit(
    storage: Storage, new_id: Callable[[], str]
) -> None:
    with storage.begin() as uow:
        uow.session.execute(_orphan_conversation(new_id))
        with pytest.raises(IntegrityError):
            uow.commit()
    with storage.read() as uow:
        assert uow.session.scalar(select(func.count()).select_from(METADATA.tables["conversations"])) == 0


def test_an_erased_contact_cannot_keep_its_address(
    storage: Storage, new_id: Callable[[], str], now: datetime
) -> None:
    with storage.begin() as uow:
        fill(uow, new_id, now)
        contact = uow.session.scalars(select(Contact)).one()
        contact.erased_at = now
        with pytest.raises(IntegrityError):
            uow.session.flush()
    with storage.begin() as uow:
        fill(uow, new_id, now)
        contact = uow.session.scalars(select(Contact)).one()
        contact.erased_at, contact.address, contact.address_index = now, None, None
        uow.commit()


def test_errors_do_not_quote_what_was_to_be_stored(
    storage: Storage, new_id: Callable[[], str], now: datetime
) -> None:
    with storage.begin() as uow, pytest.raises(IntegrityError) as refused:
        uow.session.execute(insert(Heartbeat).values(name=None, at=now))
    assert "parameters hidden" in str(refused.value)


def _orphan_conversation(new_id: Callable[[], str]) -> object:
    return METADATA.tables["conversations"].insert().values(
        id=new_id(), taskforce="sambas", account="a", channel="sms", contact_id="f" * 32, version=0
    )  # fmt: skip
