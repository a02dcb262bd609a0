"""Timers: what must happen later."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, by_value


class TimerState(StrEnum):
    """How far a timer has come."""

    ARMED = "armed"
    FIRED = "fired"
    CANCELLED = "cancelled"


class Timer(Base):
    """Something to do at a moment, one for each kind and subject.

    It names what it was armed for, so that a stale one does nothing.
    """

    __tablename__ = "timers"
    __table_args__ = (
        Index("ix_timers_state_due_at", "state", "due_at"),
        UniqueConstraint("kind", "subject_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(48))
    armed_for: Mapped[int]
    due_at: Mapped[datetime]
    state: Mapped[TimerState] = mapped_column(by_value(TimerState, "state"), default=TimerState.ARMED)
    created_at: Mapped[datetime]
    fired_at: Mapped[datetime | None]
