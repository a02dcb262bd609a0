from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable
from typing import Any, TypeVar

import pytest

from flows.bundle import Bundle, KnownBundles
from flows.engine import Engine, Sprint
from flows.errors import ConversationOver
from flows.events import (
    AnswerRecorded,
    Asked,
    CaseRequested,
    FlowFailed,
    LocaleChosen,
    RelayRequested,
    Said,
    SessionEnded,
    SignalRaised,
)
from flows.limits import Limits
from flows.message import Incoming
from flows.prompt import Prompt
from flows.rehearsal import RehearsedService, rehearsal_services
from flows.services import Found
from flows.session import Session
from language.reading import Intent, Reading, Signal, Urgency
from tests.flows.runs import NOW, small_bundle

KRITIS = Reading(
    intent=Intent.LAPOR, urgency=Urgency.KRITIS, signals=(Signal(code="T01", level=3, words=("disekap",)),)
)
SERVICES = rehearsal_services()
E = TypeVar("E")


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(KnownBundles(small_bundle()))


@pytest.fixture
def begin(engine: Engine) -> Callable[..., Sprint]:
    def start(flow: str | None = None, **more: Any) -> Sprint:
        return engine.start(
            **{"locale": "id", "now": NOW, "message": None, "services": SERVICES, "flow": flow, **more}
        )

    return start


def kinds(sprint: Sprint) -> list[str]:
    return [type(event).__name__ for event in sprint.events]


def of(sprint: Sprint, kind: type[E]) -> list[E]:
    return [event for event in sprint.events if isinstance(event, kind)]


def edited(change: Callable[[dict[str, Any]], None]) -> Bundle:
    document = json.loads(small_bundle().to_json())
    change(document)
    return Bundle.from_json(json.dumps(document))


def test_an_ended_conversation_takes_no_message(engine: Engine, begin: Callable[..., Sprint]) -> None:
    over = begin("hello.bye").session

    assert over.ended == "keluar"
    with pytest.raises(ConversationOver, match="start a new one"):
        engine.resume(over, Incoming(text="halo"), now=NOW, services=SERVICES)


def test_an_ended_session_keeps_nothing_that_was_told(engine: Engine, begin: Callable[..., Sprint]) -> None:
    asked = begin("tell.child").session
    over = engine.resume(asked, Incoming(choice="child_yes"), now=NOW, services=SERVICES).session

    assert (over.ended, over.answers, over.params, over.asked) == ("selesai", {}, {}, None)


def test_a_stale_or_late_timer_changes_nothing(engine: Engine, begin: Callable[..., Sprint]) -> None:
    first = begin("tell.safe").session
    second = engine.resume(first, Incoming(text="ya"), now=NOW, services=SERVICES).session
    over = begin("hello.bye").session

    assert engine.expire(second, first.wait, now=NOW, services=SERVICES) == Sprint(session=second, events=())
    assert engine.expire(over, over.wait, now=NOW, services=SERVICES) == Sprint(session=over, events=())
    assert engine.expire(second, second.wait, now=NOW, services=SERVICES).session.ended == "diam"


def test_resuming_changes_nothing_in_the_session_given(engine: Engine, begin: Callable[..., Sprint]) -> None:
    session = begin("tell.safe").session
    before = session.to_json()
    one = engine.resume(session, Incoming(text="ya"), now=NOW, services=SERVICES)
    two = engine.resume(session, Incoming(text="ya"), now=NOW, services=SERVICES)

    assert session.to_json() == before
    assert one == two


def test_danger_in_the_first_message_opens_a_case_before_anything_is_asked(
    begin: Callable[..., Sprint],
) -> None:
    sprint = begin(message=Incoming(text="tolong kami disekap", reading=KRITIS))

    assert kinds(sprint)[:4] == ["SignalRaised", "AnswerRecorded", "CaseRequested", "Said"]
    assert of(sprint, CaseRequested) == [CaseRequested(partial=True)]
    assert of(sprint, AnswerRecorded)[0].value == "tolong kami disekap"
    assert (sprint.session.flow, sprint.session.danger, sprint.session.in_case) == ("alarm", True, True)


@pytest.mark.parametrize("flow", sorted(small_bundle().flows))
def test_danger_interrupts_every_flow(flow: str, engine: Engine, begin: Callable[..., Sprint]) -> None:
    session = begin(flow).session
    sprint = engine.resume(session, Incoming(text="tolong", reading=KRITIS), now=NOW, services=SERVICES)

    assert of(sprint, SignalRaised)
    assert sprint.session.danger
    assert [event.value for event in of(sprint, AnswerRecorded)] == ["tolong"]


