import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from config.clocks import Clock, Deadline


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("5m", Clock(minutes=5)),
        ("1h", Clock(minutes=60)),
        ("90m", Clock(minutes=90)),
        ("1wd", Clock(working_days=1)),
        ("9999wd", Clock(working_days=9999)),
    ],
)
def test_lengths(written: str, clock: Clock) -> None:
    assert Clock.parse(written) == clock


@pytest.mark.parametrize(
    "written", ["", "5", "m", "0m", "05m", "-1h", "1.5h", "1d", "1 h", "1H", "1h ", "10000m", "१m"]
)
def test_anything_else_is_no_length(written: str) -> None:
    with pytest.raises(ValueError, match="5m, 1h or 1wd"):
        Clock.parse(written)


@given(st.integers(1, 9999), st.sampled_from(["m", "h", "wd"]))
def test_a_clock_can_be_written_and_read_back(amount: int, unit: str) -> None:
    clock = Clock.parse(f"{amount}{unit}")
    assert Clock.parse(str(clock)) == clock
    assert clock.fixed == {"m": timedelta(minutes=amount), "h": timedelta(hours=amount), "wd": None}[unit]


@given(st.text())
def test_any_text_is_a_length_or_a_value_error(text: str) -> None:
    if re.fullmatch(r"[1-9][0-9]{0,3}(m|h|wd)", text):
        assert Clock.parse(text).minutes + Clock.parse(text).working_days >= 1
    else:
        with pytest.raises(ValueError, match="must be a length"):
            Clock.parse(text)


@pytest.mark.parametrize("wrong", [{}, {"minutes": 5, "working_days": 1}, {"minutes": -5}])
def test_a_clock_has_exactly_one_of_its_two_lengths(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="either"):
        Clock(**wrong)


def test_one_length_stands_for_day_and_night() -> None:
    assert Deadline.model_validate("4h") == Deadline(day=Clock(minutes=240), night=Clock(minutes=240))
    both = Deadline.model_validate({"day": "1h", "night": "4h"})
    assert (both.day.minutes, both.night.minutes) == (60, 240)


def test_a_deadline_with_a_wrong_length_says_what_is_wanted() -> None:
    with pytest.raises(ValidationError, match="5m, 1h or 1wd"):
        Deadline.model_validate({"day": "soon", "night": "4h"})


@pytest.mark.parametrize("wrong", [{"day": "1h", "night": "1wd"}, {"day": "1wd", "night": "2wd"}])
def test_working_days_are_the_same_by_day_and_by_night(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="same by day and by night"):
        Deadline.model_validate(wrong)
