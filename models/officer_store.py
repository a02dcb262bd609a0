"""Officers, who is on duty, and how a staff chat is tied to one of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select, update

from models.base import table_of
from models.conversation import Conversation
from models.duty_shift import DutyShift
from models.officer import Officer
from models.unit_of_work import UnitOfWork

_OFFICERS = table_of(Officer)
_STAFFED = (
    select(_OFFICERS.c.queue)
    .where(
        _OFFICERS.c.taskforce == bindparam("taskforce"), _OFFICERS.c.active, _OFFICERS.c.queue.is_not(None)
    )
    .distinct()
)


@dataclass(frozen=True, kw_only=True)
class OfficerCard:
    """An officer as the program needs one: name unsealed, the chat's address never."""

    id: str
    taskforce: str
    name: str
    role: str
    queue: str | None
    active: bool
    linked: bool
    reachable: bool
    on_shift: bool


def link_digest(code: str) -> bytes:
    """What is stored of a linking code: enough to recognise it, not enough to use it."""
    return hashlib.sha256(b"suar-link:" + code.strip().upper().encode()).digest()


class OfficerStore:
    """Reads and writes officers and their shifts.

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
        name: str,
        role: str,
        queue: str | None,
        code: str | None,
        code_expires_at: datetime | None,
        now: datetime,
    ) -> None:
        """Add an officer, with a one-time code for linking a staff chat."""
        self._session.add(
            Officer(
                id=id,
                taskforce=taskforce,
                name=self._vault.seal("officers", "name", id, name),
                role=role,
                queue=queue,
                active=True,
                link_code_hash=link_digest(code) if code else None,
                link_expires_at=code_expires_at,
                created_at=now,
            )
        )
        self._session.flush()

    def new_code(self, officer_id: str, *, code: str, expires_at: datetime) -> None:
        """Replace an officer's linking code; the old one is worthless from here on."""
        self._session.execute(
            update(Officer)
            .where(Officer.id == officer_id)
            .values(link_code_hash=link_digest(code), link_expires_at=expires_at)
            .execution_options(synchronize_session=False)
        )

    def link(self, *, taskforce: str, code: str, address: str, now: datetime) -> str | None:
        """Tie a staff chat to the officer whose unused, unexpired code this is. The officer's id, or None.

        The code is spent by the same statement that finds it, so two chats cannot both use it.
        """
        officer_id = self._session.execute(
            select(Officer.id).where(
                Officer.taskforce == taskforce,
                Officer.active,
                Officer.link_code_hash == link_digest(code),
                Officer.link_expires_at > now,
            )
        ).scalar_one_or_none()
        if officer_id is None:
            return None
        index = self._vault.blind(f"officer:{taskforce}", address)
        self._session.execute(
            update(Officer)
            .where(Officer.chat_index == index, Officer.id != officer_id)
            .values(chat_index=None, chat=None, linked_at=None)
            .execution_options(synchronize_session=False)
        )
        result: Any = self._session.execute(
            update(Officer)
            .where(Officer.id == officer_id, Officer.link_code_hash == link_digest(code))
            .values(
                chat_index=index,
                chat=self._vault.seal("officers", "chat", officer_id, address),
                link_code_hash=None,
                link_expires_at=None,
                linked_at=now,
                unreachable_at=None,
            )
            .execution_options(synchronize_session=False)
        )
        return officer_id if result.rowcount else None

    def by_chat(self, *, taskforce: str, address: str, now: datetime) -> OfficerCard | None:
        """The active officer who writes from this staff chat."""
        row = self._session.execute(
            select(Officer).where(
                Officer.taskforce == taskforce,
                Officer.active,
                Officer.chat_index == self._vault.blind(f"officer:{taskforce}", address),
            )
        ).scalar_one_or_none()
        return self._card(row, now) if row else None

    def get(self, officer_id: str, *, now: datetime) -> OfficerCard | None:
        """An officer by id."""
        row = self._session.get(Officer, officer_id)
        return self._card(row, now) if row else None

    def listed(self, *, taskforce: str | None, now: datetime, active_only: bool = True) -> list[OfficerCard]:
        """Officers of a task force (or of all) in the order in which they were added."""
        statement = select(Officer).order_by(Officer.id)
        if taskforce is not None:
            statement = statement.where(Officer.taskforce == taskforce)
        if active_only:
            statement = statement.where(Officer.active)
        rows = list(self._session.execute(statement).scalars())
        on_shift = self._on_shift(taskforce, now)
        return [self._card(row, now, on_shift=row.id in on_shift) for row in rows]

    def staffed(self, taskforce: str) -> set[str]:
        """Queues that have at least one active officer."""
        rows = self._uow.connection.execute(_STAFFED, {"taskforce": taskforce})
        return {row[0] for row in rows}

    def retire(self, officer_id: str) -> None:
        """End an officer's access at once."""
        self._session.execute(
            update(Officer)
            .where(Officer.id == officer_id)
            .values(active=False, chat_index=None, chat=None, link_code_hash=None)
            .execution_options(synchronize_session=False)
        )

    def set_unreachable(self, officer_id: str, at: datetime | None) -> None:
        """Note that the staff bot cannot reach an officer (or that it can again)."""
        self._session.execute(
            update(Officer)
            .where(Officer.id == officer_id)
            .values(unreachable_at=at)
            .execution_options(synchronize_session=False)
        )

    def add_shift(
        self, *, id: str, taskforce: str, officer_id: str, starts_at: datetime, ends_at: datetime
    ) -> None:
        """Put an officer on duty for a stretch of time."""
        self._session.add(
            DutyShift(id=id, taskforce=taskforce, officer_id=officer_id, starts_at=starts_at, ends_at=ends_at)
        )

    def _on_shift(self, taskforce: str | None, now: datetime) -> set[str]:
        statement = select(DutyShift.officer_id).where(DutyShift.starts_at <= now, DutyShift.ends_at > now)
        if taskforce is not None:
            statement = statement.where(DutyShift.taskforce == taskforce)
        return set(self._session.execute(statement).scalars())

    def _card(self, row: Officer, now: datetime, *, on_shift: bool | None = None) -> OfficerCard:
        if on_shift is None:
            on_shift = bool(
                self._session.execute(
                    select(
                        exists().where(
                            DutyShift.officer_id == row.id,
                            DutyShift.starts_at <= now,
                            DutyShift.ends_at > now,
                        )
                    )
                ).scalar()
            )
        return OfficerCard(
            id=row.id,
            taskforce=row.taskforce,
            name=self._vault.open_text("officers", "name", row.id, row.name),
            role=row.role,
            queue=row.queue,
            active=row.active,
            linked=row.chat_index is not None,
            reachable=row.active and row.chat_index is not None and row.unreachable_at is None,
            on_shift=on_shift,
        )

    def attach_conversation(self, conversation_id: str, officer_id: str | None) -> None:
        """Note which officer a staff conversation belongs to."""
        self._session.execute(
            update(Conversation)
            .where(Conversation.id == conversation_id)
            .values(officer_id=officer_id)
            .execution_options(synchronize_session=False)
        )