def test_back_at_the_menu_new_danger_interrupts_again(engine: Engine, begin: Callable[..., Sprint]) -> None:
    danger = begin(message=Incoming(text="tolong", reading=KRITIS)).session
    menu = engine.resume(danger, Incoming(text="menu"), now=NOW, services=SERVICES).session
    again = engine.resume(menu, Incoming(text="tolong", reading=KRITIS), now=NOW, services=SERVICES)

    assert not menu.danger
    assert again.path[0] == "alarm/call"


def test_danger_is_heard_even_past_every_limit() -> None:
    engine = Engine(KnownBundles(small_bundle()), Limits(sprints=1))
    session = engine.start(locale="id", now=NOW, message=None, services=SERVICES).session
    sprint = engine.resume(session, Incoming(text="tolong", reading=KRITIS), now=NOW, services=SERVICES)

    assert of(sprint, SignalRaised)
    assert of(sprint, CaseRequested)[0] == CaseRequested(partial=True)
    assert of(sprint, FlowFailed)[0].code == "sprints"


@pytest.mark.parametrize("reading", [Reading(unsure=True), Reading(urgency=Urgency.SEDANG)])
def test_every_sign_is_reported_wherever_it_is_read(
    reading: Reading, engine: Engine, begin: Callable[..., Sprint]
) -> None:
    session = begin("tell.safe").session
    sprint = engine.resume(session, Incoming(text="entahlah", reading=reading), now=NOW, services=SERVICES)

    assert of(sprint, SignalRaised) == [SignalRaised(signals=(), urgency=reading.urgency, reading=reading)]
    # Nobody may have to write an alarming sentence twice because it came at the wrong question.
    assert of(sprint, AnswerRecorded) == [AnswerRecorded(name="story", value="entahlah", closed=False)]


def test_a_word_of_the_question_goes_before_a_word_that_works_everywhere(
    engine: Engine, begin: Callable[..., Sprint]
) -> None:
    asked = begin("wipe").session
    sprint = engine.resume(asked, Incoming(text="hapus"), now=NOW, services=SERVICES)

    assert sprint.path[0] == "wipe/wipe"


def test_a_word_with_a_picture_is_no_word(engine: Engine, begin: Callable[..., Sprint]) -> None:
    asked = begin("tell.people").session
    reading = Reading(urgency=Urgency.TINGGI)
    sprint = engine.resume(asked, Incoming(text="keluar", reading=reading), now=NOW, services=SERVICES)

    assert sprint.session.ended is None


def test_the_language_is_settled_once_by_own_words(engine: Engine, begin: Callable[..., Sprint]) -> None:
    english = Reading(locale="en")
    first = begin(message=Incoming(text="hello", reading=english))
    second = engine.resume(
        first.session, Incoming(text="apa", reading=Reading(locale="id")), now=NOW, services=SERVICES
    )

    assert of(first, LocaleChosen) == [LocaleChosen(locale="en")]
    assert (second.session.locale, of(second, LocaleChosen)) == ("en", [])


def test_a_language_without_texts_is_not_spoken(begin: Callable[..., Sprint]) -> None:
    assert begin(locale="ms").session.locale == "id"
    assert begin(message=Incoming(text="apa", reading=Reading(locale="ms"))).session.locale == "id"


def test_a_case_of_an_earlier_conversation_is_known(begin: Callable[..., Sprint]) -> None:
    assert begin(in_case=True).session.in_case
    assert not begin().session.in_case


@pytest.mark.parametrize(
    ("session", "code"),
    [
        ({"node": "gone"}, "node"),
        ({"flow": "gone"}, "node"),
        ({"bundle": "lost"}, "bundle"),
        ({"node": "open"}, "node"),
    ],
)
def test_a_session_that_fits_no_flow_goes_to_a_human(
    session: dict[str, str], code: str, engine: Engine, begin: Callable[..., Sprint]
) -> None:
    broken = dataclasses.replace(begin("tell.people").session, **session)  # type: ignore[arg-type]
    sprint = engine.resume(broken, Incoming(text="dua orang"), now=NOW, services=SERVICES)

    assert of(sprint, FlowFailed)[0].code == code
    assert of(sprint, RelayRequested)
    assert of(sprint, Asked)[-1].prompt.key == "human.talk"
    assert sprint.session.ended is None


