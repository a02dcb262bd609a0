"""A goodbye."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.nodes import EndNode
from flows.outcome import Outcome, Stop


@dataclass(frozen=True)
class End:
    """Closes the conversation."""

    node: EndNode

    def run(self, context: Context) -> Outcome:
        """End with the node's reason."""
        context.end(self.node.end)
        return Stop()
