"""What of a question can be compared: letters, stems, pairs of stems, and kinds of things."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from knowledge.words import Words
from language import Lexicon
from language.normalise import squeeze

#: How much a feature of each kind counts. Chosen on questions that the topics' own forms do not hold.
WEIGHTS = {"c": 0.8, "w": 2.0, "p": 1.2, "m": 1.3}
_LENGTHS = (3, 4)
_LONGEST_WORD = 20
_TEXT_READ = 600


def features(question: str, words: Words, lexicon: Lexicon) -> frozenset[str]:
    """The features of a question, each once. The first letter says of which kind it is, see `WEIGHTS`.

    Args:
        question: as the person wrote it; its first 600 characters count.
        words: the words of the region.
        lexicon: splits words and knows what kinds of things they stand for.
    """
    return frozenset(_features(question[:_TEXT_READ], words, lexicon))


def _features(text: str, words: Words, lexicon: Lexicon) -> Iterator[str]:
    for word in lexicon.split(text):
        padded = f" {squeeze(word.plain)[:_LONGEST_WORD]} "
        for length in _LENGTHS:
            for start in range(len(padded) - length + 1):
                yield "c" + padded[start : start + length]
        kind = lexicon.meanings.of(word.norm)
        if kind is not None:
            yield f"m{kind}"
    stems = words.stems(text)
    for stem in stems:
        yield f"w{stem}"
    for stem, following in pairwise(stems):
        yield f"p{stem} {following}"
