"""Attachments: claimed by one worker, stored sealed, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update

from models.attachment import Attachment, AttachmentContent
from models.conversation import Conversation
from models.inbound_message import InboundMessage
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ClaimedAttachment:
    """One attachment that this worker, and no other, now fetches; `ref` is unsealed."""

    id: str
    conversation_id: str
    channel: str
    account: str
    kind: str
    content_type: str
    size: int | None
    ref: str
    attempts: int


class AttachmentStore:
    """Writes, claims and fills attachment rows.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._session = uow.session
        self._vault = uow.vault

    def add(
        self,
        *,
        id: str,
        taskforce: str,
        inbound_id: str,
        case_id: str | None,
        kind: str,
        content_type: str,
        size: int | None,
        ref: str,
        now: datetime,
    ) -> None:
        """Note something that the provider keeps for us."""
        self._session.add(
            Attachment(
                id=id,
                taskforce=taskforce,
                inbound_id=inbound_id,
                case_id=case_id,
                kind=kind,
                content_type=content_type[:127],
                size=size,
                ref=self._vault.seal("attachments", "ref", id, ref),
                state="waiting",
                attempts=0,
                due_at=now,
                created_at=now,
            )
        )

    def claim(self, attachment_id: str, *, now: datetime, lease: timedelta) -> ClaimedAttachment | None:
        """Take one attachment for fetching, or None if it is done, not due, or in another worker's hands."""
        result: Any = self._session.execute(
            update(Attachment)
            .where(
                Attachment.id == attachment_id,
                Attachment.state == "waiting",
                Attachment.due_at <= now,
                or_(Attachment.lease_until.is_(None), Attachment.lease_until < now),
            )
            .values(lease_until=now + lease, attempts=Attachment.attempts + 1)
            .execution_options(synchronize_session=False)
        )
        if not result.rowcount:
            return None
        row, conversation = self._session.execute(
            select(Attachment, Conversation)
            .join(InboundMessage, InboundMessage.id == Attachment.inbound_id)
            .join(Conversation, Conversation.id == InboundMessage.conversation_id)
            .where(Attachment.id == attachment_id)
            .execution_options(populate_existing=True)
        ).one()
        return ClaimedAttachment(
            id=row.id,
            conversation_id=conversation.id,
            channel=conversation.channel,
            account=conversation.account,
            kind=row.kind,
            content_type=row.content_type,
            size=row.size,
            ref=self._vault.open_text("attachments", "ref", row.id, row.ref),
            attempts=row.attempts,
        )

    def keep(self, attachment_id: str, *, content: bytes, content_type: str) -> None:
        """Store the bytes, sealed. A second worker that was slower changes nothing."""
        exists = self._session.get(AttachmentContent, attachment_id)
        if exists is None:
            sealed = self._vault.seal("attachment_contents", "content", attachment_id, content)
            self._session.add(AttachmentContent(attachment_id=attachment_id, content=sealed))
        self._settle(attachment_id, state="stored", content_type=content_type, size=len(content))

    def again(self, attachment_id: str, *, due_at: datetime) -> None:
        """Try once more later."""
        self._settle(attachment_id, lease_until=None, due_at=due_at)

    def refuse(self, attachment_id: str) -> None:
        """Give up: too large, not what it claimed to be, or gone."""
        self._settle(attachment_id, state="refused")

    def due(self, *, now: datetime, limit: int = 50) -> list[str]:
        """Attachments that wait to be fetched."""
        return list(
            self._session.execute(
                select(Attachment.id)
                .where(
                    and_(Attachment.state == "waiting", Attachment.due_at <= now),
                    or_(Attachment.lease_until.is_(None), Attachment.lease_until < now),
                )
                .limit(limit)
            ).scalars()
        )

    def count_by_kind(self, case_id: str) -> dict[str, int]:
        """How many attachments of each kind a case has."""
        rows = self._session.execute(
            select(Attachment.kind, func.count())
            .where(Attachment.case_id == case_id)
            .group_by(Attachment.kind)
        )
        return {row[0]: row[1] for row in rows}

    def adopt(self, conversation_id: str, case_id: str) -> None:
        """Give a case what its conversation sent before the case was opened."""
        inbound = select(InboundMessage.id).where(InboundMessage.conversation_id == conversation_id)
        self._session.execute(
            update(Attachment)
            .where(Attachment.case_id.is_(None), Attachment.inbound_id.in_(inbound))
            .values(case_id=case_id)
            .execution_options(synchronize_session=False)
        )

    def _settle(self, attachment_id: str, **values: Any) -> None:
        self._session.execute(
            update(Attachment)
            .where(Attachment.id == attachment_id)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
