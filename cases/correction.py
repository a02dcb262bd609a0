"""What the program read of a case, without what officers have added since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cases.signs import CORRECTION
from language.reading import Queue, Urgency

FLOOR: Final = Urgency.SEDANG  # no case lies below it, whatever was read


def urgency_read(reasons: Sequence[Mapping[str, str]]) -> Urgency:
    """The level that the program gave a case, also after an officer has raised it.

    Args:
        reasons: codes with levels, as a case keeps them.
    """
    level = FLOOR
    for reason in reasons:
        if reason["code"] != CORRECTION:
            level = level.at_least(Urgency(reason["level"]))
    return level


def queue_read(queue: Queue, moves: Sequence[Mapping[str, Any]]) -> Queue:
    """The queue that the program chose, also after officers have moved the case on.

    Args:
        queue: where the case is now.
        moves: details of its moves by officers, oldest first; `from` is the queue it left.
    """
    return Queue(str(moves[0]["from"])) if moves else queue
