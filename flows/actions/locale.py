"""The language, chosen."""

from __future__ import annotations

from dataclasses import dataclass

from flows.context import Context
from flows.events import LocaleChosen
from flows.nodes import LocaleNode
from flows.outcome import Go, Outcome


@dataclass(frozen=True)
class ChooseLocale:
    """Settles the language by an answer."""

    node: LocaleNode

    def run(self, context: Context) -> Outcome:
        """Take the language of the answer, if there are texts in it."""
        chosen = context.session.answers.get(self.node.answer, ("",))[-1].removeprefix("locale_")
        if chosen in context.bundle.catalogues:
            context.change(locale=chosen, settled=True)
            context.emit(LocaleChosen(locale=chosen))
        return Go(self.node.next)
