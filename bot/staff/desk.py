"""The staff bot: linking a chat to an officer, taking a case, looking at it, moving it on. Everything is
audited."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot.channels.messages import InboundKind
from bot.errors import NotForYou, TooLate
from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.jobs import REPLY_PRIORITY
from bot.speech import after_commit_deliver, packed
from bot.staff import texts
from bot.staff.actions import CaseActions
from bot.staff.view import case_view
from cases.conflict import hidden_from
from cases.reference import find_reference
from flows.rendering import Button, Rendered
from language.reading import Queue
from models.audit import append
from models.case import Case
from models.case_store import CaseStore
from models.conversation_store import ConversationStore, Talk
from models.inbox_store import Pending
from models.officer_store import OfficerCard, OfficerStore
from models.outbox_store import OutboxStore
from models.unit_of_work import UnitOfWork

SHOWN = 8


class StaffDesk:
    """Answers officers in the staff bot.

    Args:
        hotline: the parts of the running hotline.
        escalation: stopped when a case is taken.
    """

    def __init__(self, hotline: Hotline, escalation: Escalation) -> None:
        self._hotline = hotline
        self._actions = CaseActions(hotline, escalation)
        self._buttons: dict[str, Callable[[UnitOfWork, OfficerCard, Case, str, datetime], Rendered]] = {
            "ack": self._accept,
            "show": self._show,
            "move": self._choose_queue,
            "to": self._choose_reason,
            "why": self._move,
            "reply": self._reply_to_reporter,
        }

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
            return self._press(uow, officer, choice, memory, now)
        command = text.split("@")[0].lower()
        if command in ("/piket", "piket"):
            return self._on_duty(uow, officer, now)
        if command in ("/kasus", "kasus"):
            return self._open_cases(uow, officer)
        if expected and "reply" in expected and text and not text.startswith("/"):
            return self._press(uow, officer, f"reply:{expected['reply']}", memory, now, note=text)
        if expected and "queue" in expected and text and not text.startswith("/"):
            return self._press(
                uow, officer, f"why:{expected['reference']}:{expected['queue']}:tulis", memory, now, note=text
            )
        # Known prefixes only: "satu alasan lagi" has the shape of a reference as well.
        prefix = self._hotline.taskforces[officer.taskforce].reference_prefix
        reference = find_reference(text, prefixes=[prefix])
        if reference is not None:
            return self._press(uow, officer, f"show:{reference}", memory, now)
        return Rendered(parts=(texts.HELP,))

    def _press(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        choice: str,
        memory: dict[str, Any],
        now: datetime,
        *,
        note: str = "",
    ) -> Rendered:
        action, _, rest = choice.partition(":")
        reference, _, argument = rest.partition(":")
        handler = self._buttons.get(action)
        if handler is None:
            return Rendered(parts=(texts.HELP,))
        case = CaseStore(uow).by_reference(officer.taskforce, reference, lock=True)
        if case is None:
            return Rendered(parts=(texts.no_such_case(reference),))
        try:
            self._actions.may_see(officer, case)
            if action == "reply" and not note:
                memory["expect"] = {"reply": reference}
                return Rendered(parts=(texts.write_reply(case),))
            if action == "why" and argument.endswith(":tanya"):
                memory["expect"] = {"reference": reference, "queue": argument.removesuffix(":tanya")}
                return Rendered(parts=(texts.WRITE_REASON,))
            return handler(uow, officer, case, f"{argument}\n{note}" if note else argument, now)
        except NotForYou:
            append(
                uow,
                taskforce=officer.taskforce,
                at=now,
                actor=officer.id,
                action="ditolak_melihat",
                subject=case.id,
                detail={"aksi": action},
            )
            return Rendered(parts=(texts.NOT_FOR_YOU,))

    def _accept(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, _argument: str, now: datetime
    ) -> Rendered:
        try:
            self._actions.accept(uow, officer, case, now=now)
        except TooLate as late:
            first = OfficerStore(uow).get(late.by, now=now) if late.by else None
            return Rendered(parts=(texts.taken_already(case.reference, first.name if first else ""),))
        return Rendered(parts=(texts.accepted(case),), buttons=_after_accept(case))

    def _show(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, _argument: str, now: datetime
    ) -> Rendered:
        zone = self._hotline.taskforces[case.taskforce].zone
        append(
            uow,
            taskforce=case.taskforce,
            at=now,
            actor=officer.id,
            action="kasus_dilihat",
            subject=case.id,
            detail={},
        )
        parts = case_view(uow, case, now=now, zone=zone)
        return Rendered(parts=parts, buttons=_buttons_for(case))

    def _choose_queue(
        self, _uow: UnitOfWork, _officer: OfficerCard, case: Case, _argument: str, _now: datetime
    ) -> Rendered:
        barred = hidden_from(json.loads(case.conflict))
        others = [queue for queue in Queue if queue != case.queue and queue not in barred]
        buttons = tuple(
            Button(id=f"to:{case.reference}:{queue.value}", label=texts.QUEUES[queue]) for queue in others
        )
        return Rendered(parts=(texts.where_to(case),), buttons=buttons)

    def _choose_reason(
        self, _uow: UnitOfWork, _officer: OfficerCard, case: Case, argument: str, _now: datetime
    ) -> Rendered:
        if argument not in list(Queue):
            return Rendered(parts=(texts.HELP,))
        reasons = [*texts.REASONS.items(), ("tanya", texts.OTHER_REASON)]
        buttons = tuple(
            Button(id=f"why:{case.reference}:{argument}:{code}", label=label) for code, label in reasons
        )
        return Rendered(parts=(texts.why(case, Queue(argument)),), buttons=buttons)

    def _move(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, argument: str, now: datetime
    ) -> Rendered:
        codes, _, note = argument.partition("\n")
        queue, _, reason = codes.partition(":")
        if (
            queue not in list(Queue)
            or reason not in (*texts.REASONS, "tulis")
            or (reason == "tulis" and not note)
        ):
            return Rendered(parts=(texts.HELP,))
        if case.queue != queue:  # a second tap must not take the case from whoever has accepted it since
            self._actions.move(uow, officer, case, Queue(queue), reason=reason, note=note, now=now)
        return Rendered(parts=(texts.moved(case),))

    def _reply_to_reporter(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, argument: str, now: datetime
    ) -> Rendered:
        how = self._actions.write_to_reporter(uow, officer, case, argument.strip(), now=now)
        return Rendered(parts=(texts.REPLY_OUTCOMES[how],), buttons=_after_accept(case))

    def _on_duty(self, uow: UnitOfWork, officer: OfficerCard, now: datetime) -> Rendered:
        cards = OfficerStore(uow).listed(taskforce=officer.taskforce, now=now)
        taskforce = self._hotline.taskforces[officer.taskforce]
        return Rendered(parts=(texts.on_duty(cards, taskforce.short_name),))

    def _open_cases(self, uow: UnitOfWork, officer: OfficerCard) -> Rendered:
        cases = [
            case
            for case in CaseStore(uow).listed(taskforce=officer.taskforce, open_only=True)
            if self._actions.sees(officer, case)
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


def _buttons_for(case: Case) -> tuple[Button, ...]:
    move = Button(id=f"move:{case.reference}", label="Alihkan")
    if case.acknowledged_at is None:
        return (Button(id=f"ack:{case.reference}", label="Terima"), move)
    return (Button(id=f"reply:{case.reference}", label="Balas"), move)


def _after_accept(case: Case) -> tuple[Button, ...]:
    return (
        Button(id=f"show:{case.reference}", label="Lihat"),
        Button(id=f"reply:{case.reference}", label="Balas"),
        Button(id=f"move:{case.reference}", label="Alihkan"),
    )
