"""Traces removed."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.events import ErasureRequested
from flows.nodes import EraseNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class Erase:
    """Asks that traces be removed, and forgets what the session knew."""

    node: EraseNode

    def run(self, context: Context) -> Outcome:
        """Ask for the erasure and empty the session."""
        if self.node.erase:
            context.change(answers={}, params={}, in_case=False)
            context.emit(ErasureRequested())
        return Go(self.node.next)
