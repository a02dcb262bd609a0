"""Row ids: time ordered so that indexes stay dense and a conversation's messages sort in the order they
came."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable

from bot.clock import Clock


class IdFactory:
    """Makes ids of 32 lower-case hex digits: 12 of milliseconds, 4 of a counter, 16 random.

    Ids of one process never go backwards, even if the machine's clock does: two quick messages of one person
    must be taken in the order in which they arrived.

    Args:
        clock: where the milliseconds come from.
        entropy: `entropy(n)` gives n random bytes; tests hand in a seeded source.
    """

    def __init__(self, clock: Clock, entropy: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._clock = clock
        self._entropy = entropy
        self._lock = threading.Lock()
        self._last = 0

    def __call__(self) -> str:
        """A new id, greater than every earlier one of this process."""
        now = int(self._clock.now().timestamp() * 1000) << 16
        with self._lock:
            self._last = max(self._last + 1, now)
            return f"{self._last:016x}{self._entropy(8).hex()}"

    def random_bytes(self, count: int) -> bytes:
        """Random bytes for references and secret numbers."""
        return self._entropy(count)
