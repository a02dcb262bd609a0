"""A task force's file laid over the file that it extends, so that a new regency writes only what differs."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config.problems import FixConfiguration
from config.yaml_file import read_yaml

#: Lists to which the upper file adds instead of replacing them. Entries meet by this key; None: plain words.
_JOINED: dict[str, str | None] = {"contacts": "key", "places_beyond": "name", "cue_required": None}


@dataclass(frozen=True, kw_only=True)
class Document:
    """What two files say together.

    Args:
        values: the merged mapping, without `extends`.
        upper: name of the file that was asked for.
        lower: name of the file it extends, or None.
        own, inherited: top-level keys that each of the two gives.
    """

    values: dict[str, Any]
    upper: str
    lower: str | None = None
    own: frozenset[str] = field(default_factory=frozenset)
    inherited: frozenset[str] = field(default_factory=frozenset)

    def file_of(self, key: str) -> str:
        """Name of the file in which a top-level key is corrected; both where both have their part in it."""
        if self.lower is None or key not in self.inherited:
            return self.upper
        return f"{self.upper} or {self.lower}" if key in self.own else self.lower


def read_document(path: Path) -> Document:
    """Read a file and what it extends.

    Mappings are merged key by key, the upper file winning; contacts and places beyond meet by key or name and
    cue words are joined; every other list of the upper file replaces the lower one's.

    Args:
        path: a YAML file; `extends: base.yaml` names a file in the same folder that extends nothing itself.

    Raises:
        FixConfiguration: a file cannot be read, or `extends` names none.
    """
    upper = read_yaml(path)
    extends = upper.pop("extends", None)
    if extends is None:
        return Document(values=upper, upper=path.name)
    if not isinstance(extends, str) or Path(extends).name != extends:
        raise FixConfiguration([f"{path.name}: extends: must name a file in the same folder"])
    lower = read_yaml(path.with_name(extends))
    if "extends" in lower:
        raise FixConfiguration([f"{extends}: extends: a file that others extend must stand alone; remove it"])
    return Document(
        values=_merged(lower, upper, joined=_JOINED),
        upper=path.name,
        lower=extends,
        own=frozenset(upper),
        inherited=frozenset(lower),
    )


def _merged(lower: dict[str, Any], upper: dict[str, Any], *, joined: dict[str, str | None]) -> dict[str, Any]:
    merged = dict(lower)
    for key, value in upper.items():
        below = lower.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            merged[key] = _merged(below, value, joined={})
        elif isinstance(below, list) and isinstance(value, list) and key in joined:
            merged[key] = _joined(below, value, joined[key])
        else:
            merged[key] = value
    return merged


def _joined(lower: list[Any], upper: list[Any], identity: str | None) -> list[Any]:
    if identity is None:
        return [*lower, *(entry for entry in upper if entry not in lower)]
    result = list(lower)
    for entry in upper:
        # Only against the lower file: an entry that the upper file gives twice must stay a visible mistake.
        place = next((i for i, below in enumerate(lower) if _same(below, entry, identity)), None)
        if place is None:
            result.append(entry)
        else:
            result[place] = {**lower[place], **entry}
    return result


def _same(one: object, other: object, identity: str) -> bool:
    return (
        isinstance(one, dict)
        and isinstance(other, dict)
        and identity in one
        and one[identity] == other.get(identity)
    )
