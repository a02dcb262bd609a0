"""Corrections: what an officer says that a case should have been read as."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from language.reading import Intent, Queue, Urgency
from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, by_value, points_to


class ReadingCorrection(Base):
    """One judgement of an officer on what the program read. Each is kept; the latest of a case counts.

    It holds no word of the person: those stay with the case, and leave with it.
    `urgency_right` is empty where there was nothing to report; `intent_right` then says what it was.
    `queue_right` is empty as long as the officer was not asked, or did not say.
    `exported_at` says when it was written into a file for learning.
    """

    __tablename__ = "reading_corrections"
    __table_args__ = (
        Index("ix_reading_corrections_case_id_id", "case_id", "id"),
        Index("ix_reading_corrections_taskforce_at", "taskforce", "at"),
        CheckConstraint("urgency_right IS NOT NULL OR intent_right IS NOT NULL", name="says_what_is_right"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    case_id: Mapped[str] = mapped_column(points_to("cases.id"))
    officer_id: Mapped[str] = mapped_column(points_to("officers.id"))
    at: Mapped[datetime]
    urgency_read: Mapped[Urgency] = mapped_column(by_value(Urgency, "urgency_read"))
    queue_read: Mapped[Queue] = mapped_column(by_value(Queue, "queue_read"))
    urgency_right: Mapped[Urgency | None] = mapped_column(by_value(Urgency, "urgency_right"))
    intent_right: Mapped[Intent | None] = mapped_column(by_value(Intent, "intent_right"))
    queue_right: Mapped[Queue | None] = mapped_column(by_value(Queue, "queue_right"))
    exported_at: Mapped[datetime | None]
