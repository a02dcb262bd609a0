"""Fits the linear model and chooses the thresholds that it is used with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from language.evaluation.rows import Labelled
from language.model.weights import dump
from language.reading import Intent, Queue
from training.corpus import answer
from training.matrix import RARITY_POWER, Vocabulary

#: Inverse strength of the regularisation, chosen on batches that the model had not seen.
_LOOSENESS = 40.0
_STEPS = 600
_FOLDS = 5
#: Share of the development messages in immediate danger that the model must find, and send to a human, alone.
_FOUND = 0.975
_LOOKED_AT = 0.99


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Two linear models over one vocabulary: what a message is, and which queue owns a report."""

    vocabulary: Vocabulary
    kinds: LogisticRegression
    owners: LogisticRegression

    def likelihood(self, found: Sequence[frozenset[int]], name: str) -> np.ndarray:
        """How likely one answer is for each message.

        Args:
            found: the features of each message.
            name: the answer, such as `urgency:kritis`.
        """
        table = self.kinds.predict_proba(self.vocabulary.matrix(found))
        return np.asarray(table[:, list(self.kinds.classes_).index(name)])

    def save(self, path: Path, about: dict[str, float | str]) -> None:
        """Write the weights in the form that the hotline loads."""
        dump(
            path,
            answers=[*self.kinds.classes_, *(f"queue:{queue}" for queue in self.owners.classes_)],
            biases=[*self.kinds.intercept_, *self.owners.intercept_],
            numbers=list(self.vocabulary.places),
            weights=np.hstack([self.kinds.coef_.T, self.owners.coef_.T]).tolist(),
            rarity=self.vocabulary.rarity.tolist(),
            power=RARITY_POWER,
            about=about,
        )


def fit(rows: Sequence[Labelled], found: Sequence[frozenset[int]]) -> Fitted:
    """Learn from messages.

    Args:
        rows: the messages with their labels.
        found: the features of each.
    """
    vocabulary = Vocabulary.of(found)
    matrix = vocabulary.matrix(found)
    kinds = LogisticRegression(C=_LOOSENESS, max_iter=_STEPS, class_weight="balanced")
    kinds.fit(matrix, [answer(row) for row in rows])
    reports = [index for index, row in enumerate(rows) if row.intent is Intent.LAPOR and row.queues]
    owners = LogisticRegression(C=_LOOSENESS, max_iter=_STEPS, class_weight="balanced")
    owners.fit(matrix[reports], [Queue(rows[index].queues[0]).value for index in reports])
    return Fitted(vocabulary=vocabulary, kinds=kinds, owners=owners)


def unseen(
    rows: Sequence[Labelled], found: Sequence[frozenset[int]], groups: Sequence[str]
) -> tuple[np.ndarray, list[str]]:
    """What models that have not seen a message's group say of it: likelihoods by answer, and the answers.

    Args:
        rows: the messages with their labels.
        found: the features of each.
        groups: what must not stand on both sides, such as the batch of each.
    """
    answers = sorted({answer(row) for row in rows})
    table = np.zeros((len(rows), len(answers)))
    folds = GroupKFold(n_splits=min(_FOLDS, len(set(groups))))
    for known, held in folds.split(np.zeros(len(rows)), groups=list(groups)):
        vocabulary = Vocabulary.of([found[index] for index in known])
        model = LogisticRegression(C=_LOOSENESS, max_iter=_STEPS, class_weight="balanced")
        model.fit(
            vocabulary.matrix([found[index] for index in known]), [answer(rows[index]) for index in known]
        )
        places = [answers.index(name) for name in model.classes_]
        table[np.ix_(held, places)] = model.predict_proba(vocabulary.matrix([found[index] for index in held]))
    return table, answers


def thresholds(danger: np.ndarray, is_kritis: np.ndarray) -> dict[str, float | str]:
    """From which likelihood on a message is `kritis`, and from which a human looks.

    Args:
        danger: likelihood of `kritis` of messages that the model has not learnt from.
        is_kritis: which of them are.
    """
    of_those = np.sort(danger[is_kritis])
    return {
        "kritis": round(float(of_those[int((1 - _FOUND) * len(of_those))]), 3),
        "unsure": round(float(of_those[int((1 - _LOOKED_AT) * len(of_those))]), 3),
    }
