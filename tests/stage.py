"""A whole hotline on a stage: real storage, real flows, real rules; a clock that stands and providers that
obey."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.bundles import StoredBundles
from bot.channels.messages import (
    ChannelName,
    Fetched,
    InboundKind,
    InboundMessage,
    MediaRef,
    OutboundMessage,
    SendResult,
    Sent,
)
from bot.clock import FrozenClock
from bot.hotline import Hotline
from bot.ids import IdFactory
from bot.inbox import Inbox
from bot.jobs import InlineJobs
from bot.register import RegisterInUse
from bot.switchboard import FixedSwitchboard
from bot.worker import Worker
from config.accounts import Accounts, TelegramAccount, TwilioAccount
from config.taskforces import TaskForce
from flows.bundle import Bundle
from flows.engine import Engine
from flows.message import MediaKind
from knowledge.search import Search
from language import Reader
from models.case import Case
from models.case_store import CaseStore
from models.officer_store import OfficerStore
from models.unit_of_work import Storage

ROAD = {
    ChannelName.TELEGRAM: "sambas",
    ChannelName.WHATSAPP: "sambas-twilio",
    ChannelName.SMS: "sambas-twilio",
}

ACCOUNTS = Accounts(
    telegram=(
        TelegramAccount(
            key="sambas",
            taskforce="sambas",
            staff=False,
            username="SuarSambasBot",
            token="111:A" + "a" * 34,
            secret="s" * 32,
        ),
        TelegramAccount(
            key="sambas-staff",
            taskforce="sambas",
            staff=True,
            username="SuarPetugasBot",
            token="222:B" + "b" * 34,
            secret="t" * 32,
        ),
    ),
    twilio=(
        TwilioAccount(
            key="sambas-twilio",
            taskforce="sambas",
            account_sid="AC" + "0" * 32,
            api_key="SK" + "0" * 32,
            api_secret="k" * 32,
            auth_tokens=("f" * 32,),
            sms_number="+15005550006",
            whatsapp_number="+15005550007",
            nudge_template="HX" + "0" * 32,
        ),
    ),
)


@dataclass
class FakeProvider:
    """A provider that remembers what it was given and fails as it is told."""

    clock: FrozenClock
    sent: list[OutboundMessage] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    files: dict[str, Fetched] = field(default_factory=dict)
    results: list[SendResult] = field(default_factory=list)
    always: dict[str, SendResult] = field(default_factory=dict)
    held_back: set[str] = field(default_factory=set)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def send(self, message: OutboundMessage) -> SendResult:
        result: SendResult = Sent(refs=(f"m{next(self.numbers)}",))
        if message.address in self.always:
            result = self.always[message.address]
        elif self.results:
            result = self.results.pop(0)
        if isinstance(result, Sent):
            self.sent.append(message)
            self.at.append(self.clock.now())
        return result

    def find_sent(self, message: OutboundMessage, *, since: datetime) -> Sent | None:
        return Sent(refs=("found",)) if message.idempotency in self.held_back else None

    def delete(self, address: str, refs: tuple[str, ...]) -> bool:
        self.deleted += refs
        return True

    def acknowledge(self, callback_ref: str, text: str = "") -> None:
        self.acknowledged.append(callback_ref)

    def fetch(self, media: MediaRef) -> Fetched:
        return self.files[media.ref]

    def delete_media(self, media: MediaRef) -> bool:
        self.deleted.append(media.ref)
        return True


class Stage:
    """Builds a hotline and plays people.

    Args:
        storage: an empty, migrated database.
        now: the moment at which the play begins.
        bundle, reader, search, taskforces: the shipped ones, loaded once a session.
        seed: of ids, references and secret numbers.
    """

    def __init__(
        self,
        storage: Storage,
        now: datetime,
        *,
        bundle: Bundle,
        reader: Reader,
        search: Search,
        taskforces: dict[str, TaskForce],
        seed: int = 1,
    ) -> None:
        self.clock = FrozenClock(now)
        self.storage = storage
        self.jobs = InlineJobs()
        self.provider = FakeProvider(self.clock)
        self.staff = FakeProvider(self.clock)
        bundles = StoredBundles(bundle, storage, self.clock)
        bundles.keep_current()
        source = random.Random(seed)
        self.hotline = Hotline(
            storage=storage,
            clock=self.clock,
            ids=IdFactory(self.clock, source.randbytes),
            engine=Engine(bundles),
            bundles=bundles,
            readers={"sambas": reader},
            taskforces=taskforces,
            accounts=ACCOUNTS,
            switchboard=FixedSwitchboard(
                {
                    ("sambas", "telegram"): self.provider,
                    ("sambas-twilio", "whatsapp"): self.provider,
                    ("sambas-twilio", "sms"): self.provider,
                    ("sambas-staff", "staff"): self.staff,
                }
            ),
            jobs=self.jobs,
            search=search,
            register=RegisterInUse(),
            log=structlog.get_logger(),
        )
        self.worker = Worker(self.hotline)
        self.inbox = Inbox(self.hotline, self.worker.turns)
        self._numbers = itertools.count(1)

    def officer(self, name: str, *, role: str, queue: str | None, chat: str) -> str:
        """Add an officer whose staff chat is linked."""
        officer_id = self.hotline.ids()
        with self.storage.begin() as uow:
            store = OfficerStore(uow)
            store.add(
                id=officer_id,
                taskforce="sambas",
                name=name,
                role=role,
                queue=queue,
                code=f"CODE{name}",
                code_expires_at=self.clock.now() + timedelta(hours=1),
                now=self.clock.now(),
            )
            assert store.link(taskforce="sambas", code=f"CODE{name}", address=chat, now=self.clock.now())
            uow.commit()
        return officer_id

    def staffed(self) -> None:
        """The usual officers: one on duty, the coordinators, both chairs."""
        self.officer("Rina", role="petugas_piket", queue="hukum", chat="o-rina")
        self.officer("Hadi", role="koordinator", queue="hukum", chat="o-hadi")
        self.officer("Sari", role="koordinator", queue="sosial", chat="o-sari")
        self.officer("Wati", role="koordinator", queue="kesehatan", chat="o-wati")
        self.officer("Budi", role="koordinator", queue="pencegahan", chat="o-budi")
        self.officer("Tini", role="koordinator", queue="kerjasama", chat="o-tini")
        self.officer("Arif", role="ketua_harian", queue=None, chat="o-arif")
        self.officer("Lina", role="ketua", queue=None, chat="o-lina")

    def message(
        self,
        who: str,
        text: str = "",
        *,
        channel: ChannelName = ChannelName.TELEGRAM,
        press: str | None = None,
        kind: InboundKind = InboundKind.MESSAGE,
        media: tuple[MediaRef, ...] = (),
        start: str | None = None,
        location: tuple[float, float] | None = None,
        provider_id: str | None = None,
        edits: str | None = None,
    ) -> InboundMessage:
        """What a provider would deliver."""
        number = next(self._numbers)
        staff = channel is ChannelName.STAFF
        return InboundMessage(
            channel=channel,
            account="sambas-staff" if staff else ROAD[channel],
            provider_id=provider_id or f"p{number}",
            message_ref=f"in{number}",
            edits=edits,
            address=who,
            identity=who,
            kind=kind,
            text=text,
            choice=press,
            start=start,
            media=media,
            location=location,
            received_at=self.clock.now(),
        )

    def receive(self, message: InboundMessage, *, work: bool = True) -> None:
        """Deliver a message and, unless told otherwise, let the worker do everything that follows."""
        self.inbox.receive(message)
        if work:
            self.work()

    def says(self, who: str, text: str, **more: object) -> list[OutboundMessage]:
        """Somebody writes; what the hotline then sends to them."""
        return self._heard(lambda: self.receive(self.message(who, text, **more)), who)  # type: ignore[arg-type]

    def presses(self, who: str, choice: str, **more: object) -> list[OutboundMessage]:
        """Somebody presses a button; what the hotline then sends to them."""
        return self._heard(lambda: self.receive(self.message(who, press=choice, **more)), who)  # type: ignore[arg-type]

    def officer_presses(self, chat: str, choice: str) -> list[OutboundMessage]:
        """An officer presses a button; what the staff bot then sends to them."""
        return self.presses(chat, choice, channel=ChannelName.STAFF)

    def officer_says(self, chat: str, text: str) -> list[OutboundMessage]:
        """An officer writes; what the staff bot then sends to them."""
        return self.says(chat, text, channel=ChannelName.STAFF)

    def voice(self, ref: str = "v1") -> MediaRef:
        """A voice note that can be fetched."""
        self.provider.files[ref] = Fetched(content=b"OggS" + ref.encode(), content_type="audio/ogg")
        return MediaRef(kind=MediaKind.VOICE, ref=ref, content_type="audio/ogg")

    def work(self) -> None:
        """Let the worker do everything that is due now."""
        for _ in range(50):
            ran = self.jobs.run(self.worker)
            if not ran and not self.worker.sweep():
                return

    def passes(self, **span: float) -> None:
        """Let time pass in steps of at most ten seconds, with the worker awake."""
        until = self.clock.now() + timedelta(**span)
        while self.clock.now() < until:
            self.clock.set(min(until, self.clock.now() + timedelta(seconds=10)))
            self.work()

    def heard(self, who: str) -> list[str]:
        """Everything that was sent to somebody, as text."""
        provider = self.staff if who.startswith("o-") else self.provider
        return ["\n".join(message.body.parts) for message in provider.sent if message.address == who]

    def alerted(self) -> list[str]:
        """Staff chats that got an alert, in order."""
        return [
            message.address
            for message in self.staff.sent
            if any(button.id.startswith("ack:") for button in message.body.buttons)
            and message.edit_ref is None
        ]

    def cases(self) -> list[Case]:
        """All cases, oldest first."""
        with self.storage.read() as uow:
            return list(reversed(CaseStore(uow).listed()))

    def case(self) -> Case:
        """The only case there is."""
        (only,) = self.cases()
        return only

    def _heard(self, act: Callable[[], None], who: str) -> list[OutboundMessage]:
        provider = self.staff if who.startswith("o-") else self.provider
        before = len(provider.sent)
        act()
        return [message for message in provider.sent[before:] if message.address == who]
