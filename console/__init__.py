"""The zone for people of the task force: for now the start page and the health pages. The desk comes here.

It shares storage with the webhooks and nothing else: no route, no template, no session.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response, redirect, render_template
from werkzeug.wrappers import Response as AnyResponse

from bot.hotline import Hotline
from config.taskforces import TaskForce
from console.health import health_blueprint

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def create_app(hotline: Hotline, *, phone_url: str | None) -> Flask:
    """The application for people of the task force.

    Args:
        hotline: the parts of the running hotline.
        phone_url: address of the two phones, in a demonstration only.
    """
    app = Flask(__name__)
    app.register_blueprint(health_blueprint(hotline))

    @app.get("/")
    def start() -> str:
        return render_template(
            "start.html", taskforces=_shown(hotline.taskforces), phone_url=phone_url, demo=hotline.demo
        )

    @app.get("/phone")
    def phone() -> tuple[str, int] | AnyResponse:
        if phone_url is None:
            return "Tidak ada. / Not found.", 404
        return redirect(phone_url)

    @app.after_request
    def harden(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return app


def _shown(taskforces: Mapping[str, TaskForce]) -> list[TaskForce]:
    return list(taskforces.values())
