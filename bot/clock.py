"""The one place where the program asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)


class FrozenClock:
    """A clock that moves only when told, for tests and for playing a night through in a second.

    Args:
        at: aware moment to begin with.
    """

    def __init__(self, at: datetime) -> None:
        self._at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Aware UTC."""
        return self._at

    def set(self, at: datetime) -> None:
        """Jump to a moment."""
        self._at = at.astimezone(UTC)
