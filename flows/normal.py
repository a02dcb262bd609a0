"""Words brought into one form, so that "Ya, AMAN!!" and "ya aman" are the same answer."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import OSA

LONGEST = 120
"""Characters up to which a message can be an option or a word; longer, somebody is telling something."""

FUZZY_FROM = 5
"""Letters of a word from which a slip is forgiven; shorter ones differ by a letter and mean the opposite."""

_SUBSTITUTE_FROM = 7
_MARKS = re.compile(r"[\W_]+")
_APOSTROPHES = re.compile(r"['`´\u2018\u2019\u02bc]")
_DRAWN = re.compile(r"(.)\1{2,}")


def normal(text: str) -> str:
    """One form of a short text: folded case, no punctuation, one space; empty if it is longer than `LONGEST`.

    Signs such as a raised thumb are kept only where they are all there is.
    """
    if len(text) > LONGEST:
        return ""
    folded = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    words = _MARKS.sub(" ", folded).strip()
    if not words:
        return "".join(char for char in folded if unicodedata.category(char) == "So")
    return _DRAWN.sub(r"\1", words)


def near(word: str, wanted: str) -> bool:
    """Whether one word is a slip of the other: same first letter, one letter too many, missing or swapped.

    A replaced letter counts only from seven letters on: *bahaya* (danger) is not *bahasa* (language), *harus*
    (must) is not *hapus* (erase), and *pulang* (go home) is not *ulang* (again).
    """
    if len(wanted) < FUZZY_FROM or word[:1] != wanted[:1]:
        return word == wanted
    if OSA.distance(word, wanted, score_cutoff=1) > 1:
        return False
    swapped = len(word) == len(wanted) and sorted(word) == sorted(wanted)
    return word == wanted or swapped or len(word) != len(wanted) or len(wanted) >= _SUBSTITUTE_FROM
