"""Spoils messages as hurried thumbs, old phones and split SMS do, to see what is still understood."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

#: Keys that lie beside each other on a phone, where a thumb slips.
_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo",
    "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}  # fmt: skip
_TYPO_SHARE = 0.25
_VOWEL_SHARE = 0.35
_SPACE_SHARE = 0.15

Perturbation = Callable[[str, Random], tuple[str, ...]]


def typos(text: str, dice: Random) -> tuple[str, ...]:
    """A slip in a quarter of the words: letters swapped, doubled, left out or taken from the next key."""
    return (" ".join(_slip(word, dice) if dice.random() < _TYPO_SHARE else word for word in text.split(" ")),)


def dropped_vowels(text: str, dice: Random) -> tuple[str, ...]:
    """A third of the words without the vowels inside them, as in SMS shorthand."""
    return (" ".join(_bones(word) if dice.random() < _VOWEL_SHARE else word for word in text.split(" ")),)


def lost_spaces(text: str, dice: Random) -> tuple[str, ...]:
    """Some words written together."""
    pieces = text.split(" ")
    joined = pieces[:1]
    for piece in pieces[1:]:
        if dice.random() < _SPACE_SHARE:
            joined[-1] += piece
        else:
            joined.append(piece)
    return (" ".join(joined),)


def capitals(text: str, _dice: Random) -> tuple[str, ...]:
    """Everything in capital letters."""
    return (text.upper(),)


def unpunctuated(text: str, _dice: Random) -> tuple[str, ...]:
    """Without a single mark between the words."""
    return (
        " ".join("".join(letter if letter.isalnum() or letter in "' " else " " for letter in text).split()),
    )


def split(text: str, _dice: Random) -> tuple[str, ...]:
    """Sent as two messages; what both of them say together must not be less urgent."""
    pieces = text.split(" ")
    half = len(pieces) // 2
    return (text,) if not half else (" ".join(pieces[:half]), " ".join(pieces[half:]))


PERTURBATIONS: dict[str, Perturbation] = {
    "typos": typos,
    "dropped vowels": dropped_vowels,
    "lost spaces": lost_spaces,
    "capitals": capitals,
    "no punctuation": unpunctuated,
    "split in two": split,
}


def _slip(word: str, dice: Random) -> str:
    if len(word) < 4:
        return word
    at = dice.randrange(1, len(word) - 1)
    kind = dice.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + word[at + 1 :]
    return word[:at] + dice.choice(_BESIDE.get(word[at].lower(), word[at])) + word[at + 1 :]


def _bones(word: str) -> str:
    inside = "".join(letter for letter in word[1:-1] if letter.lower() not in "aiueo")
    return word if len(word) < 4 else word[0] + inside + word[-1]
