"""Finds the topic that a question is about, offers a few when unsure, and refuses rather than guesses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from knowledge.topics import Topics

Outcome = Literal["answered", "unsure", "refused"]

ANSWER_FROM = 0.62
"""Score from which the best topic is the answer; below it the person is asked."""
ANSWER_STRANGE_FROM = 0.8
"""The same, for a question that also holds a word no topic knows: that word may be what it is about."""
OFFER_FROM = 0.36
"""Score from which a topic is worth offering; below it nothing is."""
AHEAD = 0.08
"""How far the best topic must lie before the next: two topics that fit alike are both offered."""
OFFERED = 3
ELSEWHERE = 6
"""How many unknown words one word of a matter that is not ours counts for."""
WORDS_READ = 30
"""A longer text is a story, not a question; its first words are read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A topic that a question may be about.

    Args:
        slug: the topic.
        score: 0 (nothing in common) to 1 (a known form of the question).
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


@dataclass(frozen=True, kw_only=True, slots=True)
class _Form:
    slug: str
    stems: frozenset[str]
    weight: float


class Search:
    """Compares questions with the forms that each topic lists, word by word and with room for typos.

    Args:
        topics: what can be answered.
    """

    def __init__(self, topics: Topics) -> None:
        self.topics = topics
        stems = {
            slug: [
                frozenset(topics.words.stems(form))
                for form in (*topic.questions, topic.titles.id, topic.titles.en)
            ]
            for slug, topic in topics.items()
        }
        spread = Counter(stem for forms in stems.values() for stem in frozenset().union(*forms))
        # A word that one topic alone uses says more than one that many share.
        self._weights = {stem: 0.5 + log(1 + len(topics) / count) for stem, count in spread.items()}
        self._unknown = 0.5 + log(1 + len(topics) / 2)
        self._vocabulary = tuple(self._weights)
        self._forms = tuple(
            _Form(slug=slug, stems=form, weight=sum(self._weights[stem] for stem in form))
            for slug, forms in stems.items()
            for form in forms
            if form
        )
        self._of_topic = {slug: frozenset().union(*forms) for slug, forms in stems.items()}

    def find(self, question: str) -> Match:
        """The topics that a question may be about.

        Args:
            question: as the person wrote it; anything, of any length.
        """
        asked, foreign = self._read(question)
        if not asked:
            return Match(outcome="refused", topics=())
        weight = sum(self._weights[stem] * trust for stem, trust in asked.items()) + foreign
        best: dict[str, float] = {}
        for form in self._forms:
            shared = sum(self._weights[stem] * trust for stem, trust in asked.items() if stem in form.stems)
            if shared:
                alike = 2 * shared / (weight + form.weight)
                best[form.slug] = max(best.get(form.slug, 0.0), alike)
        hits = sorted(
            (
                Hit(slug=slug, score=round(0.6 * alike + 0.4 * self._covered(slug, asked, weight), 4))
                for slug, alike in best.items()
            ),
            key=lambda hit: (-hit.score, hit.slug),
        )[:OFFERED]
        return _judged(
            tuple(hit for hit in hits if hit.score >= OFFER_FROM),
            answer_from=ANSWER_STRANGE_FROM if foreign else ANSWER_FROM,
        )

    def _covered(self, slug: str, asked: dict[str, float], weight: float) -> float:
        """The part of a question that a topic has words for."""
        own = self._of_topic[slug]
        return sum(self._weights[stem] * trust for stem, trust in asked.items() if stem in own) / weight

    def _read(self, question: str) -> tuple[dict[str, float], float]:
        """The known words of a question with how surely each was read, and the weight of the unknown."""
        asked: dict[str, float] = {}
        foreign = 0.0
        for stem in self.topics.words.stems(question)[:WORDS_READ]:
            if self.topics.words.is_elsewhere(stem):
                foreign += ELSEWHERE * self._unknown
                continue
            known, trust = self._nearest(stem)
            if trust:
                asked[known] = max(trust, asked.get(known, 0.0))
            elif not stem.isdecimal():  # an age or a sum makes no other question of it
                foreign += self._unknown
        return asked, foreign

    def _nearest(self, stem: str) -> tuple[str, float]:
        if stem in self._weights:
            return stem, 1.0
        allowed = 0 if len(stem) < 5 or not stem.isalpha() else 1 if len(stem) < 8 else 2
        if not allowed:
            return stem, 0.0
        found = process.extractOne(
            stem, self._vocabulary, scorer=DamerauLevenshtein.distance, score_cutoff=allowed
        )
        # The first letter is seldom mistyped; words that differ in it ("gaji", "haji") are other words.
        if found is None or found[0][0] != stem[0]:
            return stem, 0.0
        return found[0], 0.85


def _judged(hits: tuple[Hit, ...], *, answer_from: float) -> Match:
    if not hits:
        return Match(outcome="refused", topics=())
    ahead = len(hits) == 1 or hits[0].score - hits[1].score >= AHEAD
    if hits[0].score >= answer_from and ahead:
        return Match(outcome="answered", topics=hits)
    return Match(outcome="unsure", topics=hits)
