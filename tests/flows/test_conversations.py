"""Random people talk to every flow of every bundle: nothing breaks and nobody is left alone."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

import flows
from flows.bundle import Bundle, KnownBundles, load_bundle
from flows.choices import is_spoken
from flows.engine import Engine, Sprint
from flows.events import Asked, FlowFailed, Said, SessionEnded, WaitStarted
from flows.gsm import SEGMENT, foreign, septets
from flows.message import Incoming, MediaKind
from flows.prompt import Option, Prompt
from flows.rehearsal import RehearsedService, rehearsal_services
from flows.rendering import Form, Rendered, render
from flows.services import Found
from flows.session import Session
from language.reading import Intent, Reading, Signal, Urgency
from tests.flows.runs import NOW, TEST_BUNDLE

SHIPPED = Path(flows.__file__).parent
FOLDERS = [TEST_BUNDLE, *([SHIPPED] if (SHIPPED / "library" / "settings.yaml").exists() else [])]

READINGS = st.builds(
    Reading,
    intent=st.sampled_from(Intent),
    urgency=st.sampled_from(Urgency),
    signals=st.sampled_from(((), (Signal(code="T01", level=3, words=("disekap",)),))),
    locale=st.sampled_from((None, "id", "en")),
    unsure=st.booleans(),
)
WORDS = st.one_of(
    st.sampled_from(
        ("1", "2", "ya", "tidak", "selesai", "menu", "petugas", "ulang", "hapus", "keluar", "bahasa", "")
    ),
    st.text(max_size=40),
    st.text(alphabet="aman tidk", max_size=12),
    st.just("cerita panjang " * 400),
)
OUTCOMES = st.sampled_from(
    ("answered", "unsure", "refused", "checked", "no_name", "found", "unknown", "locked", "never heard of")
)


@cache
def bundle_of(folder: Path) -> Bundle:
    return load_bundle(folder)


class Conversation(RuleBasedStateMachine):
    folder = TEST_BUNDLE

    def __init__(self) -> None:
        super().__init__()
        self.bundle = bundle_of(self.folder)
        self.engine = Engine(KnownBundles(self.bundle))
        self.service = RehearsedService()
        self.services = rehearsal_services(self.service)
        self.now: datetime = NOW
        self.session: Session = Session(bundle="", locale="id", ended="selesai")

    @initialize(data=st.data(), locale=st.sampled_from(("id", "en", "fr")), in_case=st.booleans())
    def begin_anywhere(self, data: st.DataObject, locale: str, in_case: bool) -> None:
        flow = data.draw(st.sampled_from((None, *sorted(self.bundle.flows))))
        message = data.draw(st.one_of(st.none(), st.builds(Incoming, text=WORDS, reading=READINGS)))
        self.take(
            self.engine.start(
                locale=locale,
                now=self.now,
                message=message,
                services=self.services,
                flow=flow,
                in_case=in_case,
            )
        )

    @rule(outcome=OUTCOMES, offer=st.booleans())
    def the_world_changes(self, outcome: str, offer: bool) -> None:
        label = next(iter(self.bundle.catalogue("id").options))
        options = (Option(id="topic_one", label=f"options.{label}"),) if offer else ()
        prompts = (Prompt(key="common.unclear", options=options),) if offer else ()
        found = Found(outcome=outcome, prompts=prompts, params={"title": "x" * 300, "hours": "\n\u200b" * 90})
        self.service.outcomes = dict.fromkeys(("answer", "check", "of_this_chat", "by_reference"), found)

    @precondition(lambda self: self.session.ended is None)
    @rule(text=WORDS, reading=READINGS, media=st.lists(st.sampled_from(MediaKind), max_size=2))
    def write(self, text: str, reading: Reading, media: list[MediaKind]) -> None:
        self.resume(Incoming(text=text, reading=reading, media=tuple(media)))

    @precondition(lambda self: self.session.ended is None)
    @rule(text=WORDS)
    def write_plainly(self, text: str) -> None:
        self.resume(Incoming(text=text))

    @precondition(lambda self: self.session.ended is None)
    @rule(data=st.data(), how=st.sampled_from(("press", "number", "label")))
    def choose(self, data: st.DataObject, how: str) -> None:
        options = self.session.asked.options if self.session.asked else ()
        if not options:
            return
        position = data.draw(st.integers(0, len(options) - 1))
        option = options[position]
        if how == "press":
            self.resume(Incoming(choice=option.id))
        elif how == "number" and not is_spoken(option):
            self.resume(Incoming(text=str(position + 1)))
        else:
            self.resume(Incoming(text=self.bundle.catalogue(self.session.locale).label(option)))

    @precondition(lambda self: self.session.ended is None)
    @rule(choice=st.sampled_from(("gone_long_ago", "skip", "done")))
    def press_an_old_button(self, choice: str) -> None:
        self.resume(Incoming(choice=choice))

    @precondition(lambda self: self.session.ended is None)
    @rule()
    def share_location(self) -> None:
        self.resume(Incoming(media=(MediaKind.LOCATION,), location=(1.36, 109.3)))

    @rule(stale=st.booleans())
    def fall_silent(self, stale: bool) -> None:
        wait = self.session.wait - 1 if stale else self.session.wait
        before = self.session
        sprint = self.engine.expire(before, wait, now=self.now, services=self.services)
        if stale or before.ended is not None:
            assert sprint == Sprint(session=before, events=())
        else:
            self.take(sprint)

    def resume(self, message: Incoming) -> None:
        self.now += timedelta(seconds=20)
        self.take(self.engine.resume(self.session, message, now=self.now, services=self.services))

    def take(self, sprint: Sprint) -> None:
        assert not [event for event in sprint.events if isinstance(event, FlowFailed)], sprint.path
        last = sprint.events[-1]
        assert isinstance(last, WaitStarted | SessionEnded)
        assert isinstance(last, SessionEnded) == (sprint.session.ended is not None)
        if isinstance(last, WaitStarted):
            assert (last.wait, last.until) == (sprint.session.wait, sprint.session.wait_until)
            assert last.until > self.now
        for event in sprint.events:
            if isinstance(event, Said | Asked):
                self.fits_everywhere(event.prompt)
        self.session = sprint.session

    def fits_everywhere(self, prompt: Prompt) -> None:
        for catalogue in self.bundle.catalogues.values():
            for form in Form:
                assert_fits(render(prompt, catalogue, form), form)

    @invariant()
    def the_session_survives_a_restart(self) -> None:
        assert Session.from_json(self.session.to_json()) == self.session


def assert_fits(rendered: Rendered, form: Form) -> None:
    assert rendered.parts
    assert all(part.strip() for part in rendered.parts)
    assert all(len(button.id) <= 64 and button.label for button in rendered.buttons)
    if form is Form.SMS:
        assert not rendered.buttons
        assert all(not foreign(part) and septets(part) <= SEGMENT for part in rendered.parts)
    elif form is Form.WHATSAPP:
        assert all(len(part) <= 1024 for part in rendered.parts)
        longest = 20 if len(rendered.buttons) <= 3 else 24
        assert len(rendered.buttons) <= 10
        assert all(len(button.label) <= longest for button in rendered.buttons)
        assert bool(rendered.list_label) == (len(rendered.buttons) > 3)
        assert len(rendered.list_label) <= 20
    else:
        assert all(len(part) <= 4096 for part in rendered.parts)


@pytest.mark.parametrize("folder", FOLDERS, ids=["small", "shipped"][: len(FOLDERS)])
def test_any_conversation_is_answered_or_at_rest(folder: Path) -> None:
    machine: Any = type("ConversationWithBundle", (Conversation,), {"folder": folder})
    case = machine.TestCase
    case.settings = settings(
        max_examples=120,
        stateful_step_count=25,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    case().runTest()
