"""All flows, texts and settings of one version, read once and known by the hash of what they say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from flows.catalogue import Catalogue, OptionText
from flows.choices import entry_of
from flows.definition import REPEAT, Flow, Settings, split_target
from flows.documents import read_document
from flows.errors import BundleUnreadable
from flows.matching import phrases_of
from flows.nodes import EraseNode
from flows.prompt import Option

DEFAULT_LOCALE = "id"

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """One version of everything a conversation runs on.

    Args:
        sha: sha256 of the canonical JSON, in hex; a conversation remembers it and ends on what it began with.
        flows: by name.
        catalogues: by language code.
        settings: where things begin and what the words lead to.
        canonical: the canonical JSON.
    """

    sha: str
    flows: Mapping[str, Flow]
    catalogues: Mapping[str, Catalogue]
    settings: Settings
    canonical: str = field(repr=False)

    @classmethod
    def from_json(cls, text: str) -> Bundle:
        """Read a bundle back from its canonical JSON; the sha is that of this very text.

        Raises:
            BundleUnreadable: if the JSON is not a bundle.
        """
        return _build(json.loads(text), text)

    def to_json(self) -> str:
        """The canonical JSON, as it is kept with every conversation version."""
        return self.canonical

    @property
    def default_locale(self) -> str:
        """The language to fall back to."""
        return DEFAULT_LOCALE if DEFAULT_LOCALE in self.catalogues else min(self.catalogues)

    def catalogue(self, locale: str) -> Catalogue:
        """The texts of a language, or of the default language if there are none."""
        return self.catalogues.get(locale) or self.catalogues[self.default_locale]

    def phrases(self, option: Option) -> tuple[str, ...]:
        """Everything that means this option, normalised, in every language: people mix them."""
        entry = entry_of(option)
        known = self._phrases.get(entry or option.id, ())
        if entry is not None and not option.params:
            return known
        written = (
            catalogue.label(option) for catalogue in self.catalogues.values() if catalogue.knows(option)
        )
        return tuple(dict.fromkeys((*phrases_of(written), *known)))

    @cached_property
    def words(self) -> dict[str, str]:
        """Every phrase that works everywhere, normalised, to the name of the word."""
        return {
            phrase: name
            for catalogue in self.catalogues.values()
            for name, synonyms in catalogue.words.items()
            if name in self.settings.words
            for phrase in phrases_of((name.replace("_", " "), *synonyms, *catalogue.heard.get(name, ())))
        }

    @cached_property
    def unsafe_phrases(self) -> tuple[str, ...]:
        """What means, anywhere in a short message and in any language, that nothing may be answered now."""
        name = self.settings.unsafe or ""
        return phrases_of(
            phrase for catalogue in self.catalogues.values() for phrase in catalogue.within.get(name, ())
        )

    def within(self, option: Option) -> tuple[str, ...]:
        """Phrases that mean this option anywhere in a short answer, normalised, in every language."""
        return self._within.get(entry_of(option) or option.id, ())

    @cached_property
    def exact_words(self) -> frozenset[str]:
        """Words that are never guessed from a typo: what erases, and what the settings name."""
        return frozenset(self.settings.exact) | frozenset(
            name
            for name, target in self.settings.words.items()
            if target != REPEAT
            and (flow := self.flows.get(split_target(target)[0])) is not None
            and any(isinstance(node, EraseNode) for node in flow.nodes.values())
        )

    @cached_property
    def _within(self) -> dict[str, tuple[str, ...]]:
        return self._gathered(lambda option: option.within)

    @cached_property
    def _phrases(self) -> dict[str, tuple[str, ...]]:
        return self._gathered(lambda one: (*(() if "{" in one.label else (one.label,)), *one.synonyms))

    def _gathered(self, spelled: Callable[[OptionText], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        spellings: dict[str, list[str]] = {}
        for catalogue in self.catalogues.values():
            for name, option in catalogue.options.items():
                spellings.setdefault(name, []).extend(spelled(option))
        return {name: phrases_of(texts) for name, texts in spellings.items()}


class Bundles(Protocol):
    """Where versions are kept."""

    @property
    def current(self) -> Bundle:
        """The version that new conversations begin with."""
        ...

    def get(self, sha: str) -> Bundle | None:
        """The version with this sha, or None if it is lost."""
        ...


class KnownBundles:
    """Versions held in memory.

    Args:
        current: what new conversations begin with.
        older: what earlier ones began with.
    """

    def __init__(self, current: Bundle, older: Iterable[Bundle] = ()) -> None:
        self._current = current
        self._by_sha = MappingProxyType({bundle.sha: bundle for bundle in (*older, current)})

    @property
    def current(self) -> Bundle:
        """The version that new conversations begin with."""
        return self._current

    def get(self, sha: str) -> Bundle | None:
        """The version with this sha, or None if it is lost."""
        return self._by_sha.get(sha)


def load_bundle(folder: Path) -> Bundle:
    """Read `library/*.yaml` (flows and `settings.yaml`) and `texts/*.yaml` (one file a language) of a folder.

    Args:
        folder: where the two folders are.

    Raises:
        BundleUnreadable: naming every file and key that is wrong.
    """
    problems: list[str] = []
    flows: dict[str, Any] = {}
    texts: dict[str, Any] = {}
    settings: dict[str, Any] = {}
    for path in (*sorted((folder / "library").glob("*.yaml")), *sorted((folder / "texts").glob("*.yaml"))):
        try:
            document = read_document(path)
        except BundleUnreadable as error:
            problems.extend(error.problems)
            continue
        if path.parent.name == "texts":
            texts[path.stem] = {**document, "locale": path.stem}
        elif path.stem == "settings":
            settings = document
        else:
            flows[path.stem] = document
            if document.get("name") != path.stem:
                problems.append(f"{path.name}: name must be {path.stem!r}, like the file")
    if problems:
        raise BundleUnreadable(tuple(problems))
    built = _build({"flows": flows, "texts": texts, "settings": settings}, None)
    return Bundle.from_json(_canonical(built))


def _build(document: Mapping[str, Any], canonical: str | None) -> Bundle:
    problems: list[str] = []
    flows = _models(Flow, document.get("flows", {}), "library", problems)
    texts = _models(Catalogue, document.get("texts", {}), "texts", problems)
    settings = _models(Settings, {"settings": document.get("settings", {})}, "library", problems)
    if not texts:
        problems.append("texts: no language at all")
    if problems:
        raise BundleUnreadable(tuple(problems))
    return Bundle(
        sha=hashlib.sha256((canonical or "").encode()).hexdigest(),
        flows=MappingProxyType(flows),
        catalogues=MappingProxyType(_sharing_samples(texts)),
        settings=settings["settings"],
        canonical=canonical or "",
    )


def _models(model: type[M], documents: Mapping[str, Any], folder: str, problems: list[str]) -> dict[str, M]:
    models = {}
    for name, document in documents.items():
        try:
            models[name] = model.model_validate(document)
        except ValidationError as error:
            for issue in error.errors(include_url=False, include_input=False):
                where = ".".join(str(step) for step in issue["loc"])
                problems.append(f"{folder}/{name}.yaml: {where}: {issue['msg']}")
    return models


def _sharing_samples(catalogues: Mapping[str, Catalogue]) -> dict[str, Catalogue]:
    # A parameter has one longest value, whichever language's file gives it.
    samples: dict[str, str] = {}
    for catalogue in catalogues.values():
        for name, sample in catalogue.samples.items():
            samples[name] = max(samples.get(name, ""), sample, key=len)
    return {locale: one.model_copy(update={"samples": samples}) for locale, one in catalogues.items()}


def _canonical(bundle: Bundle) -> str:
    def plain(models: Mapping[str, BaseModel]) -> dict[str, Any]:
        return {
            name: one.model_dump(mode="json", by_alias=True, exclude_none=True)
            for name, one in models.items()
        }

    document = {
        "flows": plain(bundle.flows),
        "texts": plain(bundle.catalogues),
        "settings": bundle.settings.model_dump(mode="json", exclude_none=True),
    }
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
