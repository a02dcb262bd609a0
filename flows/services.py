"""What a flow may ask of the world: small ports, handed to `engine.resume`, with fakes in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from flows.prompt import Prompt


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a service answered.

    Args:
        outcome: one word that the flow's node branches on; each service documents its own.
        prompts: what to say to the person, in order; empty if the flow says it itself.
        params: values for the flow's own texts (a reference, a status).
    """

    outcome: str
    prompts: tuple[Prompt, ...] = ()
    params: dict[str, str] = field(default_factory=dict)


class Answers(Protocol):
    """Answers questions. Outcomes: `answered`, `unsure` (candidates offered), `refused` (out of scope)."""

    def answer(self, question: str, *, locale: str, before: str = "") -> Found:
        """Find the answer to a question in the person's own words, or to a topic id chosen by button.

        Args:
            question: as it was written.
            locale: language of the answer.
            before: the question before it: "kalau Taiwan?" means nothing alone.
        """
        ...

    def details(self, topic: str, *, locale: str) -> Found:
        """Say what the answer to a topic left out. Outcomes: `answered`, `refused` (nothing was answered)."""
        ...


class Recruiters(Protocol):
    """Checks names of recruiters. Outcomes: `checked`, `similar` (candidates offered), `no_name` (nothing in
    the text looks like one)."""

    def check(self, text: str, *, locale: str) -> Found:
        """Say what the register knows of the names in the text; never that a recruiter is safe or genuine."""
        ...

    def signs(self, answer: str) -> Found:
        """Say what the numbers of warning signs mean together. Outcomes: `many`, `some`, `costs`, `none`,
        `unread` (no numbers in the answer)."""
        ...


class CaseStatus(Protocol):
    """Tells the reporter how the report stands. Outcomes: `found`, `unknown`, `locked` (too many wrong
    guesses)."""

    def of_this_chat(self) -> Found:
        """Status of the report made from this very chat, by nothing but being in it."""
        ...

    def by_reference(self, text: str) -> Found:
        """Status by reference and PIN, from any phone. Unknown and wrong look the same."""
        ...


class Reference(Protocol):
    """Gives out what the reporter needs to come back: reference and PIN of this conversation's case."""

    def issue(self) -> dict[str, str]:
        """Reference and PIN, as `{"reference": ..., "pin": ...}`; the same pair if asked again in this
        turn."""
        ...


class Duty(Protocol):
    """Knows when officers are there."""

    def hours(self, *, locale: str) -> dict[str, str]:
        """Honest words on when a human reads this: `{"hours": ...}`."""
        ...


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything a flow may ask, in one value."""

    answers: Answers
    recruiters: Recruiters
    cases: CaseStatus
    reference: Reference
    duty: Duty
