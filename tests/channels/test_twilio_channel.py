from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.channels.messages import (
    Channel,
    ChannelName,
    OutboundMessage,
    Refused,
    SendResult,
    Sent,
    TryLater,
    Unknown,
    Unreachable,
)
from bot.channels.twilio import TwilioChannel
from bot.channels.twilio_http import LoopbackHttpClient
from bot.clock import FrozenClock
from config.accounts import TwilioAccount
from flows.rendering import Button, Rendered
from tests.channels.provider import Answer, Provider, Seen, answering, closed_port, raw, silent

ACCOUNT_SID = "AC" + "0f" * 16
ACCOUNT = TwilioAccount(
    key="sambas",
    taskforce="sambas",
    account_sid=ACCOUNT_SID,
    api_key="SK" + "1" * 32,
    api_secret="s" * 32,
    auth_tokens=("t" * 32,),
    sms_number="+15005550006",
    whatsapp_number="+14155238886",
    nudge_template="HX" + "a" * 32,
)
PERSON = "+6281234567890"
NOW = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
CALLBACK = "https://hotline.example/webhook/twilio/sambas/status"
MESSAGES = f"/api.twilio.com/2010-04-01/Accounts/{ACCOUNT_SID}/Messages.json"
CONTENTS = "/content.twilio.com/v1/Content"
YES_NO = (Button(id="aman_ya", label="Ya"), Button(id="aman_tidak", label="Tidak"))


class Remembered:
    """A content store in memory."""

    def __init__(self) -> None:
        self.sids: dict[str, str] = {}

    def get(self, digest: str) -> str | None:
        return self.sids.get(digest)

    def put(self, digest: str, sid: str) -> None:
        self.sids[digest] = sid


Make = Callable[..., TwilioChannel]


@pytest.fixture
def store() -> Remembered:
    return Remembered()


@pytest.fixture
def make(stand_in: Provider, store: Remembered) -> Make:
    def build(kind: ChannelName = ChannelName.SMS, **options: Any) -> TwilioChannel:
        url = options.pop("url", stand_in.url)
        return TwilioChannel(
            options.pop("account", ACCOUNT),
            kind,
            LoopbackHttpClient(url, timeout=options.pop("timeout", 2.0)),
            options.pop("callback", CALLBACK),
            store,
            clock=FrozenClock(NOW),
        )

    return build


def took(number: int, **fields: Any) -> Answer:
    return answering(201, {"sid": _sid(number), "status": "queued", **fields})


def _sid(number: int) -> str:
    return f"SM{number:032d}"


def failed(status: int, code: int | None = None) -> Answer:
    body = {"code": code, "message": "words of Twilio", "status": status}
    return answering(status, body if code else {"message": "words of Twilio"})


def made(number: int = 1) -> Answer:
    return answering(201, {"sid": f"HX{number:032d}", "friendly_name": "x", "types": {}})


def sms(*parts: str, buttons: tuple[Button, ...] = (), **fields: Any) -> OutboundMessage:
    body = Rendered(parts=parts or ("Halo",), buttons=buttons)
    return OutboundMessage(
        address=fields.pop("address", PERSON), body=fields.pop("body", body), idempotency="row1", **fields
    )


def whatsapp(*parts: str, **fields: Any) -> OutboundMessage:
    fields.setdefault("last_inbound_at", NOW - timedelta(hours=1))
    body = {name: fields.pop(name) for name in ("buttons", "list_label", "template") if name in fields}
    return OutboundMessage(
        address=fields.pop("address", f"whatsapp:{PERSON}"),
        body=Rendered(parts=parts or ("Halo",), **body),
        idempotency="row1",
        **fields,
    )


def test_the_channel_keeps_the_contract(make: Make) -> None:
    port: Channel = make()
    port.acknowledge("nothing", "to stop")


