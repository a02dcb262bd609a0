"""The inbox: what came in, durable before anything is understood."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, by_value, points_to


class InboundState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    TAKEN = "taken"
    READ_BY_HAND = "read_by_hand"  # the machine gave up; a human reads it, the conversation goes on
    IGNORED = "ignored"


_PENDING = text("state = 'pending'")


class InboundMessage(Base):
    """One message as it arrived. A provider that delivers twice finds the row there and changes nothing."""

    __tablename__ = "inbound_messages"
    __table_args__ = (
        UniqueConstraint("channel", "account", "provider_id"),
        Index(
            "ix_inbound_messages_next_of_conversation",
            "conversation_id",
            "id",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index(
            "ix_inbound_messages_left_behind",
            "received_at",
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
        Index("ix_inbound_messages_conversation_id_id", "conversation_id", "id"),
        Index("ix_inbound_messages_case_id", "case_id"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    conversation_id: Mapped[str] = mapped_column(points_to("conversations.id"))
    channel: Mapped[str] = mapped_column(String(16))
    account: Mapped[str] = mapped_column(String(64))
    provider_id: Mapped[str] = mapped_column(String(64))
    message_ref: Mapped[str | None] = mapped_column(String(64))
    edits: Mapped[str | None] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    body: Mapped[bytes] = mapped_column(Sealed)
    state: Mapped[InboundState] = mapped_column(by_value(InboundState, "state"), default=InboundState.PENDING)
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    case_id: Mapped[str | None] = mapped_column(points_to("cases.id"))
