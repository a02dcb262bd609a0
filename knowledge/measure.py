"""How well questions find their topic, measured on labelled ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.search import Match


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question with its label and what was found.

    Args:
        question: as it was written.
        topics: slugs that a careful reader accepts, the best first; empty for a question not ours.
        match: what the search found.
    """

    question: str
    topics: tuple[str, ...]
    match: Match

    @property
    def is_first(self) -> bool:
        """Whether the first topic is right and the question was not refused."""
        return self.match.outcome != "refused" and self.match.topics[0].slug in self.topics

    @property
    def is_wrong_answer(self) -> bool:
        """Whether an answer was given, and a wrong one."""
        return self.match.outcome == "answered" and self.match.topics[0].slug not in self.topics


@dataclass(frozen=True, kw_only=True, slots=True)
class Figures:
    """What was measured; shares from 0 to 1, None where nothing could be counted.

    Args:
        questions: how many of ours.
        elsewhere: how many that are none of ours.
        first: right topic first.
        among_three: right topic among the three.
        refused: refused, of those that are none of ours.
        wrong: wrong answers, of all that were answered.
        answered: answered at once, of ours.
    """

    questions: int
    elsewhere: int
    first: float | None
    among_three: float | None
    refused: float | None
    wrong: float | None
    answered: float | None


def measure(asked: Iterable[Asked]) -> Figures:
    """Count.

    Args:
        asked: labelled questions with what was found.
    """
    rows = list(asked)
    ours = [row for row in rows if row.topics]
    others = [row for row in rows if not row.topics]
    answered = [row for row in rows if row.match.outcome == "answered"]
    return Figures(
        questions=len(ours),
        elsewhere=len(others),
        first=_share(row.is_first for row in ours),
        among_three=_share(
            row.match.outcome != "refused" and any(hit.slug in row.topics for hit in row.match.topics)
            for row in ours
        ),
        refused=_share(row.match.outcome == "refused" for row in others),
        wrong=_share(row.is_wrong_answer for row in answered),
        answered=_share(row.match.outcome == "answered" for row in ours),
    )


def _share(outcomes: Iterable[bool]) -> float | None:
    known = list(outcomes)
    return sum(known) / len(known) if known else None
