"""Content resources that a provider keeps for us, by a digest of what they show."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.base import table_of
from models.provider_content import ProviderContent
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_KEEP = Upsert(lambda insert: insert(table_of(ProviderContent)).on_conflict_do_nothing())


class ProviderContentStore:
    """Keeps and finds content sids.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session

    def sid(self, digest: str) -> str | None:
        """The provider's id of a content, if it is known."""
        return self._session.execute(
            select(ProviderContent.sid).where(ProviderContent.digest == digest)
        ).scalar_one_or_none()

    def keep(self, digest: str, *, account: str, sid: str, now: datetime) -> None:
        """Remember a content; one that is known already stays as it is."""
        _KEEP.run(self._uow.connection, {"digest": digest, "account": account, "sid": sid, "created_at": now})
