"""Where Twilio posts messages and status reports."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from bot.channels.twilio_forms import WHATSAPP, envelope, parse_message, parse_status
from bot.channels.twilio_signature import signed_by
from bot.clock import Clock
from config.accounts import Accounts, TwilioAccount
from webhook.bodies import body_within, refuse_announced
from webhook.intake import Intake

HEADER = "X-Twilio-Signature"
# Replies leave through the outbox, so that each has an id by which it can be erased.
_NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def twilio_blueprint(
    intake: Intake, accounts: Accounts, *, public_base_url: str, max_body_bytes: int, clock: Clock
) -> Blueprint:
    """POST /webhook/twilio/<account> and .../<account>/status: 200 with an empty TwiML response.

    Args:
        intake: stores what came in.
        accounts: Twilio accounts with the secrets that check signatures.
        public_base_url: the address that Twilio signs.
        max_body_bytes: largest body taken.
        clock: stamps what came in.
    """
    blueprint = Blueprint("twilio", __name__)
    base = public_base_url.rstrip("/")

    @blueprint.post("/webhook/twilio/<account>", provide_automatic_options=False)
    def message(account: str) -> Response:
        found = _genuine(accounts, account, base, max_body_bytes)
        if envelope(request.form).to not in _numbers(found):
            abort(403)
        intake.receive(parse_message(request.form, account=found.key, received_at=clock.now()))
        return _received()

    @blueprint.post("/webhook/twilio/<account>/status", provide_automatic_options=False)
    def status(account: str) -> Response:
        found = _genuine(accounts, account, base, max_body_bytes)
        intake.delivered(parse_status(request.form), found.key)
        return _received()

    return blueprint


def _genuine(accounts: Accounts, key: str, base: str, max_body_bytes: int) -> TwilioAccount:
    """The account, if this request is really Twilio's and meant for it; else the request ends here."""
    account = accounts.twilio_by_key(key)
    if account is None:
        abort(404)
    refuse_announced(max_body_bytes)
    if request.mimetype != "application/x-www-form-urlencoded":
        abort(415)
    if HEADER not in request.headers:
        abort(
            403
        )  # before the body is waited for: nobody keeps a thread by sending slowly without a signature
    body_within(max_body_bytes)  # before anything is parsed
    query = request.query_string.decode("latin-1")
    url = base + request.path + (f"?{query}" if query else "")
    if not signed_by(url, request.form, request.headers.get(HEADER, ""), account.auth_tokens):
        abort(403)
    if envelope(request.form).account_sid != account.account_sid:
        # Signed, but by a neighbour who shares our token's parent account: not ours to take in.
        abort(403)
    return account


def _numbers(account: TwilioAccount) -> frozenset[str]:
    """How our own numbers stand in `To`."""
    sms, whatsapp = account.sms_number, account.whatsapp_number
    return frozenset(filter(None, (sms, whatsapp and WHATSAPP + whatsapp)))


def _received() -> Response:
    return Response(_NO_REPLY, status=200, content_type="text/xml; charset=utf-8")
