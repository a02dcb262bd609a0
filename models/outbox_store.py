"""The outbox: messages that must leave, claimed by compare-and-set so that each leaves once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import aliased

from models.base import table_of
from models.contact import Contact
from models.conversation import Conversation
from models.officer import Officer
from models.outbox_message import OutboxMessage
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

_ADD = Upsert(lambda insert: insert(table_of(OutboxMessage)).on_conflict_do_nothing())

UNFINISHED = ("ready", "sending", "unknown")


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """One message that this worker, and no other, now sends.

    Args:
        body: unsealed content: `{"do": "send", ...}` or `{"do": "delete", "refs": [...]}`.
        address: unsealed, from the contact or the officer; "" if it was erased meanwhile.
        doubtful: True if an earlier attempt may have reached the provider.
    """

    id: str
    taskforce: str
    conversation_id: str | None
    officer_id: str | None
    contact_id: str | None
    case_id: str | None
    alert_step: int | None
    channel: str
    account: str
    kind: str
    body: dict[str, Any]
    address: str
    attempts: int
    doubtful: bool
    created_at: datetime
    expires_at: datetime | None
    last_inbound_at: datetime | None


class OutboxStore:
    """Writes, claims and settles outbox rows.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def add(
        self,
        *,
        id: str,
        taskforce: str,
        channel: str,
        account: str,
        kind: str,
        priority: int,
        body: dict[str, Any],
        now: datetime,
        conversation_id: str | None = None,
        officer_id: str | None = None,
        case_id: str | None = None,
        alert_step: int | None = None,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
        dedup_key: str | None = None,
        state: str = "ready",
    ) -> bool:
        """Put a message into the outbox. False if its `dedup_key` is there already."""
        values = {
            "id": id,
            "taskforce": taskforce,
            "conversation_id": conversation_id,
            "officer_id": officer_id,
            "case_id": case_id,
            "alert_step": alert_step,
            "channel": channel,
            "account": account,
            "kind": kind,
            "priority": priority,
            "body": self._vault.seal("outbox_messages", "body", id, json.dumps(body, ensure_ascii=False)),
            "state": state,
            "attempts": 0,
            "due_at": due_at or now,
            "expires_at": expires_at,
            "dedup_key": dedup_key,
            "created_at": now,
        }
        return _ADD.run(self._uow.connection, values)

    def claim(self, outbox_id: str, *, now: datetime, lease: timedelta) -> Claimed | None:
        """Take one message for sending, or None if it is not its turn: sent, claimed by another, or not the
        oldest.

        Replies keep their order: a row of a conversation waits for every earlier unfinished one.
        """
        earlier = aliased(OutboxMessage)
        claimable = or_(
            OutboxMessage.state == "ready",
            OutboxMessage.state == "unknown",
            and_(OutboxMessage.state == "sending", OutboxMessage.lease_until < now),
        )
        before = self._session.execute(
            select(OutboxMessage.state).where(OutboxMessage.id == outbox_id)
        ).scalar_one_or_none()
        if before not in UNFINISHED:
            return None
        result: Any = self._session.execute(
            update(OutboxMessage)
            .where(
                OutboxMessage.id == outbox_id,
                OutboxMessage.due_at <= now,
                claimable,
                ~exists(
                    select(earlier.id).where(
                        earlier.conversation_id == OutboxMessage.conversation_id,
                        earlier.id < OutboxMessage.id,
                        earlier.state.in_(UNFINISHED),
                    )
                ),
            )
            .values(state="sending", lease_until=now + lease, attempts=OutboxMessage.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        if not result.rowcount:
            return None
        return self._load(outbox_id, doubtful=before != "ready")

    def _load(self, outbox_id: str, *, doubtful: bool) -> Claimed:
        row: Any = self._session.execute(
            select(OutboxMessage, Conversation, Contact, Officer)
            .outerjoin(Conversation, Conversation.id == OutboxMessage.conversation_id)
            .outerjoin(Contact, Contact.id == Conversation.contact_id)
            .outerjoin(Officer, Officer.id == OutboxMessage.officer_id)
            .where(OutboxMessage.id == outbox_id)
            .execution_options(populate_existing=True)
        ).one()
        message, conversation, contact, officer = row
        address = ""
        if contact is not None and contact.address is not None:
            address = self._vault.open_text("contacts", "address", contact.id, contact.address)
        elif contact is None and officer is not None and officer.chat is not None:
            address = self._vault.open_text("officers", "chat", officer.id, officer.chat)
        return Claimed(
            id=message.id,
            taskforce=message.taskforce,
            conversation_id=message.conversation_id,
            officer_id=message.officer_id,
            contact_id=contact.id if contact is not None else None,
            case_id=message.case_id,
            alert_step=message.alert_step,
            channel=message.channel,
            account=message.account,
            kind=message.kind,
            body=json.loads(self._vault.open_text("outbox_messages", "body", message.id, message.body)),
            address=address,
            attempts=message.attempts,
            doubtful=doubtful,
            created_at=message.created_at,
            expires_at=message.expires_at,
            last_inbound_at=conversation.last_inbound_at if conversation is not None else None,
        )

    def settle(
        self,
        outbox_id: str,
        *,
        state: str,
        refs: tuple[str, ...] | None = None,
        error: str | None = None,
        due_at: datetime | None = None,
        sent_at: datetime | None = None,
    ) -> None:
        """Record how sending ended: `sent`, `ready` again, `unknown`, `gave_up`, `expired` or `cancelled`."""
        values: dict[str, Any] = {"state": state, "lease_until": None, "error": error}
        if refs is not None:
            values["refs"] = json.dumps(refs)
        if due_at is not None:
            values["due_at"] = due_at
        if sent_at is not None:
            values["sent_at"] = sent_at
        self._session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == outbox_id)
            .values(**values)
            .execution_options(synchronize_session=False)
        )

    def next_of(self, conversation_id: str) -> str | None:
        """The conversation's next unfinished message, if one waits."""
        return self._session.execute(
            select(OutboxMessage.id)
            .where(OutboxMessage.conversation_id == conversation_id, OutboxMessage.state.in_(UNFINISHED))
            .order_by(OutboxMessage.id)
            .limit(1)
        ).scalar_one_or_none()

    def due(self, *, now: datetime, grace: timedelta, limit: int = 200) -> list[tuple[str, int]]:
        """Messages that should have left: due for longer than `grace`, or with a lease that ran out.

        Returns:
            (id, priority) pairs, most urgent first.
        """
        earlier = aliased(OutboxMessage)
        rows = self._session.execute(
            select(OutboxMessage.id, OutboxMessage.priority)
            .where(
                or_(
                    and_(OutboxMessage.state.in_(("ready", "unknown")), OutboxMessage.due_at <= now - grace),
                    and_(OutboxMessage.state == "sending", OutboxMessage.lease_until < now),
                ),
                # What stands behind an earlier one cannot be claimed yet; it would only fill the job engine.
                ~exists(
                    select(earlier.id).where(
                        earlier.conversation_id == OutboxMessage.conversation_id,
                        earlier.id < OutboxMessage.id,
                        earlier.state.in_(UNFINISHED),
                    )
                ),
            )
            .order_by(OutboxMessage.priority.desc(), OutboxMessage.id)
            .limit(limit)
        )
        return [(row[0], row[1]) for row in rows]
