"""Finds the places of a gazetteer in a message; an ambiguous name is asked back, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from language.normalise import Word, fold, squeeze
from language.reading import Gazetteer, Place

_CUES = frozenset((
    "di", "ke", "dari", "desa", "dusun", "kampung", "kec", "kecamatan", "d", "k", "dr", "ds", "kp", "pulau",
    "daerah", "dekat", "lewat", "sampai", "menuju", "at", "in", "to", "from", "near", "via",
))  # fmt: skip
_DESA = frozenset({"desa", "ds", "dusun", "kampung", "kp", "kades"})
_KECAMATAN = frozenset({"kecamatan", "kec", "camat"})
_LONGEST = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class _Name:
    spelled: tuple[str, ...]
    places: tuple[Place, ...]
    cue: bool


class Places:
    """The names of a gazetteer, ready to be looked for.

    Args:
        gazetteer: the places a task force knows.
        is_word: whether a word means something of its own: "sekarang" is no slip for "Tekarang".
    """

    def __init__(self, gazetteer: Gazetteer, is_word: Callable[[str], bool] | None = None) -> None:
        self._is_word = is_word
        self._names: dict[tuple[str, ...], _Name] = {}
        known: dict[tuple[str, ...], list[Place]] = {}
        official: dict[str, tuple[str, ...]] = {}
        for name, code in gazetteer.kecamatan.items():
            known.setdefault(_spelled(name), []).append(
                Place(name=name, kind="kecamatan", code=code, kecamatan=name)
            )
            official[name] = _spelled(name)
        for name, code, kecamatan in gazetteer.desa:
            known.setdefault(_spelled(name), []).append(
                Place(name=name, kind="desa", code=code, kecamatan=kecamatan)
            )
            official[name] = _spelled(name)
        for name, kind in gazetteer.beyond.items():
            known.setdefault(_spelled(name), []).append(Place(name=name, kind=kind))
            official[name] = _spelled(name)
        cued = {_spelled(name) for name in gazetteer.cue_required}
        for spelled, places in known.items():
            self._learn(spelled, places, cue=spelled in cued)
        for variant, name in gazetteer.variants.items():
            if name in official:
                spelled = _spelled(variant)
                self._learn(spelled, known[official[name]], cue=spelled in cued)
        if ("kuching",) in known and ("kucing",) not in self._names:
            self._learn(
                ("kucing",), known[("kuching",)], cue=True
            )  # the city, after "di" and "ke"; otherwise a cat
        self._starts = frozenset(spelled[0] for spelled in self._names)
        self._long = tuple(
            spelled[0] for spelled in self._names if len(spelled) == 1 and len(spelled[0]) >= 6
        )

    def find(self, words: tuple[Word, ...]) -> tuple[Place, ...]:
        """The places named in a message, each once, in the order they stand.

        Args:
            words: the words of a message.
        """
        found: list[Place] = []
        if not self._names:
            return ()
        plain = [squeeze(word.plain.replace("'", "")) for word in words]
        named = list(self._named(words, plain))
        kecamatan = {place.name for options, _ in named for place in options if place.kind == "kecamatan"}
        for options, raw in named:
            place = _settled(options, kecamatan, raw)
            if not any(place.name == other.name and place.kind == other.kind for other in found):
                found.append(place)
        return tuple(found)

    def _learn(self, spelled: tuple[str, ...], places: list[Place], *, cue: bool) -> None:
        if spelled:
            self._names[spelled] = _Name(spelled=spelled, places=tuple(places), cue=cue)

    def _named(self, words: tuple[Word, ...], plain: list[str]) -> Iterator[tuple[tuple[Place, ...], str]]:
        index = 0
        while index < len(plain):
            before = plain[index - 1] if index else ""
            name = self._exact(plain, index) or self._near(plain, index, before)
            if name is None or (name.cue and before not in _CUES):
                index += 1
                continue
            last = index + len(name.spelled) - 1
            raw = " ".join(word.raw for word in words[index : last + 1])
            yield _by_cue(name.places, before), raw
            index = last + 1

    def _exact(self, plain: list[str], index: int) -> _Name | None:
        if plain[index] not in self._starts:
            return None
        for size in range(_LONGEST, 0, -1):
            name = self._names.get(tuple(plain[index : index + size]))
            if name is not None:
                return name
        return None

    def _near(self, plain: list[str], index: int, before: str) -> _Name | None:
        """A name one typing error away, if it is long, follows a cue, and no other name is as near."""
        word = plain[index]
        if len(word) < 6 or before not in _CUES or (self._is_word and self._is_word(word)):
            return None
        near = [
            name
            for name in self._long
            if abs(len(name) - len(word)) <= 1 and OSA.distance(name, word, score_cutoff=1) <= 1
        ]
        return self._names[(near[0],)] if len(near) == 1 else None


def _by_cue(places: tuple[Place, ...], before: str) -> tuple[Place, ...]:
    """What "desa" or "kecamatan" before a name leaves over; without either, the kecamatan is meant."""
    if before in _DESA:
        return tuple(place for place in places if place.kind == "desa") or places
    larger = tuple(place for place in places if place.kind == "kecamatan")
    if before in _KECAMATAN:
        return larger or places
    return larger or places


def _settled(options: tuple[Place, ...], kecamatan: set[str], raw: str) -> Place:
    """The only place of its name, the one in a kecamatan also named, or one with candidates to ask about."""
    fitting = tuple(place for place in options if place.kecamatan in kecamatan and place.kind == "desa")
    chosen = fitting if len(fitting) == 1 else options
    first = chosen[0]
    if len(chosen) == 1:
        return Place(name=first.name, kind=first.kind, code=first.code, kecamatan=first.kecamatan, words=raw)
    candidates = tuple(sorted({place.kecamatan for place in chosen if place.kecamatan}))
    return Place(name=first.name, kind=first.kind, candidates=candidates, words=raw)


def _spelled(name: str) -> tuple[str, ...]:
    return tuple(
        squeeze(fold(part).replace("'", "")) for part in name.replace("-", " ").replace("/", " ").split()
    )
