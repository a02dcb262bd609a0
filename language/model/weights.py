"""What the statistical model has learnt, stored small: one byte a feature and answer."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"SUARMODEL1\n"
_STEP = struct.Struct("<I")
#: Rarity is stored in steps of 1/16, up to a little under 16.
_RARITY_STEPS = 16.0
_BYTE = 127
#: Bits of a feature's number that are not looked at to find the part of the table it must stand in.
_PART = 16


class Rows:
    """Finds the row of a feature among sorted numbers; a dictionary would take ten times the memory.

    Args:
        numbers: the features, smallest first, each once.
    """

    def __init__(self, numbers: array[int]) -> None:
        self._numbers = numbers
        parts = range((1 << 32 - _PART) + 1)
        self._starts = array("I", (bisect_left(numbers, part << _PART) for part in parts))

    def get(self, number: int) -> int | None:
        """The row of a feature, None if the model does not know it.

        Args:
            number: 0 to 2**32 - 1.
        """
        part = number >> _PART
        end = self._starts[part + 1]
        row = bisect_left(self._numbers, number, self._starts[part], end)
        return row if row < end and self._numbers[row] == number else None


class BadWeights(ValueError):
    """The file of weights is missing or broken: run `make train`, or restore it from the repository."""


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A linear model over hashed features.

    Args:
        answers: names of the answers, in the order of the weights.
        biases: what speaks for each answer before a word is read.
        scales: value of one step of each answer's weights.
        rows: feature number to its place in `table` and `rarity`.
        table: weights in steps, one row of `len(answers)` bytes a feature.
        rarity: how rare each feature is, as the factor it is multiplied with.
        about: what it was trained from and how to use it: thresholds, the corpus's checksum.
    """

    answers: tuple[str, ...]
    biases: tuple[float, ...]
    scales: tuple[float, ...]
    rows: Rows
    table: array[int]
    rarity: array[float]
    about: Mapping[str, float | str]


def dump(
    path: Path,
    *,
    answers: Sequence[str],
    biases: Sequence[float],
    numbers: Sequence[int],
    weights: Sequence[Sequence[float]],
    rarity: Sequence[float],
    power: float,
    about: Mapping[str, float | str],
) -> None:
    """Write a trained model.

    Args:
        path: file to write.
        answers: names of the answers.
        biases: one an answer.
        numbers: the features.
        weights: one row a feature, one column an answer.
        rarity: one a feature, below 16.
        power: to which the rarity is taken: the greater, the less do everyday features count.
        about: see `Weights`.
    """
    order = sorted(range(len(numbers)), key=numbers.__getitem__)
    scales = [max(abs(row[column]) for row in weights) / _BYTE for column in range(len(answers))]
    keys = array("I", (numbers[index] for index in order))
    rare = array("B", (min(255, round(rarity[index] * _RARITY_STEPS)) for index in order))
    table = array(
        "b",
        (
            round(value / scale)
            for index in order
            for value, scale in zip(weights[index], scales, strict=True)
        ),
    )
    head = json.dumps(
        {
            "answers": list(answers),
            "biases": [round(value, 6) for value in biases],
            "scales": scales,
            "features": len(order),
            "power": power,
            "about": dict(about),
        },
        sort_keys=True,
    ).encode()
    body = zlib.compress(keys.tobytes() + rare.tobytes() + table.tobytes(), 9)
    path.write_bytes(_MAGIC + _STEP.pack(len(head)) + head + body)


def load(path: Path) -> Weights:
    """Read a trained model.

    Args:
        path: file that `dump` wrote.

    Raises:
        BadWeights: it cannot be used.
    """
    try:
        raw = path.read_bytes()
        if not raw.startswith(_MAGIC):
            raise BadWeights(f"{path.name} is no model of this version")
        start = len(_MAGIC) + _STEP.size
        (size,) = _STEP.unpack_from(raw, len(_MAGIC))
        head = json.loads(raw[start : start + size])
        body = zlib.decompress(raw[start + size :])
        count, width = int(head["features"]), len(head["answers"])
        if len(body) != count * (4 + 1 + width):
            raise BadWeights(f"{path.name} is cut off")
        keys = array("I")
        keys.frombytes(body[: 4 * count])
        rarity = [(step / _RARITY_STEPS) ** float(head["power"]) for step in range(256)]
        table = array("b")
        table.frombytes(body[5 * count :])
        return Weights(
            answers=tuple(head["answers"]),
            biases=tuple(head["biases"]),
            scales=tuple(head["scales"]),
            rows=Rows(keys),
            table=table,
            rarity=array("f", (rarity[step] for step in body[4 * count : 5 * count])),
            about=head["about"],
        )
    except (OSError, KeyError, ValueError, struct.error, zlib.error) as error:
        if isinstance(error, BadWeights):
            raise
        raise BadWeights(f"{path.name} cannot be read: {error}") from error
