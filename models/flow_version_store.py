"""Flow versions, kept by the hash of what they say."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from models.flow_version import FlowVersion
from models.unit_of_work import UnitOfWork


class FlowVersionStore:
    """Keeps and reads flow versions.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._session = uow.session

    def keep(self, sha: str, body: str, *, now: datetime) -> None:
        """Store a version unless it is there already; a version never changes."""
        dialect = postgresql if self._session.get_bind().dialect.name == "postgresql" else sqlite
        self._session.execute(
            dialect.insert(FlowVersion).values(sha=sha, body=body, created_at=now).on_conflict_do_nothing()
        )

    def body(self, sha: str) -> str | None:
        """The canonical JSON of a version."""
        return self._session.execute(
            select(FlowVersion.body).where(FlowVersion.sha == sha)
        ).scalar_one_or_none()
