"""From a Twilio webhook form to an inbound message or a delivery report.

Field names: Twilio "Request to your webhook URL" and captured WhatsApp requests. Twilio adds fields without
    notice, so unknown
ones are passed over. `ProfileName` is a real name more often than not and is never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.channels.delivery import DeliveryReport, DeliveryStatus
from bot.channels.errors import JunkBody
from bot.channels.messages import ChannelName, InboundKind, InboundMessage, MediaRef
from bot.channels.words import clean
from flows.message import MediaKind

Form = Mapping[str, str] | Mapping[str, Sequence[str]]

WHATSAPP = "whatsapp:"
_SID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_E164 = re.compile(r"\+[1-9][0-9]{5,14}")
# Business-scoped user id: the sender hides the phone number (`CC.` or `CC.ENT.` and up to 128 alphanumerics).
_BSUID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
_MOST_MEDIA = 10
_LONGEST_URL = 2048

# Words on which the carrier itself acts on SMS (Twilio default opt-out). START and UNSTOP lift it. YES
# would too, but is an answer here. HELP is none of them: on a hotline it is a cry before it is a keyword.
_STOP_ON_SMS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "REVOKE", "OPTOUT", "END", "QUIT", "CANCEL"})
# WhatsApp's carrier does not act; END, QUIT and CANCEL are more likely aimed at a form than at the hotline.
_STOP_ON_WHATSAPP = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "REVOKE", "OPTOUT"})
_START = frozenset({"START", "UNSTOP"})

_STATUSES = {
    "accepted": DeliveryStatus.QUEUED,
    "scheduled": DeliveryStatus.QUEUED,
    "queued": DeliveryStatus.QUEUED,
    "sending": DeliveryStatus.SENDING,
    "sent": DeliveryStatus.SENT,
    "partially_delivered": DeliveryStatus.SENT,
    "delivered": DeliveryStatus.DELIVERED,
    "read": DeliveryStatus.READ,
    "undelivered": DeliveryStatus.UNDELIVERED,
    "failed": DeliveryStatus.FAILED,
    "canceled": DeliveryStatus.FAILED,
}


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Whom a form claims to be for: compared with the account before it is believed."""

    account_sid: str
    to: str


def envelope(form: Form) -> Envelope:
    """The receiving account and number that a form names; "" where it names none."""
    return Envelope(account_sid=_one(form, "AccountSid"), to=_one(form, "To"))


def parse_message(form: Form, *, account: str, received_at: datetime) -> InboundMessage:
    """The inbound message of one SMS or WhatsApp webhook.

    Args:
        form: the posted fields; of a repeated field the first value counts.
        account: key of the Twilio account.
        received_at: aware UTC.

    Raises:
        JunkBody: `MessageSid` or `From` is missing or impossible.
    """
    sid, sender = _one(form, "MessageSid"), _one(form, "From").strip()
    if not _SID.fullmatch(sid) or not sender or len(sender) > 200:
        raise JunkBody
    channel = ChannelName.WHATSAPP if sender.startswith(WHATSAPP) else ChannelName.SMS
    choice, text = _answer(form)
    location = _location(form)
    media = _media(form)
    if location:
        text = text or ", ".join(filter(None, (_one(form, "Label").strip(), _one(form, "Address").strip())))
    return InboundMessage(
        channel=channel,
        account=account,
        provider_id=sid,
        message_ref=sid,
        address=sender,
        identity=_identity(form, sender, channel),
        received_at=received_at,
        kind=_kind(form, channel, sender, text=text, something=bool(text or media or choice or location)),
        text=text,
        choice=choice,
        media=media,
        location=location,
    )


def parse_status(form: Form) -> DeliveryReport:
    """The delivery report of one status callback.

    Args:
        form: the posted fields.

    Raises:
        JunkBody: no message id or no status.
    """
    sid = _one(form, "MessageSid") or _one(form, "SmsSid")
    status = (_one(form, "MessageStatus") or _one(form, "SmsStatus")).strip().lower()
    if not _SID.fullmatch(sid) or not status:
        raise JunkBody
    error = _one(form, "ErrorCode").strip()
    return DeliveryReport(
        ref=sid,
        status=_STATUSES.get(status, DeliveryStatus.UNKNOWN),
        error=error if error.isascii() and error.isdecimal() and len(error) <= 10 and error != "0" else None,
    )


