"""The Bot API over HTTP: `/telegram/bot<token>/<method>`, `/telegram/file/bot<token>/<path>`, also at /."""

from __future__ import annotations

import hmac

from flask import Blueprint, Response, jsonify, request

from demo.broken import cut_off, silence
from demo.faults import Faults, Planned, SendFault
from demo.telegram_call import ApiError, decode
from demo.telegram_line import BotLine
from demo.telegram_methods import FAILABLE, METHODS, QUIET


def create_blueprint(*, lines: tuple[BotLine, ...], faults: Faults) -> Blueprint:
    """Build the stand-in of the Bot API.

    Args:
        lines: the bots that exist.
        faults: what is to go wrong.
    """
    blueprint = Blueprint("telegram", __name__, url_prefix="/telegram")

    @blueprint.errorhandler(ApiError)
    def refused(problem: ApiError) -> tuple[Response, int]:
        body: dict[str, object] = {
            "ok": False,
            "error_code": problem.status,
            "description": problem.description,
        }
        if problem.retry_after is not None:
            body["parameters"] = {"retry_after": problem.retry_after}
        return jsonify(body), problem.status

    @blueprint.route("/bot<token>/<method>", methods=["GET", "POST"])
    def call(token: str, method: str) -> Response:
        line = _line_of(lines, token)
        name = method.lower()
        if name not in METHODS:
            raise ApiError(404, "Not Found")
        planned = faults.next_send(line.bot.account) if name in FAILABLE else None
        try:
            if planned and planned.fault is SendFault.TIMEOUT:
                line.world.wire(inward=False, what=f"{line.bot.account} · {method}", result="tanpa jawaban")
                return silence(planned)
            _fail(planned)
            result = METHODS[name](line, decode(request))
        except ApiError as problem:
            line.world.wire(inward=False, what=f"{line.bot.account} · {method}", result=str(problem.status))
            raise
        if name not in QUIET:
            line.world.wire(inward=False, what=f"{line.bot.account} · {method}", result="200")
        if planned and planned.fault is SendFault.LOST:
            return cut_off()
        return jsonify({"ok": True, "result": result})

    _downloads(blueprint, lines)
    return blueprint


def _fail(planned: Planned | None) -> None:
    if planned is None:
        return
    if planned.fault is SendFault.TOO_MANY:
        raise ApiError(
            429,
            f"Too Many Requests: retry after {planned.retry_after}",
            retry_after=planned.retry_after,
        )
    if planned.fault is SendFault.FORBIDDEN:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    if planned.fault is SendFault.SERVER:
        raise ApiError(500, "Internal Server Error")


def _downloads(blueprint: Blueprint, lines: tuple[BotLine, ...]) -> None:
    @blueprint.get("/file/bot<token>/<path:path>")
    def download(token: str, path: str) -> Response:
        line = _line_of(lines, token)
        with line.world.lock:
            stored = line.world.files.get(path.rsplit("/", 1)[-1].split(".", 1)[0])
        if stored is None:
            raise ApiError(404, "Not Found")
        return Response(stored.content, content_type="application/octet-stream")


def _line_of(lines: tuple[BotLine, ...], token: str) -> BotLine:
    for line in lines:
        if hmac.compare_digest(line.bot.token.encode(), token.encode()):
            return line
    raise ApiError(401, "Unauthorized")
