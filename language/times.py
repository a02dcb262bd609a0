"""Finds when things happen in a message, and the day of the calendar that is meant.

The longest reading wins, and words that only look like a time are taken by patterns that say nothing:
"selamat malam", "umur 15 tahun". Without a clock a date counts as near ("tgl 5", "5 Desember"); who has a
clock asks `resolve` for its day, and `by_distance` for what that day is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from language.dates import HOUR, NIGHT, day_after, day_named
from language.normalise import Word
from language.phrases import Hit
from language.timephrases import AGO, AHEAD, NOTHING, ROWS, SPAN, TREE, When, keys
from language.timewords import UNITS, Token, tokens

__all__ = ["Moment", "When", "by_distance", "moments", "resolve"]

_MEASURED = frozenset({AHEAD, AGO, SPAN})
_PAST = frozenset({When.BARU_SAJA, When.KEMARIN, When.LAMPAU, When.DULU})
_PERSONS = frozenset((
    "saya", "kami", "kita", "dia", "mereka", "kamu", "aku", "i", "ibu", "bapak", "ayah", "kakak", "adik",
    "anak", "istri", "suami", "teman", "paman", "bibi", "orang", "bos", "majikan", "agen", "sponsor", "calo",
    "sepupu", "keponakan", "tetangga",
))  # fmt: skip
#: "dulu" after or before these is "formerly"; after a verb ("makan dulu", "tunggu dulu") it is "first".
_FORMERLY_AFTER = frozenset((
    "yang", "dari", "sejak", "seperti", "kayak", "memang", "karena", "pernah", "dan", "tapi", "waktu",
))  # fmt: skip
_FORMERLY_BEFORE = frozenset({"pernah", "waktu", "ketika", "saat", "zaman", "sering", "sempat"})
_FIRST_BEFORE = frozenset({"yang", "ya", "sebelum", "baru", "dong", "lah", "biar"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One time that a message speaks of.

    Args:
        when: how far away it is.
        first: index of its first word.
        last: index of its last word.
        words: its words, as they were written.
        days: days from the day of writing, below zero for the past, where the words say it; a month has 30
            days and a year 365. Of a span (`LAMA`) it is the day on which it began.
    """

    when: When
    first: int
    last: int
    words: str
    days: int | None


def moments(words: tuple[Word, ...]) -> tuple[Moment, ...]:
    """The times that a message speaks of, in order, none overlapping another; the longest reading wins.

    Args:
        words: the words of a message.
    """
    read = tokens(words)
    hits = TREE.find([token.word for token in read], keys(read))
    taken = bytearray(len(words))
    found: list[Moment] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.at), hit.entry.level, hit.first)):
        at = _together(hit)
        first, last = read[at[0]].first, read[at[-1]].last
        if any(taken[first : last + 1]) or read[hit.first].word.clause != read[hit.last].word.clause:
            continue
        if len(at) == 1 and read[at[0]].text == "dulu" and not _formerly(read, at[0]):
            continue
        taken[first : last + 1] = b"\1" * (last + 1 - first)
        if hit.entry.code != NOTHING:
            when, days = _said(hit, [read[index] for index in hit.at])
            said = _written(words[first : last + 1], sign="," if hit.entry.code in _MEASURED else "/")
            found.append(Moment(when=when, first=first, last=last, words=said, days=days))
    return tuple(sorted(found, key=lambda moment: moment.first))


def resolve(moment: Moment, now: datetime) -> date | None:
    """The day of the calendar that is meant, in the zone of `now`, or None where that is unclear.

    Args:
        moment: a time, as `moments` returns it.
        now: when the message was written, aware.
    """
    if moment.days is not None:
        return day_after(now.date(), moment.days)
    if moment.when in {When.RUTIN, When.LAMA}:
        return None
    return day_named(moment.words, now, back=moment.when in _PAST)


def by_distance(days: int) -> When:
    """What a day so many days from the day of writing is.

    Args:
        days: days from the day of writing, below zero for the past.
    """
    if days < 0:
        return When.KEMARIN if days > -7 else When.LAMPAU if days >= -365 else When.DULU
    if days < 2:
        return When.BESOK if days else When.HARI_INI
    return When.DEKAT if days <= 14 else When.NANTI


def _together(hit: Hit) -> tuple[int, ...]:
    """The tokens of a hit; of a span only those after the gap: of "sudah di sini 3 bulan" the "3 bulan"."""
    at = hit.at
    return at[1:] if hit.entry.code == SPAN and at[1] - at[0] > 1 else at


def _said(hit: Hit, read: Sequence[Token]) -> tuple[When, int | None]:
    """What a hit says: how far away, and how many days if it says them."""
    says, days, _ = ROWS[hit.entry.level]
    if says not in _MEASURED:
        hour = next((two.value for one, two in pairwise(read) if one.text in HOUR), None)
        if hour is not None and hour <= 5 and any(token.text in NIGHT for token in read):
            days = {When.HARI_INI: None, When.BARU_SAJA: 0}.get(When(says), days)  # after midnight
        return When(says), days
    vague = [token.value for token in read if token.text == "beberapa"]
    value = next(value for value in (*vague, *(token.value for token in read)) if value is not None)
    size = next(UNITS[token.text] for token in read if token.text in UNITS)
    away = int(value * size) * (1 if says == AHEAD else -1)
    when = When.LAMA if says == SPAN else by_distance(away)
    if says == AGO and not away:
        when = When.BARU_SAJA
    return when, None if vague or size < 1 else away


def _formerly(read: Sequence[Token], at: int) -> bool:
    """Whether "dulu" is "formerly" here, not "first": "dulu saya", "saya dulu kerja", never "tunggu dulu"."""
    clause = read[at].word.clause
    before = read[at - 1].text if at and read[at - 1].word.clause == clause else ""
    after = read[at + 1].text if at + 1 < len(read) and read[at + 1].word.clause == clause else ""
    if before in _PERSONS:
        return bool(after) and after not in _FIRST_BEFORE
    return not before or before in _FORMERLY_AFTER or after in _FORMERLY_BEFORE


def _written(words: Sequence[Word], *, sign: str) -> str:
    """The words as they were written; "5/12" and "2,5" keep their sign, so that they can be read again."""
    parts = [words[0].raw]
    for one, two in pairwise(words):
        close = two.start == one.end + 1 and two.clause != one.clause
        parts += [" " if not close else sign if two.sentence == one.sentence else ".", two.raw]
    return "".join(parts)
