"""An answer in passing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.context import Context
from flows.keeping import keep_words
from flows.nodes import AsideNode
from flows.outcome import Outcome, Wait


@dataclass(frozen=True)
class Aside:
    """Says something and comes back to the question that waited."""

    node: AsideNode

    def run(self, context: Context) -> Outcome:
        """Answer, or keep silent where nothing is known; the words are kept, the question stands."""
        if self.node.aside == "answers":
            found = context.services.answers.answer(context.words, locale=context.session.locale)
            prompts = found.prompts if found.outcome == "answered" else ()
        else:
            prompts = (context.prompt(self.node.aside),)
        keep_words(context)
        context.consumed = True
        for prompt in prompts:
            context.say(replace(prompt, options=()))
        # Not a step of its own: tries and what was told stay as they were.
        context.change(node=context.session.waiting)
        context.wait(context.session.asked)
        return Wait()
