from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from flows.prompt import Option, Prompt
from flows.session import Session
from language.reading import Urgency

WORDS = st.text(st.characters(), max_size=20)
PARAMS = st.dictionaries(WORDS, WORDS, max_size=3)
PROMPTS = st.builds(
    Prompt,
    key=WORDS,
    params=PARAMS,
    options=st.lists(st.builds(Option, id=WORDS, label=WORDS, params=PARAMS), max_size=3).map(tuple),
    sensitive=st.booleans(),
    location=st.booleans(),
)
SESSIONS = st.builds(
    Session,
    bundle=WORDS,
    locale=WORDS,
    settled=st.booleans(),
    flow=WORDS,
    node=WORDS,
    wait=st.integers(0),
    wait_until=st.none() | st.datetimes(timezones=st.just(UTC)),
    tries=st.integers(0),
    told=st.integers(0),
    sprints=st.integers(0),
    answers=st.dictionaries(WORDS, st.lists(WORDS, max_size=3).map(tuple), max_size=3),
    params=PARAMS,
    asked=st.none() | PROMPTS,
    urgency=st.sampled_from(Urgency),
    ended=st.none() | WORDS,
    in_case=st.booleans(),
    danger=st.booleans(),
)


@given(SESSIONS)
def test_a_session_comes_back_exactly(session: Session) -> None:
    assert Session.from_json(session.to_json()) == session


def test_the_strategy_fills_every_field() -> None:
    # A field that the round trip forgets must not hide behind its default.
    filled = Session(
        bundle="b",
        locale="id",
        settled=True,
        flow="f",
        node="n",
        wait=1,
        wait_until=datetime(2026, 1, 1, tzinfo=UTC),
        tries=1,
        told=1,
        sprints=1,
        answers={"a": ("b",)},
        params={"p": "q"},
        asked=Prompt(key="k"),
        urgency=Urgency.KRITIS,
        ended="diam",
        in_case=True,
        danger=True,
    )

    assert set(json.loads(filled.to_json())) == set(vars(filled))
    assert Session.from_json(filled.to_json()) == filled


def test_fields_of_a_newer_version_take_their_defaults() -> None:
    old = json.dumps({"bundle": "b", "locale": "id", "flow": "f", "node": "n"})

    assert Session.from_json(old) == Session(bundle="b", locale="id", flow="f", node="n")
