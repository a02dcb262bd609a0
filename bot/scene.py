"""One turn on its way to the database: what the engine's events asked for, gathered before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.hotline import Hotline
from flows.events import AnswerRecorded, SignalRaised, WaitStarted
from flows.prompt import Prompt
from models.conversation_store import Talk
from models.inbox_store import Pending
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class CaseWish:
    """That this turn wants its case opened or brought up to date."""

    partial: bool
    kind: str


@dataclass
class Scene:
    """What one turn gathers. Handlers in `bot.effects` fill it; `bot.turn` writes it in one transaction.

    Args:
        hotline: the parts of the running hotline.
        uow: the turn's unit of work.
        talk: the conversation as the turn found it.
        inbound: the message that is handled, or None when a timer fired.
        now: the moment of the turn.
        locale: language of what is said.
    """

    hotline: Hotline
    uow: UnitOfWork
    talk: Talk
    inbound: Pending | None
    now: datetime
    locale: str
    prompts: list[Prompt] = field(default_factory=list)
    answers: list[AnswerRecorded] = field(default_factory=list)
    signals: list[SignalRaised] = field(default_factory=list)
    wish: CaseWish | None = None
    relays: list[str] = field(default_factory=list)
    contact: dict[str, Any] = field(default_factory=dict)
    wait: WaitStarted | None = None
    ended: str | None = None
    erase: bool = False
    failures: list[str] = field(default_factory=list)
    reference: str | None = None
    pin: str | None = None
    wrong_guesses: list[float] = field(default_factory=list)

    def want_case(self, *, partial: bool, kind: str = "laporan") -> None:
        """Ask for a case; a complete report and a real report win over less."""
        if self.wish is None:
            self.wish = CaseWish(partial=partial, kind=kind)
            return
        self.wish = CaseWish(
            partial=self.wish.partial and partial,
            kind="laporan" if "laporan" in (self.wish.kind, kind) else kind,
        )

    @property
    def safe(self) -> str:
        """Whether it is safe to write, as known after this turn's answers."""
        return str(self.contact.get("safe", self.talk.safe))
