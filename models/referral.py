"""Referrals: one case asks another queue or institution for help, and gets an answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from cases.referral import ReferralStatus
from language.reading import Queue
from models.base import ID_LENGTH, Base, by_value, points_to


class Referral(Base):
    """A request to one queue or one institution. `reason` is a code; words go into a sealed note."""

    __tablename__ = "referrals"
    __table_args__ = (
        Index("ix_referrals_case_id", "case_id"),
        CheckConstraint("(to_queue IS NULL) <> (to_institution IS NULL)", name="goes_to_one"),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    case_id: Mapped[str] = mapped_column(points_to("cases.id"))
    to_queue: Mapped[Queue | None] = mapped_column(by_value(Queue, "to_queue"))
    to_institution: Mapped[str | None] = mapped_column(String(80))
    status: Mapped[ReferralStatus] = mapped_column(
        by_value(ReferralStatus, "status"), default=ReferralStatus.DIMINTA
    )
    reason: Mapped[str | None] = mapped_column(String(48))
    requested_by: Mapped[str] = mapped_column(String(ID_LENGTH))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    responded_at: Mapped[datetime | None]
