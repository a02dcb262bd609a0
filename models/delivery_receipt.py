"""What providers report about messages that they took."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, Base, points_to


class DeliveryReceipt(Base):
    """What the provider said later about a message it took."""

    __tablename__ = "delivery_receipts"
    __table_args__ = (Index("ix_delivery_receipts_outbox_id", "outbox_id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    outbox_id: Mapped[str] = mapped_column(points_to("outbox_messages.id"))
    status: Mapped[str] = mapped_column(String(24))
    code: Mapped[str | None] = mapped_column(String(32))
    at: Mapped[datetime]


class SentRef(Base):
    """Which of our messages a provider means by an id of its own, so that its reports find the message."""

    __tablename__ = "sent_refs"
    __table_args__ = (Index("ix_sent_refs_outbox_id", "outbox_id"),)

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    ref: Mapped[str] = mapped_column(String(64), primary_key=True)
    outbox_id: Mapped[str] = mapped_column(points_to("outbox_messages.id"))
