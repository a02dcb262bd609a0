"""Another flow."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.nodes import EnterNode
from flows.outcome import Enter, Outcome


@dataclass(frozen=True)
class EnterFlow:
    """Moves on to another flow."""

    node: EnterNode

    def run(self, context: Context) -> Outcome:  # noqa: ARG002 - every action has it
        """Go there; a message that nothing has taken goes along."""
        return Enter(self.node.enter)
