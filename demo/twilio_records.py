"""Twilio's own log of messages: what its REST API lists, redacts and deletes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from demo.chats import Message
from demo.segments import segments

API = "/2010-04-01"
HOST = "https://api.twilio.com"


class TwilioError(Exception):
    """Twilio refuses the call; give the caller its status, code and message.

    Args:
        status: HTTP status.
        code: Twilio's error code.
        message: its words.
    """

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def new_sid(prefix: str) -> str:
    """A SID that nothing else has: two letters and 32 hexadecimal digits."""
    return prefix + secrets.token_hex(16)


@dataclass(frozen=True, kw_only=True)
class Media:
    """One attachment in Twilio's keeping.

    Args:
        sid: `ME...`.
        content_type: as the sender said.
        content: its bytes.
        created: when it came.
    """

    sid: str
    content_type: str
    content: bytes = field(repr=False)
    created: datetime


@dataclass(kw_only=True)
class Record:
    """One message in Twilio's log.

    Args:
        sid: `SM...` or `MM...`.
        sender: `From`.
        to: `To`.
        body: its words; empty once redacted, which does not reach the copy on the person's phone.
        inbound: True if a person sent it.
        status: queued, sent, delivered, read, received, undelivered, failed, canceled.
        created: when it was made.
        callback: where status changes are reported, or empty.
        message: its picture on the page.
    """

    sid: str
    sender: str
    to: str
    body: str
    inbound: bool
    status: str
    created: datetime
    updated: datetime
    callback: str = ""
    error: int | None = None
    media: dict[str, Media] = field(default_factory=dict)
    message: Message | None = None

    def uri(self, account_sid: str) -> str:
        """Its address, relative to the host."""
        return f"{API}/Accounts/{account_sid}/Messages/{self.sid}.json"

    def view(self, account_sid: str) -> dict[str, object]:
        """The record as the REST API shows it."""
        uri = self.uri(account_sid)
        sent = self.status not in ("queued", "accepted", "canceled")
        return {
            "account_sid": account_sid,
            "api_version": "2010-04-01",
            "body": self.body,
            "date_created": format_datetime(self.created),
            "date_sent": format_datetime(self.created) if sent else None,
            "date_updated": format_datetime(self.updated),
            "direction": "inbound" if self.inbound else "outbound-api",
            "error_code": self.error,
            "error_message": None,
            "from": self.sender,
            "messaging_service_sid": None,
            "num_media": str(len(self.media)),
            "num_segments": str(segments(self.body)),
            "price": None,
            "price_unit": "USD",
            "sid": self.sid,
            "status": self.status,
            "subresource_uris": {"media": uri.replace(".json", "/Media.json")},
            "to": self.to,
            "uri": uri,
        }

    def media_view(self, account_sid: str, media: Media) -> dict[str, object]:
        """One of its attachments as the REST API shows it."""
        return {
            "account_sid": account_sid,
            "content_type": media.content_type,
            "date_created": format_datetime(media.created),
            "date_updated": format_datetime(media.created),
            "parent_sid": self.sid,
            "sid": media.sid,
            "uri": self.uri(account_sid).replace(".json", f"/Media/{media.sid}.json"),
        }

    def media_url(self, account_sid: str, media: Media) -> str:
        """The absolute address under which an attachment is fetched, as it stands in a webhook."""
        return HOST + self.uri(account_sid).replace(".json", f"/Media/{media.sid}")
