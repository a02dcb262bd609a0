from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError, StatementError

from language.reading import Queue
from models.case_queue import CaseQueue
from models.errors import NaiveDatetime, NotAnEnvelope
from models.heartbeat import Heartbeat
from models.officer import Officer
from models.unit_of_work import Storage


def test_a_moment_comes_back_in_utc(storage: Storage) -> None:
    in_sambas = datetime(2026, 11, 21, 2, 0, 0, 123456, tzinfo=ZoneInfo("Asia/Pontianak"))
    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="worker", at=in_sambas))
        uow.commit()
    with storage.read() as uow:
        found = uow.session.get_one(Heartbeat, "worker").at
    assert found == in_sambas
    assert found.tzinfo is UTC
    assert found.isoformat() == "2026-11-20T19:00:00.123456+00:00"


def test_moments_sort_and_compare_by_time_not_by_writing(storage: Storage, now: datetime) -> None:
    west = timezone(timedelta(hours=-11))
    moments = {
        "b": now,
        "c": (now + timedelta(microseconds=1)).astimezone(west),
        "a": (now - timedelta(microseconds=1)).astimezone(ZoneInfo("Asia/Jayapura")),
        "d": now + timedelta(days=4000),
    }
    with storage.begin() as uow:
        uow.session.add_all([Heartbeat(name=name, at=at) for name, at in moments.items()])
        uow.commit()
    with storage.read() as uow:
        assert list(uow.session.scalars(select(Heartbeat.name).order_by(Heartbeat.at))) == [
            "a",
            "b",
            "c",
            "d",
        ]
        until = uow.session.scalars(select(Heartbeat.name).where(Heartbeat.at <= now.astimezone(west)))
        assert sorted(until) == ["a", "b"]


def test_a_naive_moment_is_refused(storage: Storage) -> None:
    with storage.begin() as uow:
        uow.session.add(Heartbeat(name="worker", at=datetime(2026, 11, 21, 2, 0)))  # noqa: DTZ001 (the point)
        with pytest.raises(StatementError) as refused:
            uow.session.flush()
    assert isinstance(refused.value.orig, NaiveDatetime)


def test_clear_words_are_refused_by_a_sealed_column(storage: Storage, now: datetime) -> None:
    words = b"nama saya Siti"
    with storage.begin() as uow:
        uow.session.add(Officer(id="0" * 32, taskforce="sambas", name=words, role="petugas", created_at=now))
        with pytest.raises(StatementError) as refused:
            uow.session.flush()
    assert isinstance(refused.value.orig, NotAnEnvelope)
    assert "Siti" not in str(refused.value)


def test_enums_are_stored_by_value(storage: Storage) -> None:
    with storage.begin() as uow:
        row = CaseQueue(id="sambas:hukum", taskforce="sambas", name=Queue.HUKUM, coordinator="Polres Sambas")
        uow.session.add(row)
        uow.commit()
    with storage.read() as uow:
        assert uow.session.execute(text("SELECT name FROM queues")).scalar_one() == "hukum"
        assert (
            uow.session.scalars(select(CaseQueue).where(CaseQueue.name == "hukum")).one().name is Queue.HUKUM
        )


def test_the_program_and_the_database_both_refuse_unknown_values(storage: Storage) -> None:
    with storage.begin() as uow:
        uow.session.add(
            CaseQueue(id="sambas:hukum", taskforce="sambas", name=Queue.HUKUM, coordinator="Polres")
        )
        uow.commit()
    with storage.begin() as uow, pytest.raises(StatementError):
        uow.session.execute(update(CaseQueue).values(name="keuangan"))
    with storage.begin() as uow, pytest.raises(DBAPIError):
        uow.session.execute(text("UPDATE queues SET name = 'keuangan'"))
