"""A fork that nobody sees."""

from __future__ import annotations

from dataclasses import dataclass

from flows.choices import spoken
from flows.context import Context
from flows.keeping import tells
from flows.matching import match
from flows.nodes import RouteNode
from flows.outcome import Go, Outcome
from flows.phrasing import contained
from language.reading import Intent


@dataclass(frozen=True)
class Route:
    """Goes one of several ways, by what is known."""

    node: RouteNode

    def run(self, context: Context) -> Outcome:
        """Take the first case that holds, else the other way."""
        cases = self.node.cases
        if self.node.route == "said":
            return self._by_words(context)
        values = _values(self.node.route, context)
        return Go(next((cases[value] for value in values if value in cases), self.node.otherwise))

    def _by_words(self, context: Context) -> Outcome:
        message = context.message
        if message is None or message.media or message.choice is not None:
            return Go(self.node.otherwise)
        options = tuple(map(spoken, self.node.cases))
        bundle = context.bundle
        meant = match(context.said, options, bundle.phrases) or contained(
            message.text, options, bundle.within, longest=context.limits.short_words
        )
        if meant is None:
            return Go(self.node.otherwise)
        context.consumed = True
        return Go(self.node.cases[meant.id])


def _values(subject: str, context: Context) -> tuple[str, ...]:
    session = context.session
    message = context.message
    if subject == "intent":
        return (message.reading.intent if message else Intent.LAINNYA,)
    if subject == "urgency":
        return (session.urgency,)
    if subject == "unsure":
        return ("yes" if message and not context.consumed and message.reading.unsure else "no",)
    if subject == "locale":
        return (session.locale,)
    if subject == "has_story":
        return ("yes" if tells(context) else "no",)
    if subject == "has_words":
        return ("yes" if message and not context.consumed and message.text.strip() else "no",)
    if subject == "in_case":
        return ("yes" if session.in_case else "no",)
    if subject == "channel_media":
        return (message.media[0], "yes") if message and message.media else ("none", "no")
    return (session.answers.get(subject.removeprefix("answer:"), ("none",))[-1],)
