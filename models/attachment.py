"""Photos, voice notes and files that people sent: a row at once, the bytes when they have been fetched."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, by_value, points_to


class AttachmentState(StrEnum):
    """How far an attachment has come."""

    WAITING = "waiting"
    STORED = "stored"
    REFUSED = "refused"  # too large, or not what it claimed to be
    GONE = "gone"  # the provider no longer has it


class Attachment(Base):
    """Something the provider keeps for us until it is fetched; `ref` is the provider's name for it."""

    __tablename__ = "attachments"
    __table_args__ = (
        Index("ix_attachments_state_due_at", "state", "due_at"),
        Index("ix_attachments_inbound_id", "inbound_id"),
        Index("ix_attachments_case_id", "case_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    inbound_id: Mapped[str] = mapped_column(points_to("inbound_messages.id"))
    case_id: Mapped[str | None] = mapped_column(points_to("cases.id"))
    kind: Mapped[str] = mapped_column(String(16))
    content_type: Mapped[str] = mapped_column(String(127))
    size: Mapped[int | None]
    ref: Mapped[bytes] = mapped_column(Sealed)
    state: Mapped[AttachmentState] = mapped_column(
        by_value(AttachmentState, "state"), default=AttachmentState.WAITING
    )
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime]


class AttachmentContent(Base):
    """The bytes, in a table of their own so that lists of attachments never carry them along."""

    __tablename__ = "attachment_contents"

    attachment_id: Mapped[str] = mapped_column(points_to("attachments.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(Sealed)
