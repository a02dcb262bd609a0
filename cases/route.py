"""Who owns a case and who else must know: the triage codebook as code, with the rule that decided named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.answers import NEEDS
from cases.conflict import hidden_from
from cases.facts import CaseFacts, Sighting
from cases.signs import CARE_SIGNS, CHILD_SIGN, SIGNS
from language.reading import Queue, Urgency


@dataclass(frozen=True, kw_only=True)
class Routing:
    """Where a case goes.

    Args:
        owner: the queue that owns it: a staffed one, or the secretariat if none may have it.
        referrals: the other queues that are needed, ranked; each gets its own status. A wanted queue that
            nobody staffs is the first of them, so that it is not forgotten once somebody does.
        rule: which rule chose the wanted owner (`dibaca`, `tanda`, `kebutuhan`, `kritis`, `belum_jelas`,
            `konflik`).
        wanted: the owner that the rule asked for, before staffing was looked at.
        withheld: queues that were needed and do not see the case, because one of theirs is accused.
    """

    owner: Queue
    referrals: tuple[Queue, ...]
    rule: str
    wanted: Queue
    withheld: tuple[Queue, ...] = ()


def route(
    facts: CaseFacts, urgency: Urgency, *, staffed: frozenset[Queue], conflict: Iterable[str] = ()
) -> Routing:
    """Decide who owns a case.

    Args:
        facts: what is known.
        urgency: the case's level, which a human may have changed since it was graded.
        staffed: queues that have at least one officer.
        conflict: accused units (`cases.conflict.accused_units`); empty if there are none or a human said so.
    """
    accused = tuple(conflict)
    hidden = hidden_from(accused)
    ranked, rule = _ranked(facts, urgency)
    needed = _unique([*ranked, *_musts(facts, urgency)])
    if accused:
        # The secretariat leads the case (task force founding text, art. 9) until a human has looked at it.
        rule, needed = "konflik", _unique([Queue.SEKRETARIAT, *needed])
    wanted = needed[0]
    allowed = [queue for queue in needed if queue not in hidden]
    owner = _staffed_owner(wanted, staffed - hidden)
    return Routing(
        owner=owner,
        referrals=tuple(queue for queue in allowed if queue is not owner),
        rule=rule,
        wanted=wanted,
        withheld=tuple(queue for queue in needed if queue in hidden),
    )


def _staffed_owner(wanted: Queue, staffed: frozenset[Queue]) -> Queue:
    chain = (wanted, Queue.HUKUM, Queue.SEKRETARIAT, *Queue)
    return next((queue for queue in chain if queue in staffed), Queue.SEKRETARIAT)


def _ranked(facts: CaseFacts, urgency: Urgency) -> tuple[list[Queue], str]:
    """Queues by the first rule that speaks, the owner first."""
    read, read_urgency = _as_read(facts.sightings)
    strong = _of_signs(facts, at_least=Urgency.TINGGI)
    any_signs = _of_signs(facts, at_least=Urgency.SEDANG)
    needs = _of_needs(facts)
    if urgency is Urgency.KRITIS and not (read and read_urgency is Urgency.KRITIS):
        # What no single text told becomes police work first: rescue before everything else.
        return [Queue.HUKUM, *read, *strong, *needs], "kritis"
    if read and not (read[0] is Queue.PENCEGAHAN and needs):
        return [*read, *needs], "dibaca"
    if read:
        # A warning whose sender asks for more than a warning: the need names the owner.
        return [*needs, *read], "kebutuhan"
    if strong and not needs:
        return strong, "tanda"
    if strong:
        # Nobody goes home while somebody still holds their papers or is after them.
        held = [queue for queue in strong if queue is Queue.HUKUM]
        return [*held, *needs, *strong], "tanda" if held else "kebutuhan"
    if needs:
        return [*needs, *any_signs], "kebutuhan"
    if any_signs or facts.child:
        return any_signs or [Queue.PENCEGAHAN, Queue.HUKUM], "tanda"
    unclear = Queue.HUKUM if urgency is Urgency.TINGGI else Queue.SEKRETARIAT
    return [unclear], "belum_jelas"


def _musts(facts: CaseFacts, urgency: Urgency) -> list[Queue]:
    """Who must know whoever owns it (triage codebook, last paragraph of "queue")."""
    musts = [Queue.HUKUM] if urgency is Urgency.KRITIS else []
    if any(
        signal.code in CARE_SIGNS and sighting.concerns_somebody
        for sighting in facts.sightings
        for signal in sighting.signals
    ):
        musts.append(Queue.KESEHATAN)
    if facts.child:
        musts.append(Queue.PENCEGAHAN)
    if facts.abroad:
        musts.append(Queue.SOSIAL)
    return musts


def _as_read(sightings: tuple[Sighting, ...]) -> tuple[list[Queue], Urgency]:
    """Queues as the texts named them, the gravest text's first, with that text's urgency."""
    named = sorted((s for s in sightings if s.queues), key=lambda s: -s.urgency.rank)
    return (
        _unique([queue for sighting in named for queue in sighting.queues]),
        named[0].urgency if named else Urgency.RENDAH,
    )


def _of_signs(facts: CaseFacts, *, at_least: Urgency) -> list[Queue]:
    """Queues of the signs from a level on, gravest first; the child is a circumstance (see `_musts`)."""
    weighed = sorted(
        (
            (sighting.weight(signal), signal.code)
            for sighting in facts.sightings
            for signal in sighting.signals
            if signal.code in SIGNS and signal.code != CHILD_SIGN
        ),
        key=lambda pair: -pair[0].rank,
    )
    return _unique(
        [queue for weight, code in weighed if weight.rank >= at_least.rank for queue in SIGNS[code].queues]
    )


def _of_needs(facts: CaseFacts) -> list[Queue]:
    told = facts.told
    return _unique([queue for fact, queue in NEEDS.items() if fact in told])


def _unique(queues: Iterable[Queue]) -> list[Queue]:
    return list(dict.fromkeys(queues))
