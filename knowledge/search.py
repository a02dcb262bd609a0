"""Finds the topic that a question is about, offers a few when unsure, and refuses rather than guesses.

A question is weighed against every form that a topic's file lists (naive Bayes over letters, stems and kinds
of things). Nothing is trained: what the task force writes into a file counts from the next start on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from math import exp, log, sqrt
from typing import Literal

from knowledge.features import WEIGHTS, features
from knowledge.topics import Topics
from language import Lexicon

Outcome = Literal["answered", "unsure", "refused"]

ELSEWHERE = "luar-topik"
"""The topic whose questions are none of ours."""
ANSWER_FROM = 0.5
"""Likelihood from which the best topic is the answer; below it the person is asked."""
REFUSE_FROM = 0.2
"""Likelihood from which a question is none of ours."""
VAGUE_BELOW = 0.23
"""Likelihood of the best topic below which being none of ours is the better guess if it comes second."""
FAMILIAR_FROM = 0.3
"""The part of a question that any form must have: a text of which nothing is known is none of ours."""
OFFERED = 3
#: What a feature counts that a topic never had; and how sharply likelihoods part: features of one question
#: repeat one another, so a question with four times as many tells only twice as much.
_SMOOTH = 0.02
_CALM = 3.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A topic that a question may be about.

    Args:
        slug: the topic.
        score: how likely it is, 0 to 1.
    """

    slug: str
    score: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """What a search found.

    Args:
        outcome: `answered` if the first topic is the answer, `unsure` if the person should choose, `refused`
            if the question is none of ours.
        topics: best first, at most three; empty if refused.
    """

    outcome: Outcome
    topics: tuple[Hit, ...]


class Search:
    """Weighs questions against the forms that each topic lists.

    Args:
        topics: what can be answered.
        lexicon: splits words and knows what kinds of things they stand for.
    """

    def __init__(self, topics: Topics, lexicon: Lexicon) -> None:
        self.topics = topics
        self._lexicon = lexicon
        forms = [
            (slug, features(form, topics.words, lexicon))
            for slug, topic in topics.items()
            for form in (*topic.questions, topic.titles.id, topic.titles.en)
        ]
        spread = Counter(feature for _, found in forms for feature in found)
        # What few forms have says more than what many have.
        self._rarity = {
            feature: WEIGHTS[feature[0]] * log((len(forms) + 1) / (count + 0.5))
            for feature, count in spread.items()
        }
        totals: Counter[str] = Counter()
        counts: dict[str, dict[str, float]] = {}
        for slug, found in forms:
            for feature in found:
                weight = self._rarity[feature]
                totals[slug] += weight  # type: ignore[assignment]
                by_topic = counts.setdefault(feature, {})
                by_topic[slug] = by_topic.get(slug, 0.0) + weight
        self._floors = {slug: log(_SMOOTH / (totals[slug] + _SMOOTH * len(spread))) for slug in topics}
        # What a topic gains over its floor by having a feature at all.
        self._gains = {
            feature: {
                slug: WEIGHTS[feature[0]] * log((count + _SMOOTH) / _SMOOTH) for slug, count in by.items()
            }
            for feature, by in counts.items()
        }

    def find(self, question: str) -> Match:
        """The topics that a question may be about.

        Args:
            question: as the person wrote it; anything, of any length.
        """
        found = features(question, self.topics.words, self._lexicon)
        known = [feature for feature in found if feature in self._gains]
        likely = self._likelihoods(known)
        elsewhere = likely.pop(ELSEWHERE, 0.0)
        best = tuple(
            Hit(slug=slug, score=round(likely[slug], 4))
            for slug in nlargest(OFFERED, likely, key=likely.__getitem__)
        )
        vague = best[0].score < VAGUE_BELOW and elsewhere > best[1].score
        if vague or elsewhere >= REFUSE_FROM or self._familiar(found) < FAMILIAR_FROM:
            return Match(outcome="refused", topics=())
        return Match(outcome="answered" if best[0].score >= ANSWER_FROM else "unsure", topics=best)

    def _likelihoods(self, known: list[str]) -> dict[str, float]:
        weight = sum(WEIGHTS[feature[0]] for feature in known)
        scores = {slug: floor * weight for slug, floor in self._floors.items()}
        for feature in known:
            for slug, gain in self._gains[feature].items():
                scores[slug] += gain
        highest, calm = max(scores.values()), _CALM * sqrt(max(weight, 1.0))
        shares = {slug: exp((score - highest) / calm) for slug, score in scores.items()}
        total = sum(shares.values())
        return {slug: share / total for slug, share in shares.items()}

    def _familiar(self, found: frozenset[str]) -> float:
        """The part of a question's words that any form has."""
        words = [feature for feature in found if feature[0] == "w"]
        return sum(word in self._gains for word in words) / len(words) if words else 0.0
