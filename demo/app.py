"""Puts the demonstration together: one Flask app with both stand-ins and the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask, Response, abort, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from demo import control, phone, telegram_api, twilio_api
from demo.chats import Line
from demo.config import DemoConfig
from demo.delivery import Courier
from demo.faults import Faults
from demo.lanes import Lanes
from demo.phones import Phones
from demo.telegram_line import BotLine
from demo.twilio_line import TwilioLine
from demo.world import World

MAX_UPLOAD = 21 * 1024 * 1024
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True, kw_only=True)
class Demo:
    """The parts of a running demonstration, kept in `app.extensions["demo"]` for tests and for a clean end.

    Args:
        world: state.
        lanes: the delivery threads.
        faults: the fault plan.
        public: the public bot's line.
        staff: the staff bot's line.
        twilio: the line for SMS and WhatsApp.
    """

    world: World
    lanes: Lanes
    faults: Faults
    public: BotLine
    staff: BotLine
    twilio: TwilioLine


def create_app(config: DemoConfig, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Flask:
    """Build the demonstration.

    It must be served by exactly one process with several threads, since its state lives in memory and an open
    page holds one thread.

    Args:
        config: who is in it and where the hotline listens.
        clock: gives aware UTC; tests may hand in their own.
    """
    world = World(config, clock=clock)
    lanes, faults = Lanes(workers=config.workers), Faults()
    courier = Courier(world=world, lanes=lanes, faults=faults, pace=config.pace)
    base = config.webhook_base_url
    public = BotLine(
        bot=config.public_bot, line=Line.TELEGRAM, world=world, courier=courier, webhook_base_url=base
    )
    staff = BotLine(
        bot=config.staff_bot, line=Line.STAFF, world=world, courier=courier, webhook_base_url=base
    )
    twilio = TwilioLine(account=config.twilio, world=world, courier=courier, webhook_base_url=base)
    phones = Phones(
        world=world,
        lines={Line.TELEGRAM: public, Line.STAFF: staff, Line.WHATSAPP: twilio, Line.SMS: twilio},
    )

    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_UPLOAD
    app.config["TRUSTED_HOSTS"] = list(config.trusted_hosts)
    app.extensions["demo"] = Demo(
        world=world, lanes=lanes, faults=faults, public=public, staff=staff, twilio=twilio
    )
    bot_api = telegram_api.create_blueprint(lines=(public, staff), faults=faults)
    app.register_blueprint(bot_api)
    # Also at the root, as on Telegram's own host: for a client that is told nothing but host and port.
    app.register_blueprint(bot_api, url_prefix="", name="telegram_at_root")
    app.register_blueprint(twilio_api.create_blueprint(line=twilio, faults=faults))
    app.register_blueprint(phone.create_blueprint(world=world, phones=phones))
    app.register_blueprint(control.create_blueprint(world=world, phones=phones, faults=faults))
    app.before_request(_refuse_foreign_pages)
    app.after_request(_protect)

    @app.get("/")
    def start() -> BaseResponse:
        return redirect(url_for("phone.page"))

    @app.get("/health")
    def health() -> Response:
        return jsonify({"ok": True})

    return app


def _refuse_foreign_pages() -> None:
    # A page of another site, open in the same browser, must not be able to type on these phones.
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in (
        "none",
        "same-origin",
    ):
        abort(403)


def _protect(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Permissions-Policy"] = "microphone=(self), geolocation=(), camera=()"
    response.headers["Cache-Control"] = "no-store"
    return response
