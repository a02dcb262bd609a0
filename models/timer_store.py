"""Timers: rows that say what must happen when, written in the same transaction as what they watch over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from models.base import table_of
from models.timer import Timer
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_TIMERS = table_of(Timer)
_ARM = Upsert(
    lambda insert: (statement := insert(_TIMERS)).on_conflict_do_update(
        index_elements=["kind", "subject_id"],
        set_={
            "armed_for": statement.excluded.armed_for,
            "due_at": statement.excluded.due_at,
            "state": "armed",
            "fired_at": None,
        },
    )
)
_CANCEL = (
    update(_TIMERS)
    .where(
        _TIMERS.c.kind == bindparam("of_kind"),
        _TIMERS.c.subject_id == bindparam("of"),
        _TIMERS.c.state == "armed",
    )
    .values(state="cancelled")
)


@dataclass(frozen=True, kw_only=True)
class DueTimer:
    """A timer whose moment has come.

    Args:
        armed_for: what it was armed for (number of a wait, of an escalation); the handler compares it, a
        stale one does nothing.
    """

    id: str
    taskforce: str
    kind: str
    subject_id: str
    armed_for: int
    due_at: datetime


class TimerStore:
    """Arms and takes timers. There is one timer for each kind and subject; arming again moves it.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session

    def arm(
        self,
        *,
        id: str,
        taskforce: str,
        kind: str,
        subject_id: str,
        armed_for: int,
        due_at: datetime,
        now: datetime,
    ) -> None:
        """Set the timer of this kind for a subject, replacing what it was armed for before."""
        _ARM.run(
            self._uow.connection,
            {
                "id": id,
                "taskforce": taskforce,
                "kind": kind,
                "subject_id": subject_id,
                "armed_for": armed_for,
                "due_at": due_at,
                "state": "armed",
                "created_at": now,
            },
        )

    def cancel(self, kind: str, subject_id: str) -> None:
        """Disarm the timer of this kind for a subject, if there is one."""
        self._uow.connection.execute(_CANCEL, {"of_kind": kind, "of": subject_id})

    def postpone(self, timer_id: str, *, due_at: datetime) -> None:
        """Move a timer that is still armed to a later moment."""
        self._session.execute(
            update(Timer)
            .where(Timer.id == timer_id, Timer.state == "armed")
            .values(due_at=due_at)
            .execution_options(synchronize_session=False)
        )

    def due(self, *, now: datetime, limit: int = 100) -> list[str]:
        """Ids of timers whose moment has come, oldest first."""
        return list(
            self._session.execute(
                select(Timer.id)
                .where(Timer.state == "armed", Timer.due_at <= now)
                .order_by(Timer.due_at)
                .limit(limit)
            ).scalars()
        )

    def look(self, timer_id: str) -> tuple[str, str] | None:
        """Kind and subject of a timer that is armed.

        Lock the subject before taking the timer: whoever answers an alert locks the case first, and two
        orders would wait for each other.
        """
        row = self._session.execute(
            select(Timer.kind, Timer.subject_id).where(Timer.id == timer_id, Timer.state == "armed")
        ).one_or_none()
        return (row[0], row[1]) if row is not None else None

    def take(self, timer_id: str, *, now: datetime) -> DueTimer | None:
        """Claim one due timer for this transaction; None if another worker was quicker or it was moved."""
        result: Any = self._session.execute(
            update(Timer)
            .where(Timer.id == timer_id, Timer.state == "armed", Timer.due_at <= now)
            .values(state="fired", fired_at=now)
            .execution_options(synchronize_session=False)
        )
        if not result.rowcount:
            return None
        row = self._session.get(Timer, timer_id, populate_existing=True)
        if row is None:
            return None
        return DueTimer(
            id=row.id,
            taskforce=row.taskforce,
            kind=row.kind,
            subject_id=row.subject_id,
            armed_for=row.armed_for,
            due_at=row.due_at,
        )
