"""A sign of danger that a closed answer means."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.events import SignalRaised
from flows.nodes import SignalNode
from flows.outcome import Go, Outcome
from language.reading import Signal


@dataclass(frozen=True)
class RaiseSignal:
    """Reports the sign; a human sees it as quickly as one found in words."""

    node: SignalNode

    def run(self, context: Context) -> Outcome:
        """Note the sign and go on."""
        raised = self.node.signal
        found = Signal(code=raised.code, level=raised.level, words=())
        context.raise_urgency(raised.urgency)
        context.emit(SignalRaised(signals=(found,), urgency=raised.urgency))
        return Go(self.node.next)
