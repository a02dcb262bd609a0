from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.channels import recorded
from tests.webhook.doubles import BOT, TELEGRAM_PATH, TWILIO_PATH, FakeIntake, app_with, signature
from tests.webhook.fuzzing import FORM, JSON, SECRET, SIGNATURE, fuzz

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=10,
)
FIELDS = st.sampled_from(
    ["message", "edited_message", "callback_query", "my_chat_member", "channel_post", "poll", "other"]
)


def _status(path: str, body: bytes, content_type: str, **headers: str) -> int:
    client = app_with(FakeIntake()).test_client()
    return client.post(path, data=body, content_type=content_type, headers=headers).status_code


@given(st.binary(max_size=500))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_answered(body: bytes) -> None:
    telegram = _status(TELEGRAM_PATH, body, JSON, **{SECRET: BOT.secret})
    twilio = _status(TWILIO_PATH, body, FORM, **{SIGNATURE: signature(TWILIO_PATH, body)})

    assert telegram in (200, 400)
    assert twilio in (400, 403)


@given(st.dictionaries(FIELDS, VALUES), st.integers(0, 2**62))
@settings(max_examples=100, deadline=None)
def test_any_update_with_an_id_is_taken(update: dict[str, Any], update_id: int) -> None:
    body = json.dumps({**update, "update_id": update_id}).encode()

    assert _status(TELEGRAM_PATH, body, JSON, **{SECRET: BOT.secret}) == 200


@given(st.sampled_from(recorded.telegram()), st.integers(0, 3000), st.binary(max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_spoiled_update_gets_no_server_error(one: recorded.Recorded, at: int, what: bytes) -> None:
    body = one.body[:at] + what + one.body[at + len(what) :]

    assert _status(TELEGRAM_PATH, body, JSON, **{SECRET: BOT.secret}) in (200, 400)


@given(st.sampled_from(recorded.twilio()), st.integers(0, 1500), st.binary(max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_spoiled_form_gets_no_server_error(one: recorded.Recorded, at: int, what: bytes) -> None:
    body = one.body[:at] + what + one.body[at + len(what) :]
    path = f"{TWILIO_PATH}/status" if one.report else TWILIO_PATH

    assert _status(path, body, FORM, **{SIGNATURE: signature(path, body)}) in (200, 400, 403)


def test_generated_bodies_get_no_server_error() -> None:
    answers = fuzz(400)

    for webhook, counts in answers.items():
        assert sum(counts.values()) == 400, webhook
        assert max(counts) < 500, (webhook, counts)
        assert counts[200] > 100, "most of them must get past the door, else nothing is tried"
        assert counts[400] > 0


def test_the_same_seed_gives_the_same_answers() -> None:
    assert fuzz(50, seed=7) == fuzz(50, seed=7)
