"""People, their chats and what is written in them, as the providers of the demonstration keep it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

ACKNOWLEDGE = "ack:"
"""Callback data that begins so belongs to the button which takes an alert."""


class Line(StrEnum):
    """The four kinds of chat that the page shows."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    STAFF = "staff"


class Kind(StrEnum):
    """What a message holds beside words."""

    TEXT = "text"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    LOCATION = "location"
    CONTACT = "contact"


@dataclass(frozen=True, kw_only=True)
class Button:
    """A thing to press on a phone.

    Args:
        label: the words on it.
        data: the payload that goes back; empty for a reply-keyboard button, which sends its label.
        action: `callback`, `reply` (sends its words), `location`, `contact`, `quick` or `row` (a list row).
        hint: the second line of a list row.
    """

    label: str
    data: str = ""
    action: str = "callback"
    hint: str = ""

    def view(self) -> dict[str, str]:
        """The button as the page reads it."""
        return {"label": self.label, "data": self.data, "action": self.action, "hint": self.hint}


Keyboard = tuple[tuple[Button, ...], ...]


def keyboard_view(keyboard: Keyboard) -> list[list[dict[str, str]]]:
    """Rows of buttons as the page reads them."""
    return [[button.view() for button in row] for row in keyboard]


@dataclass(kw_only=True)
class Person:
    """Somebody who holds a phone.

    Args:
        key: `w1`, `w2` for citizens, `p1`, `p2` for officers.
        name: first name in the apps.
        title: an officer's function, empty for a citizen.
        telegram_id: user id, which is also the id of the private chat.
        phone: E.164.
    """

    key: str
    name: str
    title: str = ""
    telegram_id: int
    phone: str

    def view(self) -> dict[str, str]:
        """The person as the page reads it."""
        return {"key": self.key, "name": self.name, "title": self.title, "phone": self.phone}


@dataclass(kw_only=True)
class Message:
    """One message on a phone.

    Args:
        serial: unique in the whole demonstration; the page knows messages by it.
        ref: what the provider calls it (Telegram message id, Twilio SID).
        chat: key of its chat.
        outgoing: True if the hotline wrote it, False if the person did.
        date: aware UTC moment of sending.
        text: words, or the caption of a file.
        kind: what it holds beside words.
        file: id in `Files`, or None.
        location: (latitude, longitude) in degrees.
        keyboard: buttons fixed to the message.
        list_label: words on the control that opens a WhatsApp list.
        state: for the person's messages `sending`, `waiting`, `delivered` or `lost` (did the hotline take
            it?); for the hotline's messages what the provider says (`sent`, `queued`, `read`, ...).
        note: why the state is what it is, in a few words without any content.
        edited: when its words were last changed, or None.
        deleted: True once it was erased; nothing of it is left then.
        protect: the hotline forbade forwarding and saving.
        silent: it came without a sound.
        answered: True once a WhatsApp button of it was pressed, or an alert was taken.
        segments: how many SMS it costs, 0 on other lines.
    """

    serial: int
    ref: str
    chat: str
    outgoing: bool
    date: datetime
    text: str = ""
    kind: Kind = Kind.TEXT
    file: str | None = None
    location: tuple[float, float] | None = None
    keyboard: Keyboard = ()
    list_label: str = ""
    state: str = "sent"
    note: str = ""
    edited: datetime | None = None
    deleted: bool = False
    protect: bool = False
    silent: bool = False
    answered: bool = False
    segments: int = 0

    @property
    def rings(self) -> bool:
        """Whether this alert still wakes the officer: critical, with its button, and nobody pressed it."""
        has_button = any(b.data.startswith(ACKNOWLEDGE) for row in self.keyboard for b in row)
        return (
            self.outgoing and not self.deleted and not self.answered and has_button and "KRITIS" in self.text
        )

    def view(self) -> dict[str, object]:
        """The message as the page reads it; of a deleted one nothing but the fact."""
        if self.deleted:
            return {"serial": self.serial, "chat": self.chat, "deleted": True}
        return {
            "serial": self.serial,
            "chat": self.chat,
            "outgoing": self.outgoing,
            "date": self.date.isoformat(),
            "text": self.text,
            "kind": self.kind.value,
            "file": self.file,
            "location": list(self.location) if self.location else None,
            "keyboard": keyboard_view(self.keyboard),
            "list_label": self.list_label,
            "state": self.state,
            "note": self.note,
            "edited": self.edited is not None,
            "protect": self.protect,
            "silent": self.silent,
            "answered": self.answered,
            "rings": self.rings,
            "segments": self.segments,
        }


@dataclass(kw_only=True)
class Chat:
    """One conversation on one line.

    Args:
        key: `telegram:w1`, `staff:p1`, ...
        line: which kind of chat.
        person: who holds the phone.
        messages: by serial, oldest first.
        keyboard: the Telegram reply keyboard under the input, or nothing.
        keyboard_once: it goes away after the next message.
        opened: whether a bot may write here; a person has to begin.
        blocked: the person blocked the bot.
        opted_out: the person wrote STOP; the carrier lets nothing through.
        last_inbound: when the person last wrote.
        typing_until: until when "mengetik" is shown.
    """

    key: str
    line: Line
    person: Person
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Keyboard = ()
    keyboard_once: bool = False
    opened: bool = False
    blocked: bool = False
    opted_out: bool = False
    last_inbound: datetime | None = None
    typing_until: datetime | None = None

    def by_ref(self, ref: str) -> Message | None:
        """Find a message by the provider's own name for it; deleted ones are gone."""
        return next((m for m in self.messages.values() if m.ref == ref and not m.deleted), None)

    def view(self, now: datetime) -> dict[str, object]:
        """The chat without its messages, as the page reads it.

        Args:
            now: aware UTC, to tell whether "mengetik" still holds.
        """
        return {
            "key": self.key,
            "line": self.line.value,
            "person": self.person.key,
            "keyboard": keyboard_view(self.keyboard),
            "blocked": self.blocked,
            "opted_out": self.opted_out,
            "typing": self.typing_until is not None and self.typing_until > now,
        }
