"""A case, opened or brought up to date."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.events import CaseRequested
from flows.nodes import CaseNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class RequestCase:
    """Asks for the case."""

    node: CaseNode

    def run(self, context: Context) -> Outcome:
        """Ask for the case and remember that there is one."""
        context.change(in_case=True)
        context.emit(CaseRequested(partial=self.node.case == "partial", kind=self.node.sort))
        return Go(self.node.next)
