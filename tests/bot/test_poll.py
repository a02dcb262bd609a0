"""Long polling: the offset moves only past what is stored."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest

from bot.channels.errors import ProviderBusy
from bot.channels.messages import InboundMessage
from bot.errors import NotDurable
from bot.poll import Poller
from tests.scenarios.snapshot import table_rows
from tests.stage import ACCOUNTS, Stage


def update(number: int, text: str = "halo") -> dict[str, Any]:
    """A private text message as Telegram gives it."""
    sender = {"id": 77, "is_bot": False, "first_name": "A"}
    chat = {"id": 77, "type": "private", "first_name": "A"}
    return {
        "update_id": number,
        "message": {"message_id": number, "date": 1795200000, "from": sender, "chat": chat, "text": text},
    }


class Bot:
    """A bot whose updates wait; it gives again whatever was not confirmed, as Telegram does."""

    def __init__(self, *updates: dict[str, Any]) -> None:
        self.updates = list(updates)
        self.asked: list[int | None] = []
        self.raises: list[Exception] = []

    def get_updates(self, offset: int | None, timeout: int) -> list[dict[str, Any]]:
        self.asked.append(offset)
        if self.raises:
            raise self.raises.pop(0)
        return [item for item in self.updates if offset is None or item["update_id"] >= offset]


class Intake:
    """Passes messages on and refuses as it is told."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.refuses: set[str] = set()

    def receive(self, message: InboundMessage) -> None:
        if message.provider_id in self.refuses:
            raise NotDurable
        self.stage.inbox.receive(message)


def polling(stage: Stage, bot: Bot) -> tuple[Poller, Intake]:
    intake = Intake(stage)
    return Poller(stage.hotline, ACCOUNTS.telegram[0], bot, intake), intake


def stored(stage: Stage) -> list[str]:
    return [row["provider_id"] for row in table_rows(stage.storage, "inbound_messages")]


def test_what_was_stored_is_confirmed_with_the_next_question(stage: Stage) -> None:
    bot = Bot(update(10), update(11))
    poller, _ = polling(stage, bot)

    assert (poller.once(timeout=0), poller.once(timeout=0)) == (2, 0)
    assert bot.asked == [None, 12]
    assert stored(stage) == ["10", "11"]


def test_what_could_not_be_stored_is_asked_for_again(stage: Stage) -> None:
    bot = Bot(update(10), update(11), update(12))
    poller, intake = polling(stage, bot)
    intake.refuses = {"11"}

    with pytest.raises(NotDurable):
        poller.once(timeout=0)
    assert stored(stage) == ["10"]
    intake.refuses.clear()

    assert poller.once(timeout=0) == 2
    assert bot.asked == [None, 11]
    assert stored(stage) == ["10", "11", "12"]


def test_a_restart_repeats_and_changes_nothing(stage: Stage) -> None:
    bot = Bot(update(10), update(11))
    polling(stage, bot)[0].once(timeout=0)
    before = table_rows(stage.storage, "outbox_messages")

    polling(stage, bot)[0].once(timeout=0)

    assert stored(stage) == ["10", "11"]
    assert len(table_rows(stage.storage, "outbox_messages")) == len(before)


def test_junk_is_passed_over_and_what_follows_is_stored(stage: Stage) -> None:
    junk = {"update_id": 11, "message": "not a message"}
    bot = Bot(update(10), junk, update(12))
    poller, _ = polling(stage, bot)

    assert poller.once(timeout=0) == 3
    assert {"10", "12"} <= set(stored(stage))
    poller.once(timeout=0)
    assert bot.asked[-1] == 13


def test_it_goes_on_after_a_provider_or_a_database_that_was_away(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.poll.PAUSE", 0.01)
    bot = Bot(update(10))
    bot.raises = [ProviderBusy(after=timedelta(seconds=1), code="network"), NotDurable()]
    poller, _ = polling(stage, bot)
    stop = threading.Event()
    real = bot.get_updates

    def get_updates(offset: int | None, timeout: int) -> list[dict[str, Any]]:
        if len(bot.asked) >= 3:
            stop.set()
        return real(offset, timeout)

    monkeypatch.setattr(bot, "get_updates", get_updates)
    thread = threading.Thread(target=poller.forever, args=(stop,))
    thread.start()
    thread.join(timeout=20)

    assert not thread.is_alive()
    assert stored(stage) == ["10"]
