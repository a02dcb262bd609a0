"""The two kinds of question, where a conversation waits for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from flows.node import Model, Name, Node, TextKey

Accepted = Literal["text", "voice", "photo", "video", "document", "location", "contact"]
Fillable = Literal["where", "country", "child", "danger_now"]
"""Answers that the reading of a message can give by itself."""
EVERYTHING: tuple[Accepted, ...] = ("text", "voice", "photo", "video", "document", "location", "contact")

_SPAN = re.compile(r"^(\d{1,4})([smhd])$")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _span(value: object) -> object:
    found = _SPAN.match(value) if isinstance(value, str) else None
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else value


class Timeout(Model):
    """Where the conversation goes when nobody answers for a span (`45s`, `30m`, `2h`, `1d`)."""

    after: Annotated[timedelta, BeforeValidator(_span)]
    go: Name


class Free(Model):
    """Where words go that fit no option of a closed question: they are an answer too."""

    save: Name
    go: Name


class Ages(Model):
    """Which option an age means that is told instead: somebody below 18, or nobody below 18."""

    under: Name
    over: Name


class WaitNode(Node):
    """What every question has: a way to skip, to give up (to a human if none is named) and to fall silent."""

    waits: ClassVar[bool] = True

    save: Name | None = None
    unless: Name | None = None
    next: Name | None = None
    skip: Name | None = None
    tries: Annotated[int, Field(ge=0, le=9)] = 2
    give_up: Name | None = None
    timeout: Timeout | None = None
    sensitive: bool = True

    @property
    def question(self) -> str:
        """Catalogue key of the question."""
        raise NotImplementedError

    def edges(self) -> Iterator[tuple[str, str]]:
        """Every way out within the flow, as (why, node name)."""
        yield from super().edges()
        for why, target in (("skip", self.skip), ("give_up", self.give_up)):
            if target is not None:
                yield why, target
        if self.timeout is not None:
            yield "timeout", self.timeout.go

    def passing(self) -> Iterator[str]:
        """A question already answered is passed by."""
        if self.unless is not None and self.next is not None:
            yield self.next


class AskNode(WaitNode):
    """A closed question.

    `assume` is the option that counts when nobody understood the answer: the one that can do no harm.
    """

    kind: ClassVar[str] = "ask"

    ask: TextKey
    options: Annotated[tuple[Name, ...], Field(min_length=1)]
    go: dict[str, Name] = Field(default_factory=dict)
    free: Free | None = None
    ages: Ages | None = None
    assume: Name | None = None

    @property
    def question(self) -> str:
        """Catalogue key of the question."""
        return self.ask

    def edges(self) -> Iterator[tuple[str, str]]:
        """Every way out within the flow, as (why, node name)."""
        yield from super().edges()
        yield from self.go.items()
        if self.free is not None:
            yield "free", self.free.go


class CollectNode(WaitNode):
    """An open question: words, voice, pictures, in one message or in several until a word."""

    kind: ClassVar[str] = "collect"

    collect: TextKey
    accepts: tuple[Accepted, ...] = EVERYTHING
    until: Name | None = None
    ack: TextKey | None = None
    nothing: TextKey | None = None
    location: bool = False
    fill: tuple[Fillable, ...] = ()

    @property
    def question(self) -> str:
        """Catalogue key of the question."""
        return self.collect
