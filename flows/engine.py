"""A conversation as a pure function: session and message in, new session and what happened out.

The engine cannot save, send, look at a clock or invent an id. A broken flow is no exception here: it is an
event, and the person is handed to a human.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from flows.actions import Question, action_for
from flows.bundle import Bundle, Bundles
from flows.catalogue import TROUBLE
from flows.context import Context
from flows.definition import split_target
from flows.errors import BrokenFlow, ConversationOver
from flows.events import (
    Asked,
    Event,
    FlowFailed,
    Said,
    WaitStarted,
)
from flows.holding import hold
from flows.interrupts import interrupted, listen
from flows.limits import Limits
from flows.message import Incoming
from flows.outcome import Enter, Go, Outcome, Stop, Wait
from flows.questions import WaitNode
from flows.services import Services
from flows.session import Session


@dataclass(frozen=True, kw_only=True)
class Sprint:
    """From one message to the next wait.

    Args:
        session: where the conversation stands now.
        events: what happened, in order.
        path: the nodes passed, as `flow/node`; it holds no words of the person.
    """

    session: Session
    events: tuple[Event, ...]
    path: tuple[str, ...] = ()


class Engine:
    """Runs conversations.

    Args:
        bundles: the versions of flows and texts.
        limits: how far a conversation may go.
    """

    def __init__(self, bundles: Bundles, limits: Limits = Limits()) -> None:  # noqa: B008 - a frozen value
        self._bundles = bundles
        self._limits = limits

    def start(
        self,
        *,
        locale: str,
        now: datetime,
        message: Incoming | None,
        services: Services,
        flow: str | None = None,
        in_case: bool = False,
        after: str | None = None,
    ) -> Sprint:
        """Begin a conversation on the current version.

        Args:
            locale: language to answer in until the person's words say otherwise.
            now: aware UTC.
            message: what the person wrote first, if anything.
            services: what flows may ask of the world.
            flow: where to begin, `flow` or `flow.node`; the bundle's first flow if None.
            in_case: True if this chat already has an open case: nobody is asked everything again.
            after: why this chat's last conversation ended (`Session.ended`), None if there was none. After
                some endings nobody knows who holds the phone: then only danger is answered before it is
                known.
        """
        bundle = self._bundles.current
        known = locale if locale in bundle.catalogues else bundle.default_locale
        fresh = Session(bundle=bundle.sha, locale=known, sprints=1, in_case=in_case)
        guarded = bundle.settings.guarded
        doubtful = guarded if flow is None and guarded is not None and after in guarded.reasons else None
        if doubtful is not None:
            fresh = replace(fresh, flow=split_target(doubtful.enter)[0])
        context = self._context(bundle, fresh, message, now, services)
        listen(context)
        outcome = interrupted(context, starting=True)
        if outcome is None and doubtful is not None:
            hold(context)
            outcome = Enter(doubtful.enter)
        return self._run(context, outcome or Enter(flow or bundle.settings.first))

    def resume(self, session: Session, message: Incoming, *, now: datetime, services: Services) -> Sprint:
        """Take a message: words that always work first, then danger, then the answer to what was asked.

        Args:
            session: where the conversation stands.
            message: what came in, already read.
            now: aware UTC.
            services: what flows may ask of the world.

        Raises:
            ConversationOver: if it has ended; the message belongs to a new conversation.
        """
        if session.ended is not None:
            raise ConversationOver
        bundle = self._bundles.get(session.bundle)
        context = self._context(bundle or self._bundles.current, session, message, now, services)
        context.change(sprints=session.sprints + 1, bundle=context.bundle.sha)
        listen(context)
        return self._guarded(context, lost=bundle is None, hear=True)

    def expire(self, session: Session, wait: int, *, now: datetime, services: Services) -> Sprint:
        """Let a wait run out. A number that is no longer the present one changes nothing.

        Args:
            session: where the conversation stands.
            wait: the number that the timer was armed for.
            now: aware UTC.
            services: what flows may ask of the world.
        """
        if session.ended is not None or wait != session.wait or session.wait_until is None:
            return Sprint(session=session, events=())
        bundle = self._bundles.get(session.bundle)
        context = self._context(bundle or self._bundles.current, session, None, now, services)
        context.change(sprints=session.sprints + 1, bundle=context.bundle.sha)
        return self._guarded(context, lost=bundle is None, hear=False)

    def _context(
        self, bundle: Bundle, session: Session, message: Incoming | None, now: datetime, services: Services
    ) -> Context:
        return Context(
            bundle=bundle, session=session, now=now, services=services, limits=self._limits, message=message
        )

    def _guarded(self, context: Context, *, lost: bool, hear: bool) -> Sprint:
        # Even a lost version or a conversation past its limit must not keep danger from being heard.
        try:
            outcome = interrupted(context) if hear else None
            if context.session.sprints > self._limits.sprints:
                context.change(sprints=0)
                raise BrokenFlow("sprints")
            if outcome is None:
                if lost:
                    raise BrokenFlow("bundle")
                outcome = _answered(context) if hear else _silent(context)
        except BrokenFlow as broken:
            return self._hand_to_human(context, broken.code)
        return self._run(context, outcome)

    def _run(self, context: Context, outcome: Outcome) -> Sprint:
        try:
            self._walk(context, outcome)
        except BrokenFlow as broken:
            return self._hand_to_human(context, broken.code)
        return _sprint(context)

    def _walk(self, context: Context, outcome: Outcome) -> None:
        for _ in range(self._limits.steps + 1):
            if isinstance(outcome, Wait | Stop):
                return
            if isinstance(outcome, Enter):
                context.enter(outcome.target)
            else:
                context.move(outcome.node)
            outcome = action_for(context.node).run(context)
        raise BrokenFlow("steps")

    def _hand_to_human(self, context: Context, code: str) -> Sprint:
        # A loop may have said the same thing a hundred times: what happened stays, what was said is dropped.
        context.events = _facts(context.events)
        context.emit(FlowFailed(code=code, node=f"{context.session.flow}/{context.session.node}"))
        context.consumed = True
        context.path.append("!")
        if TROUBLE in context.catalogue.texts:
            context.say(context.prompt(TROUBLE))
        try:
            self._walk(context, Enter(context.bundle.settings.failed))
        except BrokenFlow as again:
            context.events = _facts(context.events)
            context.emit(FlowFailed(code=again.code, node=f"{context.session.flow}/{context.session.node}"))
            if TROUBLE in context.catalogue.texts:
                context.say(context.prompt(TROUBLE))
            context.end("selesai")
        return _sprint(context)


def _sprint(context: Context) -> Sprint:
    return Sprint(session=context.session, events=tuple(context.events), path=tuple(context.path))


def _answered(context: Context) -> Outcome:
    action = action_for(context.node)
    if not isinstance(action, Question):
        raise BrokenFlow("node")
    return action.resume(context)


def _silent(context: Context) -> Outcome:
    node = context.node
    if isinstance(node, WaitNode) and node.timeout is not None:
        return Go(node.timeout.go)
    context.end("diam")
    return Stop()


def _facts(events: list[Event]) -> list[Event]:
    facts: list[Event] = []
    for event in events:
        if not isinstance(event, Said | Asked | WaitStarted) and event not in facts:
            facts.append(event)
    return facts
