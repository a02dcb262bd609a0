"""Flow versions: each conversation ends on the one it began with, also after a restart with newer flows."""

from __future__ import annotations

import threading

from bot.clock import Clock
from flows.bundle import Bundle
from models.flow_version_store import FlowVersionStore
from models.unit_of_work import Storage


class StoredBundles:
    """The current version in memory, older ones read from storage when a conversation needs them.

    Args:
        current: what new conversations begin with; stored at the first use, so that it outlives this program.
        storage: where versions are kept.
        clock: stamps a new version.
    """

    def __init__(self, current: Bundle, storage: Storage, clock: Clock) -> None:
        self._current = current
        self._storage = storage
        self._clock = clock
        self._lock = threading.Lock()
        self._older: dict[str, Bundle | None] = {}

    @property
    def current(self) -> Bundle:
        """The version that new conversations begin with."""
        return self._current

    def get(self, sha: str) -> Bundle | None:
        """The version with this sha, or None if it is lost."""
        if sha == self._current.sha:
            return self._current
        with self._lock:
            if sha not in self._older:
                with self._storage.read() as uow:
                    body = FlowVersionStore(uow).body(sha)
                self._older[sha] = Bundle.from_json(body) if body is not None else None
            return self._older[sha]

    def keep_current(self) -> None:
        """Store the current version, once, before a conversation can begin with it."""
        with self._storage.begin() as uow:
            FlowVersionStore(uow).keep(self._current.sha, self._current.to_json(), now=self._clock.now())
            uow.commit()
