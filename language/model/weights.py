"""What the statistical model has learnt, stored small: one byte a feature and answer."""

from __future__ import annotations

import json
import struct
import zlib
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"SUARMODEL1\n"
_STEP = struct.Struct("<I")
#: Rarity is stored in steps of 1/8, up to a little under 32.
_RARITY_STEPS = 8.0
_BYTE = 127


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
    rows: Mapping[int, int]
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
    about: Mapping[str, float | str],
) -> None:
    """Write a trained model.

    Args:
        path: file to write.
        answers: names of the answers.
        biases: one an answer.
        numbers: the features.
        weights: one row a feature, one column an answer.
        rarity: one a feature.
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
        table = array("b")
        table.frombytes(body[5 * count :])
        return Weights(
            answers=tuple(head["answers"]),
            biases=tuple(head["biases"]),
            scales=tuple(head["scales"]),
            rows={key: index for index, key in enumerate(keys)},
            table=table,
            rarity=array("f", (step / _RARITY_STEPS for step in body[4 * count : 5 * count])),
            about=head["about"],
        )
    except (OSError, KeyError, ValueError, struct.error, zlib.error) as error:
        if isinstance(error, BadWeights):
            raise
        raise BadWeights(f"{path.name} cannot be read: {error}") from error
