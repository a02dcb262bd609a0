"""Replies among the outbox rows: held, let go, taken back, emptied."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import delete, select, update

from models.delivery_receipt import SentRef
from models.outbox_message import OutboxMessage
from models.unit_of_work import UnitOfWork


class ReplyStore:
    """Works on everything that is or was meant for one person.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def cancel(self, conversation_id: str) -> None:
        """Take back everything for a person that has not left yet: they asked to be forgotten, or cannot be
        written to."""
        self._session.execute(
            update(OutboxMessage)
            .where(
                OutboxMessage.conversation_id == conversation_id,
                OutboxMessage.state.in_(("ready", "held")),
            )
            .values(state="cancelled")
            .execution_options(synchronize_session=False)
        )

    def release_held(self, conversation_id: str, *, now: datetime, expires_at: datetime) -> list[str]:
        """Let go what waited for the person to say that reading is possible now. Ids of what was released."""
        ids = list(
            self._session.execute(
                select(OutboxMessage.id)
                .where(OutboxMessage.conversation_id == conversation_id, OutboxMessage.state == "held")
                .order_by(OutboxMessage.id)
            ).scalars()
        )
        if ids:
            self._session.execute(
                update(OutboxMessage)
                .where(OutboxMessage.id.in_(ids))
                .values(state="ready", due_at=now, expires_at=expires_at)
                .execution_options(synchronize_session=False)
            )
        return ids

    def refs_of(self, conversation_id: str) -> list[str]:
        """Provider references of everything sent to a person, for erasing it."""
        rows = self._session.execute(
            select(OutboxMessage.refs)
            .where(OutboxMessage.conversation_id == conversation_id, OutboxMessage.refs.is_not(None))
            .order_by(OutboxMessage.id)
        ).scalars()
        return [ref for row in rows for ref in json.loads(row or "[]")]

    def blank(self, conversation_id: str, *, except_kind: str) -> None:
        """Empty the words of everything sent to a person who asked to be forgotten."""
        ids = self._session.execute(
            select(OutboxMessage.id).where(
                OutboxMessage.conversation_id == conversation_id, OutboxMessage.kind != except_kind
            )
        ).scalars()
        for outbox_id in list(ids):
            # The provider's id leads from its records to this row and on to the case.
            self._session.execute(delete(SentRef).where(SentRef.outbox_id == outbox_id))
            self._session.execute(
                update(OutboxMessage)
                .where(OutboxMessage.id == outbox_id)
                .values(body=self._vault.seal("outbox_messages", "body", outbox_id, "{}"), refs=None)
                .execution_options(synchronize_session=False)
            )
