"""Conversations: found by address, locked for a turn, remembered after it, forgotten on request."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from models.base import table_of
from models.contact import Contact
from models.conversation import Conversation
from models.errors import CannotUnseal
from models.unit_of_work import UnitOfWork
from models.upsert import Upsert

LOST = "lost"  # key of a memory that could not be read


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One conversation with the contact behind it, opened for a turn.

    Args:
        memory: what the conversation remembers between messages (the flow session and what was seen),
        unsealed.
        safe: `unknown`, `safe`, `unsafe` or `here_only`.
        reach: how we may write first: `unasked`, `direct`, `neutral` or `never`.
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


_CONTACTS, _CONVERSATIONS = table_of(Contact), table_of(Conversation)
# Made once: every turn runs these, and building a statement costs more than running it.
_BY_ADDRESS = (
    select(_CONTACTS.c.id, _CONVERSATIONS.c.id)
    .join_from(_CONTACTS, _CONVERSATIONS, isouter=True)
    .where(
        _CONTACTS.c.taskforce == bindparam("taskforce"),
        _CONTACTS.c.channel == bindparam("channel"),
        _CONTACTS.c.address_index == bindparam("address_index"),
    )
)
_OPENED = select(
    _CONVERSATIONS,
    *(
        _CONTACTS.c[name].label(f"contact_{name}")
        for name in ("address", "locale", "safe", "reach", "blocked_at", "opted_out_at")
    ),
).join_from(_CONVERSATIONS, _CONTACTS, _CONTACTS.c.id == _CONVERSATIONS.c.contact_id)
_ONE = _OPENED.where(_CONVERSATIONS.c.id == bindparam("id"))
# Both rows: whoever waited must see the contact as the first one left it, and PostgreSQL reads anew only what
# it locks. NO KEY: storing the next message of this person must not wait for the turn.
_LOCKED = _ONE.with_for_update(of=[_CONVERSATIONS, _CONTACTS], key_share=True)
_NEW_CONTACT = Upsert(lambda insert: insert(_CONTACTS).on_conflict_do_nothing())
_NEW_CONVERSATION = Upsert(lambda insert: insert(_CONVERSATIONS).on_conflict_do_nothing())
_REMEMBER = (
    update(_CONVERSATIONS)
    .where(_CONVERSATIONS.c.id == bindparam("of"))
    .values(
        session=bindparam("session"),
        flow_bundle=bindparam("bundle"),
        case_id=bindparam("case"),
        last_turn_at=bindparam("now"),
        last_inbound_at=bindparam("inbound_at"),
        version=_CONVERSATIONS.c.version + 1,
    )
)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class ConversationStore:
    """Finds, opens and saves conversations.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def rekey(self, *, taskforce: str, channel: str, address: str, identity: str) -> str | None:
        """Know a person by a new identity who was known by the address alone (WhatsApp began to send one).

        Returns:
            Id of the conversation, None if the address is not known either.
        """
        contact_id, conversation_id = self._ids(taskforce, channel, self._index(channel, address))
        if contact_id is None or conversation_id is None:
            return None
        self.update_contact(contact_id, address_index=self._index(channel, identity))
        return conversation_id

    def find(self, *, taskforce: str, channel: str, identity: str) -> str | None:
        """Id of the conversation with this person on this channel."""
        return self._ids(taskforce, channel, self._index(channel, identity))[1]

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
        index = self._index(channel, identity)
        _NEW_CONTACT.run(
            self._uow.connection,
            {
                "id": contact_id,
                "taskforce": taskforce,
                "channel": channel,
                "address_index": index,
                "address": self._vault.seal("contacts", "address", contact_id, address),
                "locale": locale,
                "safe": "unknown",
                "reach": "unasked",
                "created_at": now,
            },
        )
        owner, known = self._ids(taskforce, channel, index)
        if known is not None:
            return known
        _NEW_CONVERSATION.run(
            self._uow.connection,
            {
                "id": conversation_id,
                "taskforce": taskforce,
                "account": account,
                "channel": channel,
                "contact_id": owner,
                "version": 0,
            },
        )
        return self._ids(taskforce, channel, index)[1] or conversation_id

    def lock(self, conversation_id: str) -> Talk | None:
        """A conversation, locked until the end of the transaction.

        Two workers may ask at once; the second waits for the first one's commit. On SQLite the lock is BEGIN
        IMMEDIATE's, and the clause is dropped when the statement is compiled.
        """
        row = self._uow.connection.execute(_LOCKED, {"id": conversation_id}).one_or_none()
        return self._talk(row) if row is not None else None

    def get(self, conversation_id: str) -> Talk | None:
        """A conversation without locking it."""
        row = self._uow.connection.execute(_ONE, {"id": conversation_id}).one_or_none()
        return self._talk(row) if row is not None else None

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
            sealed = self._vault.seal("conversations", "session", conversation_id, _json(memory))
        self._uow.connection.execute(
            _REMEMBER,
            {
                "of": conversation_id,
                "session": sealed,
                "bundle": bundle,
                "case": case_id,
                "now": now,
                "inbound_at": last_inbound_at,
            },
        )

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

    def forget(self, talk: Talk, *, now: datetime) -> None:
        """Empty everything that ties a conversation to a person; what a case holds stays with the case.

        The rows stay so that a late repeated delivery still finds its provider id and is not taken for a new
        message.
        """
        self.update_contact(
            talk.contact_id, address=None, address_index=None, safe="unknown", reach="unasked", erased_at=now
        )
        self.remember(talk.id, memory=None, bundle=None, case_id=None, last_inbound_at=None, now=now)

    def _index(self, channel: str, identity: str) -> bytes:
        return self._vault.blind(f"contact:{channel}", identity)

    def _ids(self, taskforce: str, channel: str, index: bytes) -> tuple[str | None, str | None]:
        """Contact and conversation of an address, None for what there is not."""
        row = self._uow.connection.execute(
            _BY_ADDRESS, {"taskforce": taskforce, "channel": channel, "address_index": index}
        ).one_or_none()
        return (row[0], row[1]) if row is not None else (None, None)

    def _memory(self, row: Row[Any]) -> dict[str, Any]:
        """What the conversation remembers; if that cannot be read, the person must be heard all the same."""
        try:
            memory: dict[str, Any] = json.loads(
                self._vault.open_text("conversations", "session", row.id, row.session)
            )
        except (CannotUnseal, ValueError):
            return {LOST: True}
        return memory

    def _talk(self, row: Row[Any]) -> Talk:
        memory = None
        if row.session is not None:
            memory = self._memory(row)
        address = ""  # erased: the person asked to be forgotten
        if row.contact_address is not None:
            address = self._vault.open_text("contacts", "address", row.contact_id, row.contact_address)
        return Talk(
            id=row.id,
            taskforce=row.taskforce,
            account=row.account,
            channel=row.channel,
            contact_id=row.contact_id,
            address=address,
            officer_id=row.officer_id,
            case_id=row.case_id,
            locale=row.contact_locale,
            safe=row.contact_safe,
            reach=row.contact_reach,
            blocked=row.contact_blocked_at is not None,
            opted_out=row.contact_opted_out_at is not None,
            memory=memory,
            bundle=row.flow_bundle,
            last_inbound_at=row.last_inbound_at,
        )
