"""An officer says what a case should have been read as. It may raise the case and never lowers it."""

from __future__ import annotations

import json
from datetime import datetime

from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.raising import merged_reasons, note_rise, risen
from bot.staff.actions import CaseActions
from cases.correction import queue_read, urgency_read
from cases.signs import CORRECTION
from language.reading import Intent, Queue, Urgency
from models.case import Case
from models.case_store import CaseStore
from models.officer_store import OfficerCard
from models.reading_correction import ReadingCorrection
from models.reading_correction_store import ReadingCorrectionStore
from models.unit_of_work import UnitOfWork

EVENT = "bacaan_dikoreksi"
NO_REPORT = "bukan"


class Corrections:
    """Keeps corrections, and raises a case that an officer finds more urgent.

    Args:
        hotline: the parts of the running hotline.
        escalation: begun again for a case that rises.
        actions: writes what an officer did into history and audit trail.
    """

    def __init__(self, hotline: Hotline, escalation: Escalation, actions: CaseActions) -> None:
        self._hotline = hotline
        self._escalation = escalation
        self._actions = actions

    def correct_level(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, right: Urgency | None, *, now: datetime
    ) -> bool:
        """Keep the level that is right; a case that stands lower is raised, one that stands higher stays.

        A second tap on the same button by the same officer says nothing new and is not kept again.

        Args:
            case: locked by the caller.
            right: the level, or None if there was nothing to report.
            now: aware moment of the press.

        Returns:
            Whether the case was raised and officers are being woken.
        """
        raised = right is not None and right.rank > case.urgency.rank
        if not _says(ReadingCorrectionStore(uow).latest(case.id), officer, right):
            self._keep(uow, officer, case, right, None, now=now)
            detail = {"read": _read(case).value, "right": _code(right), "raised": raised}
            self._actions.record(uow, officer, case, event=EVENT, action=EVENT, detail=detail, now=now)
        if raised and right is not None:
            self._raise(uow, officer, case, right, now=now)
        return raised

    def correct_queue(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        case: Case,
        right: Urgency | None,
        queue: Queue | None,
        *,
        now: datetime,
    ) -> None:
        """Add the right queue to what the officer said of the level; the case itself stays where it is.

        Args:
            case: locked by the caller.
            right: the level that the officer chose before.
            queue: the right queue, or None if the one that was read is right.
            now: aware moment of the press.
        """
        store = ReadingCorrectionStore(uow)
        chosen = queue if queue is not None else _queue_read(uow, case)
        latest = store.latest(case.id)
        own = latest if _says(latest, officer, right) else None
        if own is not None and own.queue_right is chosen:
            return
        if own is None or not store.complete(own.id, chosen):
            self._keep(uow, officer, case, right, chosen, now=now)
        self._actions.record(
            uow, officer, case, event=EVENT, action=EVENT, detail={"queue": chosen.value}, now=now
        )

    def _keep(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        case: Case,
        right: Urgency | None,
        queue: Queue | None,
        *,
        now: datetime,
    ) -> None:
        ReadingCorrectionStore(uow).add(
            id=self._hotline.ids(),
            taskforce=case.taskforce,
            case_id=case.id,
            officer_id=officer.id,
            urgency_read=_read(case),
            queue_read=_queue_read(uow, case),
            urgency_right=right,
            intent_right=Intent.LAINNYA if right is None else None,
            queue_right=queue,
            now=now,
        )

    def _raise(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, level: Urgency, *, now: datetime
    ) -> None:
        """As a new sign of danger would: new deadlines, and it must be taken again."""
        CaseStore(uow).change(
            case,
            reasons=merged_reasons(case.reasons, [(CORRECTION, level)]),
            **risen(self._hotline.taskforces[case.taskforce], level, now),
        )
        note_rise(uow, case, actor=officer.id, now=now, detail={"reason": CORRECTION})
        self._escalation.begin(uow, case, now=now)


def _says(latest: ReadingCorrection | None, officer: OfficerCard, right: Urgency | None) -> bool:
    """Whether the correction that counts is this officer's and names this level."""
    return latest is not None and latest.officer_id == officer.id and latest.urgency_right == right


def _read(case: Case) -> Urgency:
    return urgency_read(json.loads(case.reasons))


def _queue_read(uow: UnitOfWork, case: Case) -> Queue:
    moves = [event.detail for event in CaseStore(uow).events(case.id) if event.kind == "dialihkan"]
    return queue_read(case.queue, moves)


def _code(right: Urgency | None) -> str:
    return NO_REPORT if right is None else right.value
