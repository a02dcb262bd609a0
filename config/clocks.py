"""How long something may take: `5m`, `1h` or `1wd` (a working day), as the task force writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from config.problems import Strict

_WRITTEN = re.compile(r"(?P<amount>[1-9][0-9]{0,3})(?P<unit>m|h|wd)")


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A span of time, either fixed or counted in working days; exactly one of the two is set.

    Args:
        minutes: fixed length, at least 1; it runs day and night.
        working_days: number of working days, at least 1; nights, weekends and holidays do not count.
    """

    minutes: int = 0
    working_days: int = 0

    def __post_init__(self) -> None:
        if min(self.minutes, self.working_days) != 0 or max(self.minutes, self.working_days) < 1:
            raise ValueError("a clock has either minutes or working days, at least 1")

    @classmethod
    def parse(cls, written: str) -> Clock:
        """The clock that a string means.

        Args:
            written: a number from 1 to 9999 and `m` (minutes), `h` (hours) or `wd` (working days).

        Raises:
            ValueError: it is written otherwise.
        """
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise ValueError("must be a length like 5m, 1h or 1wd (working days)")
        amount = int(found["amount"])
        if found["unit"] == "wd":
            return cls(working_days=amount)
        return cls(minutes=amount * (60 if found["unit"] == "h" else 1))

    @property
    def fixed(self) -> timedelta | None:
        """The length, or None if it is counted in working days."""
        return timedelta(minutes=self.minutes) if self.minutes else None

    def __str__(self) -> str:
        if self.working_days:
            return f"{self.working_days}wd"
        hours, rest = divmod(self.minutes, 60)
        return f"{self.minutes}m" if rest or hours > 9999 else f"{hours}h"


def _clock(value: object) -> object:
    return Clock.parse(value) if isinstance(value, str) else value


ClockField = Annotated[Clock, BeforeValidator(_clock)]


class Deadline(Strict):
    """A clock that may be another one at night. In the file a single length stands for both.

    Args:
        day: applies if the moment it starts lies in the daytime.
        night: applies otherwise.
    """

    day: ClockField
    night: ClockField

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, value: Any) -> Any:
        return {"day": value, "night": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _comparable(self) -> Self:
        # A working day has no night: two lengths of it would promise something that nobody can compute.
        if (self.day.working_days or self.night.working_days) and self.day != self.night:
            raise ValueError("a length in working days is the same by day and by night")
        return self


class UrgencyClocks(Strict):
    """What one urgency promises.

    Args:
        acknowledge: until an officer has taken the case, or None if no officer is asked.
        first_contact: until somebody has written or spoken to the person, or None if only on request.
    """

    acknowledge: Deadline | None
    first_contact: Deadline | None


class Daytime(Strict):
    """The hours that count as day for deadlines, in local time: `start` belongs to them, `end` does not."""

    start: time
    end: time
