"""What a provider reports about a message it took: how far it came, and never a step back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DeliveryStatus(StrEnum):
    """How far a sent message came. Delivery is a hint, never proof that a person has read a warning."""

    UNKNOWN = "unknown"  # a word the provider invented after this was written
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    DELIVERED = "delivered"
    READ = "read"

    @property
    def rank(self) -> int:
        """Place in the order unknown < queued < sending < sent < (delivered or failed) < read."""
        return _RANKS[self]

    @property
    def failed(self) -> bool:
        """Whether the provider gave up."""
        return self in (DeliveryStatus.FAILED, DeliveryStatus.UNDELIVERED)


_RANKS = {
    DeliveryStatus.UNKNOWN: -1,
    DeliveryStatus.QUEUED: 0,
    DeliveryStatus.SENDING: 1,
    DeliveryStatus.SENT: 2,
    DeliveryStatus.DELIVERED: 3,
    DeliveryStatus.UNDELIVERED: 3,
    DeliveryStatus.FAILED: 3,
    DeliveryStatus.READ: 4,
}


def advances(reported: DeliveryStatus, *, known: DeliveryStatus | None) -> bool:
    """Whether a report says more than is known. Reports arrive in any order; a failure is final.

    Args:
        reported: what the provider says now.
        known: what was believed so far, None if nothing.
    """
    if reported is DeliveryStatus.UNKNOWN:
        return False
    if known is None:
        return True
    return not known.failed and reported.rank > known.rank


@dataclass(frozen=True, kw_only=True)
class DeliveryReport:
    """One status callback.

    Args:
        ref: the provider's id of the message, as returned in `Sent.refs`.
        status: how far it came.
        error: the provider's error code, or None.
    """

    ref: str
    status: DeliveryStatus
    error: str | None = None
