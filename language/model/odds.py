"""What the statistical model thinks of a message: how likely each wish, level and owner is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import exp, sqrt
from operator import eq, ne

from language.model.features import features, of_word
from language.model.weights import Weights
from language.reading import Intent, Queue, Urgency
from language.scene import Scene

_LEVEL = "urgency:"
_WISH = "intent:"
_OWNER = "queue:"
#: Sentences with signs that are looked at in turn; more of them are danger enough.
_MOST_PARTS = 3
#: Words of a message that is looked at in parts; a flood is not.
_MOST_WORDS = 250
_MOST_TELLING = 3
#: From which likelihood on a part of a message is danger by itself, whatever else is told beside it.
_CLEAR = 0.65


@dataclass(frozen=True, kw_only=True)
class Odds:
    """Likelihoods, 0.0 to 1.0.

    Args:
        urgency: by level; they add up to one.
        intent: by wish; they add up to one.
        owner: by queue, if the message is a report; they add up to one.
        cry: whether a sentence with a sign in it is clear danger by itself.
    """

    urgency: Mapping[Urgency, float]
    intent: Mapping[Intent, float]
    owner: Mapping[Queue, float]
    cry: bool = False

    @property
    def level(self) -> Urgency:
        """The likeliest level."""
        return max(Urgency, key=lambda level: self.urgency[level])

    @property
    def calm_level(self) -> Urgency:
        """The likeliest level below `kritis`, which has a threshold of its own."""
        return max(list(Urgency)[:-1], key=lambda level: self.urgency[level])

    @property
    def wish(self) -> Intent:
        """The likeliest wish."""
        return max(Intent, key=lambda wish: self.intent[wish])


class Model:
    """The statistical model, ready to judge.

    Args:
        weights: what it has learnt.
    """

    def __init__(self, weights: Weights) -> None:
        self.about = weights.about
        self._weights = weights
        self._width = len(weights.answers)
        self._owners = tuple(
            Queue(name.removeprefix(_OWNER)) for name in weights.answers if name.startswith(_OWNER)
        )
        self._states = tuple(
            (index, *_state(name))
            for index, name in enumerate(weights.answers)
            if not name.startswith(_OWNER)
        )

    def judge(self, scene: Scene) -> Odds:
        """Weigh a message, and with signs in it also its parts.

        A sentence with a sign in it never makes clear danger in the rest look harmless, nor does the rest
        make a clear cry look harmless.

        Args:
            scene: the message, taken apart.
        """
        odds = self._odds(features(scene))
        signs = list(dict.fromkeys(scene.sentence(sign.first) for sign in scene.live))[:_MOST_PARTS]
        if not signs or len(scene.words) > _MOST_WORDS or len({word.sentence for word in scene.words}) == 1:
            return odds
        rest = max(self._danger(scene, partial(ne, sentence)) for sentence in signs)
        alone = max(self._danger(scene, partial(eq, sentence)) for sentence in signs)
        whole = odds.urgency[Urgency.KRITIS]
        return replace(
            odds,
            urgency={**odds.urgency, Urgency.KRITIS: max(whole, rest if rest >= _CLEAR else 0.0)},
            cry=alone >= _CLEAR,
        )

    def _danger(self, scene: Scene, within: Callable[[int], bool]) -> float:
        return self._odds(features(scene, within)).urgency[Urgency.KRITIS]

    def telling(self, scene: Scene, level: Urgency) -> tuple[int, ...]:
        """Indices of the words that speak most for a level, at most three, in the order they stand.

        Args:
            scene: the message, taken apart.
            level: `tinggi` or `kritis`.
        """
        column = self._weights.answers.index(f"{_LEVEL}{level.value}")
        distinct = {word.plain: word for word in scene.words}
        known = {plain: self._weight(of_word(word), column) for plain, word in distinct.items()}
        weight = {index: known[word.plain] for index, word in enumerate(scene.words)}
        best = sorted((index for index in weight if weight[index] > 0), key=lambda index: -weight[index])
        return tuple(sorted(best[:_MOST_TELLING]))

    def _weight(self, found: Iterable[int], column: int) -> float:
        weights = self._weights
        rows = [row for row in map(weights.rows.get, found) if row is not None]
        return sum(weights.rarity[row] * weights.table[row * self._width + column] for row in rows)

    def _odds(self, found: Iterable[int]) -> Odds:
        scores = self._scores(found)
        urgency = dict.fromkeys(Urgency, 0.0)
        intent = dict.fromkeys(Intent, 0.0)
        for (_, wish, level), share in zip(
            self._states, _softmax(scores[index] for index, _, _ in self._states), strict=True
        ):
            urgency[level] += share
            intent[wish] += share
        owners = _softmax(scores[len(self._states) :])
        return Odds(urgency=urgency, intent=intent, owner=dict(zip(self._owners, owners, strict=True)))

    def _scores(self, found: Iterable[int]) -> list[float]:
        weights, width = self._weights, self._width
        rows = [row for row in map(weights.rows.get, found) if row is not None]
        if not rows:
            return list(weights.biases)
        length = sqrt(sum(weights.rarity[row] ** 2 for row in rows))
        table, rarity = weights.table, weights.rarity
        totals = [0.0] * width
        for row in rows:
            factor = rarity[row]
            start = row * width
            for column, step in enumerate(table[start : start + width]):
                totals[column] += factor * step
        return [
            bias + scale * total / length
            for bias, scale, total in zip(weights.biases, weights.scales, totals, strict=True)
        ]


def _state(name: str) -> tuple[Intent, Urgency]:
    """What an answer stands for: "urgency:tinggi" is a report of that level, "intent:tanya" a question."""
    if name.startswith(_LEVEL):
        return Intent.LAPOR, Urgency(name.removeprefix(_LEVEL))
    return Intent(name.removeprefix(_WISH)), Urgency.RENDAH


def _softmax(scores: Iterable[float]) -> list[float]:
    known = list(scores)
    highest = max(known)
    shares = [exp(score - highest) for score in known]
    total = sum(shares)
    return [share / total for share in shares]
