"""The page `/phone`: what it serves, what it refuses, what it tells a page that is open."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import requests
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

import demo
from demo.config import NotThisMachineError
from demo.ogg import voice_note
from demo.segments import segments
from demo.server import make_demo_server
from tests.demo.conftest import OFFICERS, STAFF, Stand

UNKNOWN_FAULT = {"do": "fail_sends", "fault": "x"}
STATIC = Path(demo.__file__).parent / "static"


def test_the_page_says_demo_and_runs_only_its_own_scripts(stand: Stand) -> None:
    page = requests.get(f"{stand.url}/", timeout=5)
    policy = page.headers["Content-Security-Policy"]
    assert page.url.endswith("/phone")
    assert "DEMO" in page.text
    assert "tidak ada yang dikirim ke luar mesin ini" in page.text
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", page.text)
    assert "//" not in "".join(re.findall(r'(?:src|href)="([^"]*)"', page.text))
    for path in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        assert requests.get(stand.url + path, timeout=5).status_code == 200


def test_words_enter_the_page_as_text_only() -> None:
    for script in STATIC.glob("*.js"):
        source = script.read_text()
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", source), (
            script.name
        )


def test_each_citizen_has_three_chats_and_officers_have_theirs(stand: Stand) -> None:
    made = requests.post(f"{stand.url}/phone/citizen", timeout=5).json()
    state = requests.get(f"{stand.url}/phone/state", timeout=5).json()
    assert [p["title"] for p in state["people"] if p["title"]] == [o.title for o in OFFICERS]
    keys = {c["key"] for c in state["chats"]}
    assert {"telegram:w2", "whatsapp:w2", "sms:w2", "staff:p3"} <= keys
    numbers = {p["phone"] for p in state["people"]}
    assert len(numbers) == 5
    assert made["key"] == "w2"


def test_two_starts_do_not_share_ids(stand: Stand) -> None:
    first = stand.demo.world
    later = type(first)(first.config, clock=lambda: stand.clock().replace(year=stand.clock().year + 1))
    assert later.next_id() > first.next_id() + 100_000
    assert later.journal.begin > first.journal.number


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"chat": "w9", "text": "halo"}, 404),
        ({"channel": "fax", "text": "halo"}, 404),
        ({}, 400),
        ({"text": "  "}, 400),
        ({"location": {"latitude": "x"}}, 400),
        ({"choice": {"message": 999, "data": "x"}}, 404),
        ({"channel": "sms", "voice_sample": True}, 400),
    ],
)
def test_what_makes_no_sense_is_refused(stand: Stand, body: dict[str, object], status: int) -> None:
    assert stand.phone(**body).status_code == status


def test_a_body_that_is_no_object_is_refused(stand: Stand) -> None:
    assert requests.post(f"{stand.url}/phone/send", data="x", timeout=5).status_code == 400
    assert requests.post(f"{stand.url}/control", json=[1], timeout=5).status_code == 400
    assert requests.post(f"{stand.url}/control", json=UNKNOWN_FAULT, timeout=5).status_code == 400


def test_a_foreign_page_cannot_type_here(stand: Stand) -> None:
    body = {"who": "citizen", "channel": "sms", "chat": "w1", "text": "a"}
    foreign = requests.post(
        f"{stand.url}/phone/send", json=body, headers={"Sec-Fetch-Site": "cross-site"}, timeout=5
    )
    assert foreign.status_code == 403
    assert requests.get(f"{stand.url}/phone", headers={"Host": "jahat.example"}, timeout=5).status_code == 400
    assert stand.messages("sms:w1") == []


def test_a_stream_tells_what_happens(stand: Stand) -> None:
    number = requests.get(f"{stand.url}/phone/state", timeout=5).json()["number"]
    headers = {"Accept": "text/event-stream"}
    with requests.get(
        f"{stand.url}/phone/events?after={number}", headers=headers, stream=True, timeout=5
    ) as live:
        assert live.headers["Content-Type"].startswith("text/event-stream")
        stand.phone(text="halo")
        seen: list[dict[str, object]] = []
        for line in live.iter_lines(decode_unicode=True):
            if line.startswith("data: "):
                seen += json.loads(line[6:])["changes"]
            if any(c["type"] == "message" and c["message"]["state"] == "delivered" for c in seen):
                break
    assert {"message", "chat", "wire"} <= {c["type"] for c in seen}
    wire = next(c for c in seen if c["type"] == "wire")
    assert (wire["what"], wire["result"]) == ("POST /webhook/telegram/publik", "200")


def test_asking_works_where_streams_do_not(stand: Stand) -> None:
    number = requests.get(f"{stand.url}/phone/state", timeout=5).json()["number"]
    stand.phone(text="halo")
    stand.settle()
    found = requests.get(f"{stand.url}/phone/events?after={number}", timeout=5).json()
    messages = [c["message"] for c in found["changes"] if c["type"] == "message"]
    assert [(m["text"], m["state"]) for m in messages] == [("halo", "delivered")]
    again = requests.get(f"{stand.url}/phone/events?after={found['number']}", timeout=5).json()
    assert again == {"number": found["number"], "changes": []}
    stale = requests.get(f"{stand.url}/phone/events?after=1", timeout=5).json()
    assert stale["changes"] == [{"type": "reset"}]


def test_too_many_streams_are_sent_away(stand: Stand) -> None:
    url, headers = f"{stand.url}/phone/events?after=0", {"Accept": "text/event-stream"}
    open_pages = [requests.get(url, headers=headers, stream=True, timeout=5) for _ in range(8)]
    try:
        assert requests.get(url, headers=headers, timeout=5).status_code == 503
    finally:
        for page in open_pages:
            page.close()


def test_attachments_are_shown_only_where_that_is_harmless(stand: Stand) -> None:
    def attach(name: str, content: bytes, content_type: str) -> requests.Response:
        requests.post(
            f"{stand.url}/phone/upload",
            data={"who": "citizen", "channel": "telegram", "chat": "w1", "kind": "document"},
            files={"file": (name, content, content_type)},
            timeout=5,
        )
        return requests.get(f"{stand.url}/phone/media/{stand.messages('telegram:w1')[-1]['file']}", timeout=5)

    page = attach("x.html", b"<script>alert(1)</script>", "text/html")
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert page.headers["Content-Disposition"] == "attachment"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert attach("x.png", b"\x89PNG", "image/png").headers["Content-Type"] == "image/png"


def test_the_server_binds_to_this_machine_only(stand: Stand) -> None:
    with pytest.raises(NotThisMachineError):
        make_demo_server(stand.demo.world.config, host="0.0.0.0", port=0)
    server = make_demo_server(stand.demo.world.config, port=0)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def alert(text: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=text)]])


def ringing(stand: Stand) -> list[str]:
    return [m["chat"] for key in ("p1", "p2") for m in stand.messages(f"staff:{key}") if m["rings"]]


def test_a_critical_alert_rings_until_somebody_takes_it(stand: Stand) -> None:
    async def work(bot: Bot) -> None:
        await bot.send_message(9001, "KRITIS SB-1", reply_markup=alert("ack:1"))
        await bot.send_message(9002, "KRITIS SB-1", reply_markup=alert("ack:1"))
        await bot.send_message(9002, "KRITIS SB-2", reply_markup=alert("ack:2"))
        await bot.send_message(9001, "TINGGI SB-3", reply_markup=alert("ack:3"))
        await bot.send_message(9001, "KRITIS SB-1", reply_markup=alert("lihat:1"))

    stand.bot(work, STAFF)
    assert ringing(stand) == ["staff:p1", "staff:p2", "staff:p2"]
    first = stand.messages("staff:p1")[0]["serial"]
    stand.phone(who="officer", chat="p1", choice={"message": first, "data": "ack:1"})
    assert ringing(stand) == ["staff:p2"]


def test_a_critical_alert_falls_silent_when_its_button_is_taken_away(stand: Stand) -> None:
    async def work(bot: Bot) -> None:
        sent = await bot.send_message(9001, "KRITIS SB-1", reply_markup=alert("ack:1"))
        assert ringing(stand) == ["staff:p1"]
        await bot.edit_message_text(
            "KRITIS SB-1, diterima Sari", 9001, sent.message_id, reply_markup=alert("lihat:1")
        )

    stand.bot(work, STAFF)
    assert ringing(stand) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("“" * 70, 1),
        ("😢" * 36, 2),
    ],
)
def test_segments_are_counted_as_carriers_do(text: str, count: int) -> None:
    assert segments(text) == count


def test_the_sample_voice_note_is_whole_ogg_pages() -> None:
    content, pages = voice_note(2), 0
    while content:
        assert content.startswith(b"OggS")
        size = 27 + content[26] + sum(content[27 : 27 + content[26]])
        content, pages = content[size:], pages + 1
    assert pages == 4
