"""The two values every channel speaks: what came in, what goes out, and how sending ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from flows.message import MediaKind
from flows.rendering import Rendered


class ChannelName(StrEnum):
    """The roads on which people reach the hotline, and the one on which officers are reached."""

    TELEGRAM = "telegram"
    WHATSAPP = "whatsapp"
    SMS = "sms"
    STAFF = "staff"


class InboundKind(StrEnum):
    """What an inbound message is to the conversation."""

    MESSAGE = "message"
    EDIT = "edit"  # a new version of an earlier message; the earlier one stays as evidence
    BLOCKED = "blocked"  # the person blocked the bot: nothing can be sent any more
    UNBLOCKED = "unblocked"
    OPT_OUT = "opt_out"  # a word the carrier acts on: we must not send until OPT_IN
    OPT_IN = "opt_in"
    IGNORED = "ignored"  # understood and not for us (a group, a channel post, an operator's advert)
    UNREADABLE = "unreadable"  # accepted so that the chat is not frozen; kept for a human


@dataclass(frozen=True, kw_only=True)
class MediaRef:
    """Something the provider keeps for us until we fetch it.

    Args:
        kind: what it is.
        ref: Telegram file id or Twilio media URL; bound to the provider, worthless to others, still sealed
        at rest.
        content_type: as the provider says; never trusted.
        size: bytes as the provider says, or None.
    """

    kind: MediaKind
    ref: str
    content_type: str = "application/octet-stream"
    size: int | None = None


@dataclass(frozen=True, kw_only=True)
class InboundMessage:
    """One message from a provider, parsed.

    Args:
        channel: the road it came on.
        account: key of the receiving bot or number; it decides the task force.
        provider_id: unique per channel and account (Telegram update id, Twilio MessageSid).
        message_ref: what later calls need to delete or reply (Telegram message id, Twilio SID), or None.
        edits: `message_ref` of the message that this one replaces, for an edit.
        address: where to answer (Telegram chat id, `+62...`, `whatsapp:...`).
        identity: what makes two addresses the same person (`ExternalUserId` when present, else the address).
        kind: what it is to the conversation.
        text: words as written (caption of a picture, body of an SMS).
        choice: payload of a pressed button or list row.
        start: payload of a deep link (`/start payload`), for posters and linking codes.
        media: what came along.
        location: (latitude, longitude).
        callback_ref: Telegram callback query id to acknowledge at once, else the button keeps spinning.
        locale_hint: the phone's language, a hint only.
        received_at: aware UTC.
    """

    channel: ChannelName
    account: str
    provider_id: str
    address: str
    identity: str
    received_at: datetime
    kind: InboundKind = InboundKind.MESSAGE
    message_ref: str | None = None
    edits: str | None = None
    text: str = ""
    choice: str | None = None
    start: str | None = None
    media: tuple[MediaRef, ...] = ()
    location: tuple[float, float] | None = None
    callback_ref: str | None = None
    locale_hint: str | None = None


@dataclass(frozen=True, kw_only=True)
class OutboundMessage:
    """One message ready for a channel.

    Args:
        address: where it goes.
        body: the rendered text with its buttons; every part fits the channel.
        idempotency: our outbox row's id, for looking up an unknown outcome.
        protect: True to forbid forwarding and saving where the channel can (officer alerts, case codes).
        silent: True to send without a sound.
        valid_for: how long the provider may keep trying before it must drop the message.
        last_inbound_at: when the person last wrote; WhatsApp allows free text for 24 hours after it.
        edit_ref: provider reference of an earlier message of ours to be edited instead of sending a new one.
    """

    address: str
    body: Rendered
    idempotency: str
    protect: bool = False
    silent: bool = False
    valid_for: timedelta = timedelta(hours=1)
    last_inbound_at: datetime | None = None
    edit_ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sent:
    """The provider took it. `refs` are its ids, one a part, kept so that the message can be erased later."""

    refs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TryLater:
    """The provider asked us to wait, or could not be reached and certainly has nothing."""

    after: timedelta
    code: str


@dataclass(frozen=True, kw_only=True)
class Unreachable:
    """This address cannot be reached any more (blocked, opted out, window closed): tell a human, do not
    retry."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The provider refused the message itself: our bug, not to be repeated as it is."""

    code: str


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """The provider may or may not have taken it (a time-out after sending, an answer lost)."""

    code: str


SendResult = Sent | TryLater | Unreachable | Refused | Unknown


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """Bytes of a media item, capped and checked. `content_type` is what the bytes are, not what was
    claimed."""

    content: bytes = field(repr=False)
    content_type: str


class Channel(Protocol):
    """One provider account that can send. Implementations raise nothing: every outcome is a value."""

    def send(self, message: OutboundMessage) -> SendResult:
        """Hand the message to the provider once."""
        ...

    def find_sent(self, message: OutboundMessage, *, since: datetime) -> Sent | None:
        """After an `Unknown`: whether the provider has it. None if it has not, or cannot tell."""
        ...

    def delete(self, address: str, refs: tuple[str, ...]) -> bool:
        """Remove messages, ours and theirs, as far as the provider can. False if something stayed."""
        ...

    def acknowledge(self, callback_ref: str, text: str = "") -> None:
        """Stop a pressed button's spinner; a failure is of no importance."""
        ...

    def fetch(self, media: MediaRef) -> Fetched | TryLater | Refused:
        """Get the bytes of something a person sent."""
        ...

    def delete_media(self, media: MediaRef) -> bool:
        """Remove the provider's own copy of something that was fetched. False if it stayed."""
        ...
