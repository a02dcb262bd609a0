"""Serving the demonstration: one process, a thread for each request, loopback only, and no request log."""

from __future__ import annotations

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server


class QuietHandler(WSGIRequestHandler):
    """Answers without logging: the address of a Bot API call holds the bot's token."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""


def make_demo_server(app: Flask, *, port: int) -> BaseWSGIServer:
    """Bind the demonstration to the loopback interface.

    Args:
        app: from `demo.create_app`.
        port: where to listen, 0 for any free port (then read `server_port`).

    Returns:
        A server; call `serve_forever()`, and `shutdown()` from another thread or a signal handler's thread.
    """
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=QuietHandler)
    # An open page holds a connection; it must not keep the process alive.
    server.daemon_threads = True  # type: ignore[attr-defined]
    return server
