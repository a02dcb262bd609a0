"""Words for a human."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.events import RelayRequested
from flows.nodes import RelayNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class Relay:
    """Gives what was written to a human."""

    node: RelayNode

    def run(self, context: Context) -> Outcome:
        """Ask that a human reads it and go on; the message is in good hands and answers no later question."""
        context.consumed = True
        context.emit(RelayRequested(reason=self.node.relay))
        return Go(self.node.next)
