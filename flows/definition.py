"""What a flow file and the settings of a bundle say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from flows.node import Model, Name
from flows.nodes import AnyNode
from language.reading import Intent

REPEAT = "repeat"
"""Target of the word that says the last question again."""

Target = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")]


class Flow(Model):
    """One conversation path, from its entry to goodbyes.

    Args:
        name: unique in the bundle; the file's name without ending.
        entry: the node that a conversation begins at.
        hand_over: where free words that fit no option go when they have this intent.
        nodes: the steps by name.
    """

    name: Name
    entry: Name
    hand_over: dict[Intent, Target] = Field(default_factory=dict)
    nodes: dict[Name, AnyNode]


class Settings(Model):
    """Where everything begins and what the words lead to that work everywhere.

    Args:
        first: flow of a new conversation.
        danger: flow that interrupts everything else.
        failed: flow that hands over to a human when the flow itself is broken.
        words: name of a word to `flow`, `flow.node` or `repeat`.
    """

    first: Target
    danger: Target
    failed: Target
    words: dict[Name, Target] = Field(default_factory=dict)


def split_target(target: str) -> tuple[str, str | None]:
    """The flow and, if named, the node of a target written `flow` or `flow.node`."""
    flow, _, node = target.partition(".")
    return flow, node or None
