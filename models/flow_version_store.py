"""Flow versions, kept by the hash of what they say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.base import table_of
from models.flow_version import FlowVersion
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_KEEP = Upsert(lambda insert: insert(table_of(FlowVersion)).on_conflict_do_nothing())


class FlowVersionStore:
    """Keeps and reads flow versions.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session

    def keep(self, sha: str, body: str, *, now: datetime) -> None:
        """Store a version unless it is there already; a version never changes."""
        _KEEP.run(self._uow.connection, {"sha": sha, "body": body, "created_at": now})

    def body(self, sha: str) -> str | None:
        """The canonical JSON of a version."""
        return self._session.execute(
            select(FlowVersion.body).where(FlowVersion.sha == sha)
        ).scalar_one_or_none()
