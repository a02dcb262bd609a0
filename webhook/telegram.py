"""Where Telegram posts updates."""

from __future__ import annotations

import hmac
import json

from flask import Blueprint, Response, abort, request

from bot.channels.errors import JunkBody
from bot.channels.telegram_updates import parse_update
from bot.clock import Clock
from config.accounts import Accounts
from webhook.bodies import body_within, refuse_announced
from webhook.intake import Intake

HEADER = "X-Telegram-Bot-Api-Secret-Token"


def telegram_blueprint(intake: Intake, accounts: Accounts, *, max_body_bytes: int, clock: Clock) -> Blueprint:
    """POST /webhook/telegram/<account>: 200 with an empty body once the update is stored.

    Nothing is answered through the webhook itself: a reply sent that way has no message id, and what has no
    id can never be erased from the person's phone.

    Args:
        intake: stores what came in.
        accounts: bots with their secrets.
        max_body_bytes: largest body taken.
        clock: stamps what came in.
    """
    blueprint = Blueprint("telegram", __name__)

    @blueprint.post("/webhook/telegram/<account>", provide_automatic_options=False)
    def update(account: str) -> Response:
        bot = accounts.telegram_by_key(account)
        if bot is None:
            abort(404)
        refuse_announced(max_body_bytes)
        if request.mimetype != "application/json":
            abort(415)
        # Before the body is waited for: whoever has no secret cannot keep a thread by sending slowly.
        if not _is_secret(request.headers.get(HEADER, ""), bot.secret):
            abort(403)
        body = body_within(max_body_bytes)
        message = parse_update(_decoded(body), account=bot.key, staff=bot.staff, received_at=clock.now())
        intake.receive(message)
        return Response(status=200)

    return blueprint


def _is_secret(given: str, secret: str) -> bool:
    """An empty secret lets nobody in, else the webhook would be open to all who guess its address."""
    return bool(secret) and hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())


def _decoded(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise JunkBody from None
