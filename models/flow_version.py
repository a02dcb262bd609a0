"""Flows as they were: a conversation ends on the version with which it began."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class FlowVersion(Base):
    """A bundle of flows as it was when conversations began with it; kept as long as one of them goes on."""

    __tablename__ = "flow_versions"

    sha: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
