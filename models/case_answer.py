"""What a person answered in a case."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, Base, Sealed, points_to


class CaseAnswer(Base):
    """One answer of the person, sealed even where it is only an option's id: "I am locked in" is one too."""

    __tablename__ = "case_answers"
    __table_args__ = (Index("ix_case_answers_case_id_id", "case_id", "id"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(points_to("cases.id"))
    name: Mapped[str] = mapped_column(String(40))
    value: Mapped[bytes] = mapped_column(Sealed)
    closed: Mapped[bool]
    created_at: Mapped[datetime]
