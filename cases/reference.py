"""What a reporter keeps to come back: a reference that notices a typing mistake, and a six-digit PIN."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise
from typing import Final

from cases.errors import CaseError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O (look-alikes), no U
PIN_DIGITS: Final = 6
_BODY: Final = 5  # random characters: 33 million references per task force
_SAME: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_AS_LETTER: Final = str.maketrans({"0": "O", "1": "I"})
_PREFIX: Final = re.compile(r"[A-Z]{2,4}")
_GAP: Final = r"[\s\-‐-―._/]{0,3}"  # whatever people put between the groups, or nothing
_CHAR: Final = "[0-9A-TV-Z]"
_EDGE_LEFT: Final = r"(?<![0-9A-Z])"
_EDGE_RIGHT: Final = r"(?![0-9A-Z])"
_GROUPED: Final = rf"([A-Z01]{{2,4}}){_GAP}({_CHAR}{{4}}){_GAP}({_CHAR}{{2}})"
# Tried in this order: as we print it, then run together with the PIN, then with gaps anywhere.
_PATTERNS: Final = (
    re.compile(rf"(?=({_EDGE_LEFT}{_GROUPED}{_EDGE_RIGHT}))"),
    re.compile(rf"(?=({_EDGE_LEFT}{_GROUPED})(?=[0-9OIL]{{6}}{_EDGE_RIGHT}))"),
    re.compile(
        rf"(?=({_EDGE_LEFT}([A-Z01](?:{_GAP}[A-Z01]){{1,3}}){_GAP}({_CHAR}(?:{_GAP}{_CHAR}){{3}}){_GAP}"
        rf"({_CHAR}{_GAP}{_CHAR}){_EDGE_RIGHT}))"
    ),
)
_PIN: Final = re.compile(rf"{_EDGE_LEFT}([0-9OIL](?:[\s\-]?[0-9OIL]){{5}}){_EDGE_RIGHT}")
_FIELD: Final = 0b100101  # x^5 + x^2 + 1, irreducible over GF(2)


class NotEnoughRandomness(CaseError):
    """Too few random bytes were handed in; hand in more."""


class BadPrefix(CaseError):
    """A prefix is two to four letters A to Z; correct the task force's data."""


def new_reference(prefix: str, random_bytes: bytes) -> str:
    """A new reference such as `SBS-7K3M-Q2`; its last character proves the others.

    Args:
        prefix: the task force's, two to four letters.
        random_bytes: at least five, from a secure source.

    Raises:
        BadPrefix: the prefix is of another form.
        NotEnoughRandomness: fewer than five bytes.
    """
    if not _PREFIX.fullmatch(prefix):
        raise BadPrefix(prefix)
    if len(random_bytes) < _BODY:
        raise NotEnoughRandomness
    body = "".join(ALPHABET[byte % len(ALPHABET)] for byte in random_bytes[:_BODY])
    return _printed(prefix, body + _check(prefix, body))


def new_pin(random_bytes: bytes) -> str:
    """A new PIN such as `482913`, never one that somebody would try first (111111, 123456, 121212, 482482).

    Args:
        random_bytes: at least eight, from a secure source.

    Raises:
        NotEnoughRandomness: fewer than eight bytes.
    """
    if len(random_bytes) < 8:
        raise NotEnoughRandomness
    number = int.from_bytes(random_bytes, "big")
    while is_trivial(pin := f"{number % 10**PIN_DIGITS:0{PIN_DIGITS}}"):
        number += (
            271_829  # a fixed stride over the few trivial ones, so that the function needs no second draw
        )
    return pin


def is_trivial(pin: str) -> bool:
    """Whether a PIN is too easy to guess: few digits, an even stride, or a repeated group."""
    digits = [int(char) for char in pin]
    strides = {(after - before) % 10 for before, after in pairwise(digits)}
    repeated = pin[:3] == pin[3:] or pin[:2] == pin[2:4] == pin[4:]
    return len(set(digits)) < 3 or len(strides) == 1 or repeated or pin == pin[::-1]


def find_reference(text: str, *, prefixes: Collection[str] = ()) -> str | None:
    """The first reference in free text whose check character holds, in its printed form, or None.

    Args:
        text: what somebody wrote; lower case, other gaps, O for 0 and I or L for 1 are forgiven.
        prefixes: prefixes in use; if given, others are not references.
    """
    found = _find(text.upper(), prefixes)
    return found[0] if found else None


def parse_reference(text: str, *, prefixes: Collection[str] = ()) -> tuple[str, str] | None:
    """Reference and PIN from free text in any order, or None unless both are there.

    Args:
        text: what somebody wrote.
        prefixes: prefixes in use; if given, others are not references.
    """
    upper = text.upper()
    found = _find(upper, prefixes)
    if found is None:
        return None
    reference, start, end = found
    for part in (upper[end:], upper[:start]):
        for match in _PIN.finditer(part):
            # Three true digits at least: "OIL OIL" is a word, not a PIN.
            if sum(char.isdigit() for char in match.group(1)) >= 3:
                return reference, re.sub(r"[\s\-]", "", match.group(1)).translate(_SAME)
    return None


def _find(upper: str, prefixes: Collection[str]) -> tuple[str, int, int] | None:
    for pattern in _PATTERNS:
        for match in pattern.finditer(upper):
            prefix = _known_prefix(re.sub(r"[^0-9A-Z]", "", match.group(2)), prefixes)
            characters = re.sub(r"[^0-9A-Z]", "", match.group(3) + match.group(4)).translate(_SAME)
            if prefix and _check(prefix, characters[:-1]) == characters[-1]:
                return _printed(prefix, characters), match.start(1), match.end(1)
    return None


def _known_prefix(written: str, prefixes: Collection[str]) -> str | None:
    if not prefixes:
        return written.translate(_AS_LETTER)
    alike = written.translate(_SAME)
    return next((prefix for prefix in prefixes if prefix.translate(_SAME) == alike), None)


def _printed(prefix: str, characters: str) -> str:
    return f"{prefix}-{characters[:4]}-{characters[4:]}"


def _check(prefix: str, body: str) -> str:
    """The check character: a sum over GF(32) in which every place has its own weight.

    Any one wrong character and any two swapped ones change it, which a plain checksum would not promise.
    """
    values = [*(ALPHABET.index(char) for char in reversed(body)), *(ord(char) - ord("A") for char in prefix)]
    total, weight = 0, 1
    for value in values:
        weight = _times_two(weight)
        total ^= _times(value, weight)
    return ALPHABET[total]


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled & 0b100000 else doubled


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = _times_two(left), right >> 1
    return product
