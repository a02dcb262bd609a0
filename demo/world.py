"""Everything that the demonstration remembers: people, chats, files, changes. Lost at restart, on purpose."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Condition

from demo.chats import Chat, Keyboard, Kind, Line, Message, Person
from demo.config import DemoConfig
from demo.files import Files
from demo.journal import Journal

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_LARGEST = 2**31 - 1


class World:
    """The one place where the stand-ins keep state.

    Every reader and writer holds `lock` (a re-entrant condition), so what a page reads is always whole.

    Args:
        config: who is in it.
        clock: gives aware UTC; tests may hand in their own.
    """

    def __init__(
        self, config: DemoConfig, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.config = config
        self.lock = Condition()
        self.files = Files()
        self.people: dict[str, Person] = {}
        self.chats: dict[str, Chat] = {}
        self._clock = clock
        self._ahead = timedelta()
        self._serials = itertools.count(1)
        self._wires = itertools.count(1)
        # Ids must not repeat after a restart: the hotline's database lives on and would take new messages for
        # old
        # ones. So they begin at a number that grows with the calendar, faster than a demonstration can use it
        # up.
        start = int((clock() - _EPOCH).total_seconds() * 16) % _LARGEST
        self._ids = itertools.count(start)
        self.journal = Journal(condition=self.lock, begin=start)
        for number, officer in enumerate(config.officers, start=1):
            person = Person(
                key=f"p{number}",
                name=officer.name,
                title=officer.title,
                telegram_id=officer.chat_id,
                phone=f"+6289900{90000 + number}",
            )
            self.people[person.key] = person
            self._open(Line.STAFF, person).opened = True
        self.new_citizen()

    def now(self) -> datetime:
        """Aware UTC as the providers see it."""
        return self._clock() + self._ahead

    def advance(self, hours: float) -> None:
        """Move the providers' clock forward, to see what 24 and 48 hours do without waiting for them."""
        with self.lock:
            self._ahead += timedelta(hours=hours)

    def next_id(self) -> int:
        """A number that no earlier message, update or query has."""
        return next(self._ids)

    def new_citizen(self) -> Person:
        """Somebody who has never written: a new Telegram account and a new number, with three empty chats.

        The numbers begin with 0899-000 and exist on this page only; nothing here can be dialled.
        """
        with self.lock:
            count = sum(1 for key in self.people if key.startswith("w")) + 1
            person = Person(
                key=f"w{count}",
                name="Warga" if count == 1 else f"Warga {count}",
                telegram_id=5_000_000_000 + secrets.randbelow(900_000_000),
                phone=f"+62899000{secrets.randbelow(90000) + 10000}",
            )
            self.people[person.key] = person
            self.journal.add(f"person:{person.key}", lambda: {"type": "person", "person": person.view()})
            for line in (Line.TELEGRAM, Line.WHATSAPP, Line.SMS):
                self._open(line, person)
            return person

    def _open(self, line: Line, person: Person) -> Chat:
        chat = Chat(key=f"{line.value}:{person.key}", line=line, person=person)
        self.chats[chat.key] = chat
        self.chat_changed(chat)
        return chat

    def write(
        self,
        chat: Chat,
        *,
        ref: str,
        outgoing: bool,
        text: str = "",
        kind: Kind = Kind.TEXT,
        file: str | None = None,
        location: tuple[float, float] | None = None,
        keyboard: Keyboard = (),
        state: str = "sent",
    ) -> Message:
        """Put a message into a chat and tell the page."""
        with self.lock:
            message = Message(
                serial=next(self._serials),
                ref=ref,
                chat=chat.key,
                outgoing=outgoing,
                date=self.now(),
                text=text,
                kind=kind,
                file=file,
                location=location,
                keyboard=keyboard,
                state=state,
            )
            chat.messages[message.serial] = message
            if outgoing:
                chat.typing_until = None
            else:
                chat.last_inbound = message.date
                chat.opened = True
            self.changed(message)
            self.chat_changed(chat)
            return message

    def changed(self, message: Message) -> None:
        """Tell the page that a message looks different now."""
        self.journal.add(f"message:{message.serial}", lambda: {"type": "message", "message": message.view()})

    def chat_changed(self, chat: Chat) -> None:
        """Tell the page that a chat looks different now."""
        self.journal.add(f"chat:{chat.key}", lambda: {"type": "chat", "chat": chat.view(self.now())})

    def set_state(self, message: Message, state: str, note: str = "") -> None:
        """Note how far a message has come."""
        with self.lock:
            message.state = state
            message.note = note
            self.changed(message)

    def erase(self, message: Message) -> None:
        """Remove a message with everything it held; only its place in the order remains."""
        with self.lock:
            self.files.drop(message.file)
            message.text = ""
            message.file = None
            message.location = None
            message.keyboard = ()
            message.deleted = True
            self.changed(message)

    def take_alert(self, data: str) -> None:
        """An alert's button was pressed: every copy of the same alert falls silent."""
        with self.lock:
            for chat in self.chats.values():
                for message in chat.messages.values():
                    if message.rings and any(b.data == data for row in message.keyboard for b in row):
                        message.answered = True
                        self.changed(message)

    def tell(self, chat: Chat, text: str, *, alert: bool = False) -> None:
        """Show the answer to a pressed button for a moment, as Telegram does."""
        answer: dict[str, object] = {"type": "answer", "chat": chat.key, "text": text, "alert": alert}
        self.journal.add(f"answer:{next(self._wires)}", lambda: answer)

    def wire(self, *, inward: bool, what: str, result: str, milliseconds: int | None = None) -> None:
        """Note one request between provider and hotline for the panel "di balik layar": never any content.

        Args:
            inward: True for a webhook delivery, False for a call of the hotline.
            what: method and address, or the API method.
            result: status and code.
            milliseconds: how long the hotline took to answer.
        """
        entry: dict[str, object] = {
            "type": "wire",
            "at": self.now().isoformat(),
            "inward": inward,
            "what": what,
            "result": result,
            "ms": milliseconds,
        }
        self.journal.add(f"wire:{next(self._wires)}", lambda: entry)

    def snapshot(self) -> dict[str, object]:
        """Everything a page needs to draw itself, and the number to follow from."""
        with self.lock:
            now = self.now()
            return {
                "number": self.journal.number,
                "people": [person.view() for person in self.people.values()],
                "chats": [chat.view(now) for chat in self.chats.values()],
                "messages": [
                    message.view()
                    for chat in self.chats.values()
                    for message in chat.messages.values()
                    if not message.deleted
                ],
            }