def test_an_sms_arrives(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [took(1)]

    assert make().send(sms("Laporan Anda kami terima.", valid_for=timedelta(minutes=30))) == Sent(
        refs=(_sid(1),)
    )
    (call,) = stand_in.seen
    assert call.path == MESSAGES
    assert call.headers["Authorization"].startswith("Basic ")
    assert call.form == {
        "To": PERSON,
        "From": "+15005550006",
        "Body": "Laporan Anda kami terima.",
        "ValidityPeriod": "1800",
        "SmartEncoded": "true",
        "StatusCallback": CALLBACK,
    }


@pytest.mark.parametrize(
    ("valid_for", "seconds"),
    [(timedelta(0), "1"), (timedelta(days=3), "36000"), (timedelta(seconds=90.7), "90")],
)
def test_twilio_never_keeps_trying_for_longer_than_allowed(
    make: Make, stand_in: Provider, valid_for: timedelta, seconds: str
) -> None:
    stand_in.plan = [took(1)]

    make().send(sms(valid_for=valid_for))

    assert stand_in.seen[0].form["ValidityPeriod"] == seconds


def test_parts_are_messages_of_their_own(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [took(1), failed(429, 20429), took(2), took(3), took(4)]
    channel = make()

    assert channel.send(sms("Satu", "Dua", "Tiga")) == TryLater(after=timedelta(seconds=15), code="20429")
    assert channel.send(sms("Satu", "Dua", "Tiga")) == Sent(refs=(_sid(1), _sid(2), _sid(3)))
    assert channel.send(sms("Satu")) == Sent(refs=(_sid(4),)), "a finished message leaves nothing behind"
    assert [call.form["Body"] for call in stand_in.seen] == ["Satu", "Dua", "Dua", "Tiga", "Satu"]


def test_sms_buttons_are_numbers(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [took(1)]

    make().send(sms("Aman?", buttons=YES_NO))

    assert stand_in.seen[0].form["Body"] == "Aman?\n\n1 Ya\n2 Tidak"


def test_without_a_callback_address_none_is_named(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [took(1)]

    make(callback="").send(sms())

    assert "StatusCallback" not in stand_in.seen[0].form


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (failed(400, 21610), Unreachable(code="opted_out")),
        (failed(400, 21614), Unreachable(code="not_a_mobile")),
        (failed(400, 21211), Unreachable(code="invalid_number")),
        (failed(400, 63016), Unreachable(code="window_closed")),
        (failed(400, 63024), Unreachable(code="no_such_address")),
        (failed(429, 20429), TryLater(after=timedelta(seconds=15), code="20429")),
        (failed(429), TryLater(after=timedelta(seconds=15), code="429")),
        (failed(400, 21611), TryLater(after=timedelta(seconds=15), code="21611")),
        (failed(401, 20003), TryLater(after=timedelta(minutes=1), code="key_rejected")),
        (failed(400, 21617), Refused(code="21617")),
        (failed(404), Refused(code="404")),
        (failed(500, 20500), Unknown(code="500")),
        (failed(503), Unknown(code="503")),
        (raw(502, b"<html>"), Unknown(code="502")),
        (raw(201, b"<html>"), Unknown(code="unreadable_answer")),
        (answering(201, ["no object"]), Unknown(code="unreadable_answer")),
        (answering(201, {"status": "queued"}), Unknown(code="unreadable_answer")),
        (
            answering(400, {"type": "https://t", "title": "x", "status": 400, "code": 21610}),
            Unreachable(code="opted_out"),
        ),
    ],
)
def test_every_answer_has_its_outcome(
    make: Make, stand_in: Provider, answer: Answer, expected: SendResult
) -> None:
    stand_in.plan = [answer]

    assert make().send(sms()) == expected
    assert len(stand_in.seen) == 1, "a send whose outcome is not certain is never repeated by itself"


def test_no_answer_in_time_is_unknown(make: Make, stand_in: Provider) -> None:
    let_go = threading.Event()
    stand_in.otherwise = silent(let_go)

    assert make(timeout=0.2).send(sms()) == Unknown(code="timeout")
    let_go.set()


def test_nobody_there_is_certainly_not_sent(make: Make) -> None:
    assert make(url=closed_port()).send(sms()) == TryLater(after=timedelta(seconds=5), code="not_connected")


@pytest.mark.parametrize(
    ("kind", "address"), [(ChannelName.SMS, f"whatsapp:{PERSON}"), (ChannelName.WHATSAPP, PERSON)]
)
def test_an_address_of_the_other_road_is_refused(
    make: Make, stand_in: Provider, kind: ChannelName, address: str
) -> None:
    message = sms(address=address, last_inbound_at=NOW)

    assert make(kind).send(message) == Refused(code="address")
    assert stand_in.seen == []


def test_an_account_without_that_number_cannot_send(make: Make) -> None:
    bare = TwilioAccount(
        key="a",
        taskforce="a",
        account_sid=ACCOUNT_SID,
        api_key="SK" + "1" * 32,
        api_secret="s",
        auth_tokens=("t",),
    )

    assert make(account=bare).send(sms()) == Refused(code="no_number")
    assert make(ChannelName.WHATSAPP, account=bare).send(whatsapp()) == Refused(code="no_number")


def test_free_words_within_a_day(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [took(1)]
    hidden = "whatsapp:ID.4566dF09aB77c1"

    assert make(ChannelName.WHATSAPP).send(whatsapp("Halo", address=hidden)) == Sent(refs=(_sid(1),))
    (call,) = stand_in.seen
    assert call.form["To"] == hidden, "a hidden number is answered at the id, unchanged"
    assert call.form["From"] == "whatsapp:+14155238886"
    assert call.form["Body"] == "Halo"
    assert "SmartEncoded" not in call.form


@pytest.mark.parametrize("last", [None, NOW - timedelta(hours=24), NOW - timedelta(days=9)])
def test_later_only_the_neutral_template(make: Make, stand_in: Provider, last: datetime | None) -> None:
    stand_in.plan = [took(1)]

    sent = make(ChannelName.WHATSAPP).send(whatsapp("Rahasia", template="pembaruan", last_inbound_at=last))

    assert sent == Sent(refs=(_sid(1),))
    (call,) = stand_in.seen
    assert call.form["ContentSid"] == ACCOUNT.nudge_template
    assert "Rahasia" not in json.dumps(call.form)


def test_a_closed_window_without_template_reaches_nobody(make: Make, stand_in: Provider) -> None:
    message = whatsapp("Rahasia", last_inbound_at=NOW - timedelta(days=2))
    no_template = TwilioAccount(
        key="a",
        taskforce="a",
        account_sid=ACCOUNT_SID,
        api_key="SK" + "1" * 32,
        api_secret="s",
        auth_tokens=("t",),
        whatsapp_number="+14155238886",
    )
    named = whatsapp("Rahasia", template="pembaruan", last_inbound_at=None)

    assert make(ChannelName.WHATSAPP).send(message) == Unreachable(code="window_closed")
    assert make(ChannelName.WHATSAPP, account=no_template).send(named) == Unreachable(code="window_closed")
    assert stand_in.seen == []


def test_three_buttons_are_quick_replies(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [made(), took(1)]

    sent = make(ChannelName.WHATSAPP).send(whatsapp("Ringkasan: Siti, 17", buttons=YES_NO))

    content, message = stand_in.seen
    assert sent == Sent(refs=(_sid(1),))
    assert content.path == CONTENTS
    assert content.json["types"]["twilio/quick-reply"] == {
        "body": "{{1}}",
        "actions": [
            {"type": "QUICK_REPLY", "title": "Ya", "id": "aman_ya"},
            {"type": "QUICK_REPLY", "title": "Tidak", "id": "aman_tidak"},
        ],
    }
    assert message.form["ContentSid"] == "HX" + "0" * 31 + "1"
    assert json.loads(message.form["ContentVariables"]) == {"1": "Ringkasan: Siti, 17"}
    assert "Body" not in message.form


def test_no_word_of_a_message_stays_in_a_content(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [made(), took(1)]

    make(ChannelName.WHATSAPP).send(whatsapp("Ringkasan: Siti, 17", buttons=YES_NO))

    assert "Siti" not in json.dumps(stand_in.seen[0].json)


MENU = tuple(Button(id=f"menu_{number}", label=f"Pilihan {number}") for number in range(10))


def test_ten_options_are_a_list(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [made(), took(1)]

    make(ChannelName.WHATSAPP).send(whatsapp("Pilih", buttons=MENU, list_label="Lihat"))

    picker = stand_in.seen[0].json["types"]["twilio/list-picker"]
    assert (picker["body"], picker["button"], len(picker["items"])) == ("{{1}}", "Lihat", 10)
    assert picker["items"][0]["id"] == "menu_0"
    assert picker["items"][0]["item"] == "Pilihan 0"


def test_a_set_of_buttons_is_made_once(make: Make, stand_in: Provider, store: Remembered) -> None:
    stand_in.plan = [made(1), took(1), took(2), made(2), took(3)]

    make(ChannelName.WHATSAPP).send(whatsapp("Satu", buttons=YES_NO))
    make(ChannelName.WHATSAPP).send(whatsapp("Dua", buttons=YES_NO))
    make(ChannelName.WHATSAPP).send(whatsapp("Tiga", buttons=YES_NO[:1]))

    assert len(stand_in.calls(CONTENTS)) == 2
    assert sorted(store.sids.values()) == ["HX" + "0" * 31 + "1", "HX" + "0" * 31 + "2"]


@pytest.mark.parametrize(
    "fields",
    [
        {"buttons": (*MENU, Button(id="x", label="Elf")), "list_label": "Lihat"},
        {"buttons": MENU, "list_label": ""},
        {"buttons": MENU, "list_label": "x" * 21},
        {"buttons": (Button(id="a", label="x" * 25),), "list_label": "Lihat"},
        {"buttons": (Button(id="", label="x"),)},
        {"buttons": (Button(id="i" * 201, label="x"),)},
    ],
)
def test_what_whatsapp_cannot_show_becomes_numbers(
    make: Make, stand_in: Provider, fields: dict[str, Any]
) -> None:
    stand_in.plan = [took(1)]

    assert make(ChannelName.WHATSAPP).send(whatsapp("Pilih", **fields)) == Sent(refs=(_sid(1),))
    assert stand_in.seen[0].form["Body"].startswith("Pilih\n\n1 ")


def test_a_label_too_long_for_a_button_becomes_a_row(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [made(), took(1)]
    buttons = (Button(id="a", label="Saya mau lapor sekarang"),)

    make(ChannelName.WHATSAPP).send(whatsapp("Pilih", buttons=buttons, list_label="Lihat"))

    assert "twilio/list-picker" in stand_in.seen[0].json["types"]


@pytest.mark.parametrize(
    "plan",
    [
        [failed(500), took(1)],
        [failed(400, 20001), took(1)],
        [raw(201, b"<html>"), took(1)],
        [answering(201, {"friendly_name": "no sid"}), took(1)],
        [made(), failed(400, 21656), took(1)],
    ],
)
def test_words_arrive_when_the_buttons_fail(make: Make, stand_in: Provider, plan: list[Answer]) -> None:
    stand_in.plan = plan

    assert make(ChannelName.WHATSAPP).send(whatsapp("Aman?", buttons=YES_NO)) == Sent(refs=(_sid(1),))
    assert stand_in.seen[-1].form["Body"] == "Aman?\n\n1 Ya\n2 Tidak"


@pytest.mark.parametrize("answer", [failed(500), failed(429, 63018), failed(400, 63016)])
def test_buttons_whose_fate_is_open_are_not_sent_twice(
    make: Make, stand_in: Provider, answer: Answer
) -> None:
    stand_in.plan = [made(), answer]

    result = make(ChannelName.WHATSAPP).send(whatsapp("Aman?", buttons=YES_NO))

    assert not isinstance(result, Sent)
    assert len(stand_in.calls("/Messages.json")) == 1


def record(number: int, body: str, direction: str = "outbound-api") -> dict[str, Any]:
    return {"sid": _sid(number), "body": body, "direction": direction, "status": "sent"}


def listed(*records: dict[str, Any]) -> Answer:
    return answering(200, {"messages": list(records), "next_page_uri": None, "page_size": 50})


def test_what_twilio_has_is_found_by_its_words(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [
        listed(
            record(4, "Dua\n\n1 Ya\n2 Tidak"),
            record(3, "Satu", "inbound"),
            record(2, "Lain"),
            record(1, "Satu "),
        )
    ]

    found = make().find_sent(sms("Satu", "Dua", buttons=YES_NO), since=NOW)

    assert found == Sent(refs=(_sid(1), _sid(4)))
    assert "To=%2B6281234567890" in stand_in.seen[0].path
    assert "DateSent%3E=2026-11-20T18%3A59%3A00Z" in stand_in.seen[0].path


def test_a_part_that_is_missing_is_sent_alone(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [took(1), failed(500), listed(record(1, "Satu")), took(2)]
    channel = make()
    message = sms("Satu", "Dua")

    assert channel.send(message) == Unknown(code="500")
    assert channel.find_sent(message, since=NOW) is None
    assert channel.send(message) == Sent(refs=(_sid(1), _sid(2)))


def test_parts_found_after_a_restart_are_not_sent_again(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [listed(record(1, "Satu")), took(2)]
    channel = make()

    assert channel.find_sent(sms("Satu", "Dua"), since=NOW) is None
    assert channel.send(sms("Satu", "Dua")) == Sent(refs=(_sid(1), _sid(2)))
    assert [call.form["Body"] for call in stand_in.seen[1:]] == ["Dua"]


def test_equal_parts_need_equal_records(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [listed(record(1, "Halo"))]

    assert make().find_sent(sms("Halo", "Halo"), since=NOW) is None


@pytest.mark.parametrize("answer", [failed(500), failed(401), raw(200, b"<html>"), answering(200, [])])
def test_what_cannot_be_looked_up_is_not_found(make: Make, stand_in: Provider, answer: Answer) -> None:
    stand_in.plan = [answer]

    assert make().find_sent(sms(), since=NOW) is None


def test_records_are_deleted(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [raw(204, b""), failed(404, 20404)]

    assert make().delete(PERSON, (_sid(1), _sid(2))) is True
    assert [call.method for call in stand_in.seen] == ["DELETE", "DELETE"]
    assert stand_in.seen[0].path.endswith(f"/Messages/{_sid(1)}.json")


def test_a_record_that_twilio_keeps_loses_its_words_and_the_others_go(make: Make, stand_in: Provider) -> None:
    def twilio(call: Seen) -> Any:
        if call.method == "DELETE" and _sid(1) in call.path:
            return failed(409, 20009)(call)
        return (raw(204, b"") if call.method == "DELETE" else answering(200, {"sid": _sid(1)}))(call)

    stand_in.otherwise = twilio

    assert make().delete(PERSON, (_sid(1), _sid(2))) is False
    assert [(call.method, call.form) for call in stand_in.seen] == [
        ("DELETE", {}),
        ("POST", {"Body": ""}),
        ("DELETE", {}),
    ]


@pytest.mark.parametrize(("second", "gone"), [(failed(500), False), (failed(404, 20404), True)])
def test_a_deletion_that_fails_says_so(make: Make, stand_in: Provider, second: Answer, gone: bool) -> None:
    stand_in.plan = [failed(500), second]

    assert make().delete(PERSON, (_sid(1),)) is gone


def test_no_number_and_no_word_reaches_the_log(
    make: Make, stand_in: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    stand_in.plan = [took(1), failed(400, 21610), raw(500, b"rahasia"), listed()]
    channel = make()

    for _ in range(3):
        channel.send(sms("rahasia"))
    channel.find_sent(sms("rahasia"), since=NOW)

    assert "rahasia" not in caplog.text
    assert "81234567890" not in caplog.text
