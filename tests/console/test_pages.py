"""The pages of the task force: start, the way to the two phones, health, and how the two applications share
one port."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import Client

import console
from bot.health import WORKER_SILENT
from tests.scenarios.test_night import CRY
from tests.stage import Stage


def client_of(stage: Stage, phone_url: str | None = None) -> FlaskClient:
    return console.create_app(stage.hotline, phone_url=phone_url).test_client()


@pytest.mark.parametrize("path", ["/", "/phone", "/health", "/health/live", "/health/ready", "/nowhere"])
def test_every_answer_carries_the_headers_that_keep_strangers_out(stage: Stage, path: str) -> None:
    answer = client_of(stage).get(path)

    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_the_start_page_obeys_its_own_policy(stage: Stage) -> None:
    page = client_of(stage).get("/").get_data(as_text=True)

    assert "Sambas" in page
    for forbidden in ("<script", "style=", "onclick", "http://", "https://cdn"):
        assert forbidden not in page
    with client_of(stage).get("/static/console.css") as style:
        assert style.status_code == 200


def test_the_two_phones_exist_in_a_demonstration_only(stage: Stage) -> None:
    shown = client_of(stage, "http://127.0.0.1:8081/phone")
    answer = shown.get("/phone")
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://127.0.0.1:8081/phone")
    assert "/phone" in shown.get("/").get_data(as_text=True)

    hidden = client_of(stage)
    assert hidden.get("/phone").status_code == 404
    assert "/phone" not in hidden.get("/").get_data(as_text=True)


def test_live_says_only_that_the_process_is_there(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.storage, "read", lambda: 1 / 0)

    assert client_of(stage).get("/health/live").status_code == 200


@pytest.mark.parametrize("path", ["/health", "/health/ready"])
def test_a_database_that_is_away_is_503_and_told_as_a_code(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr("models.heartbeat_store.HeartbeatStore.last", lambda *_: 1 / 0)
    answer = client_of(stage).get(path)

    assert answer.status_code == 503
    assert answer.get_json() == {"status": "red", "problems": ["database"]}


def test_ready_does_not_wait_for_the_worker(stage: Stage) -> None:
    assert client_of(stage).get("/health/ready").status_code == 200


def test_health_is_red_without_a_sign_of_life_of_the_worker(stage: Stage) -> None:
    client = client_of(stage)
    never = client.get("/health")
    assert (never.status_code, never.get_json()["problems"]) == (503, ["worker_silent"])

    stage.worker.beat()
    assert client.get("/health").get_json()["status"] == "ok"
    stage.clock.set(stage.clock.now() + WORKER_SILENT)
    assert client.get("/health").status_code == 200
    stage.clock.set(stage.clock.now() + timedelta(seconds=1))
    stale = client.get("/health")
    assert (stale.status_code, stale.get_json()["problems"]) == (503, ["worker_silent"])
    assert stale.get_json()["figures"]["worker_age"] == 31


def test_health_is_red_when_the_whole_ladder_is_silent(stage: Stage) -> None:
    stage.says("c1", CRY)
    stage.passes(minutes=21)
    stage.worker.beat()
    answer = client_of(stage).get("/health")

    assert (answer.status_code, answer.get_json()["problems"]) == (503, ["nobody_answers"])
    assert answer.get_json()["figures"]["ladders_without_answer"] == 1
    assert stage.case().reference not in answer.get_data(as_text=True)

    stage.officer_presses("o-lina", f"ack:{stage.case().reference}")
    assert client_of(stage).get("/health").status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_changed_here(stage: Stage, method: str) -> None:
    for path in ("/", "/phone", "/health"):
        assert getattr(client_of(stage), method)(path).status_code == 405


def answering(name: str) -> Any:
    def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [f"{name} {environ['PATH_INFO']} {environ.get('SCRIPT_NAME', '')}".encode()]

    return application


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/webhook/telegram/sambas", "door /webhook/telegram/sambas "),
        ("/webhook", "door /webhook "),
        ("/webhook/", "door /webhook/ "),
        ("/webhooks", "pages /webhooks "),
        ("/", "pages / "),
        ("/health", "pages /health "),
        ("", "pages  "),
    ],
)
def test_the_path_decides_and_stays_whole_because_providers_sign_it(
    path: str, answer: str, by_prefix: type
) -> None:
    whole = by_prefix(answering("pages"), {"/webhook": answering("door")})

    assert b"".join(whole({"PATH_INFO": path}, lambda *_: None)).decode() == answer


def test_the_web_process_serves_pages_and_webhooks_side_by_side(web: Any) -> None:
    client = Client(web.app)

    assert client.get("/").status_code == 200
    assert client.get("/phone").headers["Location"] == "http://127.0.0.1:8081/phone"
    assert client.get("/health/ready").status_code == 200
    refused = client.post("/webhook/telegram/sambas-warga", json={"update_id": 1})
    assert refused.status_code == 403
    assert client.get("/webhooks").status_code == 404
