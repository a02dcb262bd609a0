from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
import requests
from telegram import Bot
from telegram.request import HTTPXRequest
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from demo import BotAccount, DemoConfig, DemoOfficer, DemoTemplate, TwilioAccount, create_app
from demo.app import Demo
from tests.demo.hotline import TinyHotline, address, serve

T = TypeVar("T")

PUBLIC = BotAccount(account="publik", token="7001:public-token", secret="rahasia-publik", username="suar_bot")
STAFF = BotAccount(
    account="petugas", token="7002:staff-token", secret="rahasia-petugas", username="suar_p_bot"
)
TWILIO = TwilioAccount(
    account="utama",
    account_sid="AC" + "a" * 32,
    api_key="SK" + "b" * 32,
    api_secret="kunci",
    auth_token="tanda-tangan",
    sms_number="+6281100000001",
    whatsapp_number="+6281100000002",
    templates=(DemoTemplate(sid="HX" + "c" * 32, body="Ada pembaruan. Balas {{1}} untuk membaca."),),
)
OFFICERS = (
    DemoOfficer(name="Sari", title="Petugas Piket", chat_id=9001),
    DemoOfficer(name="Hendra", title="Koordinator Hukum", chat_id=9002),
    DemoOfficer(name="Ibu Rina", title="Ketua Harian", chat_id=9003),
)


class MappedHttp(TwilioHttpClient):
    """Sends what is meant for a Twilio host to the stand-in, under that host's name."""

    def __init__(self, base: str, **options: Any) -> None:
        super().__init__(**options)
        self._base = base

    def request(self, method: str, url: str, *args: Any, **options: Any) -> Any:
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return super().request(method, f"{self._base}/{parts.hostname}{parts.path}{query}", *args, **options)


@dataclass
class Clock:
    """A clock that can be moved."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class Stand:
    """The stand-ins on a socket, with what a test needs around them."""

    url: str
    hotline: TinyHotline
    demo: Demo
    clock: Clock

    def phone(self, **body: Any) -> requests.Response:
        """Do something on a phone, as the page does."""
        body = {"who": "citizen", "channel": "telegram", "chat": "w1", **body}
        return requests.post(f"{self.url}/phone/send", json=body, timeout=5)

    def control(self, **body: Any) -> None:
        """Throw a switch."""
        assert requests.post(f"{self.url}/control", json=body, timeout=5).status_code == 200

    def messages(self, chat: str) -> list[dict[str, Any]]:
        """What a phone shows."""
        state = requests.get(f"{self.url}/phone/state", timeout=5).json()
        return [m for m in state["messages"] if m["chat"] == chat]

    def changes(self) -> list[dict[str, Any]]:
        """Everything that a page which was open from the start would have been told."""
        journal = self.demo.world.journal
        return journal.after(journal.begin)[1]

    def settle(self) -> None:
        """Wait until every delivery has ended."""
        assert self.demo.lanes.wait_idle(8)

    def client(self, timeout: float = 5) -> Client:
        """A real Twilio client."""
        return Client(
            TWILIO.api_key,
            TWILIO.api_secret,
            TWILIO.account_sid,
            http_client=MappedHttp(self.url, timeout=timeout),
        )

    def bot(self, work: Callable[[Bot], Coroutine[Any, Any, T]], account: BotAccount = PUBLIC) -> T:
        """Run something with a real python-telegram-bot `Bot`."""

        async def run() -> T:
            bot = Bot(
                account.token,
                base_url=f"{self.url}/telegram/bot",
                base_file_url=f"{self.url}/telegram/file/bot",
                request=HTTPXRequest(read_timeout=2, httpx_kwargs={"trust_env": False}),
            )
            async with bot:
                return await work(bot)

        return asyncio.run(run())


@pytest.fixture
def hotline() -> Iterator[TinyHotline]:
    hotline = TinyHotline()
    yield hotline
    hotline.close()


@pytest.fixture
def stand(hotline: TinyHotline) -> Iterator[Stand]:
    clock = Clock()
    app = create_app(
        DemoConfig(
            webhook_base_url=hotline.url,
            public_bot=PUBLIC,
            staff_bot=STAFF,
            twilio=TWILIO,
            officers=OFFICERS,
            taskforce_name="Gugus Tugas Kabupaten Sambas",
            pace=0.05,
        ),
        clock=clock,
    )
    server = serve(app)
    yield Stand(url=address(server), hotline=hotline, demo=app.extensions["demo"], clock=clock)
    app.extensions["demo"].lanes.close()
    server.shutdown()
    server.server_close()
