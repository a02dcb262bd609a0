"""Puts a running hotline together from settings: the only place besides the entry points that reads them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.bundles import StoredBundles
from bot.channels.messages import Channel, ChannelName
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_loop import TelegramLoop
from bot.channels.twilio import TwilioChannel
from bot.channels.twilio_http import LoopbackHttpClient, QuietHttpClient
from bot.clock import Clock, SystemClock
from bot.errors import NoSuchAccount
from bot.hotline import Hotline
from bot.ids import IdFactory
from bot.jobs import HueyJobs, make_huey
from bot.provider_contents import StoredContents
from bot.register import RegisterInUse
from bot.switchboard import LazySwitchboard
from config.accounts import Accounts, load_accounts, write_demo_accounts
from config.settings import Settings
from config.taskforces import load_taskforces
from config.unsafe import demo_mark
from flows.bundle import load_bundle
from flows.engine import Engine
from knowledge.search import Search
from knowledge.topics import load_topics
from language import build_reader, shipped_lexicon
from models.engine import create_engine_for
from models.keyring import KeyRing
from models.unit_of_work import Storage
from models.vault import Vault

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"
TOPICS = ROOT / "knowledge" / "topics"
TWILIO_TIMEOUT = 10.0


@dataclass(frozen=True, kw_only=True)
class Running:
    """A hotline together with what only entry points need."""

    settings: Settings
    hotline: Hotline
    jobs: HueyJobs


def prepare(settings: Settings) -> None:
    """Make the folders and, where they are missing, the keys that a first start needs.

    Keys are made once and never overwritten: what they sealed could not be read again.
    """
    os.umask(0o077)  # whatever is written from here on is for this account alone
    settings.var_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in (settings.keyring_file, settings.accounts_file):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not settings.keyring_file.exists():
        KeyRing.create(settings.keyring_file)
    if settings.demo:
        demo_mark(settings.var_dir).write_text("Everything in this folder is invented.\n", encoding="utf-8")
        write_demo_accounts(settings.accounts_file, settings.taskforces)


def open_storage(settings: Settings) -> Storage:
    """The database and the vault, without anything of the hotline."""
    pool = settings.web_threads + settings.worker_threads
    return Storage(
        create_engine_for(settings.database_url, pool_size=pool), Vault(KeyRing.load(settings.keyring_file))
    )


def start(settings: Settings) -> Running:
    """Put everything together.

    Raises:
        FixConfiguration: a file of the task force or of the accounts is wrong; every problem is named.
    """
    os.umask(0o077)
    taskforces = load_taskforces(settings.taskforces)
    accounts = load_accounts(settings.accounts_file, settings.taskforces)
    storage = open_storage(settings)
    clock = SystemClock()
    ids = IdFactory(clock)
    bundles = StoredBundles(load_bundle(FLOWS), storage, clock)
    huey = make_huey(
        settings.job_engine,
        jobs_file=settings.var_dir / "jobs.db",
        database_url=settings.database_url,
        redis_url=settings.redis_url,
    )
    jobs = HueyJobs(huey)
    hotline = Hotline(
        storage=storage,
        clock=clock,
        ids=ids,
        engine=Engine(bundles),
        bundles=bundles,
        readers={key: build_reader(taskforce.gazetteer()) for key, taskforce in taskforces.items()},
        taskforces=taskforces,
        accounts=accounts,
        switchboard=LazySwitchboard(ChannelMaker(settings, accounts, storage, clock)),
        jobs=jobs,
        search=Search(load_topics(TOPICS), shipped_lexicon()),
        register=RegisterInUse(),
        log=structlog.get_logger(),
        demo=settings.demo,
    )
    return Running(settings=settings, hotline=hotline, jobs=jobs)


class ChannelMaker:
    """Makes provider clients.

    Args:
        settings: addresses and limits.
        accounts: bots and numbers.
        storage: where WhatsApp's button sets are remembered.
    """

    def __init__(self, settings: Settings, accounts: Accounts, storage: Storage, clock: Clock) -> None:
        self._settings = settings
        self._accounts = accounts
        self._storage = storage
        self._clock = clock
        self._loop = TelegramLoop()

    def __call__(self, account: str, channel: str) -> Channel:
        """The client of an account for a channel.

        Raises:
            NoSuchAccount: no such bot or number is configured.
        """
        settings = self._settings
        if channel in (ChannelName.TELEGRAM, ChannelName.STAFF):
            bot = self._accounts.telegram_by_key(account)
            if bot is None:
                raise NoSuchAccount
            return TelegramChannel(
                bot.token, self._loop, base_url=settings.telegram_api_url, max_bytes=settings.max_media_bytes
            )
        number = self._accounts.twilio_by_key(account)
        if number is None:
            raise NoSuchAccount
        http = (
            LoopbackHttpClient(settings.twilio_api_url, timeout=TWILIO_TIMEOUT)
            if settings.twilio_api_url
            else QuietHttpClient(timeout=TWILIO_TIMEOUT)
        )
        return TwilioChannel(
            number,
            ChannelName(channel),
            http,
            f"{settings.public_base_url}/webhook/twilio/{number.key}/status",
            StoredContents(self._storage, number.key, self._clock),
            clock=self._clock,
            max_bytes=settings.max_media_bytes,
        )
