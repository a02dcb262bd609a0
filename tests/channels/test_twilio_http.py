from __future__ import annotations

import base64
import threading
from datetime import timedelta
from typing import Any

import pytest
from twilio.rest import Client

from bot.channels.messages import Fetched, MediaRef, Refused, TryLater
from bot.channels.twilio_http import LoopbackHttpClient, NotLoopback, QuietHttpClient
from bot.channels.twilio_media import TwilioMedia
from flows.message import MediaKind
from tests.channels import provider
from tests.channels.provider import Answer, Provider, closed_port, raw, silent
from tests.channels.test_twilio_channel import Make, make, store

__all__ = ["make", "store"]  # fixtures

MEDIA = "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM12/Media/ME34"
VOICE = b"OggS" + b"\0" * 50
KEY = ("SKkey", "secret")
BASIC = "Basic " + base64.b64encode(b"SKkey:secret").decode()


class CallsItselfTwilio(LoopbackHttpClient):
    """Lets redirects go anywhere, so that a second host can be played on this machine."""

    def follow(self, url: str) -> str | None:
        return url


def media(http: QuietHttpClient, max_bytes: int = 1000) -> TwilioMedia:
    client = Client(*KEY, account_sid="AC" + "1" * 32, http_client=http)
    return TwilioMedia(client, http, auth=KEY, max_bytes=max_bytes)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9",
        "http://localhost:9/twilio",
        "http://[::1]:9",
    ],
)
def test_the_stand_in_lives_on_this_machine(url: str) -> None:
    assert LoopbackHttpClient(url).locate(MEDIA) == f"{url}/api.twilio.com{MEDIA.partition('.com')[2]}"


@pytest.mark.parametrize(
    "url", ["", "https://api.twilio.com", "http://10.0.0.5:9", "http://localhost.evil.example", "127.0.0.1:9"]
)
def test_anything_else_is_no_stand_in(url: str) -> None:
    with pytest.raises(NotLoopback):
        LoopbackHttpClient(url)


@pytest.mark.parametrize(
    "url", ["https://example.org/x", "https://twilio.com.evil.example/", "http://[::1", "/x"]
)
def test_the_loopback_door_opens_to_twilio_only(url: str) -> None:
    http = LoopbackHttpClient("http://127.0.0.1:9")

    assert http.locate(url) is None
    with pytest.raises(NotLoopback):
        http.request("GET", url)


def test_a_query_is_kept() -> None:
    http = LoopbackHttpClient("http://127.0.0.1:9/")

    assert http.locate("https://content.twilio.com/v1/Content?PageSize=5") == (
        "http://127.0.0.1:9/content.twilio.com/v1/Content?PageSize=5"
    )


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        (MEDIA, True),
        ("https://mcs.us1.twilio.com/x", True),
        ("https://api.twilio.com:443/x", True),
        ("http://api.twilio.com/x", False),
        ("https://api.twilio.com:8443/x", False),
        ("https://api.twilio.com.evil.example/x", False),
        ("https://eviltwilio.com/x", False),
        ("https://user@api.twilio.com/x", False),
        ("https://evil.example/api.twilio.com", False),
        ("https://127.0.0.1/x", False),
        ("file:///etc/passwd", False),
        ("https://[::1", False),
        ("https://api.twilio.com:x/", False),
        ("", False),
    ],
)
def test_our_key_is_shown_to_twilio_only(url: str, allowed: bool) -> None:
    assert QuietHttpClient().locate(url) == (url if allowed else None)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://media.twiliocdn.com/x?signed=1", True),
        ("https://s3-external-1.amazonaws.com/x", True),
        ("http://media.twiliocdn.com/x", False),
        ("https://169.254.169.254/latest", False),
        ("https://[::1]/", False),
        ("https://localhost/", False),
        ("https://[::1", False),
    ],
)
def test_redirects_lead_to_named_hosts_over_tls(url: str, allowed: bool) -> None:
    assert QuietHttpClient().follow(url) == (url if allowed else None)


def test_nothing_of_a_request_is_kept() -> None:
    http = LoopbackHttpClient(closed_port())
    client = Client(*KEY, account_sid="AC" + "1" * 32, http_client=http)

    with pytest.raises(OSError, match="refused"):
        client.messages.create(to="+62812", from_="+1", body="rahasia")
    assert http._test_only_last_request is None


