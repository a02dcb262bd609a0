from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PIL import Image

from bot.channels.errors import ProviderBusy, ProviderRefused
from bot.channels.messages import (
    Channel,
    Fetched,
    MediaRef,
    OutboundMessage,
    Refused,
    SendResult,
    Sent,
    TryLater,
    Unknown,
    Unreachable,
)
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram_client import make_bot
from bot.channels.telegram_loop import TelegramLoop
from flows.message import MediaKind
from flows.rendering import Button, Rendered
from tests.channels.provider import Answer, Provider, Seen, answering, closed_port, raw, silent

TOKEN = "7000000001:AAabcdefghijklmnopqrstuvwxyz012345"
CHAT = 5550001234


@pytest.fixture
def loop() -> Iterator[TelegramLoop]:
    running = TelegramLoop()
    yield running
    running.close()


@pytest.fixture
def channel(loop: TelegramLoop, stand_in: Provider) -> Iterator[TelegramChannel]:
    made = TelegramChannel(TOKEN, loop, base_url=stand_in.url, answer_within=2.0, max_bytes=10_000)
    yield made
    made.close()


def took(message_id: int) -> Answer:
    """Telegram's answer to a message it took."""
    chat = {"id": CHAT, "type": "private", "first_name": "x"}
    return answering(200, {"ok": True, "result": {"message_id": message_id, "date": 1, "chat": chat}})


def failed(status: int, description: str = "x", **parameters: Any) -> Answer:
    body = {"ok": False, "error_code": status, "description": description}
    return answering(status, {**body, "parameters": parameters} if parameters else body)


def message(*parts: str, **fields: Any) -> OutboundMessage:
    body = {name: fields.pop(name) for name in ("buttons", "location", "list_label") if name in fields}
    return OutboundMessage(
        address=fields.pop("address", str(CHAT)),
        body=Rendered(parts=parts or ("Halo",), **body),
        idempotency="row1",
        **fields,
    )


BUTTONS = (Button(id="aman_ya", label="Ya"), Button(id="aman_tidak", label="Tidak"))


def test_the_channel_keeps_the_contract(channel: TelegramChannel) -> None:
    port: Channel = channel
    assert port.find_sent(message(), since=datetime.now(UTC)) is None


