"""Finds the day of the calendar that words name: "tgl 5", "5 des", "hari Senin", "akhir bulan"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from itertools import pairwise

from language.normalise import words
from language.timewords import MONTHS, UNITS, WEEKDAYS, tokens

#: Until which hour "before dawn", "at dawn" and "in the morning" may still mean today.
_UNTIL = {"dini": 4, "subuh": 5, "pagi": 10}
_AFTER_NOON = frozenset({"siang", "sore", "malam", "tonight", "pm"})
#: Parts of a month: their day, at most the month's last.
_EDGES = {"awal": 1, "tengah": 15, "pertengahan": 15, "akhir": 31}
#: What an hour follows, and what puts a small one after midnight.
HOUR = frozenset({"jam", "pukul", "at"})
NIGHT = frozenset({"malam", "semalam", "tonight"})
#: Where our own patterns know the word and yet find no day, nobody else should.
_OURS = HOUR | {"tangal", "hb", "haribulan"}
_SAYS_DAY = frozenset({"tangal", "the", "hb", "haribulan"})
_STEPS = {"depan": 1, "next": 1, "ini": 0, "this": 0, "lalu": -1, "kemarin": -1, "lepas": -1, "last": -1}


def day_after(day: date, days: int) -> date | None:
    """The day so many days later, or None beyond the calendar.

    Args:
        day: a day.
        days: how many days later; below zero for earlier.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def day_named(said: str, now: datetime, *, back: bool) -> date | None:
    """The day that words name, in the zone of `now`, or None where that is unclear.

    Args:
        said: the words, as they were written.
        now: when they were written, aware.
        back: whether they speak of something past.
    """
    texts = [token.text for token in tokens(words(said, {})) if token.text != "yang"]
    if "beberapa" in texts:
        return None
    found = (
        _in_hours(said, now, back=back)
        or _on_date(texts, now.date(), back=back)
        or _on_weekday(texts, now.date(), back=back)
        or _at_edge(texts, now.date(), back=back)
    )
    if found is None and not back:
        found = _at_hour(texts, now)
    if found or not _OURS.isdisjoint(texts) or not any(text[:1].isdecimal() for text in texts):
        return found
    return _by_dateparser(said, now, back=back)


def _in_hours(said: str, now: datetime, *, back: bool) -> date | None:
    """Two hours before midnight, "3 jam lagi" is tomorrow."""
    for one, two in pairwise(tokens(words(said, {}))):
        size = UNITS.get(two.text, 1)
        if one.value is not None and size < 1:
            try:
                return (now + (-1 if back else 1) * timedelta(days=one.value * size)).date()
            except OverflowError:
                return None
    return None


def _on_weekday(texts: list[str], today: date, *, back: bool) -> date | None:
    """The next such day, or the last; "malam Jumat" is the evening before Friday."""
    for at, text in enumerate(texts):
        before = texts[at - 1] if at else ""
        is_sunday = text == "mingu" and before in {"hari", "malam", "besok"}
        weekday = 6 if is_sunday else WEEKDAYS.get(text)
        if weekday is None:
            continue
        eve = before == "malam"
        weekday = (weekday - eve) % 7
        weeks = _step([*texts[:at], "", *texts[at + 1 :]], "mingu")
        if weeks:
            return day_after(today, 7 * weeks + weekday - today.weekday())
        if back:
            return day_after(today, -((today.weekday() - weekday) % 7 or 7))
        ahead = (weekday - today.weekday()) % 7
        may_be_today = eve or "ini" in texts or "this" in texts
        return day_after(today, ahead if ahead or may_be_today else 7)
    return None


