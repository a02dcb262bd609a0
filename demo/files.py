"""Bytes that people attached, kept in memory under random names."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

SHOWN_INLINE = frozenset(
    {"image/jpeg", "image/png", "image/webp", "image/gif", "audio/ogg", "audio/webm", "audio/mp4"}
)
"""Types that the page may show itself; everything else is offered as a download."""


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One attachment.

    Args:
        content: its bytes.
        content_type: bare type without parameters, lower case.
        name: file name as attached.
        seconds: length of a voice note, 0 for others.
    """

    content: bytes = field(repr=False)
    content_type: str
    name: str
    seconds: int = 0


class Files:
    """Attachments by id. The caller holds the world's lock."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def add(self, stored: StoredFile) -> str:
        """Keep an attachment and return its id."""
        key = secrets.token_hex(16)
        self._files[key] = stored
        return key

    def get(self, key: str) -> StoredFile | None:
        """The attachment, or None if it never was or is gone."""
        return self._files.get(key)

    def drop(self, key: str | None) -> None:
        """Erase an attachment; nothing happens if it is gone already."""
        if key:
            self._files.pop(key, None)
