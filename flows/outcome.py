"""Where a step leads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Go:
    """On to a node of the same flow; None where the flow names none, which is a broken flow."""

    node: str | None


@dataclass(frozen=True)
class Enter:
    """On to another flow, `flow` or `flow.node`."""

    target: str


@dataclass(frozen=True)
class Wait:
    """The sprint is over: a person must answer."""


@dataclass(frozen=True)
class Stop:
    """The sprint and the conversation are over."""


Outcome = Go | Enter | Wait | Stop
