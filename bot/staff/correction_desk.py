"""What the buttons under `Bacaan salah` do in the staff bot."""

from __future__ import annotations

from collections.abc import Callable

from bot.staff import correction_texts as words
from bot.staff.buttons import case_buttons
from bot.staff.corrections import NO_REPORT, Corrections
from bot.staff.press import Press
from bot.staff.texts import HELP, QUEUES
from flows.rendering import Button, Rendered
from language.reading import Queue, Urgency


class CorrectionDesk:
    """Asks two questions, each answered by one button; after the first one the correction is kept already.

    Args:
        corrections: keeps what was said.
    """

    def __init__(self, corrections: Corrections) -> None:
        self._corrections = corrections
        self.handlers: dict[str, Callable[[Press], Rendered]] = {
            "wrong": self._ask_level,
            "should": self._take_level,
            "owner": self._take_queue,
        }

    def _ask_level(self, pressed: Press) -> Rendered:
        case = pressed.case
        buttons = tuple(
            Button(id=f"should:{case.reference}:{level}", label=label)
            for level, label in words.LEVELS.items()
        )
        return Rendered(parts=(words.should_be(case),), buttons=buttons)

    def _take_level(self, pressed: Press) -> Rendered:
        case, level = pressed.case, pressed.argument
        if level not in words.LEVELS:
            return Rendered(parts=(HELP,))
        raised = self._corrections.correct_level(
            pressed.uow, pressed.officer, case, _right(level), now=pressed.now
        )
        noted = words.noted(case, level, raised=raised)
        if level == NO_REPORT:  # what is no report belongs to no queue: there is nothing more to ask
            return Rendered(parts=(f"{noted}\n{words.THANKS}",), buttons=case_buttons(case))
        choices = [(queue.value, QUEUES[queue]) for queue in Queue if queue is not Queue.SEKRETARIAT]
        buttons = tuple(
            Button(id=f"owner:{case.reference}:{level}:{queue}", label=label)
            for queue, label in (*choices, (words.AS_READ, words.AS_READ_LABEL))
        )
        return Rendered(parts=(f"{noted}\n\n{words.WHICH_QUEUE}",), buttons=buttons)

    def _take_queue(self, pressed: Press) -> Rendered:
        case = pressed.case
        level, _, named = pressed.argument.partition(":")
        if level not in words.LEVELS or level == NO_REPORT or named not in (*Queue, words.AS_READ):
            return Rendered(parts=(HELP,))
        queue = None if named == words.AS_READ else Queue(named)
        self._corrections.correct_queue(
            pressed.uow, pressed.officer, case, _right(level), queue, now=pressed.now
        )
        return Rendered(parts=(words.thanks(case, queue),), buttons=case_buttons(case))


def _right(level: str) -> Urgency | None:
    return None if level == NO_REPORT else Urgency(level)
