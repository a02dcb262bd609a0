"""Officers: who answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from language.reading import Queue
from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, by_value


class Officer(Base):
    """One officer. Traffickers look for officers too: name and chat are sealed like a reporter's."""

    __tablename__ = "officers"
    __table_args__ = (
        UniqueConstraint("chat_index"),
        Index("ix_officers_taskforce_queue", "taskforce", "queue"),
        CheckConstraint("(chat IS NULL) = (chat_index IS NULL)", name="chat_is_whole"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    name: Mapped[bytes] = mapped_column(Sealed)
    queue: Mapped[Queue | None] = mapped_column(by_value(Queue, "queue"))
    role: Mapped[str] = mapped_column(String(24))
    active: Mapped[bool] = mapped_column(default=True)
    chat_index: Mapped[bytes | None]
    chat: Mapped[bytes | None] = mapped_column(Sealed)
    link_code_hash: Mapped[bytes | None]
    link_expires_at: Mapped[datetime | None]
    linked_at: Mapped[datetime | None]
    unreachable_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
