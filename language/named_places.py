"""Where places of a gazetteer stand in a row of words, and which of them are too small to be named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from language.naming import VILLAGE, WHERE
from language.normalise import fold, squeeze
from language.reading import Gazetteer

_LONGEST: Final = 4


@dataclass(frozen=True, kw_only=True)
class NamedPlace:
    """A place in a row of words.

    Args:
        start: index of its first word.
        end: index after its last word.
        hidden: True for a village, which so few people share that it leads to a person.
        kecamatan: in which a hidden place lies, or None if that is not certain.
    """

    start: int
    end: int
    hidden: bool
    kecamatan: str | None = None


class NamedPlaces:
    """Finds places by their exact names; a slip of a name is no name to it.

    Args:
        gazetteer: the places that the task force knows.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._villages: dict[tuple[str, ...], set[str]] = {}
        official: dict[str, set[tuple[str, ...]]] = {}
        larger = {_spelled(name) for name in (*gazetteer.kecamatan, *gazetteer.beyond)}
        for name, _, kecamatan in gazetteer.desa:
            self._villages.setdefault(_spelled(name), set()).add(kecamatan)
        for variant, name in gazetteer.variants.items():
            official.setdefault(name, set()).add(_spelled(variant))
        for name, spellings in official.items():
            for spelled in spellings:
                if _spelled(name) in larger:
                    larger.add(spelled)
                if _spelled(name) in self._villages:
                    self._villages.setdefault(spelled, set()).update(self._villages[_spelled(name)])
        self._larger = frozenset(larger)
        self._kecamatan = {_spelled(name): name for name in gazetteer.kecamatan}
        self._everyday = frozenset(_spelled(name) for name in gazetteer.cue_required)

    def find(self, row: Sequence[tuple[str, bool]]) -> Iterator[NamedPlace]:
        """Every place, in order.

        Args:
            row: plain words, each with whether it joins the one before; "" for what is no word.
        """
        named = {name for key, name in self._kecamatan.items() if self._stands(key, row)}
        at = 0
        while at < len(row):
            place = self._at(row, at, named)
            if place is None:
                at += 1
            else:
                yield place
                at = place.end

    def _at(self, row: Sequence[tuple[str, bool]], at: int, named: set[str]) -> NamedPlace | None:
        before = row[at - 1][0] if at and row[at][1] else ""
        for size in range(min(_LONGEST, len(row) - at), 0, -1):
            if not all(joins for _, joins in row[at + 1 : at + size]):
                continue
            key = tuple(word for word, _ in row[at : at + size])
            if key in self._everyday and before not in WHERE:
                continue
            village = key in self._villages and (before in VILLAGE or key not in self._larger)
            if village:
                return NamedPlace(start=at, end=at + size, hidden=True, kecamatan=self._settled(key, named))
            if key in self._larger:
                return NamedPlace(start=at, end=at + size, hidden=False)
        return None

    def _settled(self, key: tuple[str, ...], named: set[str]) -> str | None:
        """The only kecamatan with a village of this name, or the only one of them that is named as well."""
        options = self._villages[key]
        fitting = options & named or options
        return next(iter(fitting)) if len(fitting) == 1 else None

    @staticmethod
    def _stands(key: tuple[str, ...], row: Sequence[tuple[str, bool]]) -> bool:
        words = [word for word, _ in row]
        return any(tuple(words[at : at + len(key)]) == key for at in range(len(words) - len(key) + 1))


def _spelled(name: str) -> tuple[str, ...]:
    return tuple(
        squeeze(fold(part).replace("'", "")) for part in name.replace("-", " ").replace("/", " ").split()
    )
