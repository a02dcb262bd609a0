"""How far a conversation may go before a human looks at it: options of the engine, never numbers in loops."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits of one engine.

    Args:
        steps: nodes passed in one sprint; more is a loop.
        sprints: messages and expiries in one conversation; more is a machine writing to us, or a trap.
        wait: how long a question without a time-out of its own waits.
        kept_values: values of one answer that the session keeps; the events carry all of them.
        kept_characters: characters of one value that the session keeps.
        story_words: words from which a message that no question asked for counts as telling something.
        short_words: words up to which a message can be a remark or a question in passing, not a story.
    """

    steps: int = 100
    sprints: int = 500
    wait: timedelta = timedelta(hours=24)
    kept_values: int = 10
    kept_characters: int = 2000
    story_words: int = 6
    short_words: int = 8
