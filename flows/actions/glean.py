"""What the words already tell."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.filling import fill
from flows.nodes import GleanNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class Glean:
    """Notes the answers that the message holds."""

    node: GleanNode

    def run(self, context: Context) -> Outcome:
        """Record them and go on."""
        fill(context, self.node.glean)
        return Go(self.node.next)
