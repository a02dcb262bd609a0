"""The staff bot: linking a chat to an officer, taking a case, looking at it, moving it on. Everything is
audited."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bot.channels.messages import InboundKind
from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.jobs import REPLY_PRIORITY
from bot.speech import after_commit_deliver, packed
from bot.staff import texts
from bot.staff.case_desk import CaseDesk
from cases.reference import find_reference
from flows.rendering import Button, Rendered
from models.audit import append
from models.case_store import CaseStore
from models.conversation_store import ConversationStore, Talk
from models.inbox_store import Pending
from models.officer_store import OfficerCard, OfficerStore
from models.outbox_store import OutboxStore
from models.unit_of_work import UnitOfWork

SHOWN = 8
LONGEST_REFERENCE = 14
CANCEL = frozenset({"batal", "/batal", "tidak jadi"})


class StaffDesk:
    """Answers officers in the staff bot.

    Args:
        hotline: the parts of the running hotline.
        escalation: stopped when a case is taken.
    """

    def __init__(self, hotline: Hotline, escalation: Escalation) -> None:
        self._hotline = hotline
        self._cases = CaseDesk(hotline, escalation)

    def handle(self, uow: UnitOfWork, talk: Talk, pending: Pending, *, now: datetime) -> None:
        """Answer one message or button press of somebody who writes to the staff bot."""
        officers = OfficerStore(uow)
        officer = officers.by_chat(taskforce=talk.taskforce, address=talk.address, now=now)
        memory: dict[str, Any] = dict(talk.memory or {})
        code = (pending.body.get("start") or pending.body.get("text", "")).strip()
        if officer is None:
            body = self._link(uow, talk, code, now)
        elif pending.kind != "message":
            body = None
            self._follow_line(officers, officer, pending.kind, now)
        else:
            officers.set_unreachable(officer.id, None)
            body = self._answer(uow, officer, pending.body, memory, now)
        ConversationStore(uow).remember(
            talk.id, memory=memory, bundle=None, case_id=None, last_inbound_at=pending.received_at, now=now
        )
        if body is not None:
            self._reply(uow, talk, pending, body, now)

    def _follow_line(self, officers: OfficerStore, officer: OfficerCard, kind: str, now: datetime) -> None:
        """An officer who blocks the bot is passed over at once, and woken again once the bot is let in."""
        if kind in (InboundKind.BLOCKED, InboundKind.UNBLOCKED):
            officers.set_unreachable(officer.id, now if kind == InboundKind.BLOCKED else None)

    def _link(self, uow: UnitOfWork, talk: Talk, code: str, now: datetime) -> Rendered:
        """Tie this chat to an officer by the one-time code. A stranger learns nothing but that this bot is
        not for them."""
        officer_id = OfficerStore(uow).link(
            taskforce=talk.taskforce, code=code, address=talk.address, now=now
        )
        if officer_id is None:
            return Rendered(parts=(texts.NOT_LINKED,))
        OfficerStore(uow).attach_conversation(talk.id, officer_id)
        officer = OfficerStore(uow).get(officer_id, now=now)
        append(
            uow,
            taskforce=talk.taskforce,
            at=now,
            actor=officer_id,
            action="petugas_tertaut",
            subject=officer_id,
            detail={},
        )
        return Rendered(parts=(texts.linked(officer.name if officer else ""),))

    def _answer(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        body: dict[str, Any],
        memory: dict[str, Any],
        now: datetime,
    ) -> Rendered:
        choice, text = body.get("choice"), body.get("text", "").strip()
        expected = memory.pop("expect", None)
        if choice:
            return self._cases.press(uow, officer, choice, memory, now)
        command = text.split("@")[0].lower()
        if command in ("/piket", "piket"):
            return self._on_duty(uow, officer, now)
        if command in ("/kasus", "kasus"):
            return self._open_cases(uow, officer)
        if text.casefold() in CANCEL:
            memory.pop("draft", None)
            return Rendered(parts=(texts.DROPPED,))
        # Known prefixes only: "satu alasan lagi" has the shape of a reference as well.
        prefix = self._hotline.taskforces[officer.taskforce].reference_prefix
        reference = find_reference(text, prefixes=[prefix])
        if reference is not None and (expected is None or len(text) <= LONGEST_REFERENCE):
            return self._cases.press(uow, officer, f"show:{reference}", memory, now)
        if expected is not None and expected["until"] >= now.timestamp() and not text.startswith("/"):
            if not text:
                memory["expect"] = expected
                return Rendered(parts=(texts.WORDS_ONLY,))
            return self._cases.press(uow, officer, expected["choice"], memory, now, note=text)
        if text.upper().startswith(prefix):
            return Rendered(parts=(texts.MISTYPED,))
        return Rendered(parts=(texts.HELP,))

    def _on_duty(self, uow: UnitOfWork, officer: OfficerCard, now: datetime) -> Rendered:
        cards = OfficerStore(uow).listed(taskforce=officer.taskforce, now=now)
        taskforce = self._hotline.taskforces[officer.taskforce]
        return Rendered(parts=(texts.on_duty(cards, taskforce.short_name),))

    def _open_cases(self, uow: UnitOfWork, officer: OfficerCard) -> Rendered:
        cases = [
            case
            for case in CaseStore(uow).listed(taskforce=officer.taskforce, open_only=True)
            if self._cases.actions.sees(officer, case)
        ]
        cases.sort(key=lambda case: (case.acknowledged_at is not None, -case.urgency.rank, case.id))
        buttons = tuple(Button(id=f"show:{case.reference}", label=texts.row(case)) for case in cases[:SHOWN])
        return Rendered(parts=(texts.open_cases(len(cases), SHOWN),), buttons=buttons)

    def _reply(self, uow: UnitOfWork, talk: Talk, pending: Pending, body: Rendered, now: datetime) -> None:
        outbox_id = self._hotline.ids()
        OutboxStore(uow).add(
            id=outbox_id,
            taskforce=talk.taskforce,
            conversation_id=talk.id,
            channel="staff",
            account=talk.account,
            kind="reply",
            priority=REPLY_PRIORITY,
            body={"do": "send", **packed(body), "protect": True},
            now=now,
            dedup_key=f"staff:{pending.id}",
        )
        after_commit_deliver(uow, self._hotline, outbox_id, REPLY_PRIORITY)
