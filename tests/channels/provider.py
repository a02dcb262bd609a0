"""A provider on 127.0.0.1 that answers what a test tells it to, over a real socket."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response


@dataclass
class Seen:
    """One request that arrived."""

    method: str
    path: str
    headers: dict[str, str]
    form: dict[str, str]
    json: Any


Answer = Callable[[Seen], Response]


@dataclass
class Provider:
    """What arrived, and what the next answers are.

    `plan` is used up first, one answer a request; afterwards `otherwise` answers.
    """

    url: str = ""
    seen: list[Seen] = field(default_factory=list)
    plan: list[Answer] = field(default_factory=list)
    otherwise: Answer | None = None

    def calls(self, ending: str) -> list[Seen]:
        """Requests whose path ends like this."""
        return [one for one in self.seen if one.path.endswith(ending)]

    def answer(self, request: Request) -> Response:
        body = request.get_data()
        is_json = request.mimetype == "application/json"
        one = Seen(
            method=request.method,
            path=request.full_path.rstrip("?"),
            headers=dict(request.headers),
            form={} if is_json else {k: v[0] for k, v in parse_qs(body.decode(), True).items()},
            json=json.loads(body) if is_json else None,
        )
        self.seen.append(one)
        respond = self.plan.pop(0) if self.plan else self.otherwise
        return respond(one) if respond else Response(status=404)


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that serves until the block ends."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, Request.application(provider.answer), threaded=True)
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def answering(status: int, body: Any = None, **headers: str) -> Answer:
    """An answer of this status with a JSON body."""
    return lambda _: Response(
        json.dumps(body), status=status, content_type="application/json", headers=headers
    )


def raw(status: int, body: bytes, content_type: str = "text/html", **headers: str) -> Answer:
    """An answer of these bytes."""
    return lambda _: Response(body, status=status, content_type=content_type, headers=headers)


def silent(until: threading.Event) -> Answer:
    """An answer that does not come before the event."""

    def wait(_: Seen) -> Response:
        until.wait(10)
        return Response(status=200)

    return wait


def closed_port() -> str:
    """An address at which nobody listens."""
    server = make_server("127.0.0.1", 0, Response())
    port = server.server_port
    server.server_close()
    return f"http://127.0.0.1:{port}"
