"""A statement."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.nodes import SayNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class Say:
    """Says something and goes on."""

    node: SayNode

    def run(self, context: Context) -> Outcome:
        """Say the text; what the person wrote stays with the sprint."""
        context.say(context.prompt(self.node.say, sensitive=self.node.sensitive))
        return Go(self.node.next)
