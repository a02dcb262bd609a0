"""A closed question."""

from __future__ import annotations

from dataclasses import dataclass

from flows.actions.hearing import as_report, hand_over
from flows.ages import below_adult
from flows.choices import SKIP, numbered
from flows.context import Context
from flows.keeping import keep_story, keep_words, misfit
from flows.matching import match
from flows.message import Incoming, MediaKind
from flows.outcome import Go, Outcome, Wait
from flows.phrasing import contained
from flows.prompt import Option
from flows.questions import AskNode


@dataclass(frozen=True)
class Ask:
    """Asks, and takes one of its options, or free words where the flow has a place for them."""

    node: AskNode

    def run(self, context: Context) -> Outcome:
        """Ask the question, unless it was answered before; words that came along are kept."""
        node = self.node
        if node.unless is not None and node.unless in context.session.answers:
            return Go(node.next)
        keep_story(context)
        skip = (SKIP,) if node.skip is not None else ()
        context.ask(node, tuple(numbered(option) for option in (*node.options, *skip)))
        return Wait()

    def resume(self, context: Context) -> Outcome:
        """Take the answer; in doubt ask again rather than guess."""
        message = context.message
        if message is None:
            return Wait()
        if message.choice is not None:
            chosen = next((option for option in context.options if option.id == message.choice), None)
        else:
            chosen = match(context.said, context.options, context.bundle.phrases)
        if chosen is not None:
            return self._take(context, chosen)
        chosen = self._explained(context, message)
        if chosen is not None:
            keep_words(context)
            return self._take(context, chosen)
        if message.choice is not None:
            context.old_button()
            return Wait()
        return hand_over(context) or self._free(context)

    def _explained(self, context: Context, message: Incoming) -> Option | None:
        """The option that an answer in a few words means: an age, or a phrase among others."""
        if message.choice is not None or message.media:
            return None
        wanted = None
        if self.node.ages is not None and len(context.said.split()) <= context.limits.short_words:
            below = below_adult(context.said, message.reading.ages)
            wanted = None if below is None else self.node.ages.under if below else self.node.ages.over
        if wanted is not None:
            return next((option for option in context.options if option.id == wanted), None)
        return contained(
            message.text, context.options, context.bundle.within, longest=context.limits.short_words
        )

    def _take(self, context: Context, option: Option) -> Outcome:
        node = self.node
        context.consumed = True
        if option.id in node.options:
            if node.save is not None:
                context.record(node.save, option.id, closed=True)
            return Go(node.go.get(option.id, node.next))
        if option.id == SKIP and node.skip is not None:
            return Go(node.skip)
        # An option that a service offered beside the flow's own: it stands for words of the person.
        if node.free is None:
            return Go(node.go.get(option.id, node.next))
        context.record(node.free.save, option.id, closed=True)
        return Go(node.free.go)

    def _free(self, context: Context) -> Outcome:
        node = self.node
        message = context.message
        telling = message is not None and (
            bool(message.text.strip()) or any(kind is not MediaKind.STICKER for kind in message.media)
        )
        if node.free is not None and telling and message is not None:
            context.record(node.free.save, message.text)
            context.consumed = True
            return Go(node.free.go)
        return as_report(context) or misfit(context, node)
