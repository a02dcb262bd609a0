"""Delivery reports beside the messages they speak of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from models.base import table_of
from models.delivery_receipt import DeliveryReceipt, SentRef
from models.outbox_message import OutboxMessage
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_KNOW_REF = Upsert(lambda insert: insert(table_of(SentRef)).on_conflict_do_nothing())


class ReceiptStore:
    """Keeps what providers report about messages they took.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def by_ref(self, *, account: str, ref: str) -> OutboxMessage | None:
        """The message that a provider knows under this id."""
        return self._session.execute(
            select(OutboxMessage)
            .join(SentRef, SentRef.outbox_id == OutboxMessage.id)
            .where(SentRef.account == account, SentRef.ref == ref)
        ).scalar_one_or_none()

    def note_delivery(
        self, outbox_id: str, *, receipt_id: str, status: str, code: str | None, now: datetime
    ) -> None:
        """Keep a delivery report beside its message."""
        self._session.add(
            DeliveryReceipt(id=receipt_id, outbox_id=outbox_id, status=status, code=code, at=now)
        )
        self._session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == outbox_id)
            .values(delivery=status)
            .execution_options(synchronize_session=False)
        )

    def know_refs(self, outbox_id: str, *, account: str, refs: tuple[str, ...]) -> None:
        """Remember under which ids a provider reports on a message."""
        for ref in refs:
            _KNOW_REF.run(self._uow.connection, {"account": account, "ref": ref, "outbox_id": outbox_id})
