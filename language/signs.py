"""The shape of the lexicon's files: warning signs, what they point to, and matters that are no sign."""

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


class Indicator(BaseModel):
    """One of the eleven indicators of forced labour of the International Labour Organization.

    Args:
        id: short Indonesian name in lower case; signs refer to it.
        name: Indonesian name for officers, in our wording (domain facts, section 5.1).
        name_en: the name in the source.
        source: where it is taken from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[a-z_]+$")
    name: str = Field(min_length=3, max_length=60)
    name_en: str
    source: str


class Examples(BaseModel):
    """Messages that a sign is tried on; the reader never looks at them.

    Args:
        match: messages that must raise the sign, with nothing that speaks against it.
        no_match: messages that look like the sign; raised with a guard counts as not raised.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    match: tuple[str, ...] = ()
    no_match: tuple[str, ...] = ()


class Sign(BaseModel):
    """One warning sign of trafficking, as its data file describes it.

    Args:
        id: `T01` to `T32` (domain facts, section 4.2).
        level: 3 immediate danger, 2 high, 1 caution.
        name: short Indonesian name for officers.
        group: kind of harm; two high signs of different groups weigh more than two of one.
        ilo: id of the indicator of forced labour that it points to; None where none fits.
        queues: sub-task-forces that take it, the owner first.
        phrases: expressions by variety (`id`, `sambas`, `sarawak`, `jawa`, `en`, ...).
        also: expressions that count for another level.
        not_: expressions that only look like the sign; where they touch it, it is dropped.
        examples: messages that the tests try the sign on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^T(0[1-9]|[12]\d|3[0-2])$")
    level: int = Field(ge=1, le=3)
    name: str = Field(min_length=3, max_length=60)
    group: str
    ilo: str | None = None
    queues: tuple[Queue, ...]
    phrases: dict[str, tuple[str, ...]]
    also: tuple[SignLevel, ...] = ()
    not_: tuple[str, ...] = Field(default=(), alias="not")
    examples: Examples = Examples()


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
