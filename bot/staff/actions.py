"""What an officer may do with a case, the same for the staff bot and later for the desk in the browser."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot import speech
from bot.errors import NotForYou, TooLate
from bot.escalation import Escalation
from bot.hotline import Hotline
from bot.scene import Scene
from cases.conflict import hidden_from
from cases.lifecycle import Action, Status
from cases.lifecycle import move as move_status
from flows.prompt import Prompt
from language.reading import Queue
from models.audit import append
from models.case import Case
from models.case_store import CaseStore
from models.conversation_store import ConversationStore, Talk
from models.officer_store import OfficerCard
from models.unit_of_work import UnitOfWork

LEADERS = ("ketua", "ketua_harian", "sekretaris", "sekretariat")
NUDGE_LIVES = timedelta(hours=6)
NUDGE_EVERY = timedelta(minutes=10)
JUST_NOW = timedelta(minutes=15)


class CaseActions:
    """Takes and moves cases.

    Args:
        hotline: the parts of the running hotline.
        escalation: stopped when a case is taken, begun again when it moves.
    """

    def __init__(self, hotline: Hotline, escalation: Escalation) -> None:
        self._hotline = hotline
        self._escalation = escalation

    def sees(self, officer: OfficerCard, case: Case) -> bool:
        """Whether a case is not hidden from an officer's unit because it accuses that unit."""
        if officer.role in LEADERS or officer.queue is None:
            return True
        return Queue(officer.queue) not in hidden_from(tuple(json.loads(case.conflict)))

    def may_see(self, officer: OfficerCard, case: Case) -> None:
        """Refuse an officer whose unit the case accuses.

        Raises:
            NotForYou: the case is hidden from this officer.
        """
        if not self.sees(officer, case):
            raise NotForYou

    def accept(self, uow: UnitOfWork, officer: OfficerCard, case: Case, *, now: datetime) -> None:
        """Take a case: one wins, the other is told who; the ladder stops, the person is told that somebody
        has read.

        Args:
            case: locked by the caller.

        Raises:
            TooLate: somebody has it already.
        """
        if case.acknowledged_at is not None:
            raise TooLate(by=case.assignee_id)
        store = CaseStore(uow)
        first_time = case.status == "baru"
        status = move_status(Status(case.status), Action.TERIMA) if first_time else case.status
        store.change(case, acknowledged_at=now, assignee_id=officer.id, status=status)
        late = case.acknowledge_by is not None and now > case.acknowledge_by
        self.record(
            uow, officer, case, event="diterima", action="kasus_diterima", detail={"late": late}, now=now
        )
        self._escalation.answered(uow, case, officer, now=now)
        if first_time:
            self._tell_reporter(
                uow, case, Prompt(key="case.acknowledged", params=self._clock(case, now)), now=now
            )

    def move(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        case: Case,
        queue: Queue,
        *,
        reason: str,
        note: str,
        now: datetime,
    ) -> None:
        """Move a case to another sub-task-force and wake that one; nobody is left holding it meanwhile.

        Args:
            reason: a code of `texts.REASONS`, or `tulis` with the officer's own words in `note`.

        Raises:
            NotForYou: the case accuses the unit it would go to.
        """
        store = CaseStore(uow)
        before = case.queue
        if queue in hidden_from(json.loads(case.conflict)):
            raise NotForYou
        store.change(case, queue=queue, moved=True, assignee_id=None, acknowledged_at=None)
        self.record(
            uow,
            officer,
            case,
            event="dialihkan",
            action="kasus_dialihkan",
            detail={"from": before.value, "to": queue.value, "reason": reason},
            note=note or None,
            now=now,
        )
        self._escalation.begin(uow, case, now=now)

    def _clock(self, case: Case, now: datetime) -> dict[str, str]:
        return {"time": f"{now.astimezone(self._hotline.taskforces[case.taskforce].zone):%H.%M}"}

    def may_reply(self, officer: OfficerCard, case: Case) -> str | None:
        """Why an officer may not write to the person, None if they may: one voice a case, or the leaders'."""
        if case.acknowledged_at is None:
            return "not_taken"
        if case.assignee_id != officer.id and officer.role not in LEADERS:
            return "not_yours"
        return None

    def write_to_reporter(
        self, uow: UnitOfWork, officer: OfficerCard, case: Case, text: str, *, now: datetime
    ) -> str:
        """Send an officer's words to the person, without a name on either side.

        Args:
            case: locked by the caller.
            text: the officer's own words.

        Returns:
            What became of them: `sent`, `held` (a neutral line went out), `waiting` (nothing went out),
            `unreachable`, or why nothing was sent (`may_reply`).
        """
        refused = self.may_reply(officer, case)
        if refused is not None:
            return refused
        how = self._tell_reporter(uow, case, Prompt(key="officer.message", params={"text": text}), now=now)
        store = CaseStore(uow)
        self.record(
            uow,
            officer,
            case,
            event="balasan_petugas",
            action="pelapor_dibalas",
            detail={"how": how},
            note=text,
            now=now,
        )
        if how in ("sent", "held") and case.first_contact_at is None:
            store.change(case, first_contact_at=now)
        return how

    def record(
        self,
        uow: UnitOfWork,
        officer: OfficerCard,
        case: Case,
        *,
        event: str,
        action: str,
        detail: dict[str, Any],
        now: datetime,
        note: str | None = None,
    ) -> None:
        """Write what an officer did into the case's history and into the audit trail; own words (`note`) go
        into the sealed history only."""
        CaseStore(uow).add_event(
            id=self._hotline.ids(),
            case_id=case.id,
            kind=event,
            actor=officer.id,
            now=now,
            detail=detail,
            note=note,
        )
        append(
            uow,
            taskforce=case.taskforce,
            at=now,
            actor=officer.id,
            action=action,
            subject=case.id,
            detail=detail,
        )

    def _tell_reporter(self, uow: UnitOfWork, case: Case, prompt: Prompt, *, now: datetime) -> str:
        """Write to the person first; what became of it, as `write_to_reporter` says.

        Whoever did not say that the phone is theirs alone, and is not writing to us just now, gets a neutral
        line only, and not one for each thing there is to read.
        """
        talk = ConversationStore(uow).get(case.conversation_id) if case.conversation_id is not None else None
        if talk is None or talk.safe == "unsafe" or talk.blocked or talk.opted_out:
            return "unreachable"
        bundle = self._hotline.bundles.current
        scene = Scene(hotline=self._hotline, uow=uow, talk=talk, inbound=None, now=now, locale=talk.locale)
        body = speech.one(bundle, prompt, locale=talk.locale, channel=talk.channel)
        key = f":{prompt.key}:{case.id}"
        if talk.reach == "direct" or (talk.reach == "unasked" and _writing_now(talk, now)):
            speech.send(scene, body, kind="reply", lives=NUDGE_LIVES, suffix=key)
            return "sent"
        speech.send(scene, body, kind="reply", lives=None, state="held", suffix=key)
        if talk.reach == "never":
            return "waiting"
        nudge = speech.one(
            bundle, Prompt(key="nudge.neutral", sensitive=False), locale=talk.locale, channel=talk.channel
        )
        # Outside WhatsApp's 24 hours only a template that was approved beforehand may go.
        nudge = replace(nudge, template="nudge")
        slot = int(now.timestamp() // NUDGE_EVERY.total_seconds())
        speech.send(scene, nudge, kind="nudge", lives=NUDGE_LIVES, once=f"nudge:{talk.id}:{slot}")
        return "held"


def _writing_now(talk: Talk, now: datetime) -> bool:
    """Whether the person said that writing is safe and wrote a moment ago: then this is an answer."""
    return talk.safe == "safe" and talk.last_inbound_at is not None and now - talk.last_inbound_at < JUST_NOW
