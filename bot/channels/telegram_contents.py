"""What one Telegram message carries: words, a deep link, things and places, but never who wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.messages import MediaRef
from bot.channels.words import clean
from flows.message import MediaKind

# Longest file id seen is about 100 characters; a longer one is nothing that getFile would take.
_LONGEST_REF = 512
_COMMAND = re.compile(r"(/[A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]{1,64})?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

# Things that simply have a `file_id`, with the content type to assume where Telegram names none.
# `animation` stands before `document`: Telegram sends both for the same file.
_FILES: tuple[tuple[str, MediaKind, str], ...] = (
    ("voice", MediaKind.VOICE, "audio/ogg"),
    ("audio", MediaKind.VOICE, "audio/mpeg"),
    ("video", MediaKind.VIDEO, "video/mp4"),
    ("video_note", MediaKind.VIDEO, "video/mp4"),
    ("animation", MediaKind.VIDEO, "video/mp4"),
    ("document", MediaKind.DOCUMENT, "application/octet-stream"),
)

# Notes that Telegram writes into a chat by itself: nobody said anything, so nobody is answered.
_SERVICE = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "chat_owner_changed",
        "chat_owner_left",
        "chat_shared",
        "connected_website",
        "delete_chat_photo",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "gift",
        "group_chat_created",
        "left_chat_member",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_members",
        "new_chat_photo",
        "new_chat_title",
        "pinned_message",
        "proximity_alert_triggered",
        "supergroup_chat_created",
        "unique_gift",
        "users_shared",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "write_access_allowed",
    }
)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a message carries.

    Args:
        text: words or caption; a shared phone number; name and address of a venue.
        start: payload of a deep link.
        media: things sent. A contact has an empty `ref`: there is nothing to fetch.
        location: (latitude, longitude) in degrees.
        service: True for a note that Telegram wrote by itself.
    """

    text: str = ""
    start: str | None = None
    media: tuple[MediaRef, ...] = ()
    location: tuple[float, float] | None = None
    service: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing a conversation could go on with."""
        return not (self.text or self.media or self.location)


def read_contents(message: Mapping[str, Any]) -> Contents:
    """The contents of a message object, as far as they have the documented shape.

    Args:
        message: a Bot API `Message` as decoded JSON.
    """
    text, start = _words(clean(message.get("text")) or clean(message.get("caption")))
    media = [*_files(message), *_photo(message), *_sticker(message)]
    if number := clean(_object(message, "contact").get("phone_number")).strip():
        # Shared on purpose, as the answer to "how can we reach you": kept as the person's own words, sealed
        # like them.
        text = number
        media.append(MediaRef(kind=MediaKind.CONTACT, ref="", content_type="text/plain"))
    venue = _object(message, "venue")
    location = _point(_object(message, "location")) or _point(_object(venue, "location"))
    if location:
        text = text or ", ".join(filter(None, (clean(venue.get("title")), clean(venue.get("address")))))
    return Contents(
        text=text,
        start=start,
        media=tuple(media),
        location=location,
        service=not text and not media and not location and not _SERVICE.isdisjoint(message),
    )


def _words(text: str) -> tuple[str, str | None]:
    """Text and deep-link payload: `/menu@bot x` gives `/menu x`, `/start abc` gives `/start` and "abc"."""
    command = _COMMAND.fullmatch(text)
    if command is None:
        return text, None
    name, rest = command[1], (command[2] or "").strip()
    if name.lower() == "/start" and _PAYLOAD.fullmatch(rest):
        return "/start", rest
    return f"{name} {rest}".strip(), None


def _files(message: Mapping[str, Any]) -> list[MediaRef]:
    for field, kind, assumed in _FILES:
        found = _ref(_object(message, field), kind, assumed)
        if found is not None:
            return [found]
    return []


def _photo(message: Mapping[str, Any]) -> list[MediaRef]:
    """The largest of the sizes Telegram offers: an officer may have to read a passport number on it."""
    sizes = message.get("photo")
    if not isinstance(sizes, Sequence) or isinstance(sizes, str):
        return []
    usable = [size for size in sizes if isinstance(size, dict) and _file_id(size)]
    if not usable:
        return []
    largest = max(usable, key=lambda size: _whole(size.get("width")) * _whole(size.get("height")))
    found = _ref(largest, MediaKind.PHOTO, "image/jpeg")
    return [found] if found else []


def _sticker(message: Mapping[str, Any]) -> list[MediaRef]:
    sticker = _object(message, "sticker")
    assumed = "image/webp"
    if sticker.get("is_animated") is True:
        assumed = "application/x-tgsticker"
    elif sticker.get("is_video") is True:
        assumed = "video/webm"
    found = _ref(sticker, MediaKind.STICKER, assumed)
    return [found] if found else []


def _ref(thing: Mapping[str, Any], kind: MediaKind, assumed: str) -> MediaRef | None:
    file_id = _file_id(thing)
    if not file_id:
        return None
    claimed = clean(thing.get("mime_type")).strip().lower()
    return MediaRef(
        kind=kind,
        ref=file_id,
        content_type=claimed if 0 < len(claimed) <= 127 else assumed,
        size=_whole(thing.get("file_size")) or None,
    )


def _file_id(thing: Mapping[str, Any]) -> str:
    file_id = clean(thing.get("file_id"))
    return file_id if len(file_id) <= _LONGEST_REF else ""


def _point(place: Mapping[str, Any]) -> tuple[float, float] | None:
    latitude, longitude = _degrees(place.get("latitude"), 90), _degrees(place.get("longitude"), 180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(value: object, most: int) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most:
        return float(value)
    return None


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53 else 0


def _object(parent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}
