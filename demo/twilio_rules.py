"""What Twilio and WhatsApp allow to be sent: what is refused at once, and what only fails on its way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from demo.chats import Chat, Line
from demo.config import TwilioAccount
from demo.twilio_content import MAX_SESSION_BUTTONS, Shown
from demo.twilio_records import TwilioError

MAX_BODY = 1600
WINDOW = timedelta(hours=24)
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})

UNDELIVERABLE = {
    30005: "nomor ini tidak ada di peragaan",
    63013: "lebih dari 3 tombol tanpa templat yang disetujui",
    63016: "jendela 24 jam WhatsApp sudah tertutup",
}


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """What the hotline asks Twilio to send.

    Args:
        sender: `From`.
        to: `To`.
        body: words, empty if a content or media is sent.
        content_sid: `HX...`, or empty.
        variables: content variables by name.
        callback: where to report progress, or empty.
    """

    sender: str
    to: str
    body: str = ""
    content_sid: str = ""
    variables: Mapping[str, str]
    callback: str = ""


def check(outgoing: Outgoing, account: TwilioAccount) -> Line:
    """Refuse at once what Twilio refuses at once, and tell which line the message goes on.

    Raises:
        TwilioError: with Twilio's own codes.
    """
    if not outgoing.to:
        raise TwilioError(400, 21604, "A 'To' phone number is required.")
    if not outgoing.sender:
        raise TwilioError(400, 21603, "A 'From' phone number is required.")
    line = Line.WHATSAPP if outgoing.sender.startswith("whatsapp:") else Line.SMS
    ours = account.whatsapp_address if line is Line.WHATSAPP else account.sms_number
    if outgoing.sender != ours:
        code = 63007 if line is Line.WHATSAPP else 21660
        raise TwilioError(400, code, "The 'From' address does not belong to this account")
    if outgoing.to.startswith("whatsapp:") != (line is Line.WHATSAPP):
        raise TwilioError(400, 63007, "'To' and 'From' are of different channels")
    if line is Line.SMS and not (outgoing.to.startswith("+") and outgoing.to[1:].isdigit()):
        raise TwilioError(400, 21211, "The 'To' number is not a valid phone number.")
    if not outgoing.body and not outgoing.content_sid:
        raise TwilioError(400, 21602, "Message body is required.")
    if len(outgoing.body) > MAX_BODY:
        raise TwilioError(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
    return line


def fate(chat: Chat | None, shown: Shown, *, approved: bool, now: datetime) -> int | None:
    """What stops a message on its way, after Twilio took it: an error code, or None if it arrives.

    Args:
        chat: whose number it is, None if nobody's.
        shown: what would be seen.
        approved: whether it is an approved WhatsApp template.
        now: aware UTC.
    """
    if chat is None:
        return 30005
    if chat.line is Line.SMS or approved:
        return None
    if chat.last_inbound is None or now - chat.last_inbound > WINDOW:
        return 63016
    buttons = [b for row in shown.keyboard for b in row if b.action == "quick"]
    return 63013 if len(buttons) > MAX_SESSION_BUTTONS else None


def read_variables(text: str) -> dict[str, str]:
    """Read `ContentVariables`.

    Raises:
        TwilioError: if it is no JSON object.
    """
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise TwilioError(400, 21656, "The ContentVariables parameter is invalid")
    return {str(name): str(value) for name, value in found.items()}