def test_a_loop_is_told_once_and_loses_no_fact() -> None:
    def loop(document: dict[str, Any]) -> None:
        nodes = document["flows"]["tell"]["nodes"]
        nodes["open"] = {"case": "complete", "next": "thanks"}
        nodes["thanks"] = {"say": "common.bye", "next": "open"}

    engine = Engine(KnownBundles(edited(loop)))
    asked = engine.start(locale="id", now=NOW, message=None, services=SERVICES, flow="tell.child").session
    sprint = engine.resume(asked, Incoming(text="ada"), now=NOW, services=SERVICES)

    assert of(sprint, FlowFailed) == [FlowFailed(code="steps", node="tell/thanks")]
    assert [event.prompt.key for event in of(sprint, Said)] == ["common.trouble"]
    assert of(sprint, CaseRequested)[0] == CaseRequested(partial=False)
    assert of(sprint, AnswerRecorded)[0].value == "child_yes"


def test_where_even_the_way_to_a_human_is_broken_the_person_is_told() -> None:
    def cut(document: dict[str, Any]) -> None:
        document["flows"]["human"]["entry"] = "gone"

    engine = Engine(KnownBundles(edited(cut)))
    sprint = engine.start(locale="id", now=NOW, message=Incoming(text="petugas"), services=SERVICES)

    assert [event.code for event in of(sprint, FlowFailed)] == ["target", "target"]
    assert of(sprint, Said)[-1].prompt.key == "common.trouble"
    assert of(sprint, SessionEnded)


def test_a_service_that_names_an_unknown_text_leads_to_a_human(
    engine: Engine, begin: Callable[..., Sprint]
) -> None:
    service = RehearsedService(
        outcomes={"answer": Found(outcome="answered", prompts=(Prompt(key="no.such"),))}
    )
    sprint = engine.resume(
        begin("quiz").session, Incoming(text="apa"), now=NOW, services=rehearsal_services(service)
    )

    assert of(sprint, FlowFailed)[0].code == "text"
    assert of(sprint, RelayRequested)


def test_a_secret_number_is_looked_up_but_never_recorded(
    engine: Engine, begin: Callable[..., Sprint]
) -> None:
    service = RehearsedService()
    sprint = engine.resume(
        begin("status").session,
        Incoming(text="SBS-1 482913"),
        now=NOW,
        services=rehearsal_services(service),
    )

    assert ("by_reference", "SBS-1 482913") in service.asked
    assert of(sprint, AnswerRecorded) == []
    assert "482913" not in sprint.session.to_json()


def test_the_session_keeps_long_stories_short_and_events_keep_them_whole(
    engine: Engine, begin: Callable[..., Sprint]
) -> None:
    session = begin("tell.story").session
    limits = Limits()
    story = "kata " * 5000
    for _ in range(limits.kept_values + 3):
        sprint = engine.resume(session, Incoming(text=story), now=NOW, services=SERVICES)
        session = sprint.session

    assert of(sprint, AnswerRecorded)[0].value == story
    assert len(session.answers["story"]) == limits.kept_values
    assert len(session.to_json()) < 1.1 * limits.kept_values * limits.kept_characters + 2000


def test_a_conversation_ends_on_the_version_it_began_with() -> None:
    old = small_bundle()

    def rename(document: dict[str, Any]) -> None:
        nodes = document["flows"]["tell"]["nodes"]
        nodes["persons"] = nodes.pop("people")
        nodes["story"]["next"] = "persons"

    new = edited(rename)
    session = (
        Engine(KnownBundles(old))
        .start(locale="id", now=NOW, message=None, services=SERVICES, flow="tell.people")
        .session
    )
    sprint = Engine(KnownBundles(new, [old])).resume(session, Incoming(text="2"), now=NOW, services=SERVICES)

    assert sprint.session.bundle == old.sha != new.sha
    assert not of(sprint, FlowFailed)


def test_a_turn_costs_well_under_a_third_of_a_millisecond(
    engine: Engine, begin: Callable[..., Sprint]
) -> None:
    session = begin("tell.safe").session
    message = Incoming(text="saya tidak tahu harus bilang apa")
    engine.resume(session, message, now=NOW, services=SERVICES)
    fastest = min(
        _spent(lambda: engine.resume(session, message, now=NOW, services=SERVICES)) for _ in range(200)
    )

    assert fastest < 0.0003


def _spent(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def test_an_empty_session_is_told_apart_from_a_waiting_one() -> None:
    idle = Session(bundle="b", locale="id")

    assert Engine(KnownBundles(small_bundle())).expire(idle, 0, now=NOW, services=SERVICES) == Sprint(
        session=idle, events=()
    )
