"""Who is on duty when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, points_to


class DutyShift(Base):
    """An officer is on duty from a moment until another."""

    __tablename__ = "duty_shifts"
    __table_args__ = (
        Index("ix_duty_shifts_taskforce_ends_at", "taskforce", "ends_at"),
        CheckConstraint("starts_at < ends_at", name="ends_after_start"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    officer_id: Mapped[str] = mapped_column(points_to("officers.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
