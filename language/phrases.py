"""Finds phrases in a row of words: a tree of phrases, walked once, whose cost cannot explode.

A phrase is written as words of the lexicon with blanks between them:

- `word`        that word, in its normal form
- `word*`       any word that begins so
- `<class>`     any word of a class (see `words/classes.yaml`)
- `a|b|<c>`     one of several
- `word?`       may be missing
- `~`           up to three other words may stand here, within the same sentence
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from language.normalise import Word

#: How many words a `~` may skip.
GAP = 3
#: More ways than this through one starting point are not followed; no honest sentence comes near.
_WIDEST = 64


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What a phrase stands for.

    Args:
        kind: `sign`, `not`, `cue` or `matter`.
        code: the sign's id, the cue's or the matter's name.
        level: 1 to 3 for a sign, 0 otherwise.
        variety: which expressions of a sign it belongs to; those that begin with `diri` speak of suicide.
    """

    kind: str
    code: str
    level: int = 0
    variety: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A phrase found.

    Args:
        entry: what it stands for.
        first: index of its first word.
        last: index of its last word.
        at: indices of the words that matched (those under a gap are left out).
    """

    entry: Entry
    first: int
    last: int
    at: tuple[int, ...]

    def touches(self, other: Hit) -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last


@dataclass(slots=True)
class _Node:
    near: dict[str, _Node] = field(default_factory=dict)
    far: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class MalformedPhrase(ValueError):
    """A phrase of the lexicon cannot be read."""


Canon = Callable[[str], str]


class PhraseTree:
    """All phrases of a lexicon, merged by their common beginnings.

    Args:
        canon: brings one written word into its normal form; stems are only folded.
    """

    def __init__(self, canon: Canon) -> None:
        self._canon = canon
        self._root = _Node()
        self.literals: set[str] = set()
        self.stems: set[str] = set()
        self.classes: set[str] = set()

    def add(self, phrase: str, entry: Entry) -> None:
        """Add a phrase.

        Raises:
            MalformedPhrase: it is empty, or begins or ends with a gap, or names nothing.
        """
        for variant in _without_optional(phrase.split()):
            self._add(variant, phrase, entry)

    def _add(self, parts: list[str], phrase: str, entry: Entry) -> None:
        if not parts or parts[0] == "~" or parts[-1] == "~":
            raise MalformedPhrase(f"{phrase!r}: a phrase begins and ends with a word")
        nodes = [self._root]
        gap = False
        for part in parts:
            if part == "~":
                gap = True
                continue
            keys = [self._key(piece, phrase) for piece in part.split("|")]
            reached: list[_Node] = []
            for node in nodes:
                edges = node.far if gap else node.near
                reached.extend(edges.setdefault(key, _Node()) for key in keys)
            nodes, gap = reached, False
        for node in nodes:
            if entry not in node.entries:
                node.entries.append(entry)

    def _key(self, piece: str, phrase: str) -> str:
        if piece.startswith("<") and piece.endswith(">"):
            self.classes.add(piece)
            return piece
        if piece.endswith("*"):
            stem = self._canon(piece)
            if len(stem) < 4:
                raise MalformedPhrase(f"{phrase!r}: the stem {piece!r} is too short")
            self.stems.add(stem[:-1])
            return stem
        word = self._canon(piece)
        if not word:
            raise MalformedPhrase(f"{phrase!r}: {piece!r} is no word")
        self.literals.add(word)
        return word

    def find(self, words: Sequence[Word], keys: Sequence[frozenset[str]]) -> Iterator[Hit]:
        """Every phrase in the words.

        Args:
            words: the words of a message.
            keys: for each word, the keys it answers to.
        """
        for start in range(len(words)):
            yield from self._from(start, words, keys)

    def _from(self, start: int, words: Sequence[Word], keys: Sequence[frozenset[str]]) -> Iterator[Hit]:
        near = self._root.near
        paths: list[tuple[_Node, tuple[int, ...]]] = [
            (near[key], (start,)) for key in keys[start] if key in near
        ]
        seen: set[tuple[int, int]] = set()
        while paths:
            onward: list[tuple[_Node, tuple[int, ...]]] = []
            for node, at in paths:
                last = at[-1]
                if (id(node), last) in seen:
                    continue
                seen.add((id(node), last))
                for entry in node.entries:
                    yield Hit(entry=entry, first=start, last=last, at=at)
                if node.near:
                    onward.extend(_step(node.near, at, words, keys, reach=1))
                if node.far:
                    onward.extend(_step(node.far, at, words, keys, reach=1 + GAP))
            paths = onward[:_WIDEST]


def _step(
    edges: dict[str, _Node],
    at: tuple[int, ...],
    words: Sequence[Word],
    keys: Sequence[frozenset[str]],
    *,
    reach: int,
) -> Iterator[tuple[_Node, tuple[int, ...]]]:
    sentence = words[at[-1]].sentence
    for index in range(at[-1] + 1, min(at[-1] + 1 + reach, len(words))):
        if words[index].sentence != sentence:
            return
        for key in keys[index]:
            node = edges.get(key)
            if node is not None:
                yield node, (*at, index)


def _without_optional(parts: list[str]) -> Iterator[list[str]]:
    """Each way to read a phrase whose optional words may be missing."""
    for index, part in enumerate(parts):
        if part.endswith("?") and len(part) > 1:
            yield from _without_optional([*parts[:index], part[:-1], *parts[index + 1 :]])
            yield from _without_optional([*parts[:index], *parts[index + 1 :]])
            return
    yield parts
