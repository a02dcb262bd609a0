"""Message forms that a provider must know before they can be sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class ProviderContent(Base):
    """A form that the provider wants to know beforehand (a list, a template), by digest of its content."""

    __tablename__ = "provider_contents"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    sid: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
