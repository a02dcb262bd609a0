"""Cases: the matters that officers must answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from cases.lifecycle import Status
from language.reading import Queue, Urgency
from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, by_value, points_to


class Case(Base):
    """One matter that an officer must answer. Its row holds codes; words are sealed in answers and notes.

    `reasons` is JSON of codes and levels, `conflict` JSON of the units from which the case is hidden.
    `escalation` is what timers are armed for: a timer armed for an older number does nothing.
    `moved` says that an officer chose the queue; from then on no rule changes it.
    `version` is counted up with every change, so that two officers cannot undo each other.
    """

    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_taskforce_status", "taskforce", "status"),
        Index("ix_cases_conversation_id", "conversation_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    pin_hash: Mapped[bytes]
    pin_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(String(24))
    status: Mapped[Status] = mapped_column(by_value(Status, "status"), default=Status.BARU)
    urgency: Mapped[Urgency] = mapped_column(by_value(Urgency, "urgency"))
    queue: Mapped[Queue] = mapped_column(by_value(Queue, "queue"))
    moved: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[str] = mapped_column(String(16))
    partial: Mapped[bool] = mapped_column(default=False)
    conversation_id: Mapped[str | None] = mapped_column(points_to("conversations.id"))
    facts: Mapped[bytes | None] = mapped_column(Sealed)
    reasons: Mapped[str] = mapped_column(Text, default="[]")
    kecamatan: Mapped[str | None] = mapped_column(String(64))
    people: Mapped[int | None]
    child: Mapped[bool | None]
    conflict: Mapped[str] = mapped_column(Text, default="[]")
    assignee_id: Mapped[str | None] = mapped_column(points_to("officers.id"))
    ladder_step: Mapped[int] = mapped_column(default=0)
    ladder_round: Mapped[int] = mapped_column(default=0)
    escalation: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    acknowledged_at: Mapped[datetime | None]
    first_contact_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    acknowledge_by: Mapped[datetime | None]
    contact_by: Mapped[datetime | None]
    legal_hold: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
