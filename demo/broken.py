"""Answers that never arrive whole, to see what the hotline does when it cannot know the outcome."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

from flask import Response

from demo.faults import Planned


def cut_off() -> Response:
    """Promise a thousand bytes, send none and close: the client sees a lost connection."""

    def nothing() -> Iterator[bytes]:
        yield from ()

    response = Response(nothing(), content_type="application/json")
    response.headers["Content-Length"] = "1000"
    response.headers["Connection"] = "close"
    return response


def silence(planned: Planned) -> Response:
    """Leave the client without an answer until it gives up, then cut off."""
    Event().wait(planned.hold)
    return cut_off()
