"""What the person needs to come back."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.nodes import IssueNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class Issue:
    """Gets reference and PIN for the texts that show them."""

    node: IssueNode

    def run(self, context: Context) -> Outcome:
        """Put reference and PIN among the session's values."""
        context.change(params={**context.session.params, **context.services.reference.issue()})
        return Go(self.node.next)