def test_a_medium_is_fetched_with_our_key(stand_in: Provider) -> None:
    stand_in.plan = [raw(200, VOICE, "audio/ogg")]

    assert media(LoopbackHttpClient(stand_in.url)).fetch(MEDIA) == VOICE
    (call,) = stand_in.seen
    assert call.headers["Authorization"] == BASIC
    assert call.path == "/api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM12/Media/ME34"


def test_our_key_does_not_follow_a_redirect_to_another_host(stand_in: Provider) -> None:
    with provider.running() as elsewhere:
        elsewhere.plan = [raw(200, VOICE)]
        stand_in.plan = [raw(307, b"", Location=f"{elsewhere.url}/cdn/x")]

        found = media(CallsItselfTwilio(stand_in.url)).fetch(MEDIA)

        assert found == VOICE
        assert "Authorization" not in elsewhere.seen[0].headers


def test_our_key_follows_a_redirect_at_home(stand_in: Provider) -> None:
    stand_in.plan = [raw(302, b"", Location="/elsewhere"), raw(200, VOICE)]

    assert media(LoopbackHttpClient(stand_in.url)).fetch(MEDIA) == VOICE
    assert [call.headers.get("Authorization") for call in stand_in.seen] == [BASIC, BASIC]


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        ([raw(404, b"")], Refused(code="gone")),
        ([raw(410, b"")], Refused(code="http_410")),
        ([raw(401, b"")], TryLater(after=timedelta(minutes=5), code="key_rejected")),
        ([raw(429, b"")], TryLater(after=timedelta(seconds=10), code="429")),
        ([raw(503, b"")], TryLater(after=timedelta(seconds=10), code="503")),
        ([raw(200, b"x" * 1001)], Refused(code="too_big")),
        ([raw(302, b"", Location="https://evil.example/")], Refused(code="media_host")),
        ([raw(302, b"", Location="/again")] * 9, Refused(code="too_many_redirects")),
    ],
)
def test_a_medium_that_cannot_be_had(
    stand_in: Provider, plan: list[Answer], expected: Refused | TryLater
) -> None:
    stand_in.plan = plan

    assert media(LoopbackHttpClient(stand_in.url)).fetch(MEDIA) == expected


def test_a_medium_from_elsewhere_is_not_even_asked_for(stand_in: Provider) -> None:
    assert media(LoopbackHttpClient(stand_in.url)).fetch("https://evil.example/x") == Refused(
        code="media_host"
    )
    assert stand_in.seen == []


def test_a_silent_or_absent_server_is_tried_later(stand_in: Provider) -> None:
    let_go = threading.Event()
    stand_in.otherwise = silent(let_go)
    slow = media(LoopbackHttpClient(stand_in.url, timeout=0.2)).fetch(MEDIA)
    let_go.set()

    assert slow == TryLater(after=timedelta(seconds=10), code="download_broken")
    assert media(LoopbackHttpClient(closed_port())).fetch(MEDIA) == TryLater(
        after=timedelta(seconds=10), code="download_broken"
    )


@pytest.mark.parametrize(("status", "gone"), [(204, True), (404, True), (500, False), (401, False)])
def test_a_medium_is_deleted_at_twilio(stand_in: Provider, status: int, gone: bool) -> None:
    stand_in.plan = [raw(status, b"{}")]

    assert media(LoopbackHttpClient(stand_in.url)).delete(MEDIA) is gone
    assert stand_in.seen[0].method == "DELETE"
    assert stand_in.seen[0].path.endswith("/Messages/MM12/Media/ME34.json")


@pytest.mark.parametrize("url", ["https://evil.example/Messages/MM1/Media/ME1", MEDIA + "/more", "x"])
def test_what_is_no_medium_of_ours_is_not_deleted(stand_in: Provider, url: str) -> None:
    assert media(LoopbackHttpClient(stand_in.url)).delete(url) is False
    assert stand_in.seen == []


def test_the_channel_names_what_the_bytes_are(make: Make, stand_in: Provider) -> None:
    stand_in.plan = [raw(200, VOICE, "image/jpeg"), raw(204, b"")]
    channel = make()
    ref = MediaRef(kind=MediaKind.PHOTO, ref=MEDIA, content_type="image/jpeg")

    fetched: Any = channel.fetch(ref)

    assert fetched == Fetched(content=VOICE, content_type="audio/ogg")
    assert channel.delete_media(ref) is True
    assert channel.fetch(MediaRef(kind=MediaKind.CONTACT, ref="")) == Refused(code="media_host")
