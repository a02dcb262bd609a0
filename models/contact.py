"""People who write to the hotline, as far as it must know them to answer."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import ID_LENGTH, TASKFORCE_LENGTH, Base, Sealed, by_value


class SafeToWrite(StrEnum):
    """What the person said about writing to this phone."""

    UNKNOWN = "unknown"
    SAFE = "safe"
    UNSAFE = "unsafe"  # nothing that shows the topic may be sent
    HERE_ONLY = "here_only"  # this chat is safe; calls and other channels are not


class Reach(StrEnum):
    """How the hotline may write first. Nobody is taken to be alone with a phone who did not say so."""

    UNASKED = "unasked"  # treated as neutral, unless they are writing to us just now and said that it is safe
    DIRECT = "direct"  # the phone is theirs alone
    NEUTRAL = "neutral"  # a line that shows no topic; what there is to read waits until they open it
    NEVER = "never"  # they write, we wait


class Contact(Base):
    """One address on one channel. Found by its fingerprint; the address itself is sealed and shown to nobody.

    Erased, the row stays for the conversation's sake, without an address and without a way to find it.
    """

    __tablename__ = "contacts"
    __table_args__ = (
        UniqueConstraint("taskforce", "channel", "address_index"),
        # Who asked to be forgotten is forgotten: the database itself refuses an erased row that keeps either.
        CheckConstraint(
            "(erased_at IS NULL) = (address IS NOT NULL) "
            "AND (erased_at IS NULL) = (address_index IS NOT NULL)",
            name="erased_holds_no_address",
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    taskforce: Mapped[str] = mapped_column(String(TASKFORCE_LENGTH))
    channel: Mapped[str] = mapped_column(String(16))
    address_index: Mapped[bytes | None]
    address: Mapped[bytes | None] = mapped_column(Sealed)
    locale: Mapped[str] = mapped_column(String(8), default="id")
    safe: Mapped[SafeToWrite] = mapped_column(by_value(SafeToWrite, "safe"), default=SafeToWrite.UNKNOWN)
    reach: Mapped[Reach] = mapped_column(by_value(Reach, "reach"), default=Reach.UNASKED)
    blocked_at: Mapped[datetime | None]
    opted_out_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
