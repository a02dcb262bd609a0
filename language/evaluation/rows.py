"""Labelled messages: what a careful reader says of each, by the triage codebook."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from language.reading import Intent, Queue, Urgency

_GROUPS = ("lang", "variety", "register", "noise", "length", "strong", "scenario", "kind")


class BadRow(ValueError):
    """A row cannot be used as a labelled message; the message names its line and what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """One message with its labels.

    Args:
        id: name of the row.
        text: the message as it was written.
        intent: what the sender wants.
        urgency: every level that two careful readers would accept, the best first.
        queues: every owner that they would accept, the best first; empty where no case is opened.
        groups: what the row belongs to, such as `lang=sambas`, `register=sms` or `tag=negation`.
        pair: name of the contrast pair it is one side of, or None.
    """

    id: str
    text: str
    intent: Intent
    urgency: tuple[Urgency, ...]
    queues: tuple[Queue, ...]
    groups: tuple[str, ...] = ()
    pair: str | None = None

    def level(self, found: Urgency) -> Urgency:
        """The level to compare a finding with: the finding itself where it is acceptable."""
        return found if found in self.urgency else self.urgency[0]


def parse(lines: Iterable[str]) -> list[Labelled]:
    """Read labelled messages from JSON lines; blank lines are passed over.

    Args:
        lines: rows with `id`, `text`, `intent`, `urgency` and `queue`; the last two may be a word or a list.

    Raises:
        BadRow: with the number of the first line that cannot be used.
    """
    rows: list[Labelled] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(_row(json.loads(line), number))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BadRow(f"line {number}: {error!r}") from error
    return rows


def _row(row: Mapping[str, Any], number: int) -> Labelled:
    tags = [str(tag) for tag in row.get("tags") or ()]
    pairs = [tag.partition(":")[2] for tag in tags if tag.startswith("pair:")]
    pair = row.get("pair") or (pairs[0] if pairs else None)
    groups = [f"{name}={row[name]}" for name in _GROUPS if row.get(name)]
    groups += [f"tag={tag}" for tag in tags if not tag.startswith("pair:")]
    urgency = tuple(Urgency(level) for level in _several(row["urgency"]))
    if not urgency:
        raise ValueError("urgency is empty")
    return Labelled(
        id=str(row.get("id", number)),
        text=str(row["text"]),
        intent=Intent(row["intent"]),
        urgency=urgency,
        queues=tuple(Queue(queue) for queue in _several(row.get("queue"))),
        groups=tuple(groups),
        pair=None if pair is None else str(pair),
    )


def _several(value: Any) -> list[str]:
    if not value:
        return []
    return [str(value)] if isinstance(value, str) else [str(item) for item in value]
