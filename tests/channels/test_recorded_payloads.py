from __future__ import annotations

import json
from datetime import datetime
from urllib.parse import parse_qs

import pytest
from telegram import Update

from bot.channels.delivery import DeliveryReport, DeliveryStatus
from bot.channels.messages import InboundKind, MediaRef
from bot.channels.telegram_updates import parse_update
from bot.channels.twilio_forms import parse_message, parse_status
from flows.message import MediaKind
from tests.channels import recorded
from tests.channels.recorded import Recorded

TELEGRAM = recorded.telegram()
MESSAGES = [one for one in recorded.twilio() if not one.report]
REPORTS = [one for one in recorded.twilio() if one.report]
# What the people in the recorded bodies are called: none of it may come through.
NAMES = ("Sari", "Wulandari", "sari_wulan", "Budi", "Joni", "agen_kerja")


def _name(one: Recorded) -> str:
    return one.name


def _form(one: Recorded) -> dict[str, list[str]]:
    return parse_qs(one.body.decode(), keep_blank_values=True, strict_parsing=True)


@pytest.mark.parametrize("one", TELEGRAM, ids=_name)
def test_update_becomes_the_expected_message(one: Recorded, now: datetime) -> None:
    message = parse_update(json.loads(one.body), account="sambas", staff=one.staff, received_at=now)

    assert message == recorded.inbound(one, account="sambas", received_at=now)


@pytest.mark.parametrize("one", MESSAGES, ids=_name)
def test_form_becomes_the_expected_message(one: Recorded, now: datetime) -> None:
    message = parse_message(_form(one), account="sambas", received_at=now)

    assert message == recorded.inbound(one, account="sambas", received_at=now)


@pytest.mark.parametrize("one", REPORTS, ids=_name)
def test_status_form_becomes_the_expected_report(one: Recorded) -> None:
    assert parse_status(_form(one)) == DeliveryReport(
        ref=one.expected["ref"],
        status=DeliveryStatus(one.expected["status"]),
        error=one.expected.get("error"),
    )


def test_every_kind_and_every_medium_is_recorded() -> None:
    kinds = {one.expected.get("kind", "message") for one in (*TELEGRAM, *MESSAGES)}
    media = {item["kind"] for one in (*TELEGRAM, *MESSAGES) for item in one.expected.get("media", ())}

    assert kinds == {kind.value for kind in InboundKind}
    # A place is no medium: nothing is kept for us, it stands in `location`.
    assert media == {kind.value for kind in MediaKind} - {"location"}
    assert any("location" in one.expected for one in TELEGRAM)
    assert any("location" in one.expected for one in MESSAGES)
    assert {one.expected["status"] for one in REPORTS} == {
        status.value for status in DeliveryStatus if status is not DeliveryStatus.SENDING
    }
    assert len(TELEGRAM) + len(MESSAGES) + len(REPORTS) >= 44


@pytest.mark.parametrize("one", [*TELEGRAM, *MESSAGES], ids=_name)
def test_no_name_comes_through(one: Recorded, now: datetime) -> None:
    if one in TELEGRAM:
        message = parse_update(json.loads(one.body), account="sambas", staff=one.staff, received_at=now)
    else:
        message = parse_message(_form(one), account="sambas", received_at=now)

    assert not [name for name in NAMES if name in repr(message)]


def _as_the_library_reads_it(update: Update) -> tuple[str, str | None, set[str]]:
    """Words, message id and file ids, read with the vendor's own types."""
    message = update.effective_message
    if message is None or update.callback_query is not None:
        return "", str(message.message_id) if message else None, set()
    things = (
        message.voice,
        message.audio,
        message.video,
        message.video_note,
        message.sticker,
        message.animation or message.document,
        max(message.photo, key=lambda size: size.width, default=None),
    )
    return (
        message.text or message.caption or "",
        str(message.message_id),
        {thing.file_id for thing in things if thing is not None},
    )


READABLE = [one for one in TELEGRAM if one.expected.get("kind", "message") in ("message", "edit")]
# Words that are made from other fields, or commands whose address and payload are taken off.
REWRITTEN = ("venue", "contact", "start_payload", "staff_start_code", "command_at_bot")


@pytest.mark.parametrize("one", READABLE, ids=_name)
def test_our_reading_agrees_with_the_library(one: Recorded, now: datetime) -> None:
    raw = json.loads(one.body)
    text, message_id, files = _as_the_library_reads_it(Update.de_json(raw, None))
    ours = parse_update(raw, account="sambas", staff=one.staff, received_at=now)

    assert ours.message_ref == message_id
    assert {item.ref for item in ours.media if item.ref} == files
    if one.name not in REWRITTEN:
        assert ours.text == text


@pytest.mark.parametrize("one", TELEGRAM, ids=_name)
def test_the_recorded_bodies_have_the_documented_shape(
    one: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else the library warns of its own future
    update = Update.de_json(json.loads(one.body), None)

    assert str(update.update_id) == one.expected["provider_id"]
    for part in (update.message, update.callback_query, update.my_chat_member):
        assert part is None or not part.api_kwargs, "a field the Bot API does not know"


def test_photo_carries_the_size_that_was_claimed(now: datetime) -> None:
    one = next(one for one in TELEGRAM if one.name == "photo_caption")

    message = parse_update(json.loads(one.body), account="sambas", staff=False, received_at=now)

    assert message.media == (
        MediaRef(kind=MediaKind.PHOTO, ref="AgACAgUAAxkBAAIBx", content_type="image/jpeg", size=87000),
    )
