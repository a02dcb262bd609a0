"""Messages as a matrix: one row a message, one column a feature."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from scipy.sparse import csr_matrix, diags

_FEWEST = 2
#: Rare features tell more than their share: chosen on the development messages, among 0.5 to 3.
RARITY_POWER = 2.5


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """The features worth knowing, with how rare each is.

    Args:
        places: feature number to its column.
        rarity: one a column, from 1 (in every message) up; taken to `RARITY_POWER` it is the column's factor.
    """

    places: dict[int, int]
    rarity: np.ndarray

    @classmethod
    def of(cls, found: Sequence[frozenset[int]]) -> Vocabulary:
        """Those that more than one message has."""
        counts = Counter(number for numbers in found for number in numbers)
        known = sorted(number for number, count in counts.items() if count >= _FEWEST)
        shares = (log((1 + len(found)) / (1 + counts[number])) + 1 for number in known)
        rarity = np.array(list(shares))
        return cls(places={number: place for place, number in enumerate(known)}, rarity=rarity)

    def matrix(self, found: Sequence[frozenset[int]]) -> csr_matrix:
        """One row of length one a message."""
        ends, columns = [0], []
        for numbers in found:
            columns += [self.places[number] for number in numbers if number in self.places]
            ends.append(len(columns))
        plain = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(found), len(self.places)))
        weighed = plain @ diags(self.rarity**RARITY_POWER)
        lengths = np.sqrt(weighed.multiply(weighed).sum(axis=1)).A1
        lengths[lengths == 0] = 1.0
        return csr_matrix(diags(1 / lengths) @ weighed)
