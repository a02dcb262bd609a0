"""Another flow."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.holding import hold, recall
from flows.nodes import EnterNode
from flows.outcome import Enter, Outcome


@dataclass(frozen=True)
class EnterFlow:
    """Moves on to another flow."""

    node: EnterNode

    def run(self, context: Context) -> Outcome:
        """Go there; a message that nothing has taken goes along."""
        if self.node.hold:
            hold(context)
        if self.node.recall:
            recall(context)
        return Enter(self.node.enter)
