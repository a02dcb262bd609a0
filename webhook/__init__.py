"""The door for providers: checks that a request is genuine, has it stored and answers; it knows no flow."""

from __future__ import annotations

from flask import Flask

from bot.clock import Clock
from config.accounts import Accounts
from webhook import refusals
from webhook.intake import Intake
from webhook.telegram import telegram_blueprint
from webhook.twilio import twilio_blueprint


def create_app(
    intake: Intake,
    accounts: Accounts,
    *,
    public_base_url: str,
    max_body_bytes: int,
    clock: Clock,
) -> Flask:
    """The WSGI application that providers post to.

    Args:
        intake: stores what came in.
        accounts: bots and numbers with their secrets.
        public_base_url: how providers reach this application; Twilio signs it, so it comes from the
            settings and never from a request's own headers.
        max_body_bytes: largest body read, whether or not its length was announced.
        clock: stamps what came in.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=max_body_bytes + 1,  # see webhook.bodies
        MAX_FORM_MEMORY_SIZE=max_body_bytes,
        MAX_FORM_PARTS=0,  # no provider posts multipart
    )
    app.register_blueprint(telegram_blueprint(intake, accounts, max_body_bytes=max_body_bytes, clock=clock))
    app.register_blueprint(
        twilio_blueprint(
            intake,
            accounts,
            public_base_url=public_base_url,
            max_body_bytes=max_body_bytes,
            clock=clock,
        )
    )
    refusals.register(app)
    return app
