"""What the hotline sends to officers: a row in the outbox, delivered once what it tells of is committed."""

from __future__ import annotations

from datetime import datetime

from bot.hotline import Hotline
from bot.jobs import ALERT_PRIORITY, NOTICE_PRIORITY
from bot.speech import after_commit_deliver, packed
from flows.rendering import Rendered
from language.reading import Urgency
from models.case import Case
from models.outbox_store import OutboxStore
from models.unit_of_work import UnitOfWork


class OfficerPost:
    """Puts alerts and notices about a case into the outbox.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline

    def add(
        self,
        uow: UnitOfWork,
        case: Case,
        officer_id: str,
        account: str,
        body: Rendered,
        *,
        now: datetime,
        kind: str,
        key: str,
        step: int | None = None,
        edit: str | None = None,
    ) -> None:
        """Have one officer told, once: a second call with the same key adds nothing.

        The message is protected from forwarding, because it is about a person in danger.

        Args:
            uow: the caller's unit of work; nothing leaves before it is committed.
            case: what it is about.
            officer_id: who is told.
            account: key of the staff bot.
            body: the text and its buttons.
            now: aware moment of the turn.
            kind: `alert` (goes before everything else) or `notice`.
            key: names the message.
            step: of the ladder, for an alert.
            edit: the provider's reference of a message to change instead of sending one more.
        """
        outbox_id = self._hotline.ids()
        priority = ALERT_PRIORITY if kind == "alert" else NOTICE_PRIORITY
        added = OutboxStore(uow).add(
            id=outbox_id,
            taskforce=case.taskforce,
            officer_id=officer_id,
            case_id=case.id,
            alert_step=step,
            channel="staff",
            account=account,
            kind=kind,
            priority=priority,
            now=now,
            dedup_key=key,
            body={
                "do": "send",
                **packed(body),
                "protect": True,
                "edit": edit,
                "silent": case.urgency == Urgency.SEDANG,
            },
        )
        if added:
            after_commit_deliver(uow, self._hotline, outbox_id, priority)
