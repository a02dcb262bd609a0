from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.errors import JunkBody
from bot.channels.messages import ChannelName, InboundKind, InboundMessage
from bot.channels.telegram_updates import parse_update
from flows.message import MediaKind
from tests.channels import recorded

AT = datetime.fromisoformat("2026-11-21T02:00:00+07:00")
CHAT = {"id": 5550001234, "type": "private"}


def parse(data: object) -> InboundMessage:
    return parse_update(data, account="sambas", staff=False, received_at=AT)


def message(**body: Any) -> dict[str, Any]:
    return {"update_id": 7, "message": {"message_id": 3, "date": 1, "chat": CHAT, **body}}


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "update",
        7,
        {},
        {"update_id": None},
        {"update_id": "7"},
        {"update_id": 7.0},
        {"update_id": True},
        {"update_id": -7},
        {"update_id": 2**63},
        {"message": {"text": "x"}},
    ],
)
def test_what_telegram_never_sends_is_junk(body: object) -> None:
    with pytest.raises(JunkBody):
        parse(body)


@pytest.mark.parametrize(
    "body",
    [
        {"update_id": 7, "message": None},
        {"update_id": 7, "message": []},
        {"update_id": 7, "message": {}},
        {"update_id": 7, "message": {"chat": 4}},
        {"update_id": 7, "edited_message": {"chat": {"id": 4}}},
        {"update_id": 7, "callback_query": 3},
        {"update_id": 7, "my_chat_member": {"chat": CHAT}},
        {"update_id": 7, "message": {"chat": CHAT, "text": "no id"}},
        message(),
        message(text=["a", "list"]),
        message(text=""),
        message(photo="AgAC", voice=3, document={"file_id": 9}, location={"latitude": "1"}),
        message(location={"latitude": float("nan"), "longitude": 109.3}),
        message(location={"latitude": 91, "longitude": 109.3}),
        message(location={"latitude": 10**400, "longitude": 109.3}),
        message(document={"file_id": "x" * 600}),
    ],
)
def test_what_cannot_be_understood_is_kept_and_never_raises(body: dict[str, Any]) -> None:
    assert parse(body).kind in (InboundKind.UNREADABLE, InboundKind.IGNORED)
    assert parse(body).provider_id == "7"


def test_the_chat_is_saved_from_an_unreadable_message() -> None:
    read = parse(message(story={"chat": {"id": 1}, "id": 2}))

    assert (read.kind, read.address, read.message_ref) == (InboundKind.UNREADABLE, "5550001234", "3")


def test_a_press_without_chat_instance_is_still_a_press() -> None:
    read = parse(
        {
            "update_id": 8,
            "callback_query": {
                "id": "99",
                "from": {"id": 5550001234},
                "data": "aman_ya",
                "message": {"message_id": 3, "chat": CHAT},
            },
        }
    )

    assert (read.kind, read.choice, read.callback_ref) == (InboundKind.MESSAGE, "aman_ya", "99")


def test_a_press_whose_message_is_missing_is_answered_to_the_presser() -> None:
    read = parse({"update_id": 8, "callback_query": {"id": "99", "from": {"id": 5550001234}, "data": "menu"}})

    assert (read.kind, read.address, read.message_ref) == (InboundKind.MESSAGE, "5550001234", None)


def test_a_press_in_a_group_is_not_ours() -> None:
    group = {"message_id": 3, "chat": {"id": -100, "type": "supergroup"}}
    read = parse(
        {
            "update_id": 8,
            "callback_query": {"id": "99", "from": {"id": 5}, "data": "terima", "message": group},
        }
    )

    assert read.kind is InboundKind.IGNORED


@pytest.mark.parametrize("staff", [False, True])
def test_the_bot_decides_the_channel(staff: bool) -> None:
    read = parse_update(message(text="halo"), account="a", staff=staff, received_at=AT)

    assert read.channel is (ChannelName.STAFF if staff else ChannelName.TELEGRAM)


@pytest.mark.parametrize(
    ("written", "text", "start"),
    [
        ("/start", "/start", None),
        ("/start@suar_bot", "/start", None),
        ("/START abc", "/start", "abc"),
        ("/start@suar_bot abc-1_Z", "/start", "abc-1_Z"),
        ("/start two words", "/start two words", None),
        ("/start " + "a" * 65, "/start " + "a" * 65, None),
        ("/start ada orang dipukul", "/start ada orang dipukul", None),
        ("/piket@suar_petugas_bot", "/piket", None),
        ("/tolong\nsaya", "/tolong saya", None),
        ("tulis ke a@b.example", "tulis ke a@b.example", None),
        ("/ bukan perintah", "/ bukan perintah", None),
        ("/start@", "/start@", None),
    ],
)
def test_commands_lose_their_address_and_nothing_else(written: str, text: str, start: str | None) -> None:
    read = parse(message(text=written))

    assert (read.text, read.start) == (text, start)


def test_a_text_that_no_database_takes_is_made_fit() -> None:
    body = json.loads(
        json.dumps(message(text="X")).replace('"X"', '"tolong\\u0000 saya \\ud800 \\ud83d\\ude4f"')
    )

    read = parse(body)

    assert read.text == "tolong saya ? 🙏"
    assert read.text.encode()


def test_broken_media_do_not_hide_the_words_beside_them() -> None:
    read = parse(message(caption="ini majikan saya", photo=[{"file_id": 3}, None, "x"]))

    assert (read.kind, read.text, read.media) == (InboundKind.MESSAGE, "ini majikan saya", ())


def test_a_claimed_size_or_type_that_is_absurd_is_dropped() -> None:
    read = parse(message(document={"file_id": "BQ", "file_size": -4, "mime_type": "x" * 300}))

    assert read.media[0].size is None
    assert read.media[0].content_type == "application/octet-stream"
    assert read.media[0].kind is MediaKind.DOCUMENT


@pytest.mark.parametrize("code", ["id", "en", "pt-br", "zh-hans"])
def test_the_language_is_a_hint(code: str) -> None:
    assert parse(message(text="a", **{"from": {"id": 1, "language_code": code}})).locale_hint == code


@pytest.mark.parametrize("code", [7, "", "x" * 40, "id\n", "<b>", None])
def test_a_language_that_is_none_is_dropped(code: object) -> None:
    assert parse(message(text="a", **{"from": {"id": 1, "language_code": code}})).locale_hint is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
UPDATES = [json.loads(one.body) for one in recorded.telegram()]


def _paths(tree: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [here] if here else []
    if isinstance(tree, dict):
        for name, child in tree.items():
            found += _paths(child, (*here, name))
    elif isinstance(tree, list):
        for index, child in enumerate(tree):
            found += _paths(child, (*here, index))
    return found


@given(data=st.data())
def test_no_spoiled_update_raises_anything_but_junk(data: st.DataObject) -> None:
    update = json.loads(json.dumps(data.draw(st.sampled_from(UPDATES))))
    for _ in range(data.draw(st.integers(1, 3))):
        *road, last = data.draw(st.sampled_from(_paths(update)))
        place = update
        for step in road:
            place = place[step]
        place[last] = data.draw(JSON)

    try:
        read = parse(update)
    except JunkBody:
        return

    assert read.text.encode() is not None
    assert "\x00" not in read.text
    for field in fields(read):
        if field.name in ("address", "identity", "provider_id", "text"):
            assert isinstance(getattr(read, field.name), str)
        if field.name in ("choice", "start", "message_ref", "edits", "callback_ref", "locale_hint"):
            assert isinstance(getattr(read, field.name), str | None)
