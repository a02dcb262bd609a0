"""Reading a body without being drowned in it."""

from __future__ import annotations

from flask import abort, request


def refuse_announced(limit: int) -> None:
    """End the request with 413 if it announces more than `limit` bytes, without reading any of them."""
    if (request.content_length or 0) > limit:
        abort(413)


def body_within(limit: int) -> bytes:
    """The whole body, or the request ends with 413.

    Werkzeug cuts a body of unannounced length at `MAX_CONTENT_LENGTH` without a word, so the application
    allows one byte more and the surplus is noticed here: half a report must never pass for a whole one.

    Args:
        limit: most bytes that are taken.
    """
    body = request.get_data(cache=True)
    if len(body) > limit:
        abort(413)
    return body
