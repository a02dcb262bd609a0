"""What each button under a case does in the staff bot."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.errors import NotForYou, TooLate
from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.staff import texts
from bot.staff.actions import CaseActions
from bot.staff.buttons import case_buttons, draft_buttons
from bot.staff.correction_desk import CorrectionDesk
from bot.staff.corrections import Corrections
from bot.staff.press import Press
from bot.staff.view import case_view
from cases.conflict import hidden_from
from flows.rendering import Button, Rendered
from language.reading import Queue
from models.audit import append
from models.case_store import CaseStore
from models.officer_store import OfficerCard, OfficerStore
from models.unit_of_work import UnitOfWork

WAITS = timedelta(
    minutes=10
)  # a sentence typed later was meant for something else, perhaps for somebody else


class CaseDesk:
    """Answers presses about cases.

    Args:
        hotline: the parts of the running hotline.
        escalation: stopped when a case is taken.
    """

    def __init__(self, hotline: Hotline, escalation: Escalation) -> None:
        self._hotline = hotline
        self.actions = CaseActions(hotline, escalation)
        corrections = CorrectionDesk(Corrections(hotline, escalation, self.actions))
        self._handlers: dict[str, Callable[[Press], Rendered]] = {
            "ack": self._accept,
            "show": self._show,
            "move": self._choose_queue,
            "to": self._choose_reason,
            "why": self._move,
            "reply": self._begin_reply,
            "send": self._send_reply,
            "drop": self._drop_reply,
            **corrections.handlers,
        }

    def press(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        choice: str,
        memory: dict[str, Any],
        now: datetime,
        *,
        note: str = "",
    ) -> Rendered:
        """Answer one press, or the words that followed one."""
        action, _, rest = choice.partition(":")
        reference, _, argument = rest.partition(":")
        handler = self._handlers.get(action)
        if handler is None:
            return Rendered(parts=(texts.HELP,))
        case = CaseStore(uow).by_reference(officer.taskforce, reference, lock=True)
        if case is None:
            return Rendered(parts=(texts.no_such_case(reference),))
        pressed = Press(
            uow=uow,
            officer=officer,
            action=action,
            case=case,
            argument=argument,
            note=note,
            memory=memory,
            now=now,
        )
        try:
            self.actions.may_see(officer, case)
            return handler(pressed)
        except NotForYou:
            self._audit(pressed, "ditolak_melihat", detail={"aksi": action})
            return Rendered(parts=(texts.NOT_FOR_YOU,))

    def _accept(self, pressed: Press) -> Rendered:
        case = pressed.case
        try:
            self.actions.accept(pressed.uow, pressed.officer, case, now=pressed.now)
        except TooLate as late:
            if late.by == pressed.officer.id:
                return Rendered(parts=(texts.yours_already(case),), buttons=case_buttons(case))
            first = OfficerStore(pressed.uow).get(late.by, now=pressed.now) if late.by else None
            return Rendered(parts=(texts.taken_already(case.reference, first.name if first else ""),))
        return Rendered(parts=(texts.accepted(case),), buttons=case_buttons(case))

    def _show(self, pressed: Press) -> Rendered:
        case = pressed.case
        self._audit(pressed, "kasus_dilihat")
        zone = self._hotline.taskforces[case.taskforce].zone
        parts = case_view(pressed.uow, case, now=pressed.now, zone=zone)
        return Rendered(parts=parts, buttons=case_buttons(case, shown=True))

    def _choose_queue(self, pressed: Press) -> Rendered:
        case = pressed.case
        barred = hidden_from(json.loads(case.conflict))
        others = [queue for queue in Queue if queue != case.queue and queue not in barred]
        buttons = tuple(
            Button(id=f"to:{case.reference}:{queue.value}", label=texts.QUEUES[queue]) for queue in others
        )
        return Rendered(parts=(texts.where_to(case),), buttons=buttons)

    def _choose_reason(self, pressed: Press) -> Rendered:
        case, queue = pressed.case, pressed.argument
        if queue not in list(Queue):
            return Rendered(parts=(texts.HELP,))
        reasons = [*texts.REASONS.items(), ("tanya", texts.OTHER_REASON)]
        buttons = tuple(
            Button(id=f"why:{case.reference}:{queue}:{code}", label=label) for code, label in reasons
        )
        return Rendered(parts=(texts.why(case, Queue(queue)),), buttons=buttons)

    def _move(self, pressed: Press) -> Rendered:
        case = pressed.case
        queue, _, reason = pressed.argument.partition(":")
        if queue not in list(Queue) or reason not in (*texts.REASONS, "tulis", "tanya"):
            return Rendered(parts=(texts.HELP,))
        if reason == "tanya" or (reason == "tulis" and not pressed.note):
            self._expect(pressed, f"why:{case.reference}:{queue}:tulis")
            return Rendered(parts=(texts.WRITE_REASON,))
        if case.queue != queue:  # a second tap must not take the case from whoever has accepted it since
            self.actions.move(
                pressed.uow,
                pressed.officer,
                case,
                Queue(queue),
                reason=reason,
                note=pressed.note,
                now=pressed.now,
            )
        return Rendered(parts=(texts.moved(case),))

    def _begin_reply(self, pressed: Press) -> Rendered:
        """Ask for the words, then show them once more: they cannot be taken back."""
        case = pressed.case
        refused = self.actions.may_reply(pressed.officer, case)
        if refused is not None:
            return Rendered(parts=(texts.REPLY_OUTCOMES[refused],), buttons=case_buttons(case))
        if not pressed.note:
            self._expect(pressed, f"reply:{case.reference}")
            return Rendered(parts=(texts.write_reply(case),))
        pressed.memory["draft"] = {
            "reference": case.reference,
            "text": pressed.note,
            "until": (pressed.now + WAITS).timestamp(),
        }
        return Rendered(parts=(texts.preview(case, pressed.note),), buttons=draft_buttons(case))

    def _send_reply(self, pressed: Press) -> Rendered:
        case, draft = pressed.case, pressed.memory.pop("draft", None)
        if draft is None or draft["reference"] != case.reference or draft["until"] < pressed.now.timestamp():
            return Rendered(parts=(texts.NO_DRAFT,), buttons=case_buttons(case))
        how = self.actions.write_to_reporter(
            pressed.uow, pressed.officer, case, draft["text"], now=pressed.now
        )
        return Rendered(parts=(texts.REPLY_OUTCOMES[how],), buttons=case_buttons(case))

    def _drop_reply(self, pressed: Press) -> Rendered:
        pressed.memory.pop("draft", None)
        return Rendered(parts=(texts.DROPPED,), buttons=case_buttons(pressed.case))

    def _expect(self, pressed: Press, choice: str) -> None:
        pressed.memory["expect"] = {"choice": choice, "until": (pressed.now + WAITS).timestamp()}

    def _audit(
        self, pressed: Press, action: str, *, detail: dict[str, str | int | bool | None] | None = None
    ) -> None:
        append(
            pressed.uow,
            taskforce=pressed.case.taskforce,
            at=pressed.now,
            actor=pressed.officer.id,
            action=action,
            subject=pressed.case.id,
            detail=detail or {},
        )
