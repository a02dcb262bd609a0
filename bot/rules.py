"""From the task force's data to the values that the rules in `cases` take."""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.clock import Calendar, Clock, DayNight, OfficeHours, Span, Within, WorkingDays, deadline
from cases.ladder import Ladder, Step
from config.clocks import Deadline
from config.taskforces import TaskForce
from language.reading import Urgency


def ladder_of(taskforce: TaskForce, urgency: Urgency) -> Ladder:
    """Who is woken in which order for an urgency."""
    return Ladder(
        steps=tuple(
            Step(
                roles=tuple(role.value for role in step.roles),
                wait=step.every.fixed or timedelta(days=step.every.working_days),
            )
            for step in taskforce.ladder[urgency]
        )
    )


def calendar_of(taskforce: TaskForce) -> Calendar:
    """When the task force's day and its offices are open."""
    week = taskforce.working_hours
    office = OfficeHours(opens=week.mon_thu.start, closes=week.mon_thu.end)
    friday = OfficeHours(opens=week.fri.start, closes=week.fri.end)
    return Calendar(
        zone=taskforce.zone,
        day_from=taskforce.daytime.start,
        day_until=taskforce.daytime.end,
        week={0: office, 1: office, 2: office, 3: office, 4: friday},
        holidays=frozenset(taskforce.holidays),
    )


def clock_of(taskforce: TaskForce, urgency: Urgency) -> Clock:
    """What the task force promises for an urgency."""
    promised = taskforce.clocks[urgency]
    return Clock(acknowledge=_span(promised.acknowledge), first_contact=_span(promised.first_contact))


def deadlines(
    taskforce: TaskForce, urgency: Urgency, since: datetime
) -> tuple[datetime | None, datetime | None]:
    """Until when an officer must have taken a case, and until when the person must have heard from a human.

    Args:
        since: aware moment from which the clock runs.

    Returns:
        Two moments in UTC; None where nothing is promised.
    """
    clock, calendar = clock_of(taskforce, urgency), calendar_of(taskforce)
    acknowledge = deadline(clock.acknowledge, since, calendar) if clock.acknowledge is not None else None
    contact = deadline(clock.first_contact, since, calendar) if clock.first_contact is not None else None
    return acknowledge, contact


def hours_text(taskforce: TaskForce, locale: str) -> str:
    """Honest words on when a human reads this: duty officers day and night for danger, the office in its
    hours."""
    week = taskforce.working_hours
    monday = f"{week.mon_thu.start:%H.%M}-{week.mon_thu.end:%H.%M}"
    friday = f"{week.fri.start:%H.%M}-{week.fri.end:%H.%M}"
    if locale == "en":
        return f"Monday-Thursday {monday}, Friday {friday}"
    return f"Senin-Kamis {monday}, Jumat {friday}"


def _span(promised: Deadline | None) -> Span | None:
    if promised is None:
        return None
    day, night = promised.day, promised.night
    if day.working_days:
        return WorkingDays(day.working_days)
    if day == night:
        return Within.minutes(day.minutes)
    return DayNight.minutes(day=day.minutes, night=night.minutes)
