"""When people work: office hours for working days, and the shifts in which somebody is on duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from typing import Self

from pydantic import Field, model_validator

from config.problems import Strict


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
