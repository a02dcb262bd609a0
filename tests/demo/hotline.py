"""A hotline in miniature on a real socket: it records what providers deliver and answers as it is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Condition, Thread

from flask import Flask, Response, request
from werkzeug.serving import BaseWSGIServer

from demo.server import bind


@dataclass(frozen=True)
class Received:
    """One delivery as it came over the wire."""

    path: str
    body: bytes
    headers: dict[str, str]
    form: dict[str, str]
    json: dict | None


@dataclass
class TinyHotline:
    """Records deliveries in order. `answers` holds the statuses to give next; afterwards it is always 200."""

    on_message: Callable[[Received], None] = lambda received: None
    received: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    retry_after: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        self._changed = Condition()
        app = Flask("tiny_hotline")

        @app.post("/<path:path>")
        def take(path: str) -> Response:
            received = Received(
                path="/" + path,
                body=request.get_data(),
                headers=dict(request.headers),
                form=request.form.to_dict(),
                json=request.get_json(silent=True),
            )
            with self._changed:
                self.received.append(received)
                status = self.answers.pop(0) if self.answers else 200
                self._changed.notify_all()
            if status < 300:
                self.on_message(received)
            headers = {"Retry-After": self.retry_after} if self.retry_after and status >= 300 else {}
            return Response("", status=status, headers=headers)

        self._server = serve(app)
        self.url = address(self._server)

    def wait_for(self, count: int, *, path: str = "", timeout: float = 5.0) -> list[Received]:
        """The deliveries under a path, once there are at least `count` of them."""

        def found() -> list[Received]:
            return [r for r in self.received if r.path.startswith(path)]

        with self._changed:
            assert self._changed.wait_for(lambda: len(found()) >= count, timeout), (count, len(found()))
            return found()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()


def serve(app: Flask) -> BaseWSGIServer:
    """Serve an app on a free port of the loopback interface, in threads."""
    server = bind(app, port=0)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


def address(server: BaseWSGIServer) -> str:
    """Where a server listens."""
    return f"http://127.0.0.1:{server.server_port}"