def _on_date(texts: list[str], today: date, *, back: bool) -> date | None:
    """The day of a date; where month or year are left out, the next such day, or the last."""
    numbers: list[int] = []
    for at, text in enumerate(texts):
        parts = text.split("/")
        if all(part.isdecimal() for part in parts) and not (at and texts[at - 1] in HOUR):
            numbers += [int(part) for part in parts]
    small = [value for value in numbers if 0 < value <= 31]
    year = next((value for value in numbers if 1950 <= value < 2100), None)
    month = next((MONTHS[text] for text in texts if text in MONTHS), None)
    says_day = not _SAYS_DAY.isdisjoint(texts) or ("hari", "bulan") in pairwise(texts)
    if year is not None and numbers[0] == year:  # 2026-12-05
        small = small[1::-1]
    if month is None and len(small) > 1 and small[1] <= 12 and (year or says_day):
        month = small[1]
    if not small or (month is None and not says_day):
        return None
    if month is None:
        return _nearest(small[0], today, step=_step(texts, "bulan"), back=back)
    if year is not None:
        return _valid(year, month, small[0])
    return _nearest(small[0], today, month=month, step=_step(texts, "tahun"), back=back)


def _at_edge(texts: list[str], today: date, *, back: bool) -> date | None:
    """The last day of "akhir bulan", the first of "awal tahun"."""
    for edge, unit in pairwise(texts):
        day = _EDGES.get(edge)
        if day is not None and unit == "bulan":
            return _nearest(day, today, step=_step(texts, "bulan"), back=back, at_most=True)
        if day in {1, 31} and unit == "tahun":
            month = 1 if day == 1 else 12
            return _nearest(day, today, month=month, step=_step(texts, "tahun"), back=back)
    return None


def _at_hour(texts: list[str], now: datetime) -> date | None:
    """Today or tomorrow, whichever comes first with this hour or this part of the day."""
    said = [int(two) for one, two in pairwise(texts) if one in HOUR and two.isdecimal()]
    if not said:
        until = next((_UNTIL[text] for text in texts if text in _UNTIL), None)
        return None if until is None else day_after(now.date(), 0 if now.hour < until else 1)
    hour = said[0]
    night = not NIGHT.isdisjoint(texts)
    in_the_morning = "am" in texts or not _UNTIL.keys().isdisjoint(texts) or (night and hour <= 5)
    after_noon = not _AFTER_NOON.isdisjoint(texts) and not ("siang" in texts and hour >= 10)
    if not in_the_morning and hour <= 12 and (after_noon or hour <= now.hour):
        hour += 12 if hour < 12 or night else 0
    return day_after(now.date(), 0 if now.hour < hour else 1)


def _step(texts: list[str], unit: str) -> int | None:
    """1 for "bulan depan", 0 for "bulan ini", -1 for "bulan lalu", None where nothing is said."""
    for one, two in pairwise(texts):
        if one == unit and two in _STEPS:
            return _STEPS[two]
        if two == unit and one in {"next", "this", "last"}:
            return _STEPS[one]
    return None


def _nearest(
    day: int, today: date, *, step: int | None, back: bool, month: int | None = None, at_most: bool = False
) -> date | None:
    """The nearest day of this number, in the past or from today on.

    Args:
        day: day of the month.
        today: the day of writing.
        step: how many months (with `month`: years) away; None where nothing is said.
        back: whether it lies in the past.
        month: the month, where it is said.
        at_most: a day that the month does not have stands for its last.
    """
    start = today.year * 12 + (today.month if month is None else month) - 1
    stride = 1 if month is None else 12
    for count in range(9) if step is None else (step,):
        index = start + stride * (-count if step is None and back else count)
        found = _valid(index // 12, index % 12 + 1, day, at_most=at_most)
        if found and (step is not None or (found <= today if back else found >= today)):
            return found
    return None


def _valid(year: int, month: int, day: int, *, at_most: bool = False) -> date | None:
    try:
        return date(year, month, min(day, monthrange(year, month)[1]) if at_most else day)
    except ValueError:
        return None


def _by_dateparser(said: str, now: datetime, *, back: bool) -> date | None:
    """What the library makes of words that our own patterns do not know; a guessed day counts as none."""
    import dateparser  # type: ignore[import-untyped]  # noqa: PLC0415 slow to import, and seldom needed

    settings = {
        "RELATIVE_BASE": now.replace(tzinfo=None),
        "PREFER_DATES_FROM": "past" if back else "future",
        "REQUIRE_PARTS": ["day"],
        "DATE_ORDER": "DMY",
    }
    found = dateparser.parse(said, languages=["id", "ms", "en"], settings=settings)
    return found.date() if isinstance(found, datetime) else None
