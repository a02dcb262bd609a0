"""Services that answer without a world: for playing a flow in a terminal, and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.services import Found, Services


@dataclass(kw_only=True)
class RehearsedService:
    """Answers every port of `Services` with what it was told to.

    Args:
        outcomes: method name to what it finds; a method without an entry finds its plainest outcome.
        asked: every call, as (method, text), in order.
    """

    outcomes: Mapping[str, Found] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, question: str, *, locale: str, before: str = "") -> Found:  # noqa: ARG002 - the port's
        """An answer to a question."""
        return self._found("answer", question, "answered")

    def details(self, topic: str, *, locale: str) -> Found:  # noqa: ARG002 - the port's signature
        """What an answer left out."""
        return self._found("details", topic, "answered")

    def check(self, text: str, *, locale: str) -> Found:  # noqa: ARG002 - the port's signature
        """What the register knows."""
        return self._found("check", text, "checked")

    def signs(self, answer: str) -> Found:
        """What numbers of warning signs mean."""
        return self._found("signs", answer, "some")

    def of_this_chat(self) -> Found:
        """Status of this chat's report."""
        return self._found("of_this_chat", "", "unknown")

    def by_reference(self, text: str) -> Found:
        """Status by reference and PIN."""
        return self._found("by_reference", text, "unknown")

    def issue(self) -> dict[str, str]:
        """Reference and PIN; the shape of real ones, and nobody's."""
        self.asked.append(("issue", ""))
        return {"reference": "SBS-7K3M-Q2", "pin": "482913"}

    def hours(self, *, locale: str) -> dict[str, str]:
        """When a human reads this."""
        self.asked.append(("hours", locale))
        return {"hours": "08.00-16.00 WIB"}

    def _found(self, method: str, text: str, plainest: str) -> Found:
        self.asked.append((method, text))
        return self.outcomes.get(method, Found(outcome=plainest))


def rehearsal_services(service: RehearsedService | None = None) -> Services:
    """All ports from one rehearsed service."""
    one = service or RehearsedService()
    return Services(answers=one, recruiters=one, cases=one, reference=one, duty=one)
