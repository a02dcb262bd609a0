"""What the stand-ins deliver to the hotline, and what they do when it does not take it."""

from __future__ import annotations

import pytest
import requests
from twilio.request_validator import RequestValidator

from demo.config import DemoConfig, NotThisMachineError
from demo.delivery import Answer, telegram_retry, twilio_retry
from demo.lanes import Lanes
from tests.demo.conftest import OFFICERS, PUBLIC, STAFF, TWILIO, Stand


def texts(stand: Stand, path: str = "/webhook/telegram/publik") -> list[str]:
    return [r.json["message"]["text"] for r in stand.hotline.received if r.path == path]


def test_telegram_updates_carry_their_secret(stand: Stand) -> None:
    stand.phone(text="halo")
    stand.phone(who="officer", chat="p1", text="/piket")
    stand.settle()
    citizen = stand.hotline.wait_for(1, path="/webhook/telegram/publik")[0]
    officer = stand.hotline.wait_for(1, path="/webhook/telegram/petugas")[0]
    assert citizen.headers["X-Telegram-Bot-Api-Secret-Token"] == PUBLIC.secret
    assert officer.headers["X-Telegram-Bot-Api-Secret-Token"] == STAFF.secret
    assert citizen.headers["Content-Type"] == "application/json"
    assert officer.json["message"]["from"]["id"] == 9001
    assert stand.messages("telegram:w1")[0]["state"] == "delivered"


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
def test_twilio_forms_carry_a_valid_signature(stand: Stand, channel: str) -> None:
    stand.phone(channel=channel, text="tolong kami & anak 😢 = ya?")
    stand.phone(channel=channel, location={"latitude": 1.36, "longitude": 109.3})
    stand.phone(channel=channel, contact=True)
    url = f"{stand.hotline.url}/webhook/twilio/utama"
    validator = RequestValidator(TWILIO.auth_token)
    for received in stand.hotline.wait_for(3):
        assert validator.validate(url, received.form, received.headers["X-Twilio-Signature"])
        assert not validator.validate(
            url, {**received.form, "Body": "x"}, received.headers["X-Twilio-Signature"]
        )
    first, place, contact = (r.form for r in stand.hotline.received)
    assert first["Body"] == "tolong kami & anak 😢 = ya?"
    assert first["From"].endswith(stand.demo.world.people["w1"].phone)
    if channel == "whatsapp":
        assert first["From"].startswith("whatsapp:+62")
        assert first["ExternalUserId"].startswith("whatsapp:ID.")
        assert (place["Latitude"], place["Longitude"], place["MessageType"]) == (
            "1.360000",
            "109.300000",
            "location",
        )
        assert contact["MediaContentType0"] == "text/vcard"
    else:
        assert place["Body"] == "1.36000, 109.30000"
        assert "ProfileName" not in first


def test_telegram_repeats_until_it_is_taken_and_keeps_the_chat_in_order(stand: Stand) -> None:
    stand.hotline.answers.extend([503, 500, 404])
    stand.phone(text="satu")
    stand.hotline.wait_for(1)
    stand.phone(text="dua")
    stand.settle()
    assert texts(stand) == ["satu", "satu", "satu", "satu", "dua"]
    numbers = [r.json["update_id"] for r in stand.hotline.received]
    assert len(set(numbers[:4])) == 1
    assert numbers[4] > numbers[0]
    assert [m["state"] for m in stand.messages("telegram:w1")] == ["delivered", "delivered"]


def test_one_chat_waiting_does_not_hold_up_another(stand: Stand) -> None:
    stand.hotline.answers.append(503)
    stand.hotline.retry_after = "40"  # 2 seconds at the pace of these tests
    stand.phone(text="macet")
    stand.hotline.wait_for(1)
    requests.post(f"{stand.url}/phone/citizen", timeout=5)
    stand.phone(chat="w2", text="lancar")
    stand.hotline.wait_for(2)
    assert texts(stand) == ["macet", "lancar"]
    assert stand.messages("telegram:w1")[0]["state"] == "waiting"
    stand.settle()
    assert texts(stand) == ["macet", "lancar", "macet"]


