"""Conversations: where each person stands."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, points_to


class Conversation(Base):
    """The one conversation of one contact; locking its row takes the turn.

    `version` is counted up with every change, so that nobody undoes what somebody else did meanwhile.
    """

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    account: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[str] = mapped_column(points_to("contacts.id"), unique=True)
    officer_id: Mapped[str | None] = mapped_column(points_to("officers.id"))
    session: Mapped[bytes | None] = mapped_column(Sealed)
    flow_bundle: Mapped[str | None] = mapped_column(String(64))
    case_id: Mapped[str | None] = mapped_column(points_to("cases.id", closes_circle=True))
    last_inbound_at: Mapped[datetime | None]
    last_turn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=0)
