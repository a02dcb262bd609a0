"""What was found in a message, and where: the ground that guards, grade, intent and routing stand on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from language.normalise import Word
from language.phrases import Entry, Hit
from language.vocabulary import Lexicon

#: Words that make a question of what follows when a message begins with them.
_OPENING = frozenset((
    "bisa", "boleh", "apa", "apakah", "berapa", "siapa", "is", "can", "may", "should", "do", "does", "are",
))  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A warning sign found, and what speaks against taking it at its word.

    Args:
        code: the sign's id.
        level: 3 immediate danger, 2 high, 1 caution.
        at: indices of its words.
        suicide: whether it speaks of the wish to die.
        guard: `negasi`, `masa_lalu`, `pernah`, `andai`, `berita` or `tanya`; None if the sign stands.
    """

    code: str
    level: int
    at: tuple[int, ...]
    suicide: bool = False
    guard: str | None = None

    @property
    def first(self) -> int:
        """Index of its first word."""
        return self.at[0]

    @property
    def last(self) -> int:
        """Index of its last word."""
        return self.at[-1]


@dataclass(frozen=True, kw_only=True, slots=True)
class Scene:
    """One message, taken apart.

    Args:
        words: its words.
        meanings: what kind of thing each word stands for.
        signs: warning signs, each once per place, without those that only look like one.
        cues: what says when, who, where and whether, by name.
        matters: things reported or asked for that are no warning sign, by code.
        ages: ages in years.
        people: how many people are concerned, or None.
    """

    words: tuple[Word, ...]
    meanings: tuple[str | None, ...] = ()
    signs: tuple[Found, ...] = ()
    cues: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    matters: dict[str, Hit] = field(default_factory=dict)
    ages: tuple[int, ...] = ()
    people: int | None = None

    def has(self, *names: str) -> bool:
        """Whether any of the cues was found."""
        return any(self.cues.get(name) for name in names)

    def clause(self, index: int) -> int:
        """Running number of the clause that a word stands in."""
        return self.words[index].clause

    def sentence(self, index: int) -> int:
        """Running number of the sentence that a word stands in."""
        return self.words[index].sentence

    def in_clause(self, index: int, *names: str) -> bool:
        """Whether any of the cues was found in the clause of a word."""
        clause = self.clause(index)
        return any(self.clause(hit.first) == clause for name in names for hit in self.cues.get(name, ()))

    def near(self, index: int, *names: str, clauses: int = 1) -> bool:
        """Whether any of the cues was found at most `clauses` clauses away from a word."""
        clause = self.clause(index)
        return any(
            abs(self.clause(hit.first) - clause) <= clauses
            for name in names
            for hit in self.cues.get(name, ())
        )

    @property
    def live(self) -> tuple[Found, ...]:
        """The signs that nothing speaks against."""
        return tuple(sign for sign in self.signs if sign.guard is None)

    @property
    def is_child(self) -> bool:
        """Whether somebody under 18 is concerned; an age that was named beats a word that suggests one."""
        if self.ages:
            return min(self.ages) < 18
        return self.has("child")


def survey(words: tuple[Word, ...], lexicon: Lexicon) -> Scene:
    """Find everything the lexicon knows in a row of words.

    Args:
        words: the words of a message.
        lexicon: what words mean.
    """
    hits = lexicon.hits(words)
    look_alikes: dict[str, set[int]] = {}
    for hit in hits:
        if hit.entry.kind == "not" and words[hit.first].clause == words[hit.last].clause:
            look_alikes.setdefault(hit.entry.code, set()).update(hit.at)
    signs = [
        Found(
            code=hit.entry.code,
            level=hit.entry.level,
            at=hit.at,
            suicide=hit.entry.variety.startswith("diri"),
        )
        for hit in hits
        if hit.entry.kind == "sign" and not look_alikes.get(hit.entry.code, set()).intersection(hit.at)
    ]
    cues: dict[str, list[Hit]] = {}
    matters: dict[str, Hit] = {}
    for hit in hits:
        if hit.entry.kind == "cue":
            cues.setdefault(hit.entry.code, []).append(hit)
        elif hit.entry.kind == "matter":
            matters.setdefault(hit.entry.code, hit)
    if words and words[0].norm in _OPENING:
        cues.setdefault("opener", []).append(
            Hit(entry=Entry(kind="cue", code="opener"), first=0, last=0, at=(0,))
        )
    return Scene(
        words=words,
        meanings=tuple(lexicon.meanings.of(word.norm) for word in words),
        signs=tuple(_distinct(signs)),
        cues={name: tuple(_meant(found, cues.get(f"not_{name}", ()))) for name, found in cues.items()},
        matters={
            code: hit
            for code, hit in matters.items()
            if not any(hit.touches(no) for no in cues.get(f"not_{code}", ()))
        },
    )


def _meant(found: Iterable[Hit], look_alikes: Iterable[Hit]) -> Iterable[Hit]:
    """Cues without those that share a word with their look-alikes: "tanpa syarat" asks nothing."""
    senseless = {index for hit in look_alikes for index in hit.at}
    return (hit for hit in found if not senseless.intersection(hit.at))


def _distinct(signs: Iterable[Found]) -> list[Found]:
    """One finding a sign and place: the stronger, then the tighter, then the longer expression wins."""
    kept: list[Found] = []
    for sign in sorted(
        signs, key=lambda one: (-one.level, one.last - one.first - len(one.at), -len(one.at), one.first)
    ):
        taken = set(sign.at)
        if not any(sign.code == other.code and taken.intersection(other.at) for other in kept):
            kept.append(sign)
    return sorted(kept, key=lambda one: one.first)
