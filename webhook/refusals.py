"""Every answer that is not a plain 200: bare, telling nothing, and never a 500."""

from __future__ import annotations

import logging
import traceback

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from bot.channels.errors import JunkBody
from bot.errors import NotDurable

_log = logging.getLogger(__name__)

# Telegram honours it up to an hour; five seconds let a locked database come free without holding a report
# back.
RETRY_AFTER = "5"


def register(app: Flask) -> None:
    """Give an application its error answers and response headers.

    Args:
        app: the application.
    """
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(JunkBody, _junk)
    app.register_error_handler(NotDurable, _not_durable)
    app.register_error_handler(Exception, _broken)
    app.after_request(_bare_headers)


def _refused(error: HTTPException) -> Response:
    if error.code is None or error.code >= 500:
        return _broken(error)
    headers = {"Allow": "POST"} if error.code == 405 else {}
    return Response(status=error.code, headers=headers)


def _junk(_: JunkBody) -> Response:
    return Response(status=400)


def _not_durable(_: NotDurable) -> Response:
    _log.error("webhook_not_durable endpoint=%s", request.endpoint)
    return Response(status=503, headers={"Retry-After": RETRY_AFTER})


def _broken(error: Exception) -> Response:
    """Log where, never what: an exception's words may quote a message. The provider delivers again."""
    places = [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-4:]]
    _log.error(
        "webhook_broken endpoint=%s error=%s at=%s",
        request.endpoint,
        type(error).__qualname__,
        " > ".join(places),
    )
    return Response(status=503, headers={"Retry-After": RETRY_AFTER})


def _bare_headers(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    if not response.get_data():
        # An empty body has no type; Flask would call it text/html.
        response.headers.pop("Content-Type", None)
    return response
