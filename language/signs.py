"""The shape of the lexicon's files: warning signs, and matters that are none."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from language.reading import Queue, Urgency


class BadLexicon(ValueError):
    """The lexicon's files cannot be used; the message lists every problem."""


class SignLevel(BaseModel):
    """Expressions of a sign that count for another level than the sign itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: int = Field(ge=1, le=3)
    phrases: dict[str, tuple[str, ...]]


class Sign(BaseModel):
    """One warning sign of trafficking, as its data file describes it.

    Args:
        id: `T01` to `T32` (domain facts, section 4.2).
        level: 3 immediate danger, 2 high, 1 caution.
        name: short Indonesian name for officers.
        group: kind of harm; two high signs of different groups weigh more than two of one.
        queues: sub-task-forces that take it, the owner first.
        phrases: expressions by variety (`id`, `sambas`, `sarawak`, `jawa`, `en`, ...).
        also: expressions that count for another level.
        not_: expressions that only look like the sign; where they touch it, it is dropped.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^T(0[1-9]|[12]\d|3[0-2])$")
    level: int = Field(ge=1, le=3)
    name: str = Field(min_length=3, max_length=60)
    group: str
    queues: tuple[Queue, ...]
    phrases: dict[str, tuple[str, ...]]
    also: tuple[SignLevel, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")


class Matter(BaseModel):
    """A thing reported or asked for that is no warning sign: a body to bring home, a training, a certificate.

    Args:
        code: name in lower case.
        name: short Indonesian name for officers.
        level: how fast a human must act on this alone.
        queues: sub-task-forces that take it, the owner first.
        phrases: expressions in any variety.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str = Field(pattern=r"^[a-z_]+$")
    name: str
    level: Urgency
    queues: tuple[Queue, ...]
    phrases: tuple[str, ...]
