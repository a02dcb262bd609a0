"""What only a real connection shows: bodies without an announced length, and connections that break off."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from tests.webhook.doubles import BOT, LIMIT, TELEGRAM_PATH, FakeIntake, app_with
from tests.webhook.fuzzing import SECRET

HEADERS = {"Content-Type": "application/json", SECRET: BOT.secret, "Transfer-Encoding": "chunked"}
UPDATE = json.dumps(
    {"update_id": 1, "message": {"chat": {"id": 1, "type": "private"}, "message_id": 2, "text": "x"}}
)


@pytest.fixture
def intake() -> FakeIntake:
    return FakeIntake()


@pytest.fixture
def port(intake: FakeIntake) -> Iterator[int]:
    server = make_server("127.0.0.1", 0, app_with(intake), threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def _chunked(port: int, chunks: list[bytes]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("POST", TELEGRAM_PATH, body=iter(chunks), headers=HEADERS, encode_chunked=True)
    status = connection.getresponse().status
    connection.close()
    return status


def test_a_body_in_chunks_is_read(port: int, intake: FakeIntake) -> None:
    assert _chunked(port, [UPDATE[:10].encode(), UPDATE[10:].encode()]) == 200
    assert intake.messages[0].provider_id == "1"


def test_a_body_in_chunks_is_cut_at_the_limit(port: int, intake: FakeIntake) -> None:
    # A little over: the whole of it fits into the socket's buffer, so the answer can be read.
    assert _chunked(port, [UPDATE.encode(), b" " * LIMIT]) == 413
    assert intake.messages == []


def test_a_body_that_breaks_off_is_not_taken(port: int, intake: FakeIntake) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(
            f"POST {TELEGRAM_PATH} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            f"{SECRET}: {BOT.secret}\r\nContent-Length: {len(UPDATE) + 5}\r\n\r\n{UPDATE}".encode()
        )
        connection.shutdown(socket.SHUT_WR)
        status = connection.recv(100).split(b" ")[1:2]

    assert status in ([], [b"400"])
    assert intake.messages == []
