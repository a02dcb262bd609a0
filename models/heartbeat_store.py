"""Signs of life: who ran when, so that silence is noticed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from models.heartbeat import Heartbeat
from models.unit_of_work import UnitOfWork


class HeartbeatStore:
    """Leaves and reads signs of life.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._session = uow.session

    def beat(self, name: str, *, at: datetime) -> None:
        """Note that a part of the program is alive."""
        dialect = postgresql if self._session.get_bind().dialect.name == "postgresql" else sqlite
        self._session.execute(
            dialect.insert(Heartbeat)
            .values(name=name, at=at)
            .on_conflict_do_update(index_elements=["name"], set_={"at": at})
        )

    def last(self, name: str) -> datetime | None:
        """When a part of the program was last heard."""
        return self._session.execute(select(Heartbeat.at).where(Heartbeat.name == name)).scalar_one_or_none()
