"""The line between people and the Twilio account: SMS and WhatsApp in both directions, with their rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from demo.chats import Button, Chat, Kind, Line, Message
from demo.config import TwilioAccount, is_loopback
from demo.delivery import Courier, Parcel, twilio_retry
from demo.files import StoredFile
from demo.segments import segments
from demo.twilio_content import ContentStore, Shown
from demo.twilio_forms import external_user_id, inbound_form, signed_parcel, status_form
from demo.twilio_records import Media, Record, TwilioError, new_sid
from demo.twilio_rules import START_WORDS, STOP_WORDS, UNDELIVERABLE, Outgoing, check, fate
from demo.world import World


class TwilioLine:
    """One Twilio account and everybody who writes to its numbers.

    Args:
        account: the account.
        world: where chats live.
        courier: delivers to the hotline.
        webhook_base_url: where the hotline listens.
    """

    def __init__(
        self, *, account: TwilioAccount, world: World, courier: Courier, webhook_base_url: str
    ) -> None:
        self.account = account
        self.world = world
        self.contents = ContentStore(templates=account.templates, created=world.now())
        self.records: dict[str, Record] = {}
        self._courier = courier
        self._webhook = f"{webhook_base_url.rstrip('/')}/webhook/twilio/{account.account}"

    def say(self, chat: Chat, text: str) -> Message:
        """The person writes; the words that carriers act on are acted on first."""
        if chat.line is Line.SMS:
            word = text.strip().upper()
            if word in STOP_WORDS or word in START_WORDS:
                chat.opted_out = word in STOP_WORDS
                self.world.chat_changed(chat)
        return self._send(chat, text=text)

    def attach(self, chat: Chat, stored: StoredFile, kind: Kind, caption: str = "") -> Message:
        """The person sends a file."""
        with self.world.lock:
            key = self.world.files.add(stored)
        return self._send(chat, text=caption, kind=kind, file=key, stored=stored)

    def share_location(self, chat: Chat, location: tuple[float, float]) -> Message:
        """The person shares a location; an SMS can only carry it as words."""
        if chat.line is Line.SMS:
            return self._send(chat, text=f"{location[0]:.5f}, {location[1]:.5f}")
        return self._send(chat, kind=Kind.LOCATION, location=location)

    def share_contact(self, chat: Chat) -> Message:
        """The person sends their own number as a card; an SMS can only carry it as words."""
        person = chat.person
        if chat.line is Line.SMS:
            return self._send(chat, text=person.phone)
        card = (
            f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{person.name}\r\nTEL;TYPE=CELL:{person.phone}\r\nEND:VCARD\r\n"
        )
        stored = StoredFile(content=card.encode(), content_type="text/vcard", name="kontak.vcf")
        return self._send(chat, kind=Kind.CONTACT, stored=stored, shown=person.phone)

    def press(self, chat: Chat, message: Message, data: str) -> Message:
        """The person presses a button or a list row; WhatsApp shows its label as their message."""
        button = next((b for row in message.keyboard for b in row if b.data == data), None)
        if button is None or (message.answered and button.action == "quick"):
            raise KeyError(data)
        if button.action == "quick":
            # WhatsApp greys quick replies out after the first press; a list can be opened again.
            message.answered = True
            self.world.changed(message)
        return self._send(chat, text=button.label, pressed=button, replied=self.records.get(message.ref))

    def create(self, outgoing: Outgoing) -> Record:
        """Take a message from the hotline and carry it on its way.

        Raises:
            TwilioError: where the real API refuses it at once; what only fails later is reported by callback.
        """
        line = check(outgoing, self.account)
        with self.world.lock:
            shown = Shown(text=outgoing.body)
            approved = False
            if outgoing.content_sid:
                content = self.contents.get(outgoing.content_sid)
                shown, approved = content.shown(outgoing.variables), content.approved
            chat = self._chat(line, outgoing.to)
            if chat is not None and chat.opted_out:
                raise TwilioError(400, 21610, "Attempt to send to unsubscribed recipient")
            now = self.world.now()
            record = Record(
                sid=new_sid("SM"),
                sender=outgoing.sender,
                to=outgoing.to,
                body=shown.text,
                inbound=False,
                status="queued",
                created=now,
                updated=now,
                callback=outgoing.callback,
            )
            self.records[record.sid] = record
            record.error = fate(chat, shown, approved=approved, now=now)
            if chat is not None:
                self._show(chat, record, shown)
            self._carry(record, line)
            return record

    def cancel(self, record: Record) -> None:
        """Take a message back that is still queued.

        Raises:
            TwilioError: if it has left already.
        """
        if record.status != "queued":
            raise TwilioError(400, 30409, "Message is not in a cancelable state")
        self._advance(record, "canceled", self._line_of(record))

    def delete(self, record: Record) -> None:
        """Remove a record and its media; the copy on the person's phone stays."""
        with self.world.lock:
            self.records.pop(record.sid, None)

    def _show(self, chat: Chat, record: Record, shown: Shown) -> None:
        sms = chat.line is Line.SMS
        message = self.world.write(
            chat,
            ref=record.sid,
            outgoing=True,
            text=shown.text,
            keyboard=() if sms else shown.keyboard,
            state="queued",
        )
        message.list_label = "" if sms else shown.list_label
        message.segments = segments(shown.text) if sms else 0
        record.message = message

    def _carry(self, record: Record, line: Line) -> None:
        if record.error is not None:
            steps = [(0.1, "sent"), (0.3, "undelivered")] if line is Line.SMS else [(0.2, "undelivered")]
        else:
            steps = [(0.1, "sent"), (0.3, "delivered")]
            if line is Line.WHATSAPP:
                steps.append((0.8, "read"))
        waited = 0.0
        for delay, status in steps:
            waited += delay
            self._courier.later(
                f"step:{record.sid}", partial(self._advance, record, status, line), delay=waited
            )

    def _advance(self, record: Record, status: str, line: Line) -> None:
        with self.world.lock:
            if record.status == "canceled":
                return
            record.status = status
            record.updated = self.world.now()
            form = status_form(record, account_sid=self.account.account_sid, line=line)
            if status != "undelivered":
                form.pop("ErrorCode", None)
            if record.message is not None and not record.message.deleted:
                note = UNDELIVERABLE.get(record.error or 0, "") if status == "undelivered" else ""
                self.world.set_state(record.message, status, note)
        if record.callback and is_loopback(record.callback):
            self._post(record.callback, form, lane=f"status:{record.sid}", note=None)

    def _send(
        self,
        chat: Chat,
        *,
        text: str = "",
        kind: Kind = Kind.TEXT,
        file: str | None = None,
        stored: StoredFile | None = None,
        location: tuple[float, float] | None = None,
        pressed: Button | None = None,
        replied: Record | None = None,
        shown: str = "",
    ) -> Message:
        with self.world.lock:
            person, now = chat.person, self.world.now()
            whatsapp = chat.line is Line.WHATSAPP
            record = Record(
                sid=new_sid("MM" if stored else "SM"),
                sender=f"whatsapp:{person.phone}" if whatsapp else person.phone,
                to=self.account.whatsapp_address if whatsapp else self.account.sms_number,
                body=text,
                inbound=True,
                status="received",
                created=now,
                updated=now,
            )
            if stored:
                media = Media(
                    sid=new_sid("ME"), content_type=stored.content_type, content=stored.content, created=now
                )
                record.media[media.sid] = media
            message = self.world.write(
                chat,
                ref=record.sid,
                outgoing=False,
                text=shown or text,
                kind=kind,
                file=file,
                location=location,
                state="sending",
            )
            if not whatsapp:
                message.segments = segments(text)
            record.message = message
            self.records[record.sid] = record
            form = inbound_form(
                record,
                account_sid=self.account.account_sid,
                line=chat.line,
                person=person,
                message=message,
                pressed=pressed,
                replied=replied,
            )
            self._post(self._webhook, form, lane=f"{self.account.account}:{chat.key}", note=message)
            return message

    def _post(self, url: str, form: Mapping[str, str], *, lane: str, note: Message | None) -> None:
        parcel = signed_parcel(
            url=url,
            form=form,
            token=self.account.auth_token,
            label=f"POST /webhook/twilio/{self.account.account}" + (" · status" if note is None else ""),
        )

        def tell(state: str, words: str) -> None:
            if note is not None and not note.deleted:
                self.world.set_state(note, state, words)

        def again() -> Parcel:
            return parcel

        self._courier.deliver(lane=lane, parcel=again, retry=twilio_retry, note=tell)

    def _chat(self, line: Line, address: str) -> Chat | None:
        return next(
            (
                chat
                for chat in self.world.chats.values()
                if chat.line is line
                and address
                in (chat.person.phone, f"whatsapp:{chat.person.phone}", external_user_id(chat.person))
            ),
            None,
        )

    def _line_of(self, record: Record) -> Line:
        return Line.WHATSAPP if record.to.startswith("whatsapp:") else Line.SMS
