from datetime import time

import pytest
from pydantic import ValidationError

from config.hours import OpenHours, Shift, uncovered


def shift(start: int, end: int) -> Shift:
    return Shift(key=f"s{start}", name="x", start=time(start), end=time(end))


def test_a_night_watch_runs_over_midnight() -> None:
    night = shift(22, 7)
    assert [night.holds(time(hour)) for hour in (21, 22, 23, 0, 6, 7)] == [
        False,
        True,
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("shifts", "gaps"),
    [
        ([shift(7, 15), shift(15, 22), shift(22, 7)], ()),
        ([shift(7, 15), shift(16, 22), shift(22, 7)], (time(15),)),
        ([shift(7, 15)], (time(15),)),
        ([shift(0, 0)], ()),
        ([shift(6, 20), shift(18, 8)], ()),
    ],
)
def test_gaps_between_watches_are_found(shifts: list[Shift], gaps: tuple[time, ...]) -> None:
    assert uncovered(shifts) == gaps


def test_an_office_cannot_close_before_it_opens() -> None:
    with pytest.raises(ValidationError, match="start must be before end"):
        OpenHours(start=time(16), end=time(7))
