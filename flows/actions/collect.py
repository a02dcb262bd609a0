"""An open question."""

from __future__ import annotations

from dataclasses import dataclass

from flows.actions.hearing import hand_over
from flows.catalogue import UNCLEAR, UNCLEAR_OPEN
from flows.choices import SKIP, is_spoken, spoken
from flows.context import Context
from flows.filling import fill
from flows.keeping import misfit, unclear
from flows.matching import match_exact
from flows.message import Incoming, MediaKind
from flows.normal import near
from flows.outcome import Go, Outcome, Wait
from flows.prompt import Option
from flows.questions import CollectNode


@dataclass(frozen=True)
class Collect:
    """Asks, and takes the person's own words, voice or pictures; with `until` several messages, quietly."""

    node: CollectNode

    def run(self, context: Context) -> Outcome:
        """Ask the question, unless it was answered before or the message that came along answers it."""
        node = self.node
        if node.unless is not None and node.unless in context.session.answers:
            return Go(node.next)
        words = (node.until, SKIP if node.skip is not None else None)
        options = tuple(spoken(word) for word in words if word is not None)
        # What is not saved is a secret number: words that came for another reason are never tried as one.
        carried = None if context.consumed or node.save is None else context.message
        if carried is not None and self._acceptable(carried):
            context.change(asked=context.prompt(node.question, options=options, sensitive=node.sensitive))
            return self._take(context, carried)
        context.ask(node, options, location=node.location)
        return Wait()

    def resume(self, context: Context) -> Outcome:
        """Take the answer, or the word that it is complete."""
        message = context.message
        if message is None:
            return Wait()
        chosen = self._chosen(context, message)
        if chosen is not None:
            return self._choose(context, chosen)
        if message.choice is not None:
            context.old_button()
            return Wait()
        # Somebody in the middle of telling is never sent elsewhere by a word in the story.
        moved = hand_over(context) if not context.session.told else None
        if moved is not None:
            return moved
        if self._acceptable(message):
            return self._take(context, message)
        return misfit(context, self.node, text=_unclear(context))

    def _chosen(self, context: Context, message: Incoming) -> Option | None:
        if message.choice is not None:
            return next((option for option in context.options if option.id == message.choice), None)
        if message.media:
            return None
        found = match_exact(context.said, context.options, context.bundle.phrases)
        if found is not None or not context.said or " " in context.said:
            return found
        phrases = context.bundle.phrases
        slips = [
            option
            for option in context.options
            if is_spoken(option) and any(near(context.said, phrase) for phrase in phrases(option))
        ]
        return slips[0] if len(slips) == 1 else None

    def _choose(self, context: Context, option: Option) -> Outcome:
        node = self.node
        context.consumed = True
        if option.id == node.until:
            if context.session.told or node.save in context.session.answers:
                return Go(node.next)
            return unclear(context, node, text=node.nothing or _unclear(context))
        if option.id == SKIP and node.skip is not None:
            return Go(node.skip)
        if node.save is not None:
            context.record(node.save, option.id, closed=True)
        return Go(node.next)

    def _acceptable(self, message: Incoming) -> bool:
        if message.choice is not None:
            return False
        kinds = {kind.value for kind in message.media} | (
            {MediaKind.LOCATION.value} if message.location else set()
        )
        if message.text.strip():
            kinds.add("text")
        return not kinds.isdisjoint(self.node.accepts)

    def _take(self, context: Context, message: Incoming) -> Outcome:
        node = self.node
        told = context.session.told
        value = message.text
        if not value.strip() and message.location is not None:
            value = f"{message.location[0]:.6f},{message.location[1]:.6f}"
        if node.save is not None:
            context.record(node.save, value, gather=told > 0)
        fill(context, node.fill)
        context.consumed = True
        if node.until is None:
            return Go(node.next)
        context.change(told=told + 1, tries=0)
        if told:
            context.wait(None)
        elif node.ack is not None:
            context.again(node.ack, sensitive=node.sensitive)
        else:
            context.wait(context.session.asked)
        return Wait()


def _unclear(context: Context) -> str:
    return UNCLEAR_OPEN if UNCLEAR_OPEN in context.catalogue.texts else UNCLEAR
