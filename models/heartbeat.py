"""The proof that somebody still looks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Heartbeat(Base):
    """When a part of the program last did its work."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(48), primary_key=True)
    at: Mapped[datetime]
