"""What each kind of node does: one action, one small class, one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, runtime_checkable

from flows.actions.aside import Aside
from flows.actions.ask import Ask
from flows.actions.case import RequestCase
from flows.actions.collect import Collect
from flows.actions.end import End
from flows.actions.enter import EnterFlow
from flows.actions.erase import Erase
from flows.actions.glean import Glean
from flows.actions.issue import Issue
from flows.actions.locale import ChooseLocale
from flows.actions.lookup import Lookup
from flows.actions.relay import Relay
from flows.actions.route import Route
from flows.actions.say import Say
from flows.actions.signal import RaiseSignal
from flows.context import Context
from flows.nodes import AnyNode
from flows.outcome import Outcome


class Action(Protocol):
    """One step."""

    def run(self, context: Context) -> Outcome:
        """Do it, and say where it leads."""
        ...


@runtime_checkable
class Question(Action, Protocol):
    """A step that a person answers."""

    def resume(self, context: Context) -> Outcome:
        """Take the message that came while it waited."""
        ...


ACTIONS: Mapping[str, Callable[[Any], Action]] = MappingProxyType(
    {
        "ask": Ask,
        "collect": Collect,
        "say": Say,
        "route": Route,
        "signal": RaiseSignal,
        "case": RequestCase,
        "relay": Relay,
        "lookup": Lookup,
        "issue": Issue,
        "enter": EnterFlow,
        "erase": Erase,
        "glean": Glean,
        "aside": Aside,
        "locale": ChooseLocale,
        "end": End,
    }
)


def action_for(node: AnyNode) -> Action:
    """The action of a node."""
    return ACTIONS[node.kind](node)
