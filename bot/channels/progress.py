"""How far a message of several parts came, so that a broken-off send goes on where it stopped."""

from __future__ import annotations

import threading
from collections import OrderedDict


class Progress:
    """Remembers the references of parts already taken by the provider, for the newest unfinished messages.

    It lives in the process. If that dies between two parts, the next process sends every part again: a
    sentence read twice is better than one never read. Nothing but provider references is kept, no words and
    no address.

    Args:
        most: unfinished messages remembered; beyond it the oldest are forgotten.
    """

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._refs: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def reached(self, idempotency: str) -> tuple[str, ...]:
        """References of the parts that left already, in order."""
        with self._lock:
            return self._refs.get(idempotency, ())

    def note(self, idempotency: str, refs: tuple[str, ...]) -> None:
        """Remember that these parts left and more have to follow."""
        with self._lock:
            self._refs.pop(idempotency, None)
            if refs:
                self._refs[idempotency] = refs
            while len(self._refs) > self._most:
                self._refs.popitem(last=False)

    def forget(self, idempotency: str) -> None:
        """The message is complete."""
        with self._lock:
            self._refs.pop(idempotency, None)
