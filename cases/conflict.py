"""Conflict of interest: does a text accuse somebody who might otherwise receive the case?

Guidelines demand that a report naming an officer, a village head or a member of the task force stays away
from that unit. A report about the police that lands on the desk of the accused can cost the person who wrote
it everything; one that goes to the secretariat by mistake costs a human one press of a button. So in doubt a
mention is flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from cases.accusations import (
    ACTING,
    ACTORS,
    BEFORE,
    CARRYING,
    CLAUSE_ENDS,
    ESCORTED,
    FILLERS,
    HELPERS,
    HIDES,
    IDENTITIES,
    ILLICIT_ROADS,
    LINKS,
    NEGATIONS,
    RESCUE,
    STANDALONE,
    TURNS,
    UNITS,
    UNKNOWN_OFFICIAL,
)
from cases.signs import OFFICIAL_SIGN
from language.reading import Queue, Signal

_WINDOW: Final = 8  # words after a mention in which a deed is its own
_REACH: Final = (
    120  # characters looked at on each side, so that a flood of words costs no more than its length
)
_NEAR: Final = 4  # words before a mention that say how it is meant


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(longest_first) + r")\b")


_UNIT: Final = {unit: _any_of(names) for unit, names in UNITS.items()}
# "tetangga kami polisi, dia kirim gadis": the pronoun carries the thought over the comma.
_CARRIED_ON: Final = re.compile(r"[,.;]\s*(?=(?:dia|mereka|ia|beliau|orangnya|he|she|they)\b)")
_CLAUSE_END: Final = re.compile(r"[.;,!?:\n()\"]+|\b(?:" + "|".join(CLAUSE_ENDS) + r")\b")
_ACTING: Final = _any_of(ACTING)
_CARRYING: Final = _any_of(CARRYING)
_BEFORE: Final = re.compile(r"\b(?:" + "|".join(BEFORE) + r")(?: (?:" + "|".join(FILLERS) + r"))*$")
_IDENTITY: Final = re.compile(r"\b(?:" + "|".join(IDENTITIES) + r")(?: (?:" + "|".join(LINKS) + r")){0,4}$")
_HELPER: Final = re.compile(r"\b(?:" + "|".join(HELPERS) + r")(?: (?:" + "|".join(FILLERS) + r"))*$")
_OKNUM: Final = re.compile(r"\boknum(?: (?:" + "|".join(FILLERS) + r")){0,2}$")
_ESCORTED: Final = re.compile(r"\b(?:" + "|".join(ESCORTED) + r")(?: (?:" + "|".join(FILLERS) + r"))*$")
_ILLICIT_ROAD: Final = _any_of(ILLICIT_ROADS)
_TURN: Final = _any_of(TURNS)
_RESCUE: Final = _any_of(RESCUE)
_NEGATION: Final = re.compile(r"\b(?:" + "|".join(NEGATIONS) + r")(?: (?:ikut|ada|pernah|di))?$")
_ACTOR: Final = re.compile(r"(?<!\bdan )(?<!\bsama )(?<!\bdengan )(?<!\bbersama )" + _any_of(ACTORS).pattern)
_STANDALONE: Final = _any_of(STANDALONE)
_SPACE: Final = re.compile(r"[^\S\n]+")


def accused_units(text: str, *, signals: Iterable[Signal] = ()) -> tuple[str, ...]:
    """The units that a text accuses, or () where none is; a mention as helper ("sudah lapor polisi") is none.

    Args:
        text: what the person wrote.
        signals: signs found in it; T32 alone means an official whose unit nobody named.

    Returns:
        Keys of `cases.accusations.UNITS` in the order of the table, or `("pejabat",)` for an official of no
        named unit. It is a suspicion for a human to confirm or to take back.
    """
    clauses = [
        _SPACE.sub(" ", clause).strip() for clause in _CLAUSE_END.split(_CARRIED_ON.sub(" ", text.casefold()))
    ]
    found = {unit for clause in clauses for unit, names in _UNIT.items() if _accuses(clause, names)}
    named = tuple(unit for unit in UNITS if unit in found)
    if named:
        return named
    vague = any(_bare(clause) for clause in clauses) or any(s.code == OFFICIAL_SIGN for s in signals)
    return (UNKNOWN_OFFICIAL,) if vague else ()


def hidden_from(units: Iterable[str]) -> frozenset[Queue]:
    """The queues that must not see a case accusing these units; an unknown key hides it from nobody.

    Args:
        units: keys as `accused_units` gives them.
    """
    return frozenset(queue for unit in units for queue in HIDES.get(unit, frozenset()))


def is_hidden_unit(unit: str, accused: Iterable[str]) -> bool:
    """Whether an officer of `unit` belongs to an accused unit; `dinas` covers `dinas_sosial` and so on."""
    return bool(unit) and any(unit == key or unit.startswith(f"{key}_") for key in accused)


def _accuses(clause: str, names: re.Pattern[str]) -> bool:
    return any(
        _accused_here(
            clause[max(0, mention.start() - _REACH) : mention.start()].rstrip(),
            clause[mention.end() : mention.end() + _REACH].lstrip(),
        )
        for mention in names.finditer(clause)
    )


def _accused_here(before: str, after: str) -> bool:
    """Whether one mention, seen with the words before and after it, is an accusation."""
    if _OKNUM.search(before):
        return True
    if _NEGATION.search(before):
        return False
    if _BEFORE.search(before) or _IDENTITY.search(before):
        return True
    window = " ".join(after.split()[:_WINDOW])
    if _ESCORTED.search(before):
        return _ILLICIT_ROAD.search(window) is not None
    if _HELPER.search(" ".join(before.split()[-_NEAR:])):
        # "lapor polisi malah dimintai uang": the helper turned out to be one of them.
        turn = _TURN.search(window)
        return turn is not None and _does(window[turn.end() :].lstrip())
    return _does(window)


def _does(window: str) -> bool:
    """Whether the words after a mention tell of a deed of the one mentioned."""
    deed = _ACTING.search(window)
    if deed and not _disowned(window[: deed.start()].rstrip()):
        return True
    carried = _CARRYING.search(window)
    return bool(carried and not _disowned(window[: carried.start()].rstrip()) and not _RESCUE.search(window))


def _disowned(between: str) -> bool:
    """Whether the words between mention and deed give the deed to somebody else, or deny it."""
    return bool(_NEGATION.search(between) or _ACTOR.search(between))


def _bare(clause: str) -> bool:
    return any(not _NEGATION.search(clause[: m.start()].rstrip()) for m in _STANDALONE.finditer(clause))
