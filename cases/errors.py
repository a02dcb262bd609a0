"""The base of everything that can go wrong with a case by its own rules."""

from __future__ import annotations


class CaseError(Exception):
    """A rule of the case work was broken by the caller; nothing has changed."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or (self.__doc__ or "").partition("\n")[0])
