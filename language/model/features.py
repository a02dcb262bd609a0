"""Turns a message into the numbers of the features that the statistical model weighs.

Four views of one message: pieces of two to five letters of the words as they were typed, which survive
typing errors and dialects; the words in normal form, alone and two by two; the kinds of things that come
together, whatever the words; and the cues (who, when, where, whether) that stand beside each other. Warning
signs are no features: they speak for themselves, and a model that leans on them is blind where they are
missing. Case, doubled letters and punctuation are gone before anything is looked at, so that none of them can
change a judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from zlib import crc32

from language.normalise import Word, squeeze
from language.phrases import Hit
from language.scene import Scene

_SHORTEST = 2
_LONGEST = 5
_LONGEST_WORD = 24
#: Kinds of things that are looked at together: a long story touches on everything.
_KINDS_READ = 80
#: Words left between the two of a pair.
_GAPS = (1, 2)
_EDGE = "^"
#: Cues that say how strong a sign is.
_OF_SIGNS = frozenset({"unmistakable"})


def features(scene: Scene, within: Callable[[int], bool] = lambda _sentence: True) -> frozenset[int]:
    """The features of a message, each once: whoever repeats a word does not mean it more.

    Args:
        scene: the message, taken apart.
        within: whether to look at a sentence, by its number.
    """
    words = [word for word in scene.words if within(word.sentence)]
    kinds = [
        meaning
        for word, meaning in zip(scene.words, scene.meanings, strict=True)
        if meaning is not None and within(word.sentence)
    ]
    return frozenset((*_letters(words), *_words(words), *_kinds(kinds), *_cues(scene, within)))


def of_word(word: Word) -> frozenset[int]:
    """The features of one word by itself.

    Args:
        word: a word of a message.
    """
    return frozenset((*_letters([word]), crc32(f"w:{word.norm[:_LONGEST_WORD]}".encode())))


def _letters(words: Sequence[Word]) -> Iterator[int]:
    for plain in {squeeze(word.plain)[:_LONGEST_WORD] for word in words}:
        padded = f" {plain} ".encode()
        size = len(padded)
        for length in range(_SHORTEST, _LONGEST + 1):
            for start in range(size - length + 1):
                yield crc32(padded[start : start + length])


def _words(words: Sequence[Word]) -> Iterator[int]:
    norms = [_EDGE, *(word.norm[:_LONGEST_WORD] for word in words), _EDGE]
    for index, norm in enumerate(norms[:-1]):
        yield crc32(f"w:{norm}".encode())
        yield crc32(f"p:{norm} {norms[index + 1]}".encode())
        for gap in _GAPS:
            if 0 < index < len(norms) - 2 - gap:
                yield crc32(f"s:{norm} {norms[index + 1 + gap]}".encode())


def _kinds(kinds: Sequence[str]) -> Iterator[int]:
    for kind in kinds:
        yield crc32(f"k:{kind}".encode())
    for kind, following in pairwise(kinds):
        yield crc32(f"n:{kind} {following}".encode())
    told = sorted(dict.fromkeys(kinds[:_KINDS_READ]))
    for index, kind in enumerate(told):
        for other in told[index + 1 :]:
            yield crc32(f"b:{kind} {other}".encode())


def _cues(scene: Scene, within: Callable[[int], bool]) -> Iterator[int]:
    def stands(hit: Hit) -> bool:
        return within(scene.sentence(hit.first))

    names = sorted(
        name for name, hits in scene.cues.items() if name not in _OF_SIGNS and any(map(stands, hits))
    )
    for index, name in enumerate(names):
        yield crc32(f"c:{name}".encode())
        for other in names[index + 1 :]:
            yield crc32(f"c:{name} {other}".encode())
    for code, hit in scene.matters.items():
        if stands(hit):
            yield crc32(f"m:{code}".encode())
