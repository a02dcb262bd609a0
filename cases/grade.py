"""How fast a human must act: the maximum of what was answered and what was read, with every reason named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from cases.answers import NEEDS, Fact
from cases.facts import CaseFacts, Sighting
from cases.signs import CHILD_SIGN, SIGNS
from language.reading import Urgency


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One reason for a grade.

    Args:
        code: a sign's code or one of `cases.signs.OTHER_LABELS`.
        level: the urgency that this reason alone asks for.
        words: the sender's words that meant it; sealed with the case and never in an alert.
    """

    code: str
    level: Urgency
    words: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Grade:
    """How fast a human must act, and why.

    Args:
        urgency: the highest level any reason asks for.
        reasons: one per code, gravest first.
    """

    urgency: Urgency
    reasons: tuple[Reason, ...] = ()


# What a closed answer asks for by itself. Not knowing whether there is danger today, or not being safe while
# writing, is not calm: in doubt between two levels the higher one (triage codebook, rule 5).
_ANSWERED: Final[Mapping[Fact, tuple[str, Urgency]]] = MappingProxyType(
    {
        Fact.DANGER: ("bahaya_hari_ini", Urgency.KRITIS),
        Fact.DANGER_UNCLEAR: ("bahaya_belum_jelas", Urgency.TINGGI),
        Fact.UNSAFE: ("tidak_aman", Urgency.TINGGI),
        Fact.MOVING: ("dalam_perjalanan", Urgency.TINGGI),
    }
)
_HIGHER: Final[Mapping[Urgency, Urgency]] = MappingProxyType(
    {
        Urgency.RENDAH: Urgency.RENDAH,  # what concerns nobody does not concern a child either
        Urgency.SEDANG: Urgency.TINGGI,
        Urgency.TINGGI: Urgency.KRITIS,
        Urgency.KRITIS: Urgency.KRITIS,
    }
)


def raise_to(current: Urgency, proposed: Urgency) -> Urgency:
    """The level after a machine proposed one: never below the current, only a human may lower it."""
    return current.at_least(proposed)


def grade(facts: CaseFacts, *, pairs: bool = True) -> Grade:
    """Grade a case from all that is known of it; more signs never give less.

    Args:
        facts: what is known.
        pairs: whether two strong signs of different kinds count as immediate danger for somebody abroad,
            about to cross, or a child (domain facts, section 4.2: a proposal, which a task force may refuse).
    """
    found = [*_read(facts), *_answered(facts)]
    found += _child(facts, found)
    if pairs:
        found += _pairs(facts)
    reasons = _merged(found)
    return Grade(urgency=reasons[0].level if reasons else Urgency.RENDAH, reasons=reasons)


def _read(facts: CaseFacts) -> list[Reason]:
    reasons = []
    for sighting in facts.sightings:
        reasons += [
            Reason(code=signal.code, level=sighting.weight(signal), words=signal.words)
            for signal in sighting.signals
        ]
        if sighting.urgency is not Urgency.RENDAH:
            reasons.append(Reason(code="dibaca", level=sighting.urgency))
        if sighting.unsure:
            reasons.append(Reason(code="ragu", level=Urgency.SEDANG))
    return reasons


def _answered(facts: CaseFacts) -> list[Reason]:
    told = facts.told
    reasons = [Reason(code=code, level=level) for fact, (code, level) in _ANSWERED.items() if fact in told]
    if Fact.NEED_RESCUE in told:
        # Who cannot get out is in danger unless the same person said that today holds none.
        calm = Fact.NO_DANGER in told and not told & {Fact.DANGER, Fact.DANGER_UNCLEAR}
        reasons.append(Reason(code="perlu_keluar", level=Urgency.TINGGI if calm else Urgency.KRITIS))
    if told & {Fact.NEED_HOME, Fact.NEED_SHELTER} and facts.abroad:
        reasons.append(Reason(code="perlu_pulang", level=Urgency.TINGGI))  # stranded
    if told & (frozenset(NEEDS) - {Fact.NEED_INFO}):
        reasons.append(Reason(code="perlu_bantuan", level=Urgency.SEDANG))
    if facts.story_told:
        reasons.append(Reason(code="laporan", level=Urgency.SEDANG))
    return reasons


def _child(facts: CaseFacts, found: Iterable[Reason]) -> list[Reason]:
    """A child raises by one level whatever concerns recruitment or exploitation (triage codebook, rule 4).

    The child itself is a circumstance and no concern of its own, else every child would be counted twice. A
    story in which nothing was understood is raised too: a voice note of a child being taken holds no words
    for us.
    """
    if facts.child is not True:
        return []
    concerns = [_concern(reason) for reason in found if _is_concern(reason)]
    reasons = [Reason(code="anak", level=_HIGHER[level]) for level in concerns]
    on_the_way = facts.abroad is True or facts.crossing
    if on_the_way and any(level.rank >= Urgency.SEDANG.rank for level in concerns):
        reasons.append(Reason(code="anak_di_jalan", level=Urgency.KRITIS))
    return reasons


def _is_concern(reason: Reason) -> bool:
    if reason.code in {CHILD_SIGN, "dibaca", "ragu", "perlu_bantuan"}:
        return False  # "dibaca" repeats its signs; a request for a service is no exploitation
    return reason.level is not Urgency.RENDAH


def _concern(reason: Reason) -> Urgency:
    sign = SIGNS.get(reason.code)
    offer_only = sign is not None and sign.offer and reason.level is Urgency.TINGGI
    return Urgency.SEDANG if offer_only else reason.level


def _pairs(facts: CaseFacts) -> list[Reason]:
    if not (facts.abroad is True or facts.child is True or facts.crossing):
        return []
    groups = {group for sighting in facts.sightings for group in _strong_groups(sighting)}
    return [Reason(code="dua_tanda", level=Urgency.KRITIS)] if len(groups) >= 2 else []


def _strong_groups(sighting: Sighting) -> set[str]:
    return {
        SIGNS[signal.code].group
        for signal in sighting.signals
        if signal.code in SIGNS
        and signal.code != CHILD_SIGN
        and sighting.weight(signal).rank >= Urgency.TINGGI.rank
    }


def _merged(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """One reason per code with its highest level and all its words; gravest first, then as they came."""
    by_code: dict[str, Reason] = {}
    for reason in found:
        seen = by_code.get(reason.code)
        by_code[reason.code] = (
            reason
            if seen is None
            else Reason(
                code=reason.code,
                level=seen.level.at_least(reason.level),
                words=tuple(dict.fromkeys((*seen.words, *reason.words))),
            )
        )
    return tuple(sorted(by_code.values(), key=lambda reason: -reason.level.rank))
