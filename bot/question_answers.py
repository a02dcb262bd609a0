"""What is said to somebody who asks: a checked topic, a few to choose from, or that we do not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from flows.prompt import Option, Prompt
from flows.services import Found
from knowledge.search import OFFERED, Match

if TYPE_CHECKING:
    from bot.scene import Scene

_PRESSED = "topic_"
#: What a question begins with that goes on from the one before ("kalau Taiwan?", "what about Brunei").
_GOES_ON = re.compile(
    r"\s*(?:kalau|kalo|klo|kl|mun|trus|terus|lalu|bagaimana dengan|gimana dengan|gmn|kemudian|dan|what about|"
    r"how about|and|then|if)\b",
    re.IGNORECASE,
)
_SHORT = 6


class SearchedAnswers:
    """Answers from the topics; what is not covered is refused kindly, never guessed.

    Args:
        scene: the turn.
    """

    def __init__(self, scene: Scene) -> None:
        self._search = scene.hotline.search
        self._form: Literal["chat", "sms"] = "sms" if scene.talk.channel == "sms" else "chat"
        self._today = scene.now.astimezone(scene.hotline.taskforces[scene.talk.taskforce].zone).date()

    def answer(self, question: str, *, locale: str, before: str = "") -> Found:
        """Find the answer to a question, or to a topic chosen by button (`topic_<slug>`)."""
        topics = self._search.topics
        slug = question.removeprefix(_PRESSED).replace("_", "-")
        if question.startswith(_PRESSED) and slug in topics:
            return self._answered(slug, locale, asked=before)
        goes_on = bool(before) and _GOES_ON.match(question) and len(question.split()) <= _SHORT
        match = self._search.find(f"{before} {question}" if goes_on else question)
        if match.outcome == "answered":
            return self._answered(match.topics[0].slug, locale, asked=question)
        if match.outcome == "unsure":
            return Found(outcome="unsure", prompts=(self._offer(match, locale),), params={"asked": question})
        return Found(outcome="refused", prompts=(Prompt(key="answer.refused"),))

    def details(self, topic: str, *, locale: str) -> Found:
        """What the answer to a topic left out."""
        if topic not in self._search.topics:
            return Found(outcome="refused", prompts=(Prompt(key="answer.no_more"),))
        (text,) = self._search.topics[topic].answer(locale, "details")
        return Found(outcome="answered", prompts=(Prompt(key="answer.text", params={"answer": text}),))

    def _offer(self, match: Match, locale: str) -> Prompt:
        options = tuple(
            Option(
                id=_PRESSED + hit.slug.replace("-", "_"),
                label="answer.topic",
                params={"title": self._search.topics[hit.slug].title(locale)},
            )
            for hit in match.topics[:OFFERED]
        )
        return Prompt(key="answer.pick", options=options)

    def _answered(self, slug: str, locale: str, *, asked: str) -> Found:
        topic = self._search.topics[slug]
        prompts = [
            Prompt(key="answer.text", params={"answer": part}) for part in topic.answer(locale, self._form)
        ]
        if topic.overdue(self._today):
            prompts.append(Prompt(key="answer.old"))
        return Found(outcome="answered", prompts=tuple(prompts), params={"topic": slug, "asked": asked})
