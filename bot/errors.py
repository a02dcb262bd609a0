"""Errors of the hotline, each named after what the caller does next."""

from __future__ import annotations


class HotlineError(Exception):
    """Something the hotline can name went wrong."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").strip())


class NotDurable(HotlineError):
    """The message could not be stored; ask the provider to send it again."""


class NoSuchAccount(HotlineError):
    """No bot or number of this name belongs to a task force."""


class NotForYou(HotlineError):
    """This officer may not see or change this case."""


class TooLate(HotlineError):
    """Somebody else did this already; tell the officer who.

    Args:
        by: id of the officer who was first, or None.
    """

    def __init__(self, by: str | None = None) -> None:
        super().__init__()
        self.by = by
