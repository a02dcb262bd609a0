"""Conversations and what comes into them: the two queries a turn begins with and the two it ends with."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from models.contact import Contact
from models.conversation import Conversation
from models.inbound_message import InboundMessage
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One conversation with the contact behind it, opened for a turn.

    Args:
        memory: what the conversation remembers between messages (the flow session and what was seen),
        unsealed.
        safe: `unknown`, `safe`, `unsafe` or `here_only`.
        reach: how we may write first: `direct`, `neutral` or `never`.
    """

    id: str
    taskforce: str
    account: str
    channel: str
    contact_id: str
    address: str
    officer_id: str | None
    case_id: str | None
    locale: str
    safe: str
    reach: str
    blocked: bool
    opted_out: bool
    memory: dict[str, Any] | None
    bundle: str | None
    last_inbound_at: datetime | None

    def with_case(self, case_id: str | None) -> Talk:
        """The same conversation, tied to a case."""
        return replace(self, case_id=case_id)


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


class ConversationStore:
    """Finds, opens and saves conversations.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._session = uow.session
        self._vault = uow.vault

    def find(self, *, taskforce: str, channel: str, identity: str) -> str | None:
        """Id of the conversation with this person on this channel."""
        return self._session.execute(
            select(Conversation.id)
            .join(Contact, Contact.id == Conversation.contact_id)
            .where(
                Contact.taskforce == taskforce,
                Contact.channel == channel,
                Contact.address_index == self._vault.blind(f"contact:{channel}", identity),
            )
        ).scalar_one_or_none()

    def open(
        self,
        *,
        contact_id: str,
        conversation_id: str,
        taskforce: str,
        account: str,
        channel: str,
        identity: str,
        address: str,
        locale: str,
        now: datetime,
    ) -> str:
        """Begin a conversation with somebody new; if two deliveries race, both get the same one.

        Args:
            contact_id, conversation_id: ids to use if it is really new.

        Returns:
            Id of the conversation, ours or the one that was quicker.
        """
        self._insert_once(
            Contact,
            id=contact_id,
            taskforce=taskforce,
            channel=channel,
            address_index=self._vault.blind(f"contact:{channel}", identity),
            address=self._vault.seal("contacts", "address", contact_id, address),
            locale=locale,
            safe="unknown",
            reach="neutral",
            created_at=now,
        )
        owner = self._session.execute(
            select(Contact.id).where(
                Contact.taskforce == taskforce,
                Contact.channel == channel,
                Contact.address_index == self._vault.blind(f"contact:{channel}", identity),
            )
        ).scalar_one()
        self._insert_once(
            Conversation,
            id=conversation_id,
            taskforce=taskforce,
            account=account,
            channel=channel,
            contact_id=owner,
            version=0,
        )
        return self._session.execute(
            select(Conversation.id).where(Conversation.contact_id == owner)
        ).scalar_one()

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
        return self._insert_once(
            InboundMessage,
            id=id,
            taskforce=taskforce,
            conversation_id=conversation_id,
            channel=channel,
            account=account,
            provider_id=provider_id,
            message_ref=message_ref,
            edits=edits,
            kind=kind,
            body=self._vault.seal("inbound_messages", "body", id, json.dumps(body, ensure_ascii=False)),
            state=state,
            attempts=0,
            received_at=now,
        )

    def take(self, conversation_id: str) -> tuple[Talk, Pending | None] | None:
        """Lock a conversation and give its oldest message that waits, or None beside it if nothing does.

        Two workers may ask at once; the second waits for the first one's commit and then finds nothing. On
        SQLite the lock is BEGIN IMMEDIATE's, and the clause is dropped when the statement is compiled.
        """
        row = self._session.execute(
            select(Conversation, Contact)
            .join(Contact, Contact.id == Conversation.contact_id)
            .where(Conversation.id == conversation_id)
            .with_for_update(of=Conversation)
            .execution_options(populate_existing=True)
        ).one_or_none()
        if row is None:
            return None
        talk = self._talk(row[0], row[1])
        found = self._session.execute(
            select(InboundMessage)
            .where(InboundMessage.conversation_id == conversation_id, InboundMessage.state == "pending")
            .order_by(InboundMessage.id)
            .limit(1)
        ).scalar_one_or_none()
        return talk, (self._pending(found) if found else None)

    def get(self, conversation_id: str) -> Talk | None:
        """A conversation without locking it."""
        row = self._session.execute(
            select(Conversation, Contact)
            .join(Contact, Contact.id == Conversation.contact_id)
            .where(Conversation.id == conversation_id)
        ).one_or_none()
        return self._talk(row[0], row[1]) if row else None

    def remember(
        self,
        conversation_id: str,
        *,
        memory: dict[str, Any] | None,
        bundle: str | None,
        case_id: str | None,
        last_inbound_at: datetime | None,
        now: datetime,
    ) -> None:
        """Save what the conversation knows after a turn."""
        sealed = None
        if memory is not None:
            text = json.dumps(memory, ensure_ascii=False, separators=(",", ":"))
            sealed = self._vault.seal("conversations", "session", conversation_id, text)
        values: dict[str, Any] = {
            "session": sealed,
            "flow_bundle": bundle,
            "case_id": case_id,
            "last_turn_at": now,
            "version": Conversation.version + 1,
        }
        if last_inbound_at is not None:
            values["last_inbound_at"] = last_inbound_at
        self._session.execute(
            update(Conversation)
            .where(Conversation.id == conversation_id)
            .values(**values)
            .execution_options(synchronize_session=False)
        )

    def settle(
        self,
        inbound_id: str,
        *,
        state: str,
        now: datetime,
        case_id: str | None = None,
        attempts: int | None = None,
    ) -> None:
        """Say what became of a stored message: `taken`, `read_by_hand` or `ignored`, or `pending` once
        more."""
        values: dict[str, Any] = {"state": state}
        if state != "pending":
            values["taken_at"] = now
        if case_id is not None:
            values["case_id"] = case_id
        if attempts is not None:
            values["attempts"] = attempts
        self._session.execute(
            update(InboundMessage)
            .where(InboundMessage.id == inbound_id)
            .values(**values)
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

    def update_contact(self, contact_id: str, **values: Any) -> None:
        """Change what is known of a contact; `address` is sealed here."""
        if values.get("address") is not None:
            values["address"] = self._vault.seal("contacts", "address", contact_id, values["address"])
        self._session.execute(
            update(Contact)
            .where(Contact.id == contact_id)
            .values(**values)
            .execution_options(synchronize_session=False)
        )

    def message_refs(self, conversation_id: str) -> list[str]:
        """Provider references of everything the person sent, for erasing it."""
        rows = self._session.execute(
            select(InboundMessage.message_ref)
            .where(InboundMessage.conversation_id == conversation_id, InboundMessage.message_ref.is_not(None))
            .order_by(InboundMessage.id)
        ).scalars()
        return [row for row in rows if row]

    def forget(self, talk: Talk, *, now: datetime) -> None:
        """Empty everything that ties a conversation to a person; what a case holds stays with the case.

        The rows stay so that a late repeated delivery still finds its provider id and is not taken for a new
        message.
        """
        self.update_contact(
            talk.contact_id, address=None, address_index=None, safe="unknown", reach="neutral", erased_at=now
        )
        self.remember(talk.id, memory=None, bundle=None, case_id=None, last_inbound_at=None, now=now)
        ids = self._session.execute(
            select(InboundMessage.id).where(InboundMessage.conversation_id == talk.id)
        ).scalars()
        for inbound_id in list(ids):
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

    def _insert_once(self, table: Any, **values: Any) -> bool:
        """Insert unless a unique key forbids it. True if a row was written."""
        if self._session.get_bind().dialect.name == "postgresql":
            statement: Any = postgresql.insert(table).values(**values).on_conflict_do_nothing()
        else:
            statement = sqlite.insert(table).values(**values).on_conflict_do_nothing()
        result: Any = self._session.execute(statement)
        return bool(result.rowcount)

    def _talk(self, conversation: Conversation, contact: Contact) -> Talk:
        memory = None
        if conversation.session is not None:
            text = self._vault.open_text("conversations", "session", conversation.id, conversation.session)
            memory = json.loads(text)
        return Talk(
            id=conversation.id,
            taskforce=conversation.taskforce,
            account=conversation.account,
            channel=conversation.channel,
            contact_id=contact.id,
            address=self._open_address(contact),
            officer_id=conversation.officer_id,
            case_id=conversation.case_id,
            locale=contact.locale,
            safe=contact.safe,
            reach=contact.reach,
            blocked=contact.blocked_at is not None,
            opted_out=contact.opted_out_at is not None,
            memory=memory,
            bundle=conversation.flow_bundle,
            last_inbound_at=conversation.last_inbound_at,
        )

    def _open_address(self, contact: Contact) -> str:
        """The address, or "" once the person asked to be forgotten."""
        if contact.address is None:
            return ""
        return self._vault.open_text("contacts", "address", contact.id, contact.address)

    def _pending(self, row: InboundMessage) -> Pending:
        return Pending(
            id=row.id,
            kind=row.kind,
            message_ref=row.message_ref,
            edits=row.edits,
            body=json.loads(self._vault.open_text("inbound_messages", "body", row.id, row.body)),
            attempts=row.attempts,
            received_at=row.received_at,
        )
