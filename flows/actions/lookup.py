"""Something asked of a service."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.nodes import LookupNode
from flows.outcome import Go, Outcome
from flows.services import Found


@dataclass(frozen=True)
class Lookup:
    """Asks a service, says what it answered, and goes on by its outcome."""

    node: LookupNode

    def run(self, context: Context) -> Outcome:
        """Ask about the named answer, or about the message just sent."""
        if self.node.source is None:
            text = context.words
        else:
            text = "\n".join(context.session.answers.get(self.node.source, ()))
        context.consumed = True
        found = _ask(self.node.lookup, text, context)
        context.change(params={**context.session.params, **found.params})
        for prompt in found.prompts:
            context.say(prompt)
        return Go(self.node.go.get(found.outcome, self.node.otherwise))


def _ask(service: str, text: str, context: Context) -> Found:
    services = context.services
    locale = context.session.locale
    if service == "answers":
        return services.answers.answer(text, locale=locale, before=context.session.params.get("asked", ""))
    if service == "answer_details":
        return services.answers.details(context.session.params.get("topic", ""), locale=locale)
    if service == "recruiters":
        return services.recruiters.check(text, locale=locale)
    if service == "red_flags":
        return services.recruiters.signs(text)
    if service == "case_chat":
        return services.cases.of_this_chat()
    if service == "case_reference":
        return services.cases.by_reference(text)
    return Found(outcome="found", params=services.duty.hours(locale=locale))
