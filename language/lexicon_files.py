"""Reads the lexicon from its data files, which a task force can extend."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from language.normalise import squeeze
from language.signs import BadLexicon, Indicator, Matter, Sign
from language.vocabulary import Lexicon

_MATTERS = TypeAdapter(tuple[Matter, ...])
_INDICATORS = TypeAdapter(tuple[Indicator, ...])


def load_lexicon(signs: Path, others: Path) -> Lexicon:
    """Read a lexicon from its folders.

    Args:
        signs: folder with one file a warning sign.
        others: folder with `forms`, `classes`, `cues`, `matters`, `ordinary`, if needed `indicators` and
            `meanings`.

    Raises:
        BadLexicon: with every problem at once.
    """
    problems: list[str] = []
    found: list[Sign] = []
    for path in sorted(signs.glob("*.yaml")):
        try:
            found.append(Sign.model_validate(_yaml(path)))
        except ValidationError as error:
            problems.append(f"{path.name}: {error}")
    matters: tuple[Matter, ...] = ()
    try:
        matters = _MATTERS.validate_python(_yaml(others / "matters.yaml"))
    except ValidationError as error:
        problems.append(f"matters.yaml: {error}")
    indicators: tuple[Indicator, ...] = ()
    named = others / "indicators.yaml"
    try:
        indicators = _INDICATORS.validate_python(_optional(named, []))
    except ValidationError as error:
        problems.append(f"{named.name}: {error}")
    if problems:
        raise BadLexicon("\n".join(problems))
    return Lexicon(
        forms=_forms(_yaml(others / "forms.yaml")),
        classes={name: tuple(str(row).split()) for name, row in _yaml(others / "classes.yaml").items()},
        meanings={
            name: tuple(str(row).split()) for name, row in _optional(others / "meanings.yaml", {}).items()
        },
        cues={name: tuple(rows) for name, rows in _yaml(others / "cues.yaml").items()},
        matters=matters,
        signs=tuple(found),
        indicators=indicators,
        ordinary=frozenset(str(_yaml(others / "ordinary.yaml")["words"]).split()),
        sambas=frozenset(str(_yaml(others / "ordinary.yaml")["sambas"]).split()),
    )


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 safe either way, the first is fast


def _optional(path: Path, otherwise: Any) -> Any:
    return _yaml(path) if path.exists() else otherwise


def _forms(rows: Mapping[str, str]) -> dict[str, str]:
    """Turn "word: forms" around; a form is reachable with its apostrophe and without doubled letters."""
    forms: dict[str, str] = {}
    for word, written in rows.items():
        for form in str(written).split():
            bare = form.strip("'")
            forms[bare] = word
            if "'" not in bare and len(squeeze(bare)) > 1:
                forms[squeeze(bare)] = word
    return forms
