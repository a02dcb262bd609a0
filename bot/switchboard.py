"""Which provider client sends for which account and channel; made when first needed, once a process."""

from __future__ import annotations

import threading
from collections.abc import Callable

from bot.channels.messages import Channel
from bot.errors import NoSuchAccount


class LazySwitchboard:
    """Makes clients when they are first used, so that a forked web process opens no connection it does not
    need.

    Args:
        make: `make(account, channel)` gives the client.

    Raises:
        NoSuchAccount: from `make`, for an account nobody configured.
    """

    def __init__(self, make: Callable[[str, str], Channel]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str], Channel] = {}

    def of(self, account: str, channel: str) -> Channel:
        """The client of an account for a channel."""
        with self._lock:
            if (account, channel) not in self._made:
                self._made[account, channel] = self._make(account, channel)
            return self._made[account, channel]


class FixedSwitchboard:
    """Clients that are given, for tests and scenarios.

    Args:
        channels: by account and channel name.
    """

    def __init__(self, channels: dict[tuple[str, str], Channel]) -> None:
        self._channels = channels

    def of(self, account: str, channel: str) -> Channel:
        """The client of an account for a channel."""
        try:
            return self._channels[account, channel]
        except KeyError:
            raise NoSuchAccount from None
