"""Finds out what a word that the lexicon does not know was most likely meant to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz.distance import OSA

from language.normalise import squeeze

#: Endings that change nothing for us: my, your, his, emphasis (Sambas -nye).
_ENCLITICS = ("nya", "nye", "lah", "kah", "pun", "ku", "mu", "ny")
_VOWELS = frozenset("aiueo")


class Speller:
    """Undoes accents, dropped vowels and single typing errors, towards the words that matter only.

    A general correction would turn innocent words into dangerous ones; so only words of the lexicon are aimed
    at, an ambiguous word stays unknown, and words known to be ordinary are never touched.

    Args:
        strong: words of the lexicon with six letters or more.
        ordinary: innocent words near to them.
    """

    def __init__(self, *, strong: Iterable[str], ordinary: frozenset[str]) -> None:
        self._strong = tuple(sorted(strong))
        self._ordinary = ordinary
        bones: dict[str, str | None] = {}
        for word in self._strong:
            key = _skeleton(word)
            if len(key) >= 4:
                bones[key] = None if key in bones else word
        self._skeletons = {key: word for key, word in bones.items() if word is not None}

    def likely(self, norm: str, is_known: Callable[[str], bool]) -> str | None:
        """The word that was most likely meant, if there is exactly one.

        Args:
            norm: a word that the lexicon does not know.
            is_known: whether the lexicon knows a word.
        """
        if len(norm) < 4 or norm in self._ordinary or not norm.isalpha():
            return None
        for changed in without_accent(norm):
            if is_known(changed):
                return changed
        if len(norm) < 16:
            whole = self._skeletons.get(_skeleton(norm))
            if whole is not None and _vowels(norm) < _vowels(whole) and _is_within(norm, whole):
                return whole
        if not 6 <= len(norm) <= 20:
            return None
        near = [
            word
            for word in self._strong
            if abs(len(word) - len(norm)) <= 1 and OSA.distance(word, norm, score_cutoff=1) <= 1
        ]
        return near[0] if len(near) == 1 else None


def bare_forms(norm: str) -> list[str]:
    """A word and the same without the ending that says whose it is."""
    forms = [norm]
    for ending in _ENCLITICS:
        if norm.endswith(ending) and len(norm) - len(ending) >= 3:
            forms.append(norm[: -len(ending)])
            break
    return forms


def without_accent(norm: str) -> list[str]:
    """Indonesian spellings of a Sambas word: final e is a; o is u and e is i before a final consonant."""
    changed = []
    for word in bare_forms(norm):
        if word.endswith("e"):
            changed.append(word[:-1] + "a")
        if len(word) > 4 and word[-1] not in _VOWELS and word[-2] not in _VOWELS and word.endswith("ng"):
            body, tail = word[:-3], word[-2:]
            vowel = word[-3]
        else:
            body, tail = word[:-2], word[-1]
            vowel = word[-2]
        swap = {"o": "u", "e": "i"}.get(vowel)
        if swap and tail[-1] not in _VOWELS:
            changed.append(body + swap + tail)
    return changed


def _skeleton(word: str) -> str:
    return squeeze("".join(letter for letter in word if letter not in _VOWELS))


def _vowels(word: str) -> int:
    return sum(letter in _VOWELS for letter in word)


def _is_within(short: str, whole: str) -> bool:
    letters = iter(whole)
    return all(letter in letters for letter in short)
