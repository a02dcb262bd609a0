"""The places a task force knows: its own kecamatan and desa, and those beyond that its people speak of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from pydantic import Field, field_validator

from config.problems import Strict, several
from language.reading import Gazetteer


class Desa(Strict):
    """A village: official code (`61.01.09.2002`), official name, and other spellings that people use."""

    code: str = Field(pattern=r"^\d{2}\.\d{2}\.\d{2}\.\d{4}$")
    name: str
    variants: tuple[str, ...] = ()


class Kecamatan(Strict):
    """A district with its villages: official code (`61.01.09`), official name, and other spellings."""

    code: str = Field(pattern=r"^\d{2}\.\d{2}\.\d{2}$")
    name: str
    variants: tuple[str, ...] = ()
    desa: tuple[Desa, ...]

    @field_validator("desa")
    @classmethod
    def _each_once(cls, desa: tuple[Desa, ...]) -> tuple[Desa, ...]:
        several([f"{name}: this desa is named twice" for name in twice(entry.name for entry in desa)])
        return desa


class PlaceBeyond(Strict):
    """A place beyond the regency: a crossing (`perbatasan`), a town (`luar`) or a country (`negara`)."""

    name: str
    kind: Literal["perbatasan", "luar", "negara"]
    variants: tuple[str, ...] = ()


def twice(names: Iterable[str]) -> tuple[str, ...]:
    """Names that occur more than once, each once, in the order of their second occurrence."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for name in names:
        if name in seen:
            again[name] = None
        seen.add(name)
    return tuple(again)


def _own(regions: Iterable[Kecamatan]) -> Iterator[Kecamatan | Desa]:
    for kecamatan in regions:
        yield kecamatan
        yield from kecamatan.desa


def misplaced(regions: Iterable[Kecamatan]) -> list[str]:
    """What is wrong with codes: two places with one code, or a desa whose code lies in another kecamatan."""
    regions = tuple(regions)
    codes = [place.code for place in _own(regions)]
    return [f"{code}: this code is given twice" for code in twice(codes)] + [
        f"{desa.code} {desa.name}: the code does not lie in {kecamatan.name} ({kecamatan.code})"
        for kecamatan in regions
        for desa in kecamatan.desa
        if not desa.code.startswith(f"{kecamatan.code}.")
    ]


def _spellings(regions: Iterable[Kecamatan], beyond: Iterable[PlaceBeyond]) -> Iterator[tuple[str, str]]:
    places: tuple[Kecamatan | Desa | PlaceBeyond, ...] = (*_own(regions), *beyond)
    return ((variant.lower(), place.name) for place in places for variant in place.variants)


def contradictions(
    regions: Iterable[Kecamatan], beyond: Iterable[PlaceBeyond], cue_required: Iterable[str]
) -> list[str]:
    """Spellings that mean two places, and cue words that name none.

    A spelling with two meanings would send help to the wrong village; a cue word that names nothing is a
    typing error that lets an everyday word count as a place.
    """
    regions, beyond = tuple(regions), tuple(beyond)
    names = {place.name.lower() for place in _own(regions)} | {place.name.lower() for place in beyond}
    meanings: dict[str, set[str]] = {}
    for variant, name in _spellings(regions, beyond):
        meanings.setdefault(variant, set()).add(name)
    return (
        [
            f"{variant}: this spelling means {' and '.join(sorted(m))}"
            for variant, m in meanings.items()
            if len(m) > 1
        ]
        + [
            f"{variant}: this spelling is the official name of another place"
            for variant in meanings
            if variant in names
        ]
        + [
            f"{cue}: this cue word names no place"
            for cue in cue_required
            if cue not in names and cue not in meanings
        ]
    )


def gazetteer_of(
    regions: Iterable[Kecamatan], beyond: Iterable[PlaceBeyond], cue_required: Iterable[str]
) -> Gazetteer:
    """The places as the reader of messages takes them."""
    regions, beyond = tuple(regions), tuple(beyond)
    return Gazetteer(
        kecamatan={kecamatan.name: kecamatan.code for kecamatan in regions},
        desa=tuple(
            (desa.name, desa.code, kecamatan.name) for kecamatan in regions for desa in kecamatan.desa
        ),
        variants=dict(_spellings(regions, beyond)),
        cue_required=frozenset(cue_required),
        beyond={place.name: place.kind for place in beyond},
    )
