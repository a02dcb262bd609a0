"""WhatsApp button sets that Twilio knows already, so that each is created once and not with every
question."""

from __future__ import annotations

from bot.clock import Clock
from models.provider_content_store import ProviderContentStore
from models.unit_of_work import Storage


class StoredContents:
    """Remembers content sids of one account.

    Args:
        storage: where they are kept.
        account: key of the Twilio account.
        clock: stamps a new one.
    """

    def __init__(self, storage: Storage, account: str, clock: Clock) -> None:
        self._storage = storage
        self._account = account
        self._clock = clock

    def get(self, digest: str) -> str | None:
        """The sid of a button set, if it was created before."""
        with self._storage.read() as uow:
            return ProviderContentStore(uow).sid(digest)

    def put(self, digest: str, sid: str) -> None:
        """Remember a button set. If two workers made the same one, the first is kept."""
        with self._storage.begin() as uow:
            ProviderContentStore(uow).keep(digest, account=self._account, sid=sid, now=self._clock.now())
            uow.commit()
