"""From a Telegram update to an inbound message: reads what is there and never fails on what is missing.

The JSON is read by hand and not through `Update.de_json`: the library's types insist on fields that the
conversation does not need (a button press without `chat_instance` is a TypeError there), and every refusal
would hold the person's chat back for 24 hours. The suite reads every recorded payload with the library as
well and compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram.constants import ChatMemberStatus, ChatType, UpdateType

from bot.channels.errors import JunkBody
from bot.channels.messages import ChannelName, InboundKind, InboundMessage
from bot.channels.telegram_contents import Contents, read_contents
from bot.channels.words import clean

# Bot API: ids have at most 52 significant bits; 64 is what our databases hold.
_LARGEST_ID = 2**63 - 1
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}")
_GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


@dataclass(frozen=True, kw_only=True)
class _Envelope:
    """What every inbound message of one update has in common."""

    channel: ChannelName
    account: str
    provider_id: str
    received_at: datetime

    def message(
        self,
        *,
        kind: InboundKind,
        chat: str,
        contents: Contents | None = None,
        message_ref: str | None = None,
        edits: str | None = None,
        choice: str | None = None,
        callback_ref: str | None = None,
        locale_hint: str | None = None,
    ) -> InboundMessage:
        contents = contents or Contents()
        return InboundMessage(
            channel=self.channel,
            account=self.account,
            provider_id=self.provider_id,
            received_at=self.received_at,
            address=chat,
            identity=chat,
            kind=kind,
            text=contents.text,
            start=contents.start,
            media=contents.media,
            location=contents.location,
            message_ref=message_ref,
            edits=edits,
            choice=choice,
            callback_ref=callback_ref,
            locale_hint=locale_hint,
        )


def parse_update(data: object, *, account: str, staff: bool, received_at: datetime) -> InboundMessage:
    """The inbound message of one update, whatever the update holds.

    Names and usernames of the sender are never read: an anonymous report must stay one.

    Args:
        data: the decoded JSON body.
        account: key of the bot that received it.
        staff: True for the officers' bot.
        received_at: aware UTC.

    Returns:
        kind UNREADABLE if nobody can tell what it is; its `address` is "" where not even the chat is known.

    Raises:
        JunkBody: the body is no object with an integer `update_id`, so it did not come from Telegram.
    """
    if not isinstance(data, dict):
        raise JunkBody
    update_id = _id(data.get("update_id"))
    if update_id is None or update_id.startswith("-"):
        raise JunkBody
    envelope = _Envelope(
        channel=ChannelName.STAFF if staff else ChannelName.TELEGRAM,
        account=account,
        provider_id=update_id,
        received_at=received_at,
    )
    if UpdateType.MESSAGE in data:
        return _message(envelope, _object(data, UpdateType.MESSAGE), edited=False)
    if UpdateType.EDITED_MESSAGE in data:
        return _message(envelope, _object(data, UpdateType.EDITED_MESSAGE), edited=True)
    if UpdateType.CALLBACK_QUERY in data:
        return _press(envelope, _object(data, UpdateType.CALLBACK_QUERY))
    if UpdateType.MY_CHAT_MEMBER in data:
        return _membership(envelope, _object(data, UpdateType.MY_CHAT_MEMBER))
    known = any(kind.value in data for kind in UpdateType)
    return envelope.message(
        kind=InboundKind.IGNORED if known else InboundKind.UNREADABLE, chat=_chat_of_anything(data)
    )


def _message(envelope: _Envelope, message: Mapping[str, Any], *, edited: bool) -> InboundMessage:
    chat = _id(_object(message, "chat").get("id")) or ""
    ref = _id(message.get("message_id"))
    sender = _object(message, "from")
    hint = _locale(sender)
    if not _is_private(message):
        # A chat whose kind cannot be told is kept for a human, a group is not ours to read.
        foreign = "type" in _object(message, "chat")
        return envelope.message(kind=InboundKind.IGNORED if foreign else InboundKind.UNREADABLE, chat=chat)
    if not chat or ref is None:
        return envelope.message(kind=InboundKind.UNREADABLE, chat=chat, message_ref=ref, locale_hint=hint)
    if sender.get("is_bot") is True:
        return envelope.message(kind=InboundKind.IGNORED, chat=chat, message_ref=ref)
    contents = read_contents(message)
    if contents.service:
        return envelope.message(kind=InboundKind.IGNORED, chat=chat, message_ref=ref, locale_hint=hint)
    kind = InboundKind.EDIT if edited else InboundKind.MESSAGE
    if contents.empty:
        kind = InboundKind.UNREADABLE
    return envelope.message(
        kind=kind,
        chat=chat,
        contents=contents,
        message_ref=ref,
        edits=ref if edited else None,
        locale_hint=hint,
    )


def _press(envelope: _Envelope, query: Mapping[str, Any]) -> InboundMessage:
    """A pressed button. Of its message only id and chat are read: it may be too old to be accessible."""
    message = _object(query, "message")
    sender = _object(query, "from")
    chat = _id(_object(message, "chat").get("id")) or _id(sender.get("id")) or ""
    choice = clean(query.get("data"))
    kind = InboundKind.MESSAGE
    if message and not _is_private(message):
        kind = InboundKind.IGNORED
    elif not chat or not choice:
        kind = InboundKind.UNREADABLE
    return envelope.message(
        kind=kind,
        chat=chat,
        message_ref=_id(message.get("message_id")),
        choice=choice or None,
        callback_ref=clean(query.get("id")) or None,
        locale_hint=_locale(sender),
    )


def _membership(envelope: _Envelope, change: Mapping[str, Any]) -> InboundMessage:
    """The person blocked the bot or came back."""
    chat = _id(_object(change, "chat").get("id")) or ""
    status = _object(change, "new_chat_member").get("status")
    if not _is_private(change):
        kind = InboundKind.IGNORED
    elif not chat or not isinstance(status, str):
        kind = InboundKind.UNREADABLE
    else:
        kind = InboundKind.BLOCKED if status in _GONE else InboundKind.UNBLOCKED
    return envelope.message(kind=kind, chat=chat, locale_hint=_locale(_object(change, "from")))


def _chat_of_anything(data: Mapping[str, Any]) -> str:
    """The chat of an update of a kind that did not exist when this was written."""
    for name in data:
        if chat := _id(_object(_object(data, name), "chat").get("id")):
            return chat
    return ""


def _is_private(message: Mapping[str, Any]) -> bool:
    return _object(message, "chat").get("type") == ChatType.PRIVATE


def _object(parent: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = parent.get(name)
    return value if isinstance(value, dict) else {}


def _id(value: object) -> str | None:
    """A whole number as text; JSON's true and numbers that no database holds are none."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_ID:
        return str(value)
    return None


def _locale(sender: Mapping[str, Any]) -> str | None:
    code = sender.get("language_code")
    return code if isinstance(code, str) and _LANGUAGE.fullmatch(code) else None
