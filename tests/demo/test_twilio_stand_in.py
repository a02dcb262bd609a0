"""Twilio's own `Client` against the stand-in, over a real socket."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator
from twilio.rest.content.v1.content import ContentList

from tests.demo.conftest import TWILIO, Stand

TEMPLATE = TWILIO.templates[0].sid


def sms(stand: Stand) -> str:
    return stand.demo.world.people["w1"].phone


def whatsapp(stand: Stand) -> str:
    return f"whatsapp:{sms(stand)}"


def code_of(call: object) -> int:
    with pytest.raises(TwilioRestException) as refused:
        call()
    return refused.value.code


def test_an_sms_is_carried_and_its_way_is_reported_signed(stand: Stand) -> None:
    callback = f"{stand.hotline.url}/webhook/twilio/utama/status"
    sent = stand.client().messages.create(
        to=sms(stand),
        from_=TWILIO.sms_number,
        body="Laporan diterima.",
        status_callback=callback,
        validity_period=60,
    )
    assert (sent.status, sent.num_segments, sent.direction) == ("queued", "1", "outbound-api")
    assert abs(datetime.now(UTC) - sent.date_created) < timedelta(seconds=5)
    reports = stand.hotline.wait_for(2, path="/webhook/twilio/utama/status")
    assert [r.form["MessageStatus"] for r in reports] == ["sent", "delivered"]
    for report in reports:
        signature = report.headers["X-Twilio-Signature"]
        assert RequestValidator(TWILIO.auth_token).validate(callback, report.form, signature)
        assert report.form["MessageSid"] == sent.sid
    (shown,) = stand.messages("sms:w1")
    assert (shown["text"], shown["segments"], shown["state"]) == ("Laporan diterima.", 1, "delivered")


def test_whatsapp_reports_read_as_well(stand: Stand) -> None:
    stand.phone(channel="whatsapp", text="halo")
    callback = f"{stand.hotline.url}/status"
    stand.client().messages.create(
        to=whatsapp(stand), from_=TWILIO.whatsapp_address, body="Halo.", status_callback=callback
    )
    reports = stand.hotline.wait_for(3, path="/status")
    assert [r.form["MessageStatus"] for r in reports] == ["sent", "delivered", "read"]
    assert reports[2].form["EventType"] == "READ"


def test_a_status_callback_to_another_machine_is_not_posted(stand: Stand) -> None:
    stand.client().messages.create(
        to=sms(stand), from_=TWILIO.sms_number, body="a", status_callback="https://example.org/s"
    )
    stand.settle()
    assert stand.messages("sms:w1")[0]["state"] == "delivered"
    wires = [c for c in stand.changes() if c["type"] == "wire" and c["inward"]]
    assert wires == []


def test_what_twilio_refuses_at_once(stand: Stand) -> None:
    create = stand.client().messages.create
    to, ours = sms(stand), TWILIO.sms_number
    assert code_of(lambda: create(to=to, from_=ours, body="a" * 1601)) == 21617
    assert code_of(lambda: create(to=to, from_=ours, body="")) == 21602
    assert code_of(lambda: create(to="0812", from_=ours, body="a")) == 21211
    assert code_of(lambda: create(to=to, from_="+15005550006", body="a")) == 21660
    assert code_of(lambda: create(to=whatsapp(stand), from_=ours, body="a")) == 63007
    assert code_of(lambda: create(to=to, from_=ours, content_sid="HXnone")) == 20404
    assert create(to=to, from_=ours, body="a" * 1600).num_segments == "11"


def test_stop_blocks_until_start(stand: Stand) -> None:
    stand.phone(channel="sms", text=" Stop ")
    create = stand.client().messages.create
    assert code_of(lambda: create(to=sms(stand), from_=TWILIO.sms_number, body="a")) == 21610
    stand.phone(channel="sms", text="START")
    assert create(to=sms(stand), from_=TWILIO.sms_number, body="a").status == "queued"


def test_outside_the_window_only_a_template_arrives(stand: Stand) -> None:
    stand.phone(channel="whatsapp", text="halo")
    create, callback = stand.client().messages.create, f"{stand.hotline.url}/status"
    stand.control(do="advance", hours=25)
    late = create(to=whatsapp(stand), from_=TWILIO.whatsapp_address, body="Halo.", status_callback=callback)
    (report,) = stand.hotline.wait_for(1, path="/status")
    assert (report.form["MessageStatus"], report.form["ErrorCode"]) == ("undelivered", "63016")
    assert stand.client().messages(late.sid).fetch().error_code == 63016
    sent = create(
        to=whatsapp(stand),
        from_=TWILIO.whatsapp_address,
        content_sid=TEMPLATE,
        content_variables=json.dumps({"1": "BUKA"}),
    )
    stand.settle()
    assert stand.client().messages(sent.sid).fetch().status == "read"
    shown = stand.messages("whatsapp:w1")
    assert [m["text"] for m in shown[1:]] == ["Halo.", "Ada pembaruan. Balas BUKA untuk membaca."]
    assert [m["state"] for m in shown[1:]] == ["undelivered", "read"]


def test_a_number_that_nobody_holds_is_undelivered(stand: Stand) -> None:
    sent = stand.client().messages.create(to="+6281234500000", from_=TWILIO.sms_number, body="a")
    stand.settle()
    assert stand.client().messages(sent.sid).fetch().error_code == 30005


def content(types: dict[str, object]) -> ContentList.ContentCreateRequest:
    return ContentList.ContentCreateRequest(
        {"friendly_name": "menu", "language": "id", "variables": {"1": "Warga"}, "types": types}
    )


def quick(count: int) -> dict[str, object]:
    actions = [{"type": "QUICK_REPLY", "title": f"Pilihan {n}", "id": f"pilihan_{n}"} for n in range(count)]
    return {"twilio/quick-reply": {"body": "Halo {{1}}", "actions": actions}}


def test_quick_replies_are_made_sent_pressed_and_deleted(stand: Stand) -> None:
    stand.phone(channel="whatsapp", text="halo")
    client = stand.client()
    made = client.content.v1.contents.create(content(quick(3)))
    assert made.friendly_name == "menu"
    sent = client.messages.create(to=whatsapp(stand), from_=TWILIO.whatsapp_address, content_sid=made.sid)
    shown = stand.messages("whatsapp:w1")[-1]
    assert shown["text"] == "Halo Warga"
    stand.phone(channel="whatsapp", choice={"message": shown["serial"], "data": "pilihan_1"})
    form = stand.hotline.wait_for(2, path="/webhook/twilio/utama")[1].form
    assert (form["ButtonPayload"], form["ButtonText"], form["Body"]) == (
        "pilihan_1",
        "Pilihan 1",
        "Pilihan 1",
    )
    assert (form["MessageType"], form["OriginalRepliedMessageSid"]) == ("interactive", sent.sid)
    again = stand.phone(channel="whatsapp", choice={"message": shown["serial"], "data": "pilihan_0"})
    assert again.status_code == 409
    assert client.content.v1.contents(made.sid).fetch().types["twilio/quick-reply"]["body"] == "Halo {{1}}"
    assert len(client.content.v1.contents.list()) == 2
    assert client.content.v1.contents(made.sid).delete()
    assert code_of(client.content.v1.contents(made.sid).fetch) == 20404


def test_more_than_three_buttons_without_approval_do_not_arrive(stand: Stand) -> None:
    stand.phone(channel="whatsapp", text="halo")
    client = stand.client()
    made = client.content.v1.contents.create(content(quick(4)))
    sent = client.messages.create(to=whatsapp(stand), from_=TWILIO.whatsapp_address, content_sid=made.sid)
    stand.settle()
    assert client.messages(sent.sid).fetch().status == "undelivered"


def test_a_list_is_chosen_from(stand: Stand) -> None:
    stand.phone(channel="whatsapp", text="halo")
    client = stand.client()
    items = [{"item": f"Baris {n}", "id": f"baris_{n}", "description": "keterangan"} for n in range(10)]
    picker = {"twilio/list-picker": {"body": "Pilih satu", "button": "Buka daftar", "items": items}}
    made = client.content.v1.contents.create(content(picker))
    client.messages.create(to=whatsapp(stand), from_=TWILIO.whatsapp_address, content_sid=made.sid)
    shown = stand.messages("whatsapp:w1")[-1]
    assert (shown["list_label"], len(shown["keyboard"])) == ("Buka daftar", 10)
    stand.phone(channel="whatsapp", choice={"message": shown["serial"], "data": "baris_7"})
    form = stand.hotline.wait_for(2, path="/webhook/twilio/utama")[1].form
    assert (form["ListId"], form["ListTitle"]) == ("baris_7", "Baris 7")


@pytest.mark.parametrize(
    "types",
    [
        quick(0),
        quick(11),
        {"twilio/quick-reply": {"body": "a" * 1025, "actions": [{"title": "a", "id": "a"}]}},
        {"twilio/quick-reply": {"body": "a", "actions": [{"title": "a" * 21, "id": "a"}]}},
        {"twilio/list-picker": {"body": "a", "button": "b", "items": [{"item": "a" * 25, "id": "a"}]}},
        {"twilio/list-picker": {"body": "a", "button": "b", "items": [{"item": "a", "id": "a"}] * 11}},
        {"twilio/unknown": {}},
    ],
)
def test_content_beyond_whatsapps_limits_is_refused(stand: Stand, types: dict[str, object]) -> None:
    answer = requests.post(
        f"{stand.url}/content.twilio.com/v1/Content",
        json={"friendly_name": "x", "language": "id", "types": types},
        auth=(TWILIO.api_key, TWILIO.api_secret),
        timeout=5,
    )
    assert answer.status_code == 400


def test_the_log_is_listed_filtered_paged_redacted_and_deleted(stand: Stand) -> None:
    client = stand.client()
    stand.phone(channel="sms", text="dari warga")
    for number in range(3):
        client.messages.create(to=sms(stand), from_=TWILIO.sms_number, body=f"balasan {number}")
    stand.settle()
    inbound = client.messages.list(to=TWILIO.sms_number)
    assert [(m.body, m.direction, m.status) for m in inbound] == [("dari warga", "inbound", "received")]
    now = datetime.now(UTC)
    recent = client.messages.list(to=sms(stand), date_sent_after=now - timedelta(minutes=1), page_size=2)
    assert [m.body for m in recent] == ["balasan 2", "balasan 1", "balasan 0"]
    assert client.messages.list(date_sent_after=now + timedelta(minutes=1)) == []
    assert client.messages.list(date_sent_before=now - timedelta(minutes=1)) == []

    sid = inbound[0].sid
    assert client.messages(sid).update(body="").body == ""
    assert client.messages(sid).delete()
    assert code_of(client.messages(sid).fetch) == 20404
    # The copy on the person's own phone is out of anybody's reach.
    assert stand.messages("sms:w1")[0]["text"] == "dari warga"


def test_credentials_are_checked_everywhere(stand: Stand) -> None:
    address = f"{stand.url}/api.twilio.com/2010-04-01/Accounts/{TWILIO.account_sid}/Messages.json"
    assert requests.get(address, timeout=5).status_code == 401
    assert requests.get(address, auth=(TWILIO.api_key, "salah"), timeout=5).status_code == 401
    assert requests.get(address, auth=(TWILIO.account_sid, TWILIO.auth_token), timeout=5).status_code == 200
    other = address.replace(TWILIO.account_sid, "AC" + "0" * 32)
    assert requests.get(other, auth=(TWILIO.api_key, TWILIO.api_secret), timeout=5).status_code == 401


def test_media_is_fetched_with_credentials_and_deleted(stand: Stand) -> None:
    requests.post(
        f"{stand.url}/phone/upload",
        data={"who": "citizen", "channel": "whatsapp", "chat": "w1", "kind": "photo", "caption": "ini"},
        files={"file": ("a.jpg", b"\xff\xd8\xff gambar", "image/jpeg")},
        timeout=5,
    )
    form = stand.hotline.wait_for(1)[0].form
    assert (form["NumMedia"], form["MediaContentType0"], form["MessageType"]) == ("1", "image/jpeg", "image")
    assert form["MediaUrl0"].startswith("https://api.twilio.com/2010-04-01/Accounts/AC")
    mapped = form["MediaUrl0"].replace("https://", f"{stand.url}/")
    assert requests.get(mapped, timeout=5).status_code == 401
    fetched = requests.get(mapped, auth=(TWILIO.api_key, TWILIO.api_secret), timeout=5)
    assert (fetched.content, fetched.headers["Content-Type"]) == (b"\xff\xd8\xff gambar", "image/jpeg")
    client = stand.client()
    (media,) = client.messages(form["MessageSid"]).media.list()
    assert client.messages(form["MessageSid"]).media(media.sid).delete()
    assert requests.get(mapped, auth=(TWILIO.api_key, TWILIO.api_secret), timeout=5).status_code == 404


def test_planned_faults(stand: Stand) -> None:
    for fault in ("429", "500", "lost"):
        stand.control(do="fail_sends", account="utama", fault=fault)
    create = stand.client().messages.create
    assert code_of(lambda: create(to=sms(stand), from_=TWILIO.sms_number, body="satu")) == 20429
    assert code_of(lambda: create(to=sms(stand), from_=TWILIO.sms_number, body="dua")) == 20500
    with pytest.raises(requests.RequestException):
        create(to=sms(stand), from_=TWILIO.sms_number, body="tiga")
    # The outcome is unknown to the caller, and the log tells it.
    assert [m.body for m in stand.client().messages.list(to=sms(stand))] == ["tiga"]
