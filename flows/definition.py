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
        hand_over: where free words that fit no option go when they have this intent; a node of this very flow
            only if it is an aside.
        words: where a word that works everywhere leads instead while the conversation is in this flow.
        nodes: the steps by name.
    """

    name: Name
    entry: Name
    hand_over: dict[Intent, Target] = Field(default_factory=dict)
    words: dict[Name, Target] = Field(default_factory=dict)
    nodes: dict[Name, AnyNode]


class Guarded(Model):
    """How a conversation begins on a phone that may be in somebody else's hands.

    Args:
        reasons: endings after which nobody knows who writes next.
        enter: the flow that asks, without naming any topic, whether it is safe.
        words: the words that work there; every other one would tell what this number is for.
    """

    reasons: tuple[str, ...]
    enter: Target
    words: tuple[Name, ...] = ()


class Settings(Model):
    """Where everything begins and what the words lead to that work everywhere.

    Args:
        first: flow of a new conversation.
        danger: flow that interrupts everything else.
        failed: flow that hands over to a human when the flow itself is broken.
        words: name of a word to `flow`, `flow.node` or `repeat`.
        exact: words for which no slip is forgiven, because they throw somebody out of what goes on.
        unsafe: the word that means "do not answer me now"; its phrases count within a short message too.
        guarded: how a conversation begins after an ending that leaves the phone in doubt.
    """

    first: Target
    danger: Target
    failed: Target
    words: dict[Name, Target] = Field(default_factory=dict)
    exact: tuple[Name, ...] = ()
    unsafe: Name | None = None
    guarded: Guarded | None = None


def split_target(target: str) -> tuple[str, str | None]:
    """The flow and, if named, the node of a target written `flow` or `flow.node`."""
    flow, _, node = target.partition(".")
    return flow, node or None
