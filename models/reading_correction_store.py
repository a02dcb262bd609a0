"""Corrections of readings: kept beside one another, the latest counts, exported once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from language.reading import Intent, Queue, Urgency
from models.reading_correction import ReadingCorrection
from models.unit_of_work import UnitOfWork


class ReadingCorrectionStore:
    """Reads and writes corrections.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._session = uow.session

    def add(
        self,
        *,
        id: str,
        taskforce: str,
        case_id: str,
        officer_id: str,
        urgency_read: Urgency,
        queue_read: Queue,
        urgency_right: Urgency | None,
        intent_right: Intent | None,
        queue_right: Queue | None,
        now: datetime,
    ) -> None:
        """Keep one more correction of a case; earlier ones stay as they are.

        Raises:
            sqlalchemy.exc.IntegrityError: it says neither an urgency nor an intent.
        """
        self._session.add(
            ReadingCorrection(
                id=id,
                taskforce=taskforce,
                case_id=case_id,
                officer_id=officer_id,
                at=now,
                urgency_read=urgency_read,
                queue_read=queue_read,
                urgency_right=urgency_right,
                intent_right=intent_right,
                queue_right=queue_right,
            )
        )
        self._session.flush()

    def latest(self, case_id: str) -> ReadingCorrection | None:
        """The correction of a case that counts, or None if nobody corrected it."""
        return self._session.execute(
            select(ReadingCorrection)
            .where(ReadingCorrection.case_id == case_id)
            .order_by(ReadingCorrection.id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        ).scalar_one_or_none()

    def complete(self, correction_id: str, queue: Queue) -> bool:
        """Add the right queue to a correction that was made without one; False if it has one already or was
        exported, so that what is in a file stays what the row says."""
        result: Any = self._session.execute(
            update(ReadingCorrection)
            .where(
                ReadingCorrection.id == correction_id,
                ReadingCorrection.queue_right.is_(None),
                ReadingCorrection.exported_at.is_(None),
            )
            .values(queue_right=queue)
            .execution_options(synchronize_session=False)
        )
        return bool(result.rowcount)

    def unexported(self, taskforce: str, *, since: datetime | None = None) -> list[ReadingCorrection]:
        """The corrections of a task force that count and were not exported yet, oldest first.

        Args:
            taskforce: its key.
            since: aware moment; older corrections are left out.
        """
        newest = (
            select(func.max(ReadingCorrection.id))
            .where(ReadingCorrection.taskforce == taskforce)
            .group_by(ReadingCorrection.case_id)
        )
        statement = (
            select(ReadingCorrection)
            .where(ReadingCorrection.id.in_(newest), ReadingCorrection.exported_at.is_(None))
            .order_by(ReadingCorrection.id)
        )
        if since is not None:
            statement = statement.where(ReadingCorrection.at >= since)
        return list(self._session.execute(statement).scalars())

    def mark_exported(self, ids: Iterable[str], *, now: datetime) -> None:
        """Note that corrections were written into a file."""
        self._session.execute(
            update(ReadingCorrection)
            .where(ReadingCorrection.id.in_(list(ids)))
            .values(exported_at=now)
            .execution_options(synchronize_session=False)
        )
