"""One sprint under way: the message, the session so far, and what has happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from flows.bundle import Bundle
from flows.catalogue import MEDIA_KEPT, OLD_BUTTON, Catalogue
from flows.definition import Flow, split_target
from flows.errors import BrokenFlow
from flows.events import AnswerRecorded, Asked, Event, Said, SessionEnded, WaitStarted
from flows.limits import Limits
from flows.message import Incoming, MediaKind
from flows.nodes import AnyNode, AsideNode
from flows.normal import normal
from flows.prompt import Option, Prompt
from flows.questions import WaitNode
from flows.services import Services
from flows.session import Session
from language.reading import Urgency

STORY = "story"
"""Name of the answer that gathers what happened, wherever in the conversation it was told."""

_UNREADABLE = frozenset({MediaKind.VOICE, MediaKind.PHOTO, MediaKind.VIDEO})


class Context:
    """What an action works with; it lives for one sprint only.

    Args:
        bundle: what the conversation runs on.
        session: where it stood.
        now: aware UTC.
        services: what may be asked of the world.
        limits: how far it may go.
        message: what came in, None for an expiry or a start without words.
    """

    def __init__(
        self,
        *,
        bundle: Bundle,
        session: Session,
        now: datetime,
        services: Services,
        limits: Limits,
        message: Incoming | None,
    ) -> None:
        self.bundle = bundle
        self.session = session
        self.now = now
        self.services = services
        self.limits = limits
        self.message = message
        self.events: list[Event] = []
        self.path: list[str] = []
        self.consumed = message is None
        self.said = normal(message.text) if message else ""
        self._offered: tuple[Option, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The texts of the conversation's language."""
        return self.bundle.catalogue(self.session.locale)

    @property
    def flow(self) -> Flow:
        """The flow it stands in.

        Raises:
            BrokenFlow: if this version has no such flow.
        """
        flow = self.bundle.flows.get(self.session.flow)
        if flow is None:
            raise BrokenFlow("node")
        return flow

    @property
    def node(self) -> AnyNode:
        """The node it stands at.

        Raises:
            BrokenFlow: if this version has no such node.
        """
        node = self.flow.nodes.get(self.session.node)
        if node is None:
            raise BrokenFlow("node")
        return node

    @property
    def options(self) -> tuple[Option, ...]:
        """What the present question offers."""
        return self.session.asked.options if self.session.asked else ()

    @property
    def words(self) -> str:
        """The message's own words, or the id of the option it chose."""
        if self.message is None:
            return ""
        return self.message.choice or self.message.text

    def change(self, **fields: Any) -> None:
        """Put new values into the session."""
        self.session = replace(self.session, **fields)

    def emit(self, event: Event) -> None:
        """Note that something happened."""
        self.events.append(event)

    def move(self, node: str | None) -> None:
        """Go to a node of the same flow.

        Raises:
            BrokenFlow: if there is no such node.
        """
        if node is None or node not in self.flow.nodes:
            raise BrokenFlow("target")
        self.change(node=node)
        if not isinstance(self.node, AsideNode):
            self.change(tries=0, told=0)
        self.path.append(f"{self.session.flow}/{node}")

    def enter(self, target: str) -> None:
        """Go to another flow.

        In the danger flow danger has taken over. Back at the beginning it no longer has.

        Raises:
            BrokenFlow: if there is no such flow or node.
        """
        name, node = split_target(target)
        flow = self.bundle.flows.get(name)
        if flow is None:
            raise BrokenFlow("target")
        settings = self.bundle.settings
        first, danger = split_target(settings.first)[0], split_target(settings.danger)[0]
        self.change(flow=name, danger=name == danger or (self.session.danger and name != first))
        self.move(node or flow.entry)

    def prompt(
        self, key: str, *, options: tuple[Option, ...] = (), sensitive: bool = True, location: bool = False
    ) -> Prompt:
        """A prompt with the values that its text shows.

        Raises:
            BrokenFlow: if the catalogue lacks the text or a label.
        """
        text = self.catalogue.texts.get(key)
        if text is None or not all(self.catalogue.knows(option) for option in options):
            raise BrokenFlow("text")
        params = {
            name: self.session.params[name] for name in sorted(text.needs) if name in self.session.params
        }
        return Prompt(key=key, params=params, options=options, sensitive=sensitive, location=location)

    def say(self, prompt: Prompt) -> None:
        """Say something that expects no answer; options on it go with the next question.

        Raises:
            BrokenFlow: if the catalogue lacks the text or a label.
        """
        if prompt.key not in self.catalogue.texts or not all(map(self.catalogue.knows, prompt.options)):
            raise BrokenFlow("text")
        self._offered += prompt.options
        self.emit(Said(prompt=replace(prompt, options=())))

    def ask(self, node: WaitNode, options: tuple[Option, ...], *, location: bool = False) -> None:
        """Ask a node's question and wait."""
        taken = {option.id for option in options}
        offered = tuple({option.id: option for option in self._offered if option.id not in taken}.values())
        self._offered = ()
        prompt = self.prompt(
            node.question, options=offered + options, sensitive=node.sensitive, location=location
        )
        self.change(asked=prompt)
        self.wait(prompt)

    def again(self, key: str, *, sensitive: bool) -> None:
        """Say something in place of the question, with the question's options, and wait for its answer."""
        self.wait(self.prompt(key, options=self.options, sensitive=sensitive))

    def wait(self, prompt: Prompt | None) -> None:
        """Wait for an answer to the present node; quietly if there is nothing to say.

        Args:
            prompt: what is asked, or None.
        """
        node = self.node
        if self.tells_of_media:
            self.change(media_told=True)
            self.say(self.prompt(MEDIA_KEPT, sensitive=False))
        after = node.timeout.after if isinstance(node, WaitNode) and node.timeout else self.limits.wait
        self.change(wait=self.session.wait + 1, wait_until=self.now + after, waiting=self.session.node)
        if prompt is not None:
            self.emit(Asked(prompt=prompt))
        self.emit(WaitStarted(wait=self.session.wait, until=self.now + after))

    @property
    def tells_of_media(self) -> bool:
        """Whether it must be said now, once a conversation, that a machine neither hears nor sees what came.

        It comes after the numbers to call and before the next question, and it names no topic.
        """
        media = self.message.media if self.message is not None else ()
        unread = not _UNREADABLE.isdisjoint(media) and not self.session.media_told
        return unread and MEDIA_KEPT in self.catalogue.texts

    def old_button(self) -> None:
        """Say that a pressed button belonged to an earlier question, and ask the present one anew."""
        self.say(self.prompt(OLD_BUTTON, sensitive=False))
        self.wait(self.session.asked)

    def end(self, reason: str) -> None:
        """Close the conversation. What was told stays in the events; an ended session keeps nothing of it."""
        self.change(ended=reason, asked=None, wait_until=None, answers={}, params={}, held=None)
        self.emit(SessionEnded(reason=reason))

    def record(
        self, name: str, value: str, *, closed: bool = False, gather: bool = False, attached: bool = True
    ) -> None:
        """Note an answer.

        Args:
            name: what was answered.
            value: an option id or the person's own words.
            closed: True for an option id.
            attached: False where the message's attachments are another answer's.
            gather: True to add to earlier values. The story always gathers: no word of it is ever replaced.
        """
        media = () if closed or not attached or self.message is None else self.message.media
        earlier = self.session.answers.get(name, ()) if gather or name == STORY else ()
        values = (*earlier, value[: self.limits.kept_characters])[-self.limits.kept_values :]
        self.change(answers={**self.session.answers, name: values})
        self.emit(AnswerRecorded(name=name, value=value, closed=closed, media=media))

    def raise_urgency(self, urgency: Urgency) -> None:
        """Let the session remember the highest urgency."""
        self.change(urgency=self.session.urgency.at_least(urgency))
