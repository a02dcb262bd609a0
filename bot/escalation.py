"""Waking officers and not letting go: alerts step by step up the ladder until one answers."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hotline import Hotline
from bot.officer_post import OfficerPost
from bot.rules import calendar_of, deadlines, ladder_of
from bot.staff.buttons import alert_buttons, case_buttons
from bot.staff.texts import alert_text, answered_text, news_text
from cases.ladder import Climb, OnCall, all_failed, climb
from flows.rendering import Rendered
from language.reading import Queue
from models.alert_store import AlertStore
from models.audit import append
from models.case import Case
from models.case_store import CaseStore
from models.officer_store import OfficerCard, OfficerStore
from models.timer_store import TimerStore
from models.unit_of_work import UnitOfWork

TIMER = "eskalasi"
NEWS_EVERY = timedelta(minutes=10)
RETRY_LONELY = timedelta(minutes=1)
RANKS = 100  # escalation numbers hold the urgency they were begun for: number = count * RANKS + rank


class Escalation:
    """Begins, climbs and ends the ladder of a case.

    Args:
        hotline: the parts of the running hotline.
    """

    def __init__(self, hotline: Hotline) -> None:
        self._hotline = hotline
        self._post = OfficerPost(hotline)

    def outdated(self, case: Case) -> bool:
        """Whether officers have not been woken for the case at its present urgency."""
        return case.escalation == 0 or case.escalation % RANKS < case.urgency.rank

    @staticmethod
    def begun_anew(case: Case) -> int:
        """The escalation number of a case whose officers must be woken once more whatever its urgency;
        numbers never go back, or an alert would be taken for one that was sent before."""
        return case.escalation - case.escalation % RANKS

    def begin(self, uow: UnitOfWork, case: Case, *, now: datetime) -> None:
        """Start the ladder at its first step, for a new case or for one that has become more urgent.

        A case that somebody had taken must be taken again: new danger is new.
        """
        number = (case.escalation // RANKS + 1) * RANKS + case.urgency.rank
        CaseStore(uow).change(
            case,
            escalation=number,
            acknowledged_at=None,
            ladder_step=0,
            ladder_round=1,
            **self._renewed(case, now),
        )
        self._climb(uow, case, from_step=None, now=now)

    def _renewed(self, case: Case, now: datetime) -> dict[str, datetime | None]:
        """New deadlines if the old ones are over: whoever is woken now must be able to keep them."""
        if case.acknowledge_by is not None and case.acknowledge_by > now:
            return {}
        acknowledge, contact = deadlines(self._hotline.taskforces[case.taskforce], case.urgency, now)
        return {"acknowledge_by": acknowledge, "contact_by": contact}

    def due(self, uow: UnitOfWork, case_id: str, armed_for: int, *, now: datetime) -> None:
        """Nobody answered in time: go up one step. A timer armed for an older alert does nothing."""
        case = CaseStore(uow).lock(case_id)
        if case is None or case.escalation != armed_for or case.acknowledged_at is not None:
            return
        if case.status in ("selesai", "ditutup"):
            return
        CaseStore(uow).add_event(
            id=self._hotline.ids(),
            case_id=case.id,
            kind="tidak_dijawab",
            actor="sistem",
            now=now,
            detail={"step": case.ladder_step, "round": case.ladder_round},
        )
        self._climb(uow, case, from_step=case.ladder_step, now=now)

    def alert_failed(self, uow: UnitOfWork, case_id: str, *, step: int, now: datetime) -> None:
        """An alert could not be delivered; if that was the step's last hope, its deadline has passed at
        once."""
        case = CaseStore(uow).lock(case_id)
        if case is None or case.acknowledged_at is not None or case.ladder_step != step:
            return
        states = AlertStore(uow).states(case_id, step=step, prefix=_prefix(case))
        if all_failed(states):
            CaseStore(uow).add_event(
                id=self._hotline.ids(),
                case_id=case.id,
                kind="alarm_gagal",
                actor="sistem",
                now=now,
                detail={"step": step, "round": case.ladder_round},
            )
            self._climb(uow, case, from_step=step, now=now, failed=True)

    def answered(self, uow: UnitOfWork, case: Case, officer: OfficerCard, *, now: datetime) -> None:
        """One officer took the case: stop the ladder, and tell everybody else who was woken."""
        TimerStore(uow).cancel(TIMER, case.id)
        alerts = AlertStore(uow)
        alerts.cancel(case.id)
        text = answered_text(case, officer.name, now.astimezone(self._zone(case)))
        buttons = case_buttons(case)
        for officer_id, account, refs in alerts.sent(case.id):
            if refs:
                own = officer_id == officer.id
                body = Rendered(parts=(text,), buttons=buttons if own else ())
                self._post.add(
                    uow,
                    case,
                    officer_id,
                    account,
                    body,
                    now=now,
                    kind="notice",
                    edit=refs[-1],
                    key=f"answered:{case.id}:{case.escalation}:{refs[-1]}",
                )

    def news(self, uow: UnitOfWork, case: Case, *, now: datetime) -> None:
        """Tell the officer who has the case that the person wrote more; at most once in ten minutes."""
        if case.assignee_id is None:
            return
        account = self._hotline.accounts.staff_bot(case.taskforce)
        if account is None:
            return
        slot = int(now.timestamp() // NEWS_EVERY.total_seconds())
        body = Rendered(parts=(news_text(case),), buttons=case_buttons(case))
        self._post.add(
            uow,
            case,
            case.assignee_id,
            account.key,
            body,
            now=now,
            kind="notice",
            key=f"news:{case.id}:{slot}",
        )

    def _climb(
        self, uow: UnitOfWork, case: Case, *, from_step: int | None, now: datetime, failed: bool = False
    ) -> None:
        hotline = self._hotline
        taskforce = hotline.taskforces[case.taskforce]
        cards = OfficerStore(uow).listed(taskforce=case.taskforce, now=now)
        ladder = ladder_of(taskforce, case.urgency)
        chosen = tuple(card.id for card in cards if card.reachable and card.queue == case.queue)
        if case.moved and from_step is None and chosen and ladder.steps:
            # An officer sent it to this sub-task-force: its own people are asked first.
            rung = Climb(step=0, round=1, officers=chosen, wait=ladder.steps[0].wait)
        else:
            rung = climb(
                ladder,
                from_step,
                tuple(_on_call(card) for card in cards),
                case.queue,
                json.loads(case.conflict),
                from_round=case.ladder_round,
            )
        number = case.escalation + RANKS
        account = hotline.accounts.staff_bot(case.taskforce)
        CaseStore(uow).change(
            case,
            ladder_step=rung.step or 0,
            ladder_round=max(rung.round, 2) if rung.nobody else rung.round,
            escalation=number,
        )
        if rung.step is None or account is None:
            self._alone(uow, case, now=now)
            return
        if failed and rung.wraps:
            # Nothing leaves at all: alerts that fail at once would otherwise chase each other round the
            # ladder.
            CaseStore(uow).change(case, ladder_step=from_step or 0)
            self._alone(uow, case, now=now)
            return
        self._alert(uow, case, rung, account.key, now=now, repeated=from_step is not None)
        self._arm(uow, case, due_at=self._until(case, rung, now), now=now)

    def _until(self, case: Case, rung: Climb, now: datetime) -> datetime:
        """Until when those who are woken now may answer: never earlier than the alert tells them to."""
        taskforce = self._hotline.taskforces[case.taskforce]
        days = taskforce.ladder[case.urgency][rung.step or 0].every.working_days
        until = (
            calendar_of(taskforce).after_working_days(now, days)
            if days
            else now + (rung.wait or RETRY_LONELY)
        )
        return max(until, case.acknowledge_by or until)

    def _alert(
        self, uow: UnitOfWork, case: Case, rung: Climb, account: str, *, now: datetime, repeated: bool
    ) -> None:
        text = alert_text(
            case,
            now=now,
            zone=self._zone(case),
            repeated=repeated,
            demo=self._hotline.demo,
        )
        body = Rendered(parts=(text,), buttons=alert_buttons(case))
        for officer_id in rung.officers:
            self._post.add(
                uow,
                case,
                officer_id,
                account,
                body,
                now=now,
                kind="alert",
                step=rung.step,
                key=f"{_prefix(case)}{officer_id}",
            )
        append(
            uow,
            taskforce=case.taskforce,
            at=now,
            actor="sistem",
            action="alarm",
            subject=case.id,
            detail={"step": rung.step, "round": case.ladder_round, "officers": len(rung.officers)},
        )

    def _alone(self, uow: UnitOfWork, case: Case, *, now: datetime) -> None:
        """No officer can be reached at all: note it (the health page turns red) and try again in a minute."""
        self._hotline.log.error("nobody_reachable", case_id=case.id, taskforce=case.taskforce)
        self._arm(uow, case, due_at=now + RETRY_LONELY, now=now)

    def _arm(self, uow: UnitOfWork, case: Case, *, due_at: datetime, now: datetime) -> None:
        TimerStore(uow).arm(
            id=self._hotline.ids(),
            taskforce=case.taskforce,
            kind=TIMER,
            subject_id=case.id,
            armed_for=case.escalation,
            due_at=due_at,
            now=now,
        )

    def _zone(self, case: Case) -> ZoneInfo:
        return self._hotline.taskforces[case.taskforce].zone


def _on_call(card: OfficerCard) -> OnCall:
    return OnCall(
        officer_id=card.id,
        role=card.role,
        queue=Queue(card.queue) if card.queue else None,
        reachable=card.reachable,
        on_shift=card.on_shift,
    )


def _prefix(case: Case) -> str:
    return f"alert:{case.id}:{case.escalation}:"
