"""Imports of the licence register: who brought which state of it, and when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, Base


class RegisterImport(Base):
    """One import of the register. The newest one with rows is the register; the older ones are its history.

    `as_of` is the day of which the register speaks, `imported_by` who is answerable for it, `demo` marks the
    invented companies of a demonstration, `report` is JSON of counts and codes.
    """

    __tablename__ = "register_imports"
    __table_args__ = (Index("ix_register_imports_imported_at", "imported_at"),)

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    imported_at: Mapped[datetime]
    imported_by: Mapped[str] = mapped_column(String(ID_LENGTH))
    source_sha: Mapped[str] = mapped_column(String(64))
    as_of: Mapped[date]
    accepted: Mapped[int]
    rejected: Mapped[int]
    demo: Mapped[bool] = mapped_column(default=False)
    report: Mapped[str] = mapped_column(Text, default="{}")
