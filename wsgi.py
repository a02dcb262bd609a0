"""The web process: `gunicorn wsgi:app`. Webhooks for providers and pages for officers, two applications side
by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import console
import webhook
from bot import bootstrap
from bot.intake import HotlineIntake
from config.logging import configure_logging
from config.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class ByPrefix:
    """Hands a request to the application whose path it asks for; paths stay whole, because providers sign
    them.

    Args:
        pages: for everything else.
        prefixes: applications by path prefix.
    """

    def __init__(self, pages: WSGIApplication, prefixes: Mapping[str, WSGIApplication]) -> None:
        self._pages = pages
        self._prefixes = prefixes

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        for prefix, application in self._prefixes.items():
            if path == prefix or path.startswith(prefix + "/"):
                return application(environ, start_response)
        return self._pages(environ, start_response)


def make_app() -> WSGIApplication:
    """The web process's application, made from the environment's settings."""
    settings = load_settings()
    configure_logging(settings.log_format, settings.log_level)
    running = bootstrap.start(settings)
    running.hotline.bundles.keep_current()
    door = webhook.create_app(
        HotlineIntake(running.hotline),
        running.hotline.accounts,
        public_base_url=settings.public_base_url,
        max_body_bytes=settings.max_body_bytes,
        clock=running.hotline.clock,
    )
    phone = f"http://{settings.host}:{settings.demo_port}/phone" if settings.demo else None
    pages = console.create_app(running.hotline, phone_url=phone)
    return ByPrefix(pages.wsgi_app, {"/webhook": door.wsgi_app})


app = make_app()
