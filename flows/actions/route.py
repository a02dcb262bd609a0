"""A fork that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.nodes import RouteNode
from flows.outcome import Go, Outcome
from language.reading import Intent


@dataclass(frozen=True)
class Route:
    """Goes one of several ways, by what is known."""

    node: RouteNode

    def run(self, context: Context) -> Outcome:
        """Take the first case that holds, else the other way."""
        cases = self.node.cases
        values = _values(self.node.route, context)
        return Go(next((cases[value] for value in values if value in cases), self.node.otherwise))


def _values(subject: str, context: Context) -> tuple[str, ...]:
    session = context.session
    message = context.message
    if subject == "intent":
        return (message.reading.intent if message else Intent.LAINNYA,)
    if subject == "urgency":
        return (session.urgency,)
    if subject == "locale":
        return (session.locale,)
    if subject == "has_story":
        return ("yes" if context.tells else "no",)
    if subject == "in_case":
        return ("yes" if session.in_case else "no",)
    if subject == "channel_media":
        return (message.media[0], "yes") if message and message.media else ("none", "no")
    return (session.answers.get(subject.removeprefix("answer:"), ("none",))[-1],)
