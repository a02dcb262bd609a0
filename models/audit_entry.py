"""The audit trail's tables: entries that nobody can change, and the end of each chain."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import TASKFORCE_LENGTH, Base


class AuditEntry(Base):
    """One act, chained to the one before it. `detail` is JSON of codes.

    Triggers in the database refuse to change or delete it, also to a program with a mistake in it.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_taskforce_seq", "taskforce", "seq"),
        Index("ix_audit_entries_subject", "subject"),
        # A number is never given twice on SQLite either, so that a cut-off end cannot be grown again unseen.
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(48))
    action: Mapped[str] = mapped_column(String(48))
    subject: Mapped[str] = mapped_column(String(80))
    detail: Mapped[str] = mapped_column(Text)
    previous: Mapped[bytes]
    hash: Mapped[bytes]


class AuditHead(Base):
    """Where one task force's chain ends; its row lock lets entries be appended one after the other.

    `seq` and `hash` are those of the last entry, 0 and 32 zero bytes before the first.
    """

    __tablename__ = "audit_heads"

    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH), primary_key=True)
    seq: Mapped[int]
    hash: Mapped[bytes]
