"""The outbox: what must be said, written in the same transaction as the reason for saying it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, by_value, points_to


class OutboxKind(StrEnum):
    """What a message is for."""

    REPLY = "reply"
    ALERT = "alert"
    NOTICE = "notice"
    NUDGE = "nudge"
    ERASE = "erase"  # not a message: removes earlier ones from the provider and from the phone


class OutboxState(StrEnum):
    """How far a message has come."""

    READY = "ready"
    HELD = "held"  # waits until the person says that reading is possible now
    SENDING = "sending"
    SENT = "sent"
    GAVE_UP = "gave_up"
    UNKNOWN = "unknown"  # the provider may have it; it is looked up, not sent again
    EXPIRED = "expired"  # too late to be safe: a reply hours later may be read by somebody else
    CANCELLED = "cancelled"


class OutboxMessage(Base):
    """One message to one conversation or one officer.

    `refs` is JSON of the provider's ids, by which a sent message can be erased; they are no addresses.
    `dedup_key` makes saying the same thing twice a refused insert. `error` and `delivery` are codes.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index("ix_outbox_messages_state_due_at", "state", "due_at"),
        Index("ix_outbox_messages_conversation_id_id", "conversation_id", "id"),
        Index("ix_outbox_messages_case_id", "case_id"),
        CheckConstraint("conversation_id IS NOT NULL OR officer_id IS NOT NULL", name="goes_to_somebody"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    conversation_id: Mapped[str | None] = mapped_column(points_to("conversations.id"))
    officer_id: Mapped[str | None] = mapped_column(points_to("officers.id"))
    case_id: Mapped[str | None] = mapped_column(points_to("cases.id"))
    alert_step: Mapped[int | None]
    channel: Mapped[str] = mapped_column(String(16))
    account: Mapped[str] = mapped_column(String(64))
    kind: Mapped[OutboxKind] = mapped_column(by_value(OutboxKind, "kind"))
    priority: Mapped[int] = mapped_column(default=0)
    body: Mapped[bytes] = mapped_column(Sealed)
    state: Mapped[OutboxState] = mapped_column(by_value(OutboxState, "state"), default=OutboxState.READY)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    dedup_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    refs: Mapped[str | None] = mapped_column(Text)
    error: Mapped[str | None] = mapped_column(String(64))
    delivery: Mapped[str | None] = mapped_column(String(24))
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
