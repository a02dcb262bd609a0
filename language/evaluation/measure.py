"""The figures of an evaluation, each a share with its 95 % interval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from language.evaluation.rows import Labelled
from language.reading import Intent, Reading, Urgency

_Z = 1.96
_FEWEST_OF_A_GROUP = 10


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of how many.

    Args:
        hits: how many.
        of: of how many.
    """

    hits: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0.0 to 1.0; 0.0 of nothing."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end of the 95 % interval (E. B. Wilson, JASA 22, 1927)."""
        if not self.of:
            return (0.0, 1.0)
        share, square = self.value, _Z**2 / self.of
        middle = (share + square / 2) / (1 + square)
        reach = _Z / (1 + square) * sqrt(share * (1 - share) / self.of + square / (4 * self.of))
        return (max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach)))

    @classmethod
    def over(cls, outcomes: Iterable[bool]) -> Share:
        """Count outcomes."""
        known = list(outcomes)
        return cls(hits=sum(known), of=len(known))


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A labelled message and what was read in it.

    Args:
        row: the message with its labels.
        reading: what the reader said.
    """

    row: Labelled
    reading: Reading

    @property
    def found(self) -> Urgency:
        """The level that was read."""
        return self.reading.urgency

    @property
    def level(self) -> Urgency:
        """The level it should have: the one that was read where it is acceptable, else the best."""
        return self.row.level(self.found)

    @property
    def is_kritis(self) -> bool:
        """Whether it must be read as `kritis`."""
        return Urgency.KRITIS in self.row.urgency[:1]

    @property
    def is_right(self) -> bool:
        """Whether the level that was read is acceptable."""
        return self.found in self.row.urgency

    @property
    def distance(self) -> int:
        """How many levels too low (negative) or too high (positive)."""
        return self.found.rank - self.level.rank


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What an evaluation found.

    Args:
        rows: how many messages.
        confusion: number of messages by (right level, level read).
        recall: share found, by level.
        macro_f1: mean of the four levels' F1.
        under: read too low.
        over: read too high.
        kritis_low: `kritis` read as `sedang` or `rendah`.
        ordinary_kritis: messages that have nothing to do with the hotline, read as `kritis`.
        reports_kritis: reports that are not `kritis`, read as `kritis`.
        pairs: contrast pairs with both sides right.
        intent: intents right.
        owner: by queue, its reports with the right owner.
        owner_or_next: by queue, its reports with the right owner among the first two.
        groups: recall of `kritis` by group, of groups that have enough of it.
    """

    rows: int
    confusion: dict[tuple[Urgency, Urgency], int]
    recall: dict[Urgency, Share]
    macro_f1: float
    under: Share
    over: Share
    kritis_low: Share
    ordinary_kritis: Share
    reports_kritis: Share
    pairs: Share
    intent: Share
    owner: dict[str, Share]
    owner_or_next: dict[str, Share]
    groups: dict[str, Share]

    @property
    def worst_group(self) -> tuple[str, Share] | None:
        """The register, language or tag in which `kritis` is found least often."""
        return min(self.groups.items(), key=lambda item: item[1].value, default=None)


def measure(judged: Sequence[Judged]) -> Figures:
    """Compare readings with labels.

    Args:
        judged: labelled messages with what was read in them.
    """
    confusion: dict[tuple[Urgency, Urgency], int] = {}
    for one in judged:
        confusion[one.level, one.found] = confusion.get((one.level, one.found), 0) + 1
    reports = [one for one in judged if one.row.intent is Intent.LAPOR]
    kritis = [one for one in judged if one.is_kritis]
    return Figures(
        rows=len(judged),
        confusion=confusion,
        recall={
            level: Share.over(one.found is level for one in judged if one.level is level) for level in Urgency
        },
        macro_f1=_macro_f1(confusion),
        under=Share.over(one.distance < 0 for one in judged),
        over=Share.over(one.distance > 0 for one in judged),
        kritis_low=Share.over(one.found.rank <= Urgency.SEDANG.rank for one in kritis),
        ordinary_kritis=Share.over(
            one.reading.in_danger for one in judged if one.row.intent is Intent.LAINNYA
        ),
        reports_kritis=Share.over(one.reading.in_danger for one in reports if not one.is_kritis),
        pairs=_pairs(judged),
        intent=Share.over(one.reading.intent is one.row.intent for one in judged),
        owner=_by_owner(reports, lambda one: one.reading.queues[:1] == one.row.queues[:1]),
        owner_or_next=_by_owner(reports, lambda one: one.row.queues[0] in one.reading.queues[:2]),
        groups=_groups(kritis),
    )


def mean(shares: dict[str, Share]) -> float:
    """The mean of several shares, each counted once however many messages stand behind it."""
    return sum(share.value for share in shares.values()) / len(shares) if shares else 0.0


def worst(judged: Sequence[Judged], count: int) -> list[Judged]:
    """The mistakes that matter most: danger missed by the most levels first, then the falsest alarms."""
    wrong = [one for one in judged if not one.is_right]
    return sorted(wrong, key=lambda one: (not one.is_kritis, one.distance > 0, -abs(one.distance)))[:count]


def _macro_f1(confusion: dict[tuple[Urgency, Urgency], int]) -> float:
    known = {level for pair in confusion for level in pair}
    return sum(_f1(confusion, level) for level in known) / len(known) if known else 0.0


def _f1(confusion: dict[tuple[Urgency, Urgency], int], level: Urgency) -> float:
    right = confusion.get((level, level), 0)
    read = sum(count for (_, found), count in confusion.items() if found is level)
    meant = sum(count for (gold, _), count in confusion.items() if gold is level)
    return 2 * right / (read + meant) if read + meant else 0.0


def _pairs(judged: Sequence[Judged]) -> Share:
    sides: dict[str, list[Judged]] = {}
    for one in judged:
        if one.row.pair is not None:
            sides.setdefault(one.row.pair, []).append(one)
    return Share.over(all(one.is_right for one in both) for both in sides.values() if len(both) > 1)


def _by_owner(reports: Sequence[Judged], is_right: Callable[[Judged], bool]) -> dict[str, Share]:
    owners = sorted({one.row.queues[0].value for one in reports if one.row.queues})
    return {
        owner: Share.over(
            is_right(one) for one in reports if one.row.queues and one.row.queues[0].value == owner
        )
        for owner in owners
    }


def _groups(kritis: Sequence[Judged]) -> dict[str, Share]:
    names = sorted({name for one in kritis for name in one.row.groups})
    shares = {
        name: Share.over(one.found is Urgency.KRITIS for one in kritis if name in one.row.groups)
        for name in names
    }
    return {name: share for name, share in shares.items() if share.of >= _FEWEST_OF_A_GROUP}
