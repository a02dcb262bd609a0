"""Whether a row was written is the whole point of a statement that yields to one that is there."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.base import table_of
from models.heartbeat import Heartbeat
from models.heartbeat_store import HeartbeatStore
from models.unit_of_work import Storage
from models.upsert import Upsert

ONCE = Upsert(lambda insert: insert(table_of(Heartbeat)).on_conflict_do_nothing())


def test_the_first_is_written_and_the_second_yields(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        assert ONCE.run(uow.connection, {"name": "worker", "at": now})
        assert not ONCE.run(uow.connection, {"name": "worker", "at": now + timedelta(hours=1)})
        uow.commit()

    with storage.read() as uow:
        assert HeartbeatStore(uow).last("worker") == now


def test_a_moving_row_moves(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        HeartbeatStore(uow).beat("worker", at=now)
        HeartbeatStore(uow).beat("worker", at=now + timedelta(hours=1))
        uow.commit()

    with storage.read() as uow:
        assert HeartbeatStore(uow).last("worker") == now + timedelta(hours=1)
