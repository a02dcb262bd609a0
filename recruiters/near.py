"""Finds names that look or sound like another: typing errors, old spelling, words lost, added or joined.

What it finds is never "the same": a customer's slip and a swindler's one letter more cannot be told apart.
"""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from heapq import nlargest
from math import log

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from recruiters.keys import initials_of, sound_key, words_of

LEAST = 0.72
"""From which likeness on a name is worth showing."""
_GRAM = 3
#: Entries of the index that one search looks at: what a million names may cost.
_MOST_ENTRIES = 60_000
_FEWEST_GRAMS = 4
#: Names whose letters are compared, and those among them whose words are.
_COMPARED = 80
_WEIGHED = 8
#: From which likeness on two words are the same one with a slip.
_SLIP = 0.7
_LONGEST = 80
_INITIALS = range(2, 8)


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A name that is like another.

    Args:
        number: of its company.
        score: 0 to 1.
        differs: words that stand in one of the two only, as asked and as listed.
    """

    number: int
    score: float
    differs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A name as it is compared: its words, and how each sounds."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def plain(self) -> str:
        return "".join(self.words)

    @property
    def sound(self) -> str:
        return "".join(self.sounds)[:_LONGEST]


def _spoken(words: tuple[str, ...]) -> _Spoken:
    return _Spoken(words, tuple(sound_key(word) for word in words))


class NameIndex:
    """Names by the groups of three letters that they sound of."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._words: list[str] = []
        self._sounds: list[str] = []
        self._grams: dict[str, array[int]] = {}
        self._initials: dict[str, array[int]] = {}
        self._spread: Counter[str] = Counter()

    def add(self, number: int, name: str) -> None:
        """Take a name in.

        Args:
            number: of its company.
            name: as the register writes it.
        """
        spoken = _spoken(words_of(name))
        place = len(self._numbers)
        self._numbers.append(number)
        self._words.append(" ".join(spoken.words))
        self._sounds.append(spoken.sound)
        for gram in _grams(spoken.sound):
            self._grams.setdefault(gram, array("I")).append(place)
        self._spread.update(set(spoken.sounds))
        if len(spoken.words) > 1:
            self._initials.setdefault(initials_of(spoken.words), array("I")).append(place)

    def find(self, name: str, *, most: int) -> list[Hit]:
        """The names most like one, each company once, best first.

        Args:
            name: as it was written.
            most: how many at the most.
        """
        asked = _spoken(words_of(name[:_LONGEST]))
        if len(asked.plain) < _INITIALS.start:
            return []
        best: dict[int, tuple[float, float, Hit]] = {}
        for place, alike in self._places(asked).items():
            words = tuple(self._words[place].split())
            score = max(alike, self._shared(asked, _spoken(words)))
            if score < LEAST:
                continue
            close = JaroWinkler.similarity(asked.plain, "".join(words))
            number = self._numbers[place]
            if number not in best or best[number][:2] < (score, close):
                shown = round(min(score, 0.999), 3)
                best[number] = (
                    score,
                    close,
                    Hit(number=number, score=shown, differs=_differs(asked.words, words)),
                )
        return [
            hit for _, _, hit in nlargest(most, best.values(), key=lambda one: (*one[:2], -one[2].number))
        ]

    def _places(self, asked: _Spoken) -> dict[int, float]:
        """Where the likeliest names stand, with how alike the letters are."""
        known = sorted((self._grams[gram] for gram in _grams(asked.sound) if gram in self._grams), key=len)
        votes: Counter[int] = Counter()
        entries = 0
        for count, places in enumerate(known):
            if count >= _FEWEST_GRAMS and entries + len(places) > _MOST_ENTRIES:
                break
            entries += len(places)
            votes.update(places)
        likely = nlargest(_COMPARED, votes, key=votes.__getitem__)
        letters = process.extract(
            asked.sound,
            {place: self._sounds[place] for place in likely},
            scorer=OSA.normalized_similarity,
            processor=None,
            limit=_COMPARED,
        )
        alike = {place: score for _, score, place in letters}
        nearest = list(alike)[:_WEIGHED]
        found = {place: alike[place] for place in dict.fromkeys([*nearest, *likely[:_WEIGHED]])}
        if len(asked.words) == 1 and len(asked.plain) in _INITIALS:
            found.update(dict.fromkeys(self._initials.get(asked.plain, ())[:_WEIGHED], LEAST))
        return found

    def _shared(self, asked: _Spoken, listed: _Spoken) -> float:
        """The part of both names that is common, each word counted by how rare it is: "Jaya" says little."""
        pairs = _paired(asked.sounds, listed.sounds)
        common = sum(alike * (self._weight(one) + self._weight(other)) for one, other, alike in pairs)
        total = sum(self._weight(word) for word in (*asked.sounds, *listed.sounds))
        return common / total if total else 0.0

    def _weight(self, sound: str) -> float:
        return log(1 + len(self._words) / (1 + self._spread.get(sound, 0))) + 0.2


def _grams(sound: str) -> set[str]:
    padded = f"^{sound}$"
    return {padded[start : start + _GRAM] for start in range(len(padded) - _GRAM + 1)}


def _paired(asked: tuple[str, ...], listed: tuple[str, ...]) -> list[tuple[str, str, float]]:
    """Words of two names that are the same or a slip apart, each used once."""
    left, pairs = list(listed), []
    for word in asked:
        alike = [(OSA.normalized_similarity(word, other), other) for other in left]
        score, other = max(alike, default=(0.0, ""))
        if score >= _SLIP:
            pairs.append((word, other, score))
            left.remove(other)
    return pairs


def _differs(asked: tuple[str, ...], listed: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The words in which two names differ, as asked and as listed."""
    if "".join(asked) == "".join(listed):
        return ()
    pairs = _paired(asked, listed)
    changed = [(one, other) for one, other, _ in pairs if one != other]
    more = [word for word in asked if word not in {one for one, _, _ in pairs}]
    less = [word for word in listed if word not in {other for _, other, _ in pairs}]
    longest = max(len(more), len(less))
    more += [""] * (longest - len(more))
    less += [""] * (longest - len(less))
    return (*changed, *zip(more, less, strict=True))
