"""The inbox: what came in, kept once, taken oldest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, delete, select, update

from models.attachment import Attachment, AttachmentContent
from models.base import table_of
from models.inbound_message import InboundMessage
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_INBOUND = table_of(InboundMessage)
# Made once: every turn runs these, and building a statement costs more than running it.
_OLDEST_PENDING = (
    select(_INBOUND)
    .where(_INBOUND.c.conversation_id == bindparam("conversation_id"), _INBOUND.c.state == "pending")
    .order_by(_INBOUND.c.id)
    .limit(1)
)
_KEEP = Upsert(lambda insert: insert(_INBOUND).on_conflict_do_nothing())
_SETTLE = (
    update(_INBOUND)
    .where(_INBOUND.c.id == bindparam("of"))
    .values(state=bindparam("to"), taken_at=bindparam("now"), case_id=bindparam("case"))
)


@dataclass(frozen=True, kw_only=True)
class Pending:
    """One stored message that waits for its turn. `body` is its unsealed content."""

    id: str
    kind: str
    message_ref: str | None
    edits: str | None
    body: dict[str, Any]
    attempts: int
    received_at: datetime


class InboxStore:
    """Keeps inbound messages and says what became of them.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def keep(
        self,
        *,
        id: str,
        taskforce: str,
        conversation_id: str,
        channel: str,
        account: str,
        provider_id: str,
        message_ref: str | None,
        edits: str | None,
        kind: str,
        body: dict[str, Any],
        state: str,
        now: datetime,
    ) -> bool:
        """Store one inbound message. False if this provider id is here already: a repeated delivery changes
        nothing."""
        return _KEEP.run(
            self._uow.connection,
            {
                "id": id,
                "taskforce": taskforce,
                "conversation_id": conversation_id,
                "channel": channel,
                "account": account,
                "provider_id": provider_id,
                "message_ref": message_ref,
                "edits": edits,
                "kind": kind,
                "body": self._vault.seal(
                    "inbound_messages", "body", id, json.dumps(body, ensure_ascii=False)
                ),
                "state": state,
                "attempts": 0,
                "received_at": now,
            },
        )

    def oldest_pending(self, conversation_id: str) -> Pending | None:
        """The oldest message of a conversation that waits for its turn. Lock the conversation first."""
        row = self._uow.connection.execute(
            _OLDEST_PENDING, {"conversation_id": conversation_id}
        ).one_or_none()
        return self._pending(row) if row is not None else None

    def settle(self, inbound_id: str, *, state: str, now: datetime, case_id: str | None = None) -> None:
        """Say what became of a stored message: `taken`, `read_by_hand` or `ignored`."""
        self._uow.connection.execute(_SETTLE, {"of": inbound_id, "to": state, "now": now, "case": case_id})

    def failed_once_more(self, inbound_id: str, *, attempts: int) -> None:
        """Count a failed turn; the message waits for the next one."""
        self._session.execute(
            update(InboundMessage)
            .where(InboundMessage.id == inbound_id)
            .values(attempts=attempts)
            .execution_options(synchronize_session=False)
        )

    def waiting(self, *, before: datetime, limit: int = 100) -> list[str]:
        """Conversations with a message that has waited since before a moment: a crash left them behind."""
        rows = self._session.execute(
            select(InboundMessage.conversation_id)
            .where(InboundMessage.state == "pending", InboundMessage.received_at <= before)
            .order_by(InboundMessage.id)
            .limit(limit)
        ).scalars()
        return list(dict.fromkeys(rows))

    def oldest_waiting(self) -> datetime | None:
        """When the oldest message came in that nobody has dealt with."""
        return self._session.execute(
            select(InboundMessage.received_at)
            .where(InboundMessage.state == "pending")
            .order_by(InboundMessage.received_at)
            .limit(1)
        ).scalar_one_or_none()

    def message_refs(self, conversation_id: str) -> list[str]:
        """Provider references of everything the person sent, for erasing it."""
        rows = self._session.execute(
            select(InboundMessage.message_ref)
            .where(InboundMessage.conversation_id == conversation_id, InboundMessage.message_ref.is_not(None))
            .order_by(InboundMessage.id)
        ).scalars()
        return [row for row in rows if row]

    def empty(self, conversation_id: str) -> None:
        """Empty everything that a person wrote, and remove what was sent and belongs to no case.

        The rows stay so that a late repeated delivery still finds its provider id and is not taken for new.
        """
        ids = self._session.execute(
            select(InboundMessage.id).where(InboundMessage.conversation_id == conversation_id)
        ).scalars()
        for inbound_id in list(ids):
            self._drop_attachments(inbound_id)
            self._session.execute(
                update(InboundMessage)
                .where(InboundMessage.id == inbound_id)
                .values(
                    body=self._vault.seal("inbound_messages", "body", inbound_id, "{}"),
                    message_ref=None,
                    case_id=None,
                )
                .execution_options(synchronize_session=False)
            )

    def _drop_attachments(self, inbound_id: str) -> None:
        """Remove what was sent and belongs to no case; what a case holds is evidence and stays with it."""
        loose = select(Attachment.id).where(Attachment.inbound_id == inbound_id, Attachment.case_id.is_(None))
        for attachment_id in list(self._session.execute(loose).scalars()):
            self._session.execute(
                delete(AttachmentContent).where(AttachmentContent.attachment_id == attachment_id)
            )
            self._session.execute(delete(Attachment).where(Attachment.id == attachment_id))

    def _pending(self, row: Row[Any]) -> Pending:
        return Pending(
            id=row.id,
            kind=row.kind,
            message_ref=row.message_ref,
            edits=row.edits,
            body=json.loads(self._vault.open_text("inbound_messages", "body", row.id, row.body)),
            attempts=row.attempts,
            received_at=row.received_at,
        )
