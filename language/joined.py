"""Parts words written without blanks: somebody in a hurry or under watch writes "tolongsayadikurung"."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from language.normalise import Word

_SHORTEST = 8
_LONGEST_PIECE = 14
#: Short words that may stand between longer ones; any other piece has four letters or more.
_SMALL = frozenset((
    "di", "ke", "sy", "aku", "gw", "mau", "nak", "dan", "bos", "tak", "gak", "ada", "yg", "hp", "ini", "me",
    "us", "my", "the", "tlg", "aja", "jak", "sik", "pak", "bu",
))  # fmt: skip


def parted(norm: str, pieces: Set[str]) -> tuple[str, ...]:
    """The fewest known words that make up a word, or nothing if it is not made of them.

    Args:
        norm: a word the lexicon does not know.
        pieces: words of four letters and more that it does know.
    """
    if len(norm) < _SHORTEST or not norm.isalpha():
        return ()
    best: list[tuple[str, ...] | None] = [()] + [None] * len(norm)
    for end in range(2, len(norm) + 1):
        for start in range(max(0, end - _LONGEST_PIECE), end - 1):
            before = best[start]
            piece = norm[start:end]
            if before is None or not (piece in _SMALL or (len(piece) >= 4 and piece in pieces)):
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, piece)
    found = best[-1]
    long = sum(len(piece) for piece in found or () if len(piece) >= 4)
    return found if found and len(found) > 1 and 2 * long > len(norm) else ()


def slices(word: Word, found: tuple[str, ...]) -> tuple[Word, ...]:
    """The words that one joined word is made of; their offsets are exact where no letter was folded away.

    Args:
        word: the joined word.
        found: its pieces, as `parted` returns them.
    """
    exact = len(word.raw) == sum(len(piece) for piece in found)
    out: list[Word] = []
    at = 0
    for piece in found:
        stop = at + len(piece)
        here = replace(word, plain=piece, norm=piece)
        if exact:
            here = replace(here, raw=word.raw[at:stop], start=word.start + at, end=word.start + stop)
        out.append(here)
        at = stop
    return tuple(out)
