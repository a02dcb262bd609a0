from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.clock import (
    BadCalendar,
    BadSpan,
    Calendar,
    Clock,
    Clocks,
    DayNight,
    NaiveMoment,
    OfficeHours,
    Span,
    Within,
    WorkingDays,
    deadline,
)
from language.reading import Urgency

WIB = ZoneInfo("Asia/Pontianak")
SAMBAS = Calendar(zone=WIB, holidays=frozenset({date(2026, 8, 17)}))  # a Monday
TINGGI = DayNight.minutes(day=60, night=240)


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in August 2026 (the 3rd, 10th and 17th are Mondays)."""
    return datetime(2026, 8, day, hour, minute, tzinfo=WIB)


@pytest.mark.parametrize(
    ("span", "opened", "due"),
    [
        (Within.minutes(5), wib(9, 2), wib(9, 2, 5)),
        (Within.minutes(15), wib(8, 23, 50), wib(9, 0, 5)),
        (TINGGI, wib(5, 6), wib(5, 7)),
        (TINGGI, wib(5, 21, 59), wib(5, 22, 59)),
        (TINGGI, wib(5, 22), wib(6, 2)),
        (TINGGI, wib(6, 1), wib(6, 5)),
        (TINGGI, wib(6, 5, 59), wib(6, 7)),  # not later than what comes at six
        (TINGGI, wib(6, 3), wib(6, 7)),
        (WorkingDays(1), wib(4, 10), wib(5, 10)),
        (WorkingDays(2), wib(4, 10), wib(6, 10)),
        (WorkingDays(1), wib(4, 6), wib(4, 16)),
        (WorkingDays(1), wib(4, 17), wib(5, 16)),
        (WorkingDays(1), wib(7, 10), wib(10, 10)),  # over a weekend
        (WorkingDays(1), wib(7, 18), wib(10, 16)),
        (WorkingDays(1), wib(8, 12), wib(10, 16)),
        (WorkingDays(1), wib(14, 10), wib(18, 10)),  # over a weekend and a holiday
        (WorkingDays(1), wib(17, 10), wib(18, 16)),
        (WorkingDays(1), wib(4, 16), wib(5, 16)),
    ],
)
def test_deadlines(span: Span, opened: datetime, due: datetime) -> None:
    found = deadline(span, opened.astimezone(UTC), SAMBAS)
    assert found == due
    assert found.tzinfo is UTC


def test_local_day_decides_not_utc() -> None:
    # 23.30 UTC on Sunday is Monday morning in Sambas: the day hours have begun there.
    assert deadline(TINGGI, datetime(2026, 8, 2, 23, 30, tzinfo=UTC), SAMBAS) == datetime(
        2026, 8, 3, 0, 30, tzinfo=UTC
    )


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(NaiveMoment):
        deadline(Within.minutes(5), datetime(2026, 8, 3, 10), SAMBAS)  # noqa: DTZ001 (that is the point)


@pytest.mark.parametrize(
    "fields",
    [
        {"week": {}},
        {"week": {7: OfficeHours(opens=time(8), closes=time(16))}},
        {"day_from": time(22), "day_until": time(6)},
    ],
)
def test_a_calendar_in_which_nobody_works_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(BadCalendar):
        Calendar(zone=WIB, **fields)  # type: ignore[arg-type]


def test_offices_that_close_before_they_open_are_refused() -> None:
    with pytest.raises(BadCalendar):
        OfficeHours(opens=time(16), closes=time(8))


def test_a_short_friday_is_a_whole_working_day() -> None:
    long, short = OfficeHours(opens=time(7), closes=time(15)), OfficeHours(opens=time(7), closes=time(11))
    calendar = Calendar(zone=WIB, week={**dict.fromkeys(range(4), long), 4: short})
    assert deadline(WorkingDays(1), wib(6, 11), calendar) == wib(7, 9)  # half of Thursday, half of Friday
    assert deadline(WorkingDays(1), wib(7, 9), calendar) == wib(10, 11)
    assert deadline(WorkingDays(2), wib(6, 16), calendar) == wib(10, 15)
    assert deadline(WorkingDays(3), wib(6, 16), calendar) == wib(11, 15)


def test_a_span_of_nothing_is_refused() -> None:
    for make in (
        lambda: Within.minutes(0),
        lambda: WorkingDays(0),
        lambda: DayNight.minutes(day=60, night=-1),
    ):
        with pytest.raises(BadSpan):
            make()


def test_an_urgency_without_a_clock_promises_nothing() -> None:
    clocks = Clocks(by_urgency={Urgency.KRITIS: Clock(acknowledge=Within.minutes(5))})
    assert clocks.of(Urgency.KRITIS).acknowledge == Within.minutes(5)
    assert clocks.of(Urgency.RENDAH) == Clock(acknowledge=None, first_contact=None)


spans = st.one_of(
    st.integers(1, 60 * 24 * 30).map(Within.minutes),
    st.builds(lambda d, n: DayNight.minutes(day=d, night=n), st.integers(1, 2000), st.integers(1, 2000)),
    st.integers(1, 30).map(WorkingDays),
)
calendars = st.builds(
    Calendar,
    zone=st.sampled_from(
        [WIB, ZoneInfo("Asia/Jayapura"), ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/St_Johns")]
    ),
    week=st.dictionaries(
        st.integers(0, 6),
        st.builds(
            lambda opens, length: OfficeHours(opens=time(opens), closes=time(opens + length)),
            st.integers(6, 12),
            st.integers(1, 8),
        ),
        min_size=1,
    ),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 31), timezones=st.just(UTC))  # noqa: DTZ001 (the zone is added)


@given(spans, moments, calendars)
def test_a_deadline_is_aware_and_after_the_opening(span: Span, opened: datetime, calendar: Calendar) -> None:
    due = deadline(span, opened, calendar)
    assert due.utcoffset() == timedelta(0)
    assert due > opened


@given(st.integers(1, 30).map(WorkingDays), moments, calendars)
def test_working_days_end_while_offices_are_open(
    span: WorkingDays, opened: datetime, calendar: Calendar
) -> None:
    due = deadline(span, opened, calendar)
    hours = calendar.office_hours(due.astimezone(calendar.zone).date())
    assert hours is not None
    assert hours[0] < due <= hours[1]


@given(spans, moments, st.timedeltas(timedelta(0), timedelta(days=3)), calendars)
def test_who_writes_earlier_is_never_due_later(
    span: Span, opened: datetime, later: timedelta, calendar: Calendar
) -> None:
    assume(not (isinstance(span, DayNight) and span.day > span.night))  # a slower day is their own wish
    assert deadline(span, opened, calendar) <= deadline(span, opened + later, calendar)
