"""The forms that Twilio posts to a webhook, signed as Twilio signs them."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping
from hashlib import sha1
from urllib.parse import urlencode

from demo.chats import Button, Kind, Line, Message, Person
from demo.delivery import Parcel
from demo.segments import segments
from demo.twilio_records import Record

_MESSAGE_TYPE = {
    Kind.TEXT: "text",
    Kind.PHOTO: "image",
    Kind.VOICE: "audio",
    Kind.DOCUMENT: "document",
    Kind.LOCATION: "location",
    Kind.CONTACT: "contacts",
}


def signature(url: str, form: Mapping[str, str], token: str) -> str:
    """Sign a form: HMAC-SHA1 over the URL and all names with their values in order of the names, in base64.

    Args:
        url: the exact address it is posted to.
        form: its fields.
        token: the account's auth token.
    """
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), sha1).digest()).decode()


def signed_parcel(*, url: str, form: Mapping[str, str], token: str, label: str) -> Parcel:
    """Make the request that carries a form with its `X-Twilio-Signature`."""
    return Parcel(
        url=url,
        body=urlencode(form).encode(),
        headers={
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "X-Twilio-Signature": signature(url, form, token),
        },
        label=label,
    )


def inbound_form(
    record: Record,
    *,
    account_sid: str,
    line: Line,
    person: Person,
    message: Message,
    pressed: Button | None = None,
    replied: Record | None = None,
) -> dict[str, str]:
    """What Twilio posts when somebody wrote.

    Args:
        record: the message in Twilio's log.
        account_sid: `AC...`.
        line: SMS or WhatsApp; WhatsApp says much more.
        person: who wrote.
        message: what was written.
        pressed: the button or list row, if one was pressed.
        replied: the message that held the button.
    """
    form = {
        "ToCountry": "ID",
        "SmsMessageSid": record.sid,
        "SmsSid": record.sid,
        "MessageSid": record.sid,
        "SmsStatus": "received",
        "AccountSid": account_sid,
        "From": record.sender,
        "To": record.to,
        "Body": record.body,
        "NumMedia": str(len(record.media)),
        "NumSegments": str(segments(record.body)),
        "ApiVersion": "2010-04-01",
    }
    for number, media in enumerate(record.media.values()):
        form[f"MediaUrl{number}"] = record.media_url(account_sid, media)
        form[f"MediaContentType{number}"] = media.content_type
    if line is Line.SMS:
        return {**form, "FromCountry": "ID"}
    form.pop("ToCountry")
    form |= {
        "ProfileName": person.name,
        "WaId": person.phone.removeprefix("+"),
        "ExternalUserId": external_user_id(person),
        "MessageType": "interactive" if pressed else _MESSAGE_TYPE[message.kind],
        "ReferralNumMedia": "0",
        "ChannelMetadata": json.dumps(
            {"type": "whatsapp", "data": {"context": {"ProfileName": person.name}}}, separators=(",", ":")
        ),
    }
    if message.kind is Kind.LOCATION and message.location:
        form |= {"Latitude": f"{message.location[0]:.6f}", "Longitude": f"{message.location[1]:.6f}"}
    if pressed and pressed.action == "row":
        form |= {"ListId": pressed.data, "ListTitle": pressed.label}
    elif pressed:
        form |= {"ButtonPayload": pressed.data, "ButtonText": pressed.label}
    if replied:
        form |= {"OriginalRepliedMessageSid": replied.sid, "OriginalRepliedMessageSender": replied.sender}
    return form


def external_user_id(person: Person) -> str:
    """The person's WhatsApp id that is no phone number: country, dot, digits."""
    return f"whatsapp:ID.{person.telegram_id}{person.phone[-5:]}"


def status_form(record: Record, *, account_sid: str, line: Line) -> dict[str, str]:
    """What Twilio posts to the status callback when a message got further."""
    form = {
        "SmsSid": record.sid,
        "SmsStatus": record.status,
        "MessageStatus": record.status,
        "MessageSid": record.sid,
        "AccountSid": account_sid,
        "From": record.sender,
        "To": record.to,
        "ApiVersion": "2010-04-01",
    }
    if record.error is not None:
        form["ErrorCode"] = str(record.error)
    if line is Line.WHATSAPP:
        form |= {"ChannelPrefix": "whatsapp", "ChannelToAddress": record.to}
        if record.status in ("delivered", "read"):
            form["EventType"] = record.status.upper()
    return form
