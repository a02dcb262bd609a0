"""What comes into a conversation: one message, already read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from language.reading import Reading


class MediaKind(StrEnum):
    """What kind of thing was sent beside or instead of words."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    LOCATION = "location"
    CONTACT = "contact"
    STICKER = "sticker"


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """One message as the engine sees it.

    Args:
        text: the words as written; empty for a bare button press or voice note.
        choice: the option id carried by a pressed button or list row, else None.
        media: kinds of what came along; the bytes never enter the engine.
        location: (latitude, longitude) in degrees if a location was shared.
        reading: what `language.read` found in the text.
    """

    text: str = ""
    choice: str | None = None
    media: tuple[MediaKind, ...] = ()
    location: tuple[float, float] | None = None
    reading: Reading = field(default_factory=Reading)