def _one(form: Form, name: str) -> str:
    value = form.get(name)
    if value is None or isinstance(value, str):
        return clean(value)
    return clean(value[0]) if len(value) else ""


def _answer(form: Form) -> tuple[str | None, str]:
    """Payload of a pressed button or list row, and the words; a label alone is nobody's own words."""
    text = _one(form, "Body")
    for payload, label in (("ButtonPayload", "ButtonText"), ("ListId", "ListTitle")):
        if choice := _one(form, payload).strip()[:200]:
            return choice, "" if text == _one(form, label) else text
    return None, text or _one(form, "ButtonText")


def _identity(form: Form, sender: str, channel: ChannelName) -> str:
    """What stays the same when the person hides the phone number: the business-scoped user id, if any."""
    external = _one(form, "ExternalUserId").strip()
    if channel is not ChannelName.WHATSAPP or not external or len(external) > 200:
        return sender
    return external if external.startswith(WHATSAPP) else WHATSAPP + external


def _kind(form: Form, channel: ChannelName, sender: str, *, text: str, something: bool) -> InboundKind:
    whatsapp = channel is ChannelName.WHATSAPP
    if not whatsapp and not _E164.fullmatch(sender):
        # A short code or a name: an operator's advert. Answering it would open cases and start reply loops.
        return InboundKind.IGNORED
    match _one(form, "OptOutType").strip().upper():
        case "STOP":
            return InboundKind.OPT_OUT
        case "START":
            return InboundKind.OPT_IN
    word = text.strip().upper()
    if word in (_STOP_ON_WHATSAPP if whatsapp else _STOP_ON_SMS):
        return InboundKind.OPT_OUT
    if word in _START:
        return InboundKind.OPT_IN
    if not whatsapp:
        return InboundKind.MESSAGE  # an empty SMS too: it is a sign of life
    number = sender.removeprefix(WHATSAPP)
    if not _E164.fullmatch(number) and not _BSUID.fullmatch(number):
        return InboundKind.UNREADABLE
    if something:
        return InboundKind.MESSAGE
    # A reaction that was taken back says nothing; anything else without content is a kind Twilio cannot
    # show us.
    return (
        InboundKind.IGNORED
        if _one(form, "MessageType").strip().lower() == "reaction"
        else InboundKind.UNREADABLE
    )


def _location(form: Form) -> tuple[float, float] | None:
    try:
        point = (float(_one(form, "Latitude")), float(_one(form, "Longitude")))
    except ValueError:
        return None
    # A NaN compares with nothing and is refused here too.
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def _media(form: Form) -> tuple[MediaRef, ...]:
    """Every medium named, whatever `NumMedia` says: a picture must not be lost to a wrong count."""
    refs: list[MediaRef] = []
    for index in range(_MOST_MEDIA):
        url = _one(form, f"MediaUrl{index}").strip()
        if not url or len(url) > _LONGEST_URL:
            continue
        claimed = _one(form, f"MediaContentType{index}").strip().lower()[:127] or "application/octet-stream"
        refs.append(MediaRef(kind=_media_kind(form, claimed), ref=url, content_type=claimed))
    return tuple(refs)


def _media_kind(form: Form, content_type: str) -> MediaKind:
    message_type = _one(form, "MessageType").strip().lower()
    if message_type == "sticker":
        return MediaKind.STICKER
    if message_type in ("contact", "contacts") or content_type.startswith(("text/vcard", "text/x-vcard")):
        return MediaKind.CONTACT
    match content_type.partition("/")[0]:
        case "image":
            return MediaKind.PHOTO
        case "audio":
            return MediaKind.VOICE
        case "video":
            return MediaKind.VIDEO
    return MediaKind.DOCUMENT
