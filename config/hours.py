"""When people work: office hours for working days, and the shifts in which somebody is on duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Self

from pydantic import Field, model_validator

from config.problems import Strict

_FRIDAY = 4


class OpenHours(Strict):
    """From when to when an office is open on one day, in local time."""

    start: time
    end: time

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start >= self.end:
            raise ValueError("start must be before end; an office does not stay open over midnight")
        return self


class WorkingHours(Strict):
    """The office week. Saturday and Sunday are never working days.

    Args:
        mon_thu: hours from Monday to Thursday.
        fri: hours on Friday.
        note: how sure these hours are.
    """

    mon_thu: OpenHours
    fri: OpenHours
    note: str | None = None

    def on(self, day: date, holidays: Collection[date]) -> OpenHours | None:
        """Hours of a day, or None if nobody works then."""
        if day in holidays or day.weekday() > _FRIDAY:
            return None
        return self.fri if day.weekday() == _FRIDAY else self.mon_thu

    def after(self, local: datetime, days: int, holidays: Collection[date]) -> datetime:
        """The moment that lies a number of working days later.

        What comes in outside office hours starts to count when the office opens next. The moment keeps its
        time of day, but never lies after the office has closed.

        Args:
            local: local time with its zone.
            days: working days, at least 1.
            holidays: days on which nobody works.
        """
        day, moment = local.date(), local.time()
        hours = self.on(day, holidays)
        if hours is None or moment >= hours.end:
            day, hours = self._next(day, holidays)
            moment = hours.start
        moment = max(moment, hours.start)
        for _ in range(days):
            day, hours = self._next(day, holidays)
        return datetime.combine(day, min(moment, hours.end), tzinfo=local.tzinfo)

    def _next(self, day: date, holidays: Collection[date]) -> tuple[date, OpenHours]:
        while True:
            day += timedelta(days=1)
            hours = self.on(day, holidays)
            if hours is not None:
                return day, hours


class Shift(Strict):
    """One watch of the duty officers, in local time; it may run over midnight.

    Args:
        key: short name in commands and rows.
        name: name that officers read.
        start: first minute that belongs to it.
        end: first minute that no longer does.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    start: time
    end: time

    def holds(self, local: time) -> bool:
        """Whether a local time of day belongs to this watch."""
        if self.start < self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


def uncovered(shifts: Collection[Shift]) -> tuple[time, ...]:
    """Local times at which a gap between the watches begins; empty if somebody is always on duty."""
    return tuple(shift.end for shift in shifts if not any(other.holds(shift.end) for other in shifts))
