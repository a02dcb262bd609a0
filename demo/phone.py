"""The page `/phone` and what it asks for: the state, live changes, and what is done on the phones."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from io import BytesIO
from threading import Semaphore

from flask import Blueprint, Response, jsonify, render_template, request, send_file

from demo.chats import Kind
from demo.examples import PLACES, SENTENCES
from demo.files import SHOWN_INLINE, StoredFile
from demo.phones import PageError, Phones
from demo.world import World

STREAM_SECONDS = 50.0
KEEPALIVE_SECONDS = 10.0


def create_blueprint(*, world: World, phones: Phones) -> Blueprint:
    """Build the page and its endpoints.

    Args:
        world: what to show.
        phones: what to do.
    """
    blueprint = Blueprint("phone", __name__, url_prefix="/phone")
    _reading(blueprint, world)
    _acting(blueprint, world, phones)

    @blueprint.errorhandler(PageError)
    def refused(problem: PageError) -> tuple[Response, int]:
        return jsonify({"error": problem.code}), problem.status

    return blueprint


def _reading(blueprint: Blueprint, world: World) -> None:
    streams = Semaphore(world.config.max_streams)

    @blueprint.get("")
    def page() -> str:
        return render_template(
            "phone.html",
            config=world.config,
            sentences=SENTENCES,
            places=PLACES,
            officers=world.config.officers,
        )

    @blueprint.get("/state")
    def state() -> Response:
        return jsonify(world.snapshot())

    @blueprint.get("/events")
    def events() -> Response | tuple[Response, int]:
        after = int(request.headers.get("Last-Event-ID") or request.args.get("after", "0"))
        if "text/event-stream" not in request.headers.get("Accept", ""):
            number, changes = world.journal.after(after)
            return jsonify({"number": number, "changes": changes})
        if not streams.acquire(blocking=False):
            return jsonify({"error": "too_many_streams"}), 503
        response = Response(_stream(world, after), content_type="text/event-stream")
        response.headers["X-Accel-Buffering"] = "no"
        response.call_on_close(streams.release)
        return response

    @blueprint.get("/media/<key>")
    def media(key: str) -> Response:
        with world.lock:
            stored = world.files.get(key)
        if stored is None:
            raise PageError("gone", status=404)
        shown = stored.content_type in SHOWN_INLINE
        # In parts if asked so: a player looks at the end of a voice note to learn how long it is.
        response = send_file(
            BytesIO(stored.content),
            mimetype=stored.content_type if shown else "application/octet-stream",
            conditional=True,
            etag=False,
        )
        # What a person attached is never run as a page of ours.
        response.headers["Content-Disposition"] = "inline" if shown else "attachment"
        return response


def _acting(blueprint: Blueprint, world: World, phones: Phones) -> None:
    @blueprint.post("/send")
    def send() -> tuple[Response, int]:
        message = phones.act(_body())
        return jsonify({"serial": message.serial if message else None}), 202

    @blueprint.post("/upload")
    def upload() -> tuple[Response, int]:
        form, given = request.form, request.files.get("file")
        if given is None:
            raise PageError("no_file")
        chat = phones.chat(form)
        try:
            kind = Kind(form.get("kind", "document"))
        except ValueError:
            raise PageError("unknown_kind") from None
        stored = StoredFile(
            content=given.read(),
            content_type=given.mimetype or "application/octet-stream",
            name=given.filename or "berkas",
            seconds=form.get("seconds", 0, int),
        )
        message = phones.attach(chat, stored, kind, form.get("caption", "")[:1024])
        return jsonify({"serial": message.serial}), 202

    @blueprint.post("/citizen")
    def citizen() -> tuple[Response, int]:
        return jsonify(world.new_citizen().view()), 201

    @blueprint.post("/block")
    def block() -> Response:
        body = _body()
        phones.block(phones.chat(body), blocked=bool(body.get("blocked")))
        return jsonify({"blocked": bool(body.get("blocked"))})


def _body() -> Mapping[str, object]:
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise PageError("json_expected")
    return body


def _stream(world: World, after: int) -> Iterator[str]:
    number, ends = after, time.monotonic() + STREAM_SECONDS
    yield "retry: 1000\n\n"
    while time.monotonic() < ends:
        number, changes = world.journal.after(number, wait=KEEPALIVE_SECONDS)
        if changes:
            data = json.dumps({"number": number, "changes": changes}, ensure_ascii=False)
            yield f"id: {number}\ndata: {data}\n\n"
        else:
            yield ": masih di sini\n\n"
