"""Which option an answer means: by number, label, synonym or with a typo; in doubt none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from flows.choices import is_spoken
from flows.normal import near, normal
from flows.prompt import Option

Phrases = Callable[[Option], Sequence[str]]

MARGIN = 8.0
"""Points (of 100) by which the best option must beat the second one before a typo is forgiven."""

_NUMBERS = (
    ("satu", "pertama", "one", "first"),
    ("dua", "kedua", "two", "second"),
    ("tiga", "ketiga", "three", "third"),
    ("empat", "keempat", "four", "fourth"),
    ("lima", "kelima", "five", "fifth"),
    ("enam", "keenam", "six", "sixth"),
    ("tujuh", "ketujuh", "seven", "seventh"),
    ("delapan", "kedelapan", "eight", "eighth"),
    ("sembilan", "kesembilan", "nine", "ninth"),
    ("sepuluh", "kesepuluh", "ten", "tenth"),
)
_BY_WORD = {word: number for number, words in enumerate(_NUMBERS, start=1) for word in words}
_LEADING = "nomor|nomer|nmr|angka|pilih|pilihan|opsi|jawab|jawaban|yang|yg|number|option|the"
# "no 1" is a number; "no one" is an answer.
_DIGITS = re.compile(rf"^(?:(?:{_LEADING}|no) ?)*(\d{{1,2}})$")
_SPELLED = re.compile(rf"^(?:(?:{_LEADING}) )*({'|'.join(_BY_WORD)})$")
# How people address somebody, and the small words around an answer. They change nothing about a yes or a no.
_ADDRESS = frozenset(
    {
        "kak", "kaka", "kakak", "bang", "abang", "pak", "bapak", "bu", "ibu", "min", "admin", "mas", "mbak",
        "om", "tante", "cik", "dik", "dek", "sih", "kok", "deh", "dong", "lah", "please", "pls", "sir",
        "madam", "miss",
    }
)  # fmt: skip


def number_of(said: str) -> int | None:
    """The number that a normalised answer is, such as 2 for `2`, `no 2`, `pilih 2`, `dua` or `kedua`."""
    digits = _DIGITS.match(said)
    if digits is not None:
        return int(digits[1])
    spelled = _SPELLED.match(said)
    return _BY_WORD[spelled[1]] if spelled is not None else None


def match_exact(said: str, options: Sequence[Option], phrases: Phrases) -> Option | None:
    """The option whose label, synonym or number a normalised answer is; its words go before its number.

    Args:
        said: the answer after `normal`.
        options: what may be answered, in the order shown. Options answered by their word have no number.
        phrases: the normalised label and synonyms of an option.
    """
    if not said:
        return None
    meant = [option for option in options if said in phrases(option)]
    if meant:
        return meant[0] if len(meant) == 1 else None
    number = number_of(said)
    counted = [option for option in options if not is_spoken(option)]
    return counted[number - 1] if number is not None and 1 <= number <= len(counted) else None


def match(said: str, options: Sequence[Option], phrases: Phrases) -> Option | None:
    """The option that a normalised answer means, typos and forms of address forgiven; None in doubt.

    Args:
        said: the answer after `normal`.
        options: what may be answered, in the order shown.
        phrases: the normalised label and synonyms of an option.
    """
    for form in dict.fromkeys((said, without_address(said))):
        found = match_exact(form, options, phrases) or _fuzzy(form, options, phrases)
        if found is not None:
            return found
    return None


def match_word(said: str, words: dict[str, str], *, exact_only: frozenset[str] = frozenset()) -> str | None:
    """The name of the word that a whole message is.

    Args:
        said: the message after `normal`.
        words: normalised phrase to the word's name.
        exact_only: names for which nothing is forgiven, because they erase, or end what somebody in danger
            is in the middle of.
    """
    plain = without_address(said)
    for form in (said, plain):
        name = words.get(form)
        if name is not None and (form == said or name not in exact_only):
            return name
    if not said or " " in said:
        return None
    names = {name for phrase, name in words.items() if name not in exact_only and near(said, phrase)}
    return names.pop() if len(names) == 1 else None


def _fuzzy(said: str, options: Sequence[Option], phrases: Phrases) -> Option | None:
    scored = sorted(
        (
            (max((_score(said, phrase) for phrase in phrases(option)), default=0.0), option)
            for option in options
        ),
        key=lambda pair: -pair[0],
    )
    if not scored or not scored[0][0]:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN:
        return None
    return scored[0][1]


def _score(said: str, phrase: str) -> float:
    # Word for word, so that "ga aman" can never pass for "ya aman": short words must be the very same.
    ours, theirs = phrase.split(), said.split()
    if len(ours) != len(theirs) or not all(
        near(word, wanted) for word, wanted in zip(theirs, ours, strict=True)
    ):
        return 0.0
    return fuzz.ratio(said, phrase)


def without_address(said: str) -> str:
    """A normalised answer without forms of address and the small words around it."""
    return " ".join(word for word in said.split() if word not in _ADDRESS)


def phrases_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts in their normalised form, each once, without empty ones."""
    return tuple(dict.fromkeys(form for form in map(normal, texts) if form))
