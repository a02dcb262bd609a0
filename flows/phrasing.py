"""Phrases that count inside a short answer: people explain what one word would have said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.normal import normal
from flows.prompt import Option

NEGATIONS = frozenset(
    {
        "tidak", "tdk", "tak", "tidk", "gak", "ga", "gk", "nggak", "ngga", "enggak", "engga", "nda",
        "ndak", "ndk", "daan", "sik", "suke", "bukan", "belum", "blm", "jangan", "jgn", "kurang",
        "takut", "takot", "ragu", "no", "not", "never", "dont", "isnt", "cannot", "cant", "afraid",
    }
)  # fmt: skip
"""Words that turn an answer round; with one of them outside its own phrase nothing is understood from it."""

_ASKING = frozenset(
    {
        "apa", "apakah", "amankah", "kah", "siapa", "sape", "kapan", "bila", "gimana", "bagaimana",
        "gmn", "kenapa", "mengapa", "berapa", "brp", "kalau", "kalo", "klo", "klu", "jika", "what",
        "who", "when", "how", "why", "if", "can", "will",
    }
)  # fmt: skip
_ORDERS = ("jangan ", "jgn ", "dont ", "do not ")


def asks(text: str) -> bool:
    """Whether a short text is a question or a condition, not a statement."""
    words = normal(text).split()
    return "?" in text or any(word in _ASKING or (word.endswith("kah") and len(word) > 5) for word in words)


def says(text: str, phrases: Sequence[str], *, longest: int, orders: bool = False) -> bool:
    """Whether a short text contains one of the phrases, word for word, and states it.

    Args:
        text: as written.
        phrases: normalised.
        longest: words up to which it counts as short.
        orders: True to hear nothing but a request not to write or call.
    """
    said = normal(text)
    if not said or len(said.split()) > longest:
        return False
    found = [phrase for phrase in phrases if _holds(said, phrase)]
    # "Jangan telepon kalau malam" is a request all the same; "kalau dia datang" is only a fear.
    if any(phrase.startswith(_ORDERS) for phrase in found):
        return True
    return bool(found) and not orders and not asks(text)


def contained(
    text: str, options: Sequence[Option], within: Callable[[Option], Sequence[str]], *, longest: int
) -> Option | None:
    """The option whose phrase a short answer contains: a negated one first, then the longest, in doubt none.

    A phrase that is itself negated counts in a long answer too: "nda aman" may never be lost among words.

    Args:
        text: as written.
        options: what may be answered.
        within: the normalised phrases of an option.
        longest: words up to which an answer counts as short.
    """
    said = normal(text)
    if not said or asks(text):
        return None
    short = len(said.split()) <= longest
    best: list[tuple[bool, int, str, Option]] = []
    for option in options:
        fitting = [phrase for phrase in within(option) if _holds(said, phrase) and (short or _turned(phrase))]
        if fitting:
            phrase = max(fitting, key=lambda one: (_turned(one), len(one)))
            best.append((_turned(phrase), len(phrase), phrase, option))
    best.sort(key=lambda one: one[:2], reverse=True)
    if not best or (len(best) > 1 and (best[1][0] or best[0][:2] == best[1][:2])):
        return None
    phrase, option = best[0][2:]
    rest = f" {said} ".replace(f" {phrase} ", " ", 1)
    return option if _turned(phrase) or not _turned(rest) else None


def _holds(said: str, phrase: str) -> bool:
    return f" {phrase} " in f" {said} "


def _turned(words: str) -> bool:
    return not NEGATIONS.isdisjoint(words.split())
