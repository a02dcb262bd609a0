"""Where a conversation stands: everything the engine must know to take the next message, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from flows.prompt import Option, Prompt
from language.reading import Urgency


@dataclass(frozen=True, kw_only=True)
class Session:
    """One conversation between two messages.

    Args:
        bundle: sha of the bundle that it began with and ends on.
        locale: language of the answers.
        settled: True once the person's choice or own words settled the language.
        flow: name of the flow it stands in.
        node: name of the node that waits.
        wait: number of the present wait; it grows with every wait.
        wait_until: aware UTC moment after which the wait may expire, None where nothing waits.
        tries: unclear answers to the present question.
        told: messages taken by the present open question.
        sprints: messages and expiries taken so far.
        answers: name to values; long ones are kept short here, the whole words are in the events.
        params: values for texts (a reference, hours).
        asked: the question that waits, for the word that repeats it.
        urgency: the highest that was read or answered.
        ended: why it ended, or None.
        in_case: True once a case was asked for.
        danger: True while danger has taken over.
        waiting: name of the node whose question waits; an aside comes back to it.
        media_told: True once it was said that no machine hears a voice note or sees a picture.
        held: words and intent of a message that a careful question held back.
    """

    bundle: str
    locale: str
    settled: bool = False
    flow: str = ""
    node: str = ""
    wait: int = 0
    wait_until: datetime | None = None
    tries: int = 0
    told: int = 0
    sprints: int = 0
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    asked: Prompt | None = None
    urgency: Urgency = Urgency.RENDAH
    ended: str | None = None
    in_case: bool = False
    danger: bool = False
    waiting: str = ""
    media_told: bool = False
    held: tuple[str, str] | None = None

    def to_json(self) -> str:
        """The session as JSON; `from_json` gives back an equal one."""
        return json.dumps(
            {
                **{name: getattr(self, name) for name in _PLAIN},
                "wait_until": self.wait_until.isoformat() if self.wait_until else None,
                "answers": dict(self.answers),
                "params": dict(self.params),
                "asked": asdict(self.asked) if self.asked else None,
                "urgency": self.urgency.value,
                "held": self.held,
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Session:
        """Read a session back. Fields that an older version did not have take their defaults."""
        document: dict[str, Any] = json.loads(text)
        until = document.pop("wait_until", None)
        asked = document.pop("asked", None)
        answers = document.pop("answers", {})
        held = document.pop("held", None)
        return cls(
            **{name: document[name] for name in _PLAIN if name in document},
            wait_until=datetime.fromisoformat(until) if until else None,
            answers={name: tuple(values) for name, values in answers.items()},
            params=document.get("params", {}),
            asked=_prompt(asked) if asked else None,
            urgency=Urgency(document.get("urgency", Urgency.RENDAH)),
            held=(held[0], held[1]) if held else None,
        )


_PLAIN = (
    "bundle", "locale", "settled", "flow", "node", "wait", "tries", "told", "sprints", "ended", "in_case",
    "danger", "waiting", "media_told",
)  # fmt: skip


def _prompt(document: dict[str, Any]) -> Prompt:
    options = tuple(Option(**option) for option in document.pop("options", ()))
    return Prompt(**document, options=options)
