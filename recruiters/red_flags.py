"""Eight warning signs of an offer, answered by numbers; never do they say that an offer is genuine.

Source: domain facts, signs T11, T16, T17, T20, T24-T27, T29, T30, and section 2.3 on "all costs paid".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

FLAGS = 8
#: By themselves a reason not to go: a visa that allows no work, papers kept, a back road or a lie.
_GRAVE = frozenset({2, 4, 7})
#: A right and a lure alike: never counted alone.
_COSTS = 8
_MANY = 2
_NONE = re.compile(
    r"\b(?:tidak|tdk|gak|ga|gk|nggak|ngga|nda|ndak|daan|sik|tak|none|no|nothing|kosong|nol)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")

Outcome = Literal["many", "some", "costs", "none", "unread"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RedFlags:
    """What an answer says.

    Args:
        outcome: `many` it is better not to go on; `some` something must be checked first; `costs` only that
            all costs are paid; `none` none of the signs; `unread` the answer could not be read.
        count: how many signs.
    """

    outcome: Outcome
    count: int = 0


def red_flags(answer: str) -> RedFlags:
    """What the numbers in an answer mean ("1, 4 dan 7", "147", "0", "tidak ada").

    Args:
        answer: as the person wrote it.
    """
    digits = _NUMBER.findall(answer[:200])
    # "147" are three signs; a number in which a digit is none of ours is something else.
    numbers = {int(digit) for group in digits for digit in group}
    if not numbers:
        return RedFlags(outcome="none" if _NONE.search(answer) else "unread")
    if not numbers <= set(range(FLAGS + 1)):
        return RedFlags(outcome="unread")
    named = numbers - {0}
    if not named:
        return RedFlags(outcome="none")
    if named == {_COSTS}:
        return RedFlags(outcome="costs", count=1)
    counted = named - {_COSTS}
    many = bool(counted & _GRAVE) or len(counted) >= _MANY
    return RedFlags(outcome="many" if many else "some", count=len(named))
