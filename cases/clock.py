"""Until when a human must have acted: plain clocks, a calendar, and one function between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from fractions import Fraction
from typing import Final

from cases.errors import CaseError
from language.reading import Urgency

_TICK: Final = timedelta(microseconds=1)


class NaiveMoment(CaseError):
    """A moment without a time zone was handed in; give an aware one."""


class BadCalendar(CaseError):
    """The calendar has no hour in which anybody works; correct the task force's data."""


class BadSpan(CaseError):
    """A clock must run for more than no time at all; correct the task force's data."""


@dataclass(frozen=True)
class Within:
    """So long after the opening, day and night.

    Args:
        time: more than zero.
    """

    time: timedelta

    def __post_init__(self) -> None:
        _positive(self.time)

    @classmethod
    def minutes(cls, number: int) -> Within:
        """A span of whole minutes."""
        return cls(timedelta(minutes=number))


@dataclass(frozen=True, kw_only=True)
class DayNight:
    """One span for what comes by day, another for what comes by night.

    Args:
        day: after an opening within the calendar's day hours.
        night: after any other opening, yet never later than `day` after the next morning begins, so that
            nobody who writes a minute before six waits longer than one who writes a minute after.
    """

    day: timedelta
    night: timedelta

    def __post_init__(self) -> None:
        _positive(self.day)
        _positive(self.night)

    @classmethod
    def minutes(cls, *, day: int, night: int) -> DayNight:
        """Spans of whole minutes."""
        return cls(day=timedelta(minutes=day), night=timedelta(minutes=night))


@dataclass(frozen=True)
class WorkingDays:
    """So many working days: opened on Friday evening, one working day ends on Monday at closing.

    Args:
        days: at least 1.
    """

    days: int

    def __post_init__(self) -> None:
        _positive(timedelta(days=self.days))


Span = Within | DayNight | WorkingDays


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The two promises for one urgency; None where the task force promises nothing.

    Args:
        acknowledge: until an officer has taken it.
        first_contact: until the person has heard from a human.
    """

    acknowledge: Span | None = None
    first_contact: Span | None = None


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """The clock of every urgency.

    Args:
        by_urgency: what the task force set; a missing urgency promises nothing.
    """

    by_urgency: Mapping[Urgency, Clock] = field(default_factory=dict)

    def of(self, urgency: Urgency) -> Clock:
        """The clock of one urgency."""
        return self.by_urgency.get(urgency, Clock())


@dataclass(frozen=True, kw_only=True)
class OfficeHours:
    """When offices are open on one weekday.

    Args:
        opens: local time.
        closes: local time, after `opens`.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise BadCalendar


_EIGHT_TO_FOUR: Final = OfficeHours(opens=time(8), closes=time(16))


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """When the task force's day and its offices are open, in its own time zone.

    Args:
        zone: the task force's time zone (WIB for Sambas).
        day_from: beginning of the day hours (`tinggi` is answered faster by day).
        day_until: end of the day hours, after `day_from`.
        week: office hours by weekday with Monday as 0; a missing weekday is free.
        holidays: local dates on which offices stay closed.
    """

    zone: tzinfo
    day_from: time = time(6)
    day_until: time = time(22)
    week: Mapping[int, OfficeHours] = field(default_factory=lambda: dict.fromkeys(range(5), _EIGHT_TO_FOUR))
    holidays: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        if not self.day_from < self.day_until:
            raise BadCalendar
        if not self.week or not set(self.week) <= set(range(7)):
            raise BadCalendar

    def is_day(self, moment: datetime) -> bool:
        """Whether an aware moment lies within the day hours."""
        return self.day_from <= moment.astimezone(self.zone).time() < self.day_until

    def next_morning(self, moment: datetime) -> datetime:
        """The first beginning of day hours after an aware moment, in UTC."""
        today = moment.astimezone(self.zone).date()
        mornings = (self._at(today + timedelta(days=days), self.day_from) for days in (0, 1, 2))
        return next(morning for morning in mornings if morning > moment)

    def office_hours(self, day: date) -> tuple[datetime, datetime] | None:
        """Opening and closing of the offices on a local date, in UTC; None if they stay closed."""
        hours = self.week.get(day.weekday())
        if hours is None or day in self.holidays:
            return None
        return self._at(day, hours.opens), self._at(day, hours.closes)

    def after_working_days(self, moment: datetime, days: int) -> datetime:
        """The moment at which so many working days have passed, in UTC.

        Every working day counts as one, whether its office hours are long or short (Fridays are short); what
        is left of the day on which `moment` falls counts as the part that it is.
        """
        left = Fraction(days)
        day = moment.astimezone(self.zone).date()
        while True:
            if (hours := self.office_hours(day)) is not None:
                opens, closes = hours
                begins = min(max(opens, moment), closes)
                length = (closes - opens) // _TICK
                part = Fraction((closes - begins) // _TICK, length)
                if left <= part:
                    return begins + round(left * length) * _TICK
                left -= part
            day += timedelta(days=1)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.zone).astimezone(UTC)


def deadline(span: Span, opened_at: datetime, calendar: Calendar) -> datetime:
    """Until when, in aware UTC and always after the opening.

    The clock starts at the person's first message, not when an officer first sees it.

    Args:
        span: what was promised.
        opened_at: aware moment of the first message.
        calendar: the task force's.

    Raises:
        NaiveMoment: `opened_at` has no time zone.
    """
    if opened_at.utcoffset() is None:
        raise NaiveMoment
    opened = opened_at.astimezone(UTC)
    match span:
        case Within(time=length):
            return opened + length
        case DayNight(day=day, night=night):
            if calendar.is_day(opened):
                return opened + day
            return min(opened + night, calendar.next_morning(opened) + day)
        case WorkingDays(days=days):
            return calendar.after_working_days(opened, days)


def _positive(length: timedelta) -> None:
    if length <= timedelta(0):
        raise BadSpan
