"""What changed, in order, so that a page can ask for everything after the last thing it saw."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that changed.

    The words are not stored here but read when somebody asks: a message that was erased is then gone from the
    history as well, as the person who asked for it expects.

    Args:
        number: position in the journal.
        read: gives the page's view of the thing as it is now.
        about: the thing's name; of several changes of one thing in one answer the last one is enough.
    """

    number: int
    read: Callable[[], dict[str, object]]
    about: str


class Journal:
    """An in-order log of changes with a way to wait for the next one.

    Args:
        condition: its lock guards the world; held while anything is read or written.
        begin: number before the first change. It must grow from start to start of the process, so that a page
            which was open across a restart notices.
        keep: how many changes are remembered; a page that fell further behind starts anew.
    """

    def __init__(self, *, condition: Condition, begin: int = 0, keep: int = 5000) -> None:
        self.begin = begin
        self._condition = condition
        self._changes: deque[Change] = deque(maxlen=keep)
        self._number = begin

    @property
    def number(self) -> int:
        """Number of the last change, `begin` before the first."""
        return self._number

    def add(self, about: str, read: Callable[[], dict[str, object]]) -> None:
        """Note a change and wake everybody who waits for one."""
        with self._condition:
            self._number += 1
            self._changes.append(Change(number=self._number, read=read, about=about))
            self._condition.notify_all()

    def after(self, number: int, *, wait: float = 0.0) -> tuple[int, list[dict[str, object]]]:
        """Read what changed after a number.

        Args:
            number: the last change that the caller has seen.
            wait: seconds to wait for a first change.

        Returns:
            The number to ask with next time, and the changes. A caller who is too far behind, or ahead since
            this process was restarted, gets the single change `{"type": "reset"}` and has to read the state.
        """
        with self._condition:
            self._condition.wait_for(lambda: self._number != number, timeout=wait)
            oldest = self._changes[0].number if self._changes else self._number + 1
            if number > self._number or number < oldest - 1:
                return self._number, [{"type": "reset"}]
            latest: dict[str, Change] = {}
            for change in self._changes:
                if change.number > number:
                    latest.pop(change.about, None)
                    latest[change.about] = change
            return self._number, [change.read() for change in latest.values()]
