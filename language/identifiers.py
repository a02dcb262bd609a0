"""Numbers, addresses and links that lead to a person, found by their form alone."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

NAME: Final = "[nama]"
NUMBER: Final = "[nomor]"
ADDRESS: Final = "[alamat]"
LINK: Final = "[tautan]"
TOKENS: Final = (NAME, NUMBER, ADDRESS, LINK)

# What people put between the digits of one number, also what nobody can see; never a line's end.
_GAP: Final = "[ \\t\\u00a0.()/\\-\\u2010-\\u2015\\u200b-\\u200d\\ufeff]"
_DIGIT_WORD: Final = "(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|lapan|sembilan)"
_ENDS: Final = "com|co|id|net|org|ly|io|xyz|gl|gg|biz"


def _rule(pattern: str, token: str, *, exact: bool = False) -> tuple[re.Pattern[str], str]:
    return re.compile(pattern, 0 if exact else re.IGNORECASE), token


# In this order: what holds digits of another kind goes first, bare digits last.
_RULES: Final = (
    _rule(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", ADDRESS),
    _rule(r"\b(?:https?://|www\.)\S+", LINK),
    # "help.me" is no address; "wa.me/62" is one.
    _rule(rf"\b(?:[\w-]{{1,63}}\.){{1,4}}(?:(?:{_ENDS})\b(?:/\S*)?|[a-z]{{2,6}}/\S+)", LINK),
    _rule(r"(?<![\w@])@[\w.]{2,}", LINK),
    _rule(r"\b(ig|fb|akun|line|tele|telegram|tiktok|instagram|facebook)(\s?[:=])\s*\S{2,}", rf"\1\2 {LINK}"),
    _rule(r"(?<![\w\[])(?=[a-z0-9._]*[a-z])(?=[a-z0-9._]*_)[a-z0-9][a-z0-9._]{3,}\b", LINK),
    _rule(r"-?\b\d{1,3}\.\d{4,}\s{0,3}[,;]\s{0,3}-?\d{1,3}\.\d{4,}", ADDRESS),
    _rule(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b(?![.,]\d)", NUMBER),
    # A reference of the hotline, as it is printed; others are found by the prefixes handed in.
    _rule(r"\b[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{2}\b", NUMBER, exact=True),
    _rule(r"\b(?!RP|RM|NO|DI|KE|RT|RW|JL)[A-Z]{1,3}[ -]?\d{3,4}[ -]?[A-Z]{1,3}\b", NUMBER, exact=True),
    _rule(r"\bKB[ -]?\d{1,4}(?:[ -]?[A-Z]{1,3})?\b", NUMBER, exact=True),
    _rule(r"\b(?!rp|rm)[a-z]{1,2}\d{6,9}\b", NUMBER),
    _rule(rf"\b{_DIGIT_WORD}(?:[\s,.\-]{{1,3}}{_DIGIT_WORD}){{5,}}\b", NUMBER),
    _rule(r"\brt\b[ .]{0,2}\d{1,3}(?:[ ,/]{0,3}rw\b[ .]{0,2}\d{1,3})?", ADDRESS),
)
# Round sums say what was promised or taken, the year of a deed whether it is over: they name nobody. All
# other digits may be a number to ring, an account, a paper or a day of birth.
_DIGITS: Final = re.compile(
    r"(?P<stays>(?<![\d.,])[1-9]\d{0,2}(?:[.,]\d{3}){0,2}[.,](?:000|500)(?!\d|[.,]\d)"
    r"|(?<!lahir )(?<!born )\b(?:tahun|taon|taun|thn|th|sejak|dulu|in|since|year) (?:19|20)[0-9]{2}\b)"
    rf"|\+?\(?\d(?:{_GAP}{{0,3}}\d){{7,}}|\+?\d{{4,}}",
    re.IGNORECASE,
)
_HOUSE: Final = re.compile(
    rf"({re.escape(ADDRESS)}),?\s{{0,3}}(?:no|nomor|blok|rw)\b[ .]{{0,2}}"
    rf"(?:\d{{1,3}}[a-z]?\b|{re.escape(NUMBER)})",
    re.IGNORECASE,
)


def hide_identifiers(text: str, *, kept: re.Pattern[str], prefixes: Collection[str] = ()) -> str:
    """Put tokens in the place of numbers, addresses and links; sums, ages and times of day stay.

    Args:
        text: anything.
        kept: with one group around everything: tokens that stand already and are not looked into.
        prefixes: of the references of cases, such as `SBS`.
    """
    for pattern, token in _RULES:
        text = _outside(text, kept, pattern, token)
    for prefix in prefixes:
        reference = rf"\b{re.escape(prefix)}{_GAP}{{0,3}}[0-9a-z]{{4}}{_GAP}{{0,3}}[0-9a-z]{{2}}\b"
        text = _outside(text, kept, re.compile(reference, re.IGNORECASE), NUMBER)
    text = "".join(
        piece if at % 2 else _DIGITS.sub(lambda found: found["stays"] or NUMBER, piece)
        for at, piece in enumerate(kept.split(text))
    )
    return _HOUSE.sub(r"\1", text)


def _outside(text: str, kept: re.Pattern[str], pattern: re.Pattern[str], token: str) -> str:
    """Replace a pattern everywhere but in what is kept."""
    return "".join(
        piece if at % 2 else pattern.sub(token, piece) for at, piece in enumerate(kept.split(text))
    )
