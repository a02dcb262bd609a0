"""Everything a use case needs, passed in: made once by `bot.bootstrap`, never looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from structlog.typing import FilteringBoundLogger

from bot.bundles import StoredBundles
from bot.channels.messages import Channel
from bot.clock import Clock
from bot.ids import IdFactory
from bot.jobs import Jobs
from bot.register import RegisterInUse
from config.accounts import Accounts
from config.taskforces import TaskForce
from flows.engine import Engine
from knowledge.search import Search
from language import Reader
from models.unit_of_work import Storage


class Switchboard(Protocol):
    """Finds the provider client for an account and channel."""

    def of(self, account: str, channel: str) -> Channel:
        """The client to send with.

        Raises:
            NoSuchAccount: no such bot or number is configured.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Hotline:
    """The parts of a running hotline.

    Args:
        storage: where units of work come from.
        clock, ids: time and row ids, the only sources of either.
        engine, bundles: the conversation engine and the flow versions it runs.
        readers: what reads messages, by task force (each knows its own places).
        taskforces: the task forces served, by key.
        accounts: bots and numbers.
        switchboard: provider clients.
        jobs: where work is handed over after a commit.
        search: the answers to questions.
        register: the licence register.
        log: structured log; ids, codes and counts only.
        demo: True if everything said must be marked as a demonstration.
    """

    storage: Storage
    clock: Clock
    ids: IdFactory
    engine: Engine
    bundles: StoredBundles
    readers: Mapping[str, Reader]
    taskforces: Mapping[str, TaskForce]
    accounts: Accounts
    switchboard: Switchboard
    jobs: Jobs
    search: Search
    register: RegisterInUse
    log: FilteringBoundLogger
    demo: bool = False
