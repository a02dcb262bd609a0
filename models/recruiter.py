"""The licence register of recruiting companies, one snapshot an import."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, Base, Sealed, by_value, points_to
from recruiters.register import LicenceStatus


class Recruiter(Base):
    """One company as one import of the register gives it; a company, whose data are public, not a person.

    Who is answerable for the company is a person: sealed. `aliases` and `branches` are JSON lists of texts.
    `name_key` is the name after cleaning, by which an exact match is found.
    """

    __tablename__ = "recruiters"
    __table_args__ = (
        Index("ix_recruiters_import_id_name_key", "import_id", "name_key"),
        Index("ix_recruiters_import_id_licence", "import_id", "licence"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    import_id: Mapped[str] = mapped_column(points_to("register_imports.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    licence: Mapped[str | None] = mapped_column(String(80))
    business_number: Mapped[str | None] = mapped_column(String(32))
    licensed_on: Mapped[date | None]
    office: Mapped[str | None] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(String(80))
    responsible: Mapped[bytes | None] = mapped_column(Sealed)
    branches: Mapped[str] = mapped_column(Text, default="[]")
    aliases: Mapped[str] = mapped_column(Text, default="[]")
    status: Mapped[LicenceStatus] = mapped_column(by_value(LicenceStatus, "status", length=32))
    as_of: Mapped[date]
