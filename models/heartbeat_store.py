"""Signs of life: who ran when, so that silence is noticed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.base import table_of
from models.heartbeat import Heartbeat
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_BEAT = Upsert(
    lambda insert: (statement := insert(table_of(Heartbeat))).on_conflict_do_update(
        index_elements=["name"], set_={"at": statement.excluded.at}
    )
)


class HeartbeatStore:
    """Leaves and reads signs of life.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session

    def beat(self, name: str, *, at: datetime) -> None:
        """Note that a part of the program is alive."""
        _BEAT.run(self._uow.connection, {"name": name, "at": at})

    def last(self, name: str) -> datetime | None:
        """When a part of the program was last heard."""
        return self._session.execute(select(Heartbeat.at).where(Heartbeat.name == name)).scalar_one_or_none()
