"""Who is woken next: a ladder that skips steps nobody staffs, repeats, and never falls silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from cases.conflict import hidden_from, is_hidden_unit
from cases.errors import CaseError
from language.reading import Queue

ON_DUTY: Final = "petugas_piket"
# These lead one sub-task-force; everybody else on a ladder stands above all of them.
QUEUE_ROLES: Final = frozenset({"koordinator", "wakil_koordinator"})
# Ends of an alert after which nobody's telephone will ring any more; providers' own words included.
_FAILED: Final = frozenset({"gave_up", "failed", "undelivered", "blocked", "expired", "dropped", "rejected"})


class NoSuchStep(CaseError):
    """The step to climb from lies below the ladder; pass None to begin."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of a ladder.

    Args:
        roles: who is woken together.
        wait: how long they have before the next step is taken.
    """

    roles: tuple[str, ...]
    wait: timedelta


@dataclass(frozen=True)
class Ladder:
    """The steps of one urgency, lowest first; without steps nobody is woken (`rendah`)."""

    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OnCall:
    """One officer in one role; who holds two roles stands twice.

    Args:
        officer_id: the officer.
        role: `petugas_piket`, `koordinator`, `wakil_koordinator`, `ketua_harian`, `ketua` or the task force's
            own.
        queue: the sub-task-force the role belongs to, None for the task force as a whole.
        reachable: True if at least one way to the officer works now.
        on_shift: True if the officer is on duty now.
        unit: key of the officer's own institution (`cases.accusations.UNITS`), or "" where it is not known.
    """

    officer_id: str
    role: str
    queue: Queue | None = None
    reachable: bool
    on_shift: bool = False
    unit: str = ""


People = tuple[OnCall, ...]


@dataclass(frozen=True, kw_only=True)
class Climb:
    """What to do next.

    Args:
        step: the step to take, None if there is none.
        round: how often the ladder has been begun; above 1 health is red.
        officers: ids to wake, each once.
        wait: how long they have, None if there is no step.
        wraps: True if the ladder began again with this climb.
        nobody: True if not one officer on the whole ladder can be reached: health turns red at once.
    """

    step: int | None
    round: int
    officers: tuple[str, ...] = ()
    wait: timedelta | None = None
    wraps: bool = False
    nobody: bool = False

    @property
    def red(self) -> bool:
        """Whether `/health` must turn red: the whole ladder was silent, or there is nobody on it."""
        return self.nobody or self.round > 1


def climb(
    ladder: Ladder,
    from_step: int | None,
    people: People,
    queue: Queue,
    hidden_units: Iterable[str] = (),
    *,
    from_round: int = 1,
) -> Climb:
    """The next step that somebody staffs; steps nobody staffs cost no time.

    After the last step the ladder begins again, for as long as nobody has answered.

    Args:
        ladder: the steps of the case's urgency.
        from_step: the step that stayed without an answer, None to begin.
        people: officers of the task force.
        queue: the queue that owns the case.
        hidden_units: accused units; their officers are never woken for this case.
        from_round: the round of `from_step`.

    Raises:
        NoSuchStep: `from_step` is negative.
    """
    count = len(ladder.steps)
    if not count:
        return Climb(step=None, round=from_round)
    if from_step is not None and from_step < 0:
        raise NoSuchStep
    # A ladder that became shorter since: what stood above its end is its end.
    below = -1 if from_step is None else min(from_step, count - 1)
    available = _available(people, tuple(hidden_units))
    for offset in range(1, count + 1):
        index, wraps = (below + offset) % count, below + offset >= count
        officers = _officers(ladder.steps[index], available, queue)
        if officers:
            return Climb(
                step=index,
                round=from_round + wraps,
                officers=officers,
                wait=ladder.steps[index].wait,
                wraps=wraps,
            )
    return Climb(step=None, round=from_round, nobody=True)


def all_failed(statuses: Iterable[str]) -> bool:
    """Whether every alert of a step is known not to arrive; then its deadline counts as passed at once.

    One that may still arrive, or arrived perhaps, keeps its deadline. No alert at all is a failed one.

    Args:
        statuses: the alerts' states as the outbox or the provider names them.
    """
    return all(status in _FAILED for status in statuses)


def _available(people: People, accused: tuple[str, ...]) -> People:
    hidden = hidden_from(accused)
    barred = {p.officer_id for p in people if p.queue in hidden or is_hidden_unit(p.unit, accused)}
    return tuple(p for p in people if p.reachable and p.officer_id not in barred)


def _officers(step: Step, available: People, queue: Queue) -> tuple[str, ...]:
    woken: list[OnCall] = []
    if ON_DUTY in step.roles:
        # Whoever is on the roster is on duty, whatever else they are. An empty roster is no reason to sleep.
        on_shift = [p for p in available if p.on_shift]
        woken += on_shift or [p for p in available if p.role == ON_DUTY]
    leaders = [p for p in available if p.role in step.roles and p.role in QUEUE_ROLES]
    # A sub-task-force without a leader who can be reached: any of the others', who knows whom to call.
    woken += [p for p in leaders if p.queue is queue] or leaders
    woken += [p for p in available if p.role in step.roles and p.role not in QUEUE_ROLES | {ON_DUTY}]
    return tuple(dict.fromkeys(p.officer_id for p in woken))
