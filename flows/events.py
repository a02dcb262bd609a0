"""What happened in one sprint of a conversation: frozen facts, in the past tense, one class a kind.

The engine cannot save or send. It says what happened; `bot.effects` holds exactly one handler for each class
here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flows.message import MediaKind
from flows.prompt import Prompt
from language.reading import Reading, Signal, Urgency


@dataclass(frozen=True, kw_only=True)
class Said:
    """The hotline said something and expects no answer."""

    prompt: Prompt


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The hotline asked a question and now waits."""

    prompt: Prompt


@dataclass(frozen=True, kw_only=True)
class AnswerRecorded:
    """The person answered.

    Args:
        name: what was answered (`safe`, `danger_now`, `story`, `where`, `who`, `people`, `child`, `need`,
        `contact`).
        value: an option id, or the person's own words.
        closed: True for an option id (safe to count and show), False for own words (sealed, never in an
        alert).
        media: kinds of attachments that are part of this answer.
    """

    name: str
    value: str
    closed: bool
    media: tuple[MediaKind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SignalRaised:
    """A sign of danger was seen: in the words, or because a closed question was answered so.

    Args:
        signals: what was found, with words where there were words.
        urgency: the level that this alone asks for; the case's grade is the maximum of all of them.
        reading: the whole reading where words were read, None for a closed answer.
    """

    signals: tuple[Signal, ...]
    urgency: Urgency
    reading: Reading | None = None


@dataclass(frozen=True, kw_only=True)
class CaseRequested:
    """The conversation asked for a case, or for its case to be brought up to date.

    Args:
        partial: True while the person may still be telling; False once the report is complete.
        kind: `laporan` (a report) or `percakapan` (somebody wants a human and has reported nothing).
    """

    partial: bool
    kind: str = "laporan"


@dataclass(frozen=True, kw_only=True)
class RelayRequested:
    """The person wrote something that a human must read: a request for an officer, or an addition to a
    report.

    Args:
        reason: `bicara_petugas`, `tambahan`, `balasan` or `tidak_aman`.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class WaitStarted:
    """The conversation waits for an answer until a moment.

    Args:
        wait: number of this wait within the session; a timer armed for an older number does nothing.
        until: aware UTC moment after which `engine.expire` may be called.
    """

    wait: int
    until: datetime


@dataclass(frozen=True, kw_only=True)
class LocaleChosen:
    """The language of the answers was settled, by the person's choice or by the person's own words."""

    locale: str


@dataclass(frozen=True, kw_only=True)
class ErasureRequested:
    """The person asked that the traces of this conversation be removed from their phone and from ours."""


@dataclass(frozen=True, kw_only=True)
class SessionEnded:
    """The conversation came to an end.

    Args:
        reason: `selesai`, `keluar`, `diam` (silence), `tidak_aman`, `dihapus`.
    """

    reason: str


@dataclass(frozen=True, kw_only=True)
class FlowFailed:
    """The flow itself is broken (a missing node, a loop past the step limit); a human must take over.

    Args:
        code: what went wrong, for the log. It carries no text of the person.
        node: `flow/node` where it happened.
    """

    code: str
    node: str


Event = (
    Said
    | Asked
    | AnswerRecorded
    | SignalRaised
    | CaseRequested
    | RelayRequested
    | WaitStarted
    | LocaleChosen
    | ErasureRequested
    | SessionEnded
    | FlowFailed
)