def test_a_message_arrives_with_its_buttons(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [took(41)]

    sent = channel.send(message("Aman?", buttons=BUTTONS, protect=True, silent=True))

    (call,) = stand_in.seen
    assert sent == Sent(refs=("41",))
    assert call.path == f"/bot{TOKEN}/sendMessage"
    assert call.form["chat_id"] == str(CHAT)
    assert call.form["text"] == "Aman?"
    assert call.form["protect_content"] == "true"
    assert call.form["disable_notification"] == "true"
    assert json.loads(call.form["link_preview_options"]) == {"is_disabled": True}
    assert json.loads(call.form["reply_markup"])["inline_keyboard"] == [
        [{"text": "Ya", "callback_data": "aman_ya"}, {"text": "Tidak", "callback_data": "aman_tidak"}]
    ]


def test_parts_go_in_order_and_the_buttons_with_the_last(
    channel: TelegramChannel, stand_in: Provider
) -> None:
    stand_in.plan = [took(41), took(42)]

    sent = channel.send(message("Satu", "Dua", buttons=BUTTONS))

    assert sent == Sent(refs=("41", "42"))
    assert [call.form["text"] for call in stand_in.seen] == ["Satu", "Dua"]
    assert ["reply_markup" in call.form for call in stand_in.seen] == [False, True]


def test_a_broken_off_message_goes_on_where_it_stopped(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [took(41), failed(429, retry_after=7), took(42), took(43), took(44), took(45)]

    first = channel.send(message("Satu", "Dua", "Tiga"))
    second = channel.send(message("Satu", "Dua", "Tiga"))
    again = channel.send(message("Satu"))

    assert first == TryLater(after=timedelta(seconds=7), code="429")
    assert second == Sent(refs=("41", "42", "43"))
    assert again == Sent(refs=("44",)), "a finished message leaves nothing behind"
    assert [call.form["text"] for call in stand_in.seen] == ["Satu", "Dua", "Dua", "Tiga", "Satu"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (failed(429, retry_after=30), TryLater(after=timedelta(seconds=30), code="429")),
        (raw(429, b"slow down"), TryLater(after=timedelta(seconds=1), code="429")),
        (failed(429, retry_after=10**9), TryLater(after=timedelta(hours=1), code="429")),
        (failed(429, retry_after="x"), TryLater(after=timedelta(seconds=1), code="429")),
        (failed(403, "Forbidden: bot was blocked by the user"), Unreachable(code="blocked")),
        (failed(403, "Forbidden: user is deactivated"), Unreachable(code="deactivated")),
        (
            failed(403, "Forbidden: bot can't initiate conversation with a user"),
            Unreachable(code="never_wrote"),
        ),
        (failed(403, "Forbidden: something new"), Unreachable(code="forbidden")),
        (failed(400, "Bad Request: chat not found"), Unreachable(code="chat_not_found")),
        (
            failed(400, "Bad Request: group upgraded", migrate_to_chat_id=-100),
            Unreachable(code="chat_migrated"),
        ),
        (failed(400, "Bad Request: message text is empty"), Refused(code="bad_request")),
        (failed(401, "Unauthorized"), TryLater(after=timedelta(minutes=1), code="token_rejected")),
        (failed(404, "Not Found"), TryLater(after=timedelta(minutes=1), code="token_rejected")),
        (failed(409, "Conflict"), TryLater(after=timedelta(minutes=1), code="conflict")),
        (failed(500, "Internal Server Error"), Unknown(code="500")),
        (raw(502, b"<html>Bad Gateway"), Unknown(code="502")),
        (raw(200, b"<html>"), Unknown(code="unreadable_answer")),
        (answering(200, ["no object"]), Unknown(code="unreadable_answer")),
        (answering(200, {"ok": True, "result": {"odd": True}}), Unknown(code="unreadable_answer")),
        (answering(200, {"ok": True, "result": True}), Unknown(code="unreadable_answer")),
        (answering(200, {"ok": True}), Unknown(code="unreadable_answer")),
    ],
)
def test_every_answer_has_its_outcome(
    channel: TelegramChannel, stand_in: Provider, answer: Answer, expected: SendResult
) -> None:
    stand_in.plan = [answer]

    assert channel.send(message()) == expected
    assert len(stand_in.seen) == 1


def test_no_answer_in_time_is_unknown(loop: TelegramLoop, stand_in: Provider) -> None:
    let_go = threading.Event()
    stand_in.otherwise = silent(let_go)
    channel = TelegramChannel(TOKEN, loop, base_url=stand_in.url, answer_within=0.2)

    assert channel.send(message()) == Unknown(code="timeout")
    let_go.set()
    channel.close()


def test_nobody_there_is_certainly_not_sent(loop: TelegramLoop) -> None:
    channel = TelegramChannel(TOKEN, loop, base_url=closed_port())

    assert channel.send(message()) == TryLater(after=timedelta(seconds=5), code="not_connected")
    channel.close()


@pytest.mark.parametrize("address", ["", "+62812", "whatsapp:+62812", "sari"])
def test_an_address_that_is_no_chat_is_refused(
    channel: TelegramChannel, stand_in: Provider, address: str
) -> None:
    assert channel.send(message(address=address)) == Refused(code="address")
    assert stand_in.seen == []


def test_words_arrive_when_telegram_does_not_like_the_buttons(
    channel: TelegramChannel, stand_in: Provider
) -> None:
    stand_in.plan = [failed(400, "Bad Request: BUTTON_DATA_INVALID"), took(42)]

    assert channel.send(message("Aman?", buttons=BUTTONS)) == Sent(refs=("42",))
    assert stand_in.seen[1].form["text"] == "Aman?\n\n1 Ya\n2 Tidak"
    assert "reply_markup" not in stand_in.seen[1].form


def test_the_place_can_be_shared(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [took(41), took(42)]

    channel.send(message("Di mana?", location=True))
    channel.send(message("Terima kasih"))

    asked, thanked = (json.loads(call.form["reply_markup"]) for call in stand_in.seen)
    assert asked["keyboard"][0][0]["request_location"] is True
    assert thanked == {"remove_keyboard": True}


def test_an_edit_replaces_words_and_buttons(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [took(77)]

    assert channel.send(message("Diterima", edit_ref="77")) == Sent(refs=("77",))
    (call,) = stand_in.seen
    assert call.path.endswith("/editMessageText")
    assert call.form["message_id"] == "77"
    assert "reply_markup" not in call.form, "the buttons of a taken alert disappear"


def test_an_edit_that_changes_nothing_counts_as_sent(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [failed(400, "Bad Request: message is not modified: specified new message content")]

    assert channel.send(message("Sama", edit_ref="77")) == Sent(refs=("77",))


@pytest.mark.parametrize(
    "why", ["message can't be edited", "message to edit not found", "MESSAGE_ID_INVALID"]
)
def test_what_cannot_be_edited_any_more_is_sent_anew(
    channel: TelegramChannel, stand_in: Provider, why: str
) -> None:
    stand_in.plan = [failed(400, f"Bad Request: {why}"), took(90)]

    assert channel.send(message("Diterima", edit_ref="77")) == Sent(refs=("90",))
    assert stand_in.seen[1].path.endswith("/sendMessage")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (failed(403, "Forbidden: bot was blocked by the user"), Unreachable(code="blocked")),
        (failed(400, "Bad Request: chat not found"), Unreachable(code="chat_not_found")),
        (failed(502), Unknown(code="502")),
        (answering(200, {"ok": True, "result": {"odd": 1}}), Unknown(code="unreadable_answer")),
    ],
)
def test_an_edit_that_fails_otherwise_is_not_sent_a_second_time(
    channel: TelegramChannel, stand_in: Provider, answer: Answer, expected: SendResult
) -> None:
    stand_in.plan = [answer]

    assert channel.send(message("Diterima", edit_ref="77")) == expected
    assert len(stand_in.seen) == 1


def test_a_reference_of_another_channel_is_sent_anew(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [took(90)]

    assert channel.send(message("Diterima", edit_ref="SM123")) == Sent(refs=("90",))


def test_messages_are_deleted_a_hundred_at_a_time(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.otherwise = answering(200, {"ok": True, "result": True})

    assert channel.delete(str(CHAT), tuple(str(number) for number in range(1, 251)))
    assert [len(json.loads(call.form["message_ids"])) for call in stand_in.seen] == [100, 100, 50]


def test_nothing_to_delete_is_deleted(channel: TelegramChannel, stand_in: Provider) -> None:
    assert channel.delete(str(CHAT), ())
    assert stand_in.seen == []


def test_one_old_message_does_not_keep_the_others(channel: TelegramChannel, stand_in: Provider) -> None:
    def telegram(call: Seen) -> Any:
        if call.path.endswith("/deleteMessages"):
            return failed(400, "Bad Request: message can't be deleted for everyone")(call)
        if call.form["message_id"] == "2":
            return failed(400, "Bad Request: message can't be deleted")(call)
        if call.form["message_id"] == "3":
            return failed(400, "Bad Request: message to delete not found")(call)
        return answering(200, {"ok": True, "result": True})(call)

    stand_in.otherwise = telegram

    assert channel.delete(str(CHAT), ("1", "2", "3", "4")) is False
    assert [call.form["message_id"] for call in stand_in.calls("/deleteMessage")] == ["1", "2", "3", "4"]
    assert channel.delete(str(CHAT), ("1", "3")) is True


@pytest.mark.parametrize("answer", [failed(429, retry_after=3), failed(403), failed(500), raw(200, b"?")])
def test_a_deletion_that_fails_says_so(channel: TelegramChannel, stand_in: Provider, answer: Answer) -> None:
    stand_in.otherwise = answer

    assert channel.delete(str(CHAT), ("1",)) is False


def test_a_reference_that_is_none_counts_as_kept(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.otherwise = answering(200, {"ok": True, "result": True})

    assert channel.delete(str(CHAT), ("1", "SM2")) is False
    assert channel.delete("nobody", ("1",)) is False


@pytest.mark.parametrize(
    "answer", [answering(200, {"ok": True, "result": True}), failed(400, "query is too old"), raw(500, b"")]
)
def test_a_press_is_acknowledged_whatever_comes_of_it(
    channel: TelegramChannel, stand_in: Provider, answer: Answer
) -> None:
    stand_in.plan = [answer]

    channel.acknowledge("99", "Diterima " * 50)

    (call,) = stand_in.calls("/answerCallbackQuery")
    assert call.form["callback_query_id"] == "99"
    assert len(call.form["text"]) == 200


def _file(path: str = "photos/file_1.jpg", size: int | None = 500) -> Answer:
    result = {"file_id": "AgAC", "file_unique_id": "u", "file_path": path, "file_size": size}
    return answering(200, {"ok": True, "result": {k: v for k, v in result.items() if v is not None}})


PHOTO = MediaRef(kind=MediaKind.PHOTO, ref="AgAC", content_type="image/png")


def _photo_with_artist() -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "Sari"
    out = io.BytesIO()
    Image.new("RGB", (30, 30)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_is_fetched_without_what_the_phone_wrote_into_it(
    channel: TelegramChannel, stand_in: Provider
) -> None:
    stand_in.plan = [_file(), raw(200, _photo_with_artist(), "image/jpeg")]

    fetched = channel.fetch(PHOTO)

    assert isinstance(fetched, Fetched)
    assert fetched.content_type == "image/jpeg", "what it is, not what was claimed"
    assert b"Sari" not in fetched.content
    assert stand_in.seen[1].path == f"/file/bot{TOKEN}/photos/file_1.jpg"


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ([_file(size=20_000)], Refused(code="too_big")),
        ([_file(size=None), raw(200, b"OggS" + b"x" * 20_000)], Refused(code="too_big")),
        ([_file(size=10), raw(200, b"OggS" + b"x" * 20_000)], Refused(code="too_big")),
        ([_file(), raw(200, b"")], Refused(code="empty")),
        ([_file(), raw(404, b"")], Refused(code="gone")),
        ([_file(), raw(302, b"", Location="http://127.0.0.1:1/")], Refused(code="http_302")),
        ([_file(), raw(500, b"")], TryLater(after=timedelta(seconds=10), code="500")),
        ([failed(400, "Bad Request: wrong file_id")], Refused(code="bad_request")),
        ([failed(429, retry_after=4)], TryLater(after=timedelta(seconds=4), code="429")),
        ([failed(502)], TryLater(after=timedelta(seconds=10), code="502")),
        (
            [answering(200, {"ok": True, "result": {"odd": 1}})],
            TryLater(after=timedelta(seconds=10), code="unreadable_answer"),
        ),
        (
            [answering(200, {"ok": True, "result": {"file_id": "a", "file_unique_id": "b"}})],
            Refused(code="gone"),
        ),
        ([_file(), raw(200, b"\xff\xd8\xff broken")], Refused(code="picture_unsafe")),
    ],
)
def test_a_file_that_cannot_be_had(
    channel: TelegramChannel, stand_in: Provider, plan: list[Answer], expected: Refused | TryLater
) -> None:
    stand_in.plan = plan

    assert channel.fetch(PHOTO) == expected


def test_a_voice_note_is_kept_as_it_is(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [_file("voice/file 2.oga"), raw(200, b"OggS\0voice")]

    assert channel.fetch(PHOTO) == Fetched(content=b"OggS\0voice", content_type="audio/ogg")


def test_a_shared_contact_has_nothing_to_fetch(channel: TelegramChannel, stand_in: Provider) -> None:
    assert channel.fetch(MediaRef(kind=MediaKind.CONTACT, ref="")) == Refused(code="nothing_to_fetch")
    assert stand_in.seen == []


def test_the_webhook_is_set_with_its_secret_and_the_kinds_we_read(
    channel: TelegramChannel, stand_in: Provider
) -> None:
    stand_in.plan = [answering(200, {"ok": True, "result": True})]

    channel.set_webhook("https://hotline.example/webhook/telegram/sambas", "s3cret")

    (call,) = stand_in.calls("/setWebhook")
    assert call.form["secret_token"] == "s3cret"
    assert json.loads(call.form["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]


def test_deleting_the_webhook_drops_nothing(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [answering(200, {"ok": True, "result": True})]

    channel.delete_webhook()

    assert stand_in.seen[0].form["drop_pending_updates"] == "false"


def test_the_webhooks_state(channel: TelegramChannel, stand_in: Provider) -> None:
    result = {
        "url": "https://hotline.example/x",
        "has_custom_certificate": False,
        "pending_update_count": 3,
        "last_error_date": 1795201200,
        "last_error_message": "Wrong response from the webhook: 503",
    }
    stand_in.plan = [answering(200, {"ok": True, "result": result})]

    state = channel.webhook_info()

    assert (state.url, state.pending) == ("https://hotline.example/x", 3)
    assert state.last_error_at == datetime.fromtimestamp(1795201200, UTC)
    assert state.last_error == "Wrong response from the webhook: 503"


def test_updates_come_as_they_are_even_odd_ones(channel: TelegramChannel, stand_in: Provider) -> None:
    odd = {"update_id": 2, "callback_query": {"id": "1"}}
    stand_in.plan = [answering(200, {"ok": True, "result": [{"update_id": 1, "message": 7}, odd, "x"]})]

    assert channel.get_updates(1, 0) == [{"update_id": 1, "message": 7}, odd]
    (call,) = stand_in.calls("/getUpdates")
    assert call.form["offset"] == "1"
    assert call.form["timeout"] == "0"


def test_the_first_poll_names_no_offset(channel: TelegramChannel, stand_in: Provider) -> None:
    stand_in.plan = [answering(200, {"ok": True, "result": []})]

    assert channel.get_updates(None, 0) == []
    assert "offset" not in stand_in.seen[0].form


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (failed(401, "Unauthorized"), "token_rejected"),
        (failed(409, "Conflict: can't use getUpdates while webhook is active"), "conflict"),
        (failed(400, "Bad Request: bad webhook"), "bad_request"),
    ],
)
def test_what_only_a_human_can_mend_is_said(
    channel: TelegramChannel, stand_in: Provider, answer: Answer, code: str
) -> None:
    stand_in.plan = [answer]

    with pytest.raises(ProviderRefused) as refused:
        channel.get_updates(None, 0)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("answer", "code", "seconds"),
    [
        (failed(429, retry_after=9), "429", 9),
        (failed(502), "502", 5),
        (raw(200, b"?"), "unreadable_answer", 5),
        (answering(200, {"ok": True}), "unreadable_answer", 5),
    ],
)
def test_what_passes_by_itself_is_asked_again(
    channel: TelegramChannel, stand_in: Provider, answer: Answer, code: str, seconds: int
) -> None:
    stand_in.plan = [answer]

    with pytest.raises(ProviderBusy) as busy:
        channel.webhook_info()
    assert (busy.value.code, busy.value.after) == (code, timedelta(seconds=seconds))


def test_no_word_and_no_token_reaches_the_log(
    channel: TelegramChannel, stand_in: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for name in ("httpx", "httpcore"):  # switched off by the program's own logging: they print the address
        caplog.set_level("WARNING", name)
    stand_in.plan = [raw(200, b"<html>rahasia</html>"), raw(500, b"rahasia"), failed(400, "rahasia"), took(1)]

    for _ in range(4):
        channel.send(message("rahasia"))

    assert "rahasia" not in caplog.text
    assert TOKEN not in caplog.text + repr(make_bot(TOKEN, base_url="", read_timeout=1)[0])
