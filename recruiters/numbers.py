"""Numbers in a question about a recruiter: licences, telephones, accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from recruiters.keys import exact_key

NumberKind = Literal["telepon", "rekening"]

_TEXT_READ = 4000
_LICENCE = re.compile(
    r"\b(?:sip{1,2}3?mi|sippmi|sip3mi|nib|izin|ijin|licen[cs]e)\b[\s.:]{0,3}(?:(?:nomor|nomer|no|nmr|number)\b[\s.:]{0,3})?"
    r"([\w./-]{0,40}\d[\w./-]{0,40})",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\w.])\+?\d(?:[\s().-]{0,2}\d){6,17}(?![\w])")
_ACCOUNT = re.compile(
    r"\b(?:rek|rekening|norek|account|acc|bri|bca|bni|mandiri|bsi|btn|dana|ovo|gopay|transfer|tf)\b",
    re.IGNORECASE,
)
_NEAR = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number that leads to somebody.

    Args:
        kind: telephone or account.
        digits: digits alone; a telephone number with its country code.
    """

    kind: NumberKind
    digits: str


def licence_numbers(text: str) -> tuple[str, ...]:
    """Licence numbers that a text names, as keys: small letters and digits alone.

    Args:
        text: as the person wrote it.
    """
    found = (match.group(1).strip(" ./-") for match in _LICENCE.finditer(text[:_TEXT_READ]))
    return tuple(dict.fromkeys(exact_key(number) for number in found if any(map(str.isdigit, number))))


def without_licences(text: str) -> str:
    """A text without its licence numbers, in which names are looked for.

    Args:
        text: as the person wrote it.
    """
    return _LICENCE.sub(" , ", text[:_TEXT_READ])


def numbers(text: str) -> tuple[Number, ...]:
    """Telephone numbers and accounts that a text names, each once.

    Args:
        text: as the person wrote it; anything, of any length.
    """
    text = text[:_TEXT_READ]
    found: dict[Number, None] = {}
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        telephone = _telephone(digits, plus=match.group().startswith("+"))
        before = text[max(0, match.start() - _NEAR) : match.start()]
        if telephone is not None and not _ACCOUNT.search(before):
            found[Number(kind="telepon", digits=telephone)] = None
        elif len(digits) >= 10 or _ACCOUNT.search(before):
            found[Number(kind="rekening", digits=digits)] = None
    return tuple(found)


def _telephone(digits: str, *, plus: bool) -> str | None:
    """A telephone number with its country code, None if the digits are none."""
    if digits.startswith("08") and 10 <= len(digits) <= 13:
        return "62" + digits[1:]
    if digits.startswith("628") and 11 <= len(digits) <= 15:
        return digits
    if digits.startswith("01") and 10 <= len(digits) <= 11:  # Malaysia, as dialled there
        return "6" + digits
    return digits if plus and 9 <= len(digits) <= 15 else None
