"""Sending SMS and WhatsApp through Twilio."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from twilio.rest import Client

from bot.channels.messages import (
    ChannelName,
    Fetched,
    MediaRef,
    OutboundMessage,
    Refused,
    SendResult,
    Sent,
    TryLater,
    Unknown,
    Unreachable,
)
from bot.channels.numbered import numbered
from bot.channels.pictures import checked
from bot.channels.progress import Progress
from bot.channels.twilio_contents import Contents, ContentStore
from bot.channels.twilio_forms import WHATSAPP
from bot.channels.twilio_http import QuietHttpClient
from bot.channels.twilio_media import TwilioMedia
from bot.channels.twilio_outcomes import CALL_ERRORS, is_gone, outcome
from bot.clock import Clock
from config.accounts import TwilioAccount

WINDOW = timedelta(hours=24)  # WhatsApp: free text only this long after the person last wrote
_MOST_VALIDITY = 36_000  # seconds, Twilio's ValidityPeriod
_MOST_FETCH = 20 * 1024 * 1024
_MOST_LISTED = 50
_CLOCK_SKEW = timedelta(minutes=1)


class TwilioChannel:
    """One Twilio number that can send, by SMS or by WhatsApp.

    Args:
        account: credentials and numbers.
        kind: `ChannelName.SMS` or `ChannelName.WHATSAPP`.
        http_client: the door to Twilio or to the stand-in.
        status_callback_url: where Twilio reports how far a message came, "" for nowhere.
        contents: remembers the sets of WhatsApp buttons that Twilio knows.
        clock: tells whether the WhatsApp window is open.
        max_bytes: largest medium fetched.
    """

    def __init__(
        self,
        account: TwilioAccount,
        kind: ChannelName,
        http_client: QuietHttpClient,
        status_callback_url: str,
        contents: ContentStore,
        *,
        clock: Clock,
        max_bytes: int = _MOST_FETCH,
    ) -> None:
        self._account = account
        self._whatsapp = kind is ChannelName.WHATSAPP
        self._client = Client(
            account.api_key, account.api_secret, account_sid=account.account_sid, http_client=http_client
        )
        self._media = TwilioMedia(
            self._client, http_client, auth=(account.api_key, account.api_secret), max_bytes=max_bytes
        )
        self._contents = Contents(self._client, account.account_sid, contents)
        self._status_callback_url = status_callback_url
        self._clock = clock
        self._progress = Progress()

    def send(self, message: OutboundMessage) -> SendResult:
        """Hand the parts to Twilio in order.

        If a later part fails, its outcome is the message's outcome, and the next attempt (same
        `idempotency`) begins with that part. On WhatsApp outside the 24 hours only the neutral template may
        go, and only for a message that names one.
        """
        sender = self._sender()
        if sender is None:
            return Refused(code="no_number")
        if message.address.startswith(WHATSAPP) is not self._whatsapp:
            return Refused(code="address")
        if self._whatsapp and not self._window_open(message):
            return self._send_template(message, sender)
        refs = self._progress.reached(message.idempotency)
        parts = message.body.parts
        for index in range(len(refs), len(parts)):
            last = index == len(parts) - 1
            result = self._last_part(message, sender) if last else self._text(message, sender, parts[index])
            if not isinstance(result, Sent):
                return result
            refs += result.refs
            self._progress.note(message.idempotency, refs)
        self._progress.forget(message.idempotency)
        return Sent(refs=refs)

    def find_sent(self, message: OutboundMessage, *, since: datetime) -> Sent | None:
        """Look for the message's words among those sent to this address.

        A template's words are not known here, so for one this is always None.

        Args:
            message: what was being sent.
            since: when the attempt began.

        Returns:
            None if a part is missing or Twilio cannot be asked; parts that were found are then not sent
            again.
        """
        try:
            listed = self._client.messages.list(
                to=message.address, date_sent_after=since - _CLOCK_SKEW, limit=_MOST_LISTED
            )
        except CALL_ERRORS:
            return None
        ours = [record for record in listed if str(record.direction).startswith("outbound") and record.sid]
        refs = _matching(message, ours)
        if len(refs) == len(message.body.parts):
            self._progress.forget(message.idempotency)
            return Sent(refs=refs)
        self._progress.note(
            message.idempotency, max(refs, self._progress.reached(message.idempotency), key=len)
        )
        return None

    def delete(self, address: str, refs: tuple[str, ...]) -> bool:  # noqa: ARG002 (the port)
        """Delete the provider's records, their words and media.

        What lies on the person's own phone can never be deleted from here, neither an SMS nor a WhatsApp
        message: tell them.

        Returns:
            True if Twilio has none of them any more. A record that Twilio still needs loses its words at
            least, but counts as kept.
        """
        kept = [sid for sid in refs if not self._delete_record(sid)]
        return not kept

    def acknowledge(self, callback_ref: str, text: str = "") -> None:
        """Nothing: a WhatsApp button does not spin."""

    def fetch(self, media: MediaRef) -> Fetched | TryLater | Refused:
        """The bytes of a medium, pictures without EXIF. Call `delete_media` after it: Twilio keeps media."""
        found = self._media.fetch(media.ref)
        return checked(found) if isinstance(found, bytes) else found

    def delete_media(self, media: MediaRef) -> bool:
        """Delete a medium at Twilio; True if it is gone."""
        return self._media.delete(media.ref)

    def _sender(self) -> str | None:
        if not self._whatsapp:
            return self._account.sms_number
        number = self._account.whatsapp_number
        return WHATSAPP + number.removeprefix(WHATSAPP) if number else None

    def _window_open(self, message: OutboundMessage) -> bool:
        last = message.last_inbound_at
        return last is not None and self._clock.now() - last < WINDOW

    def _send_template(self, message: OutboundMessage, sender: str) -> SendResult:
        template = self._account.nudge_template
        if message.body.template is None or template is None:
            return Unreachable(code="window_closed")
        return self._create(message, sender, content_sid=template)

    def _last_part(self, message: OutboundMessage, sender: str) -> SendResult:
        """The part with the buttons. Whatever goes wrong with the buttons, the words go out."""
        body = message.body
        sid = self._contents.sid_for(body) if self._whatsapp and body.buttons else None
        if sid is not None:
            variables = json.dumps({"1": body.parts[-1]}, ensure_ascii=False)
            result = self._create(message, sender, content_sid=sid, content_variables=variables)
            if not isinstance(result, Refused):
                return result
        return self._text(message, sender, numbered(body))

    def _text(self, message: OutboundMessage, sender: str, text: str) -> SendResult:
        # SmartEncoded: one typographic quote would cut an SMS from 160 to 70 characters.
        options: dict[str, Any] = {} if self._whatsapp else {"smart_encoded": True}
        return self._create(message, sender, body=text, **options)

    def _create(self, message: OutboundMessage, sender: str, **what: Any) -> SendResult:
        if self._status_callback_url:
            what["status_callback"] = self._status_callback_url
        # A word of safety that arrives hours late on a watched phone is a danger: Twilio must drop it in
        # time.
        valid_for = min(max(int(message.valid_for.total_seconds()), 1), _MOST_VALIDITY)
        try:
            made = self._client.messages.create(
                to=message.address, from_=sender, validity_period=valid_for, **what
            )
        except CALL_ERRORS as error:
            return outcome(error)
        if not isinstance(made.sid, str) or not made.sid:
            return Unknown(code="unreadable_answer")
        return Sent(refs=(made.sid,))

    def _delete_record(self, sid: str) -> bool:
        try:
            return bool(self._client.messages(sid).delete())
        except CALL_ERRORS as error:
            if is_gone(error):
                return True
        try:
            self._client.messages(sid).update(body="")
        except CALL_ERRORS as error:
            return is_gone(error)
        return False


def _matching(message: OutboundMessage, records: Iterable[Any]) -> tuple[str, ...]:
    """SIDs of the records that hold the parts, in order, up to the first part that none holds."""
    unclaimed = list(records)
    refs: tuple[str, ...] = ()
    for index, part in enumerate(message.body.parts):
        last = index == len(message.body.parts) - 1
        wanted = {part.strip(), numbered(message.body).strip()} if last else {part.strip()}
        found = next((record for record in unclaimed if (record.body or "").strip() in wanted), None)
        if found is None:
            break
        unclaimed.remove(found)
        refs += (found.sid,)
    return refs
