"""A conversation in a terminal: the engine on a stage, with nobody real behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flows.bundle import Bundle, KnownBundles
from flows.engine import Engine, Sprint
from flows.events import Asked, Event, Said
from flows.message import Incoming
from flows.prompt import Prompt
from flows.rehearsal import rehearsal_services
from flows.rendering import Form, render
from flows.services import Services
from language.reading import Reading


class Theatre:
    """Plays one conversation line by line.

    Args:
        bundle: the flows and texts.
        form: the channel to look like.
        locale: language to begin in.
        read: finds out what a text says.
        clock: aware UTC, asked for each line.
        services: what stands in for the world.
    """

    def __init__(
        self,
        *,
        bundle: Bundle,
        form: Form,
        locale: str,
        read: Callable[[str], Reading],
        clock: Callable[[], datetime],
        services: Services | None = None,
    ) -> None:
        self._bundle = bundle
        self._engine = Engine(KnownBundles(bundle))
        self._form = form
        self._locale = locale
        self._read = read
        self._clock = clock
        self._services = services or rehearsal_services()
        self._sprint: Sprint | None = None

    @property
    def over(self) -> bool:
        """Whether the conversation has ended."""
        return self._sprint is not None and self._sprint.session.ended is not None

    def open(self, flow: str | None) -> list[str]:
        """Begin with a flow, or with the first one; what is said."""
        self._sprint = self._engine.start(
            locale=self._locale, now=self._clock(), message=None, services=self._services, flow=flow
        )
        return self._lines(self._sprint)

    def hear(self, line: str) -> list[str]:
        """Take a line of the person: words, `/press <option id>`, `/expire`; what is said."""
        if self._sprint is None or self.over:
            over = self._sprint.session if self._sprint is not None else None
            self._sprint = self._engine.start(
                locale=over.locale if over is not None else self._locale,
                now=self._clock(),
                message=self._message(line),
                services=self._services,
                in_case=over is not None and over.in_case,
                after=over.ended if over is not None else None,
            )
        elif line == "/expire":
            session = self._sprint.session
            self._sprint = self._engine.expire(
                session, session.wait, now=self._clock(), services=self._services
            )
        else:
            self._sprint = self._engine.resume(
                self._sprint.session, self._message(line), now=self._clock(), services=self._services
            )
        return self._lines(self._sprint)

    def _message(self, line: str) -> Incoming:
        if line.startswith("/press "):
            return Incoming(choice=line.removeprefix("/press ").strip())
        return Incoming(text=line, reading=self._read(line))

    def _lines(self, sprint: Sprint) -> list[str]:
        return [line for event in sprint.events for line in self._shown(event, sprint.session.locale)]

    def _shown(self, event: Event, locale: str) -> list[str]:
        if isinstance(event, Said | Asked):
            return self._spoken(event.prompt, locale)
        facts = ", ".join(f"{name}={value!r}" for name, value in vars(event).items() if name != "reading")
        return [f"    * {type(event).__name__} {facts}"]

    def _spoken(self, prompt: Prompt, locale: str) -> list[str]:
        rendered = render(prompt, self._bundle.catalogue(locale), self._form)
        lines = [f"< {line}" for part in rendered.parts for line in part.split("\n")]
        lines += [f"  [{button.label}]  /press {button.id}" for button in rendered.buttons]
        return lines
