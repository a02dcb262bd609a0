"""What happened to a case, for the officer who opens it next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, Base, Sealed, points_to


class CaseEvent(Base):
    """One thing that happened to a case. `detail` is JSON of codes; words of humans go into the sealed note.

    `actor` is an officer's id, `sistem` or `pelapor`.
    """

    __tablename__ = "case_events"
    __table_args__ = (Index("ix_case_events_case_id_id", "case_id", "id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(points_to("cases.id"))
    kind: Mapped[str] = mapped_column(String(40))
    actor: Mapped[str] = mapped_column(String(ID_LENGTH))
    detail: Mapped[str] = mapped_column(Text, default="{}")
    note: Mapped[bytes | None] = mapped_column(Sealed)
    created_at: Mapped[datetime]