def test_twilio_repeats_a_server_error_twice_and_a_refusal_never(stand: Stand) -> None:
    stand.hotline.answers.extend([503, 503, 503])
    stand.phone(channel="sms", text="satu")
    stand.settle()
    assert len(stand.hotline.received) == 3
    assert [m["state"] for m in stand.messages("sms:w1")] == ["lost"]
    stand.hotline.answers.append(403)
    stand.phone(channel="sms", text="dua")
    stand.settle()
    assert len(stand.hotline.received) == 4


def test_an_unreachable_hotline_is_tried_again(stand: Stand) -> None:
    stand.hotline.close()
    stand.phone(channel="sms", text="halo")
    stand.settle()
    shown = stand.messages("sms:w1")[0]
    assert (shown["state"], shown["note"]) == ("lost", "tanpa jawaban")


def test_a_delivery_can_be_doubled_forgotten_and_reordered(stand: Stand) -> None:
    stand.control(do="fail_deliveries", fault="duplicate")
    stand.phone(text="kembar")
    stand.settle()
    assert texts(stand) == ["kembar", "kembar"]
    stand.control(do="fail_deliveries", fault="forget")
    stand.phone(text="lupa")
    stand.settle()
    assert texts(stand)[2:] == ["lupa", "lupa"]
    stand.control(do="fail_deliveries", fault="reorder", times=3)
    for text in ("a", "b", "c", "d"):
        stand.phone(text=text)
    stand.settle()
    assert texts(stand)[4:] == ["c", "b", "a", "d"]


def test_clearing_lets_go_of_what_was_held(stand: Stand) -> None:
    stand.control(do="fail_deliveries", fault="reorder", times=5)
    stand.phone(text="a")
    stand.control(do="clear")
    stand.settle()
    assert texts(stand) == ["a"]


def test_a_webhook_set_later_gets_what_waited(stand: Stand) -> None:
    stand.bot(lambda bot: bot.delete_webhook())
    stand.phone(text="menunggu")
    stand.settle()
    assert stand.hotline.received == []
    stand.bot(lambda bot: bot.set_webhook(f"{stand.hotline.url}/lain", secret_token="s"))
    assert stand.hotline.wait_for(1)[0].path == "/lain"


def test_a_webhook_gets_only_the_kinds_it_wants(stand: Stand) -> None:
    hook = f"{stand.hotline.url}/lain"
    stand.bot(lambda bot: bot.set_webhook(hook, allowed_updates=["my_chat_member"]))
    stand.phone(text="tidak")
    body = {"who": "citizen", "channel": "telegram", "chat": "w1", "blocked": True}
    requests.post(f"{stand.url}/phone/block", json=body, timeout=5)
    stand.settle()
    assert [set(r.json) for r in stand.hotline.received] == [{"update_id", "my_chat_member"}]


def test_pauses_are_those_of_the_providers() -> None:
    telegram = telegram_retry(expires=150)
    refused = Answer(status=500)
    assert [telegram(n, refused, 1.0) for n in range(1, 9)] == [0, 2, 4, 8, 16, 32, 60, 60]
    assert telegram(1, Answer(status=503, retry_after=9), 1.0) == 9
    assert telegram(3, refused, 151.0) is None
    assert twilio_retry(1, Answer(status=None), 0.1) is not None
    assert twilio_retry(1, Answer(status=404), 0.1) is None
    assert twilio_retry(3, refused, 0.1) is None


def test_the_demonstration_refuses_to_deliver_to_another_machine() -> None:
    for url in ("https://example.org", "http://10.0.0.1:8080", "http://127.0.0.1.example.org"):
        with pytest.raises(NotThisMachineError):
            DemoConfig(
                webhook_base_url=url,
                public_bot=PUBLIC,
                staff_bot=STAFF,
                twilio=TWILIO,
                officers=OFFICERS,
                taskforce_name="x",
            )


def test_a_job_that_raises_does_not_stop_its_lane() -> None:
    lanes, done = Lanes(workers=1), []

    def broken() -> None:
        raise RuntimeError

    lanes.submit("a", broken)
    lanes.submit("a", lambda: done.append("after"))
    assert lanes.wait_idle(2)
    lanes.close()
    assert done == ["after"]


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(PUBLIC) + repr(TWILIO)
    assert not any(s in shown for s in (PUBLIC.token, PUBLIC.secret, TWILIO.api_secret, TWILIO.auth_token))
