"""Long polling: for a machine that Telegram cannot reach. It feeds the same inbox as the webhooks."""

from __future__ import annotations

import threading
from typing import Any, Protocol

from bot.channels.errors import JunkBody, ProviderBusy, ProviderRefused
from bot.channels.messages import InboundMessage
from bot.channels.telegram_updates import parse_update
from bot.errors import NotDurable
from bot.hotline import Hotline
from config.accounts import TelegramAccount

LONG = 25  # seconds that Telegram holds an empty answer back
PAUSE = 3.0


class Polled(Protocol):
    """A bot that can be asked for updates."""

    def get_updates(self, offset: int | None, timeout: int) -> list[dict[str, Any]]:
        """Updates from `offset` on, waiting up to `timeout` seconds for the first."""
        ...


class Receives(Protocol):
    """Takes a parsed message."""

    def receive(self, message: InboundMessage) -> None:
        """Store it, or raise `NotDurable`."""
        ...


class Poller:
    """Asks one bot for updates.

    Args:
        hotline: the parts of the running hotline.
        account: the bot.
        bot: its client.
        intake: where messages go.
    """

    def __init__(self, hotline: Hotline, account: TelegramAccount, bot: Polled, intake: Receives) -> None:
        self._hotline = hotline
        self._account = account
        self._bot = bot
        self._intake = intake
        self._offset: int | None = None

    def once(self, *, timeout: int = LONG) -> int:
        """Fetch and store what waits. The offset moves only past what is stored, so a crash repeats and
        loses nothing.

        Returns:
            How many updates were stored.
        """
        count = 0
        for update in self._bot.get_updates(self._offset, timeout):
            try:
                message = parse_update(
                    update,
                    account=self._account.key,
                    staff=self._account.staff,
                    received_at=self._hotline.clock.now(),
                )
                self._intake.receive(message)
            except JunkBody:
                self._hotline.log.warning("junk_update", account=self._account.key)
            if isinstance(update.get("update_id"), int):
                self._offset = update["update_id"] + 1
            count += 1
        return count

    def forever(self, stop: threading.Event) -> None:
        """Poll until told to stop."""
        while not stop.is_set():
            try:
                self.once()
            except (ProviderBusy, ProviderRefused, NotDurable) as error:
                self._hotline.log.warning(
                    "poll_failed", account=self._account.key, error=type(error).__name__
                )
                stop.wait(PAUSE)
