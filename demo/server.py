"""Serving the demonstration: one process, a thread for each request, loopback only, and no request log."""

from __future__ import annotations

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from demo.app import create_app
from demo.config import DemoConfig, NotThisMachineError, is_loopback


class QuietHandler(WSGIRequestHandler):
    """Answers without logging: the address of a Bot API call holds the bot's token."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""


def make_demo_server(config: DemoConfig, *, host: str = "127.0.0.1", port: int) -> BaseWSGIServer:
    """Build the demonstration and bind it to the loopback interface.

    Args:
        config: who is in it and where the hotline listens.
        host: a loopback address.
        port: where to listen, 0 for any free port (then read `server_port`).

    Returns:
        A server; call `serve_forever()`, and `shutdown()` from another thread to end it.

    Raises:
        NotThisMachineError: if `host` could be reached from elsewhere.
    """
    return bind(create_app(config), host=host, port=port)


def bind(app: Flask, *, host: str = "127.0.0.1", port: int) -> BaseWSGIServer:
    """Bind an app to the loopback interface, quietly and in threads.

    Raises:
        NotThisMachineError: if `host` could be reached from elsewhere.
    """
    if not is_loopback(f"http://{host}"):
        raise NotThisMachineError(f"not a loopback address: {host}")
    return make_server(host, port, app, threaded=True, request_handler=QuietHandler)
