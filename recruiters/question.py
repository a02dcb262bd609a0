"""Reads which recruiters a question names: companies and persons, in whatever sentence they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from recruiters.listed import listed_in
from recruiters.marked import marked_in
from recruiters.named import LONGEST_NAME, NAME_WORDS, NamedRecruiter, named
from recruiters.naming import (
    ABOUT,
    CALLED,
    COMMON,
    LINKS,
    OFFICES,
    PLACES,
    POINTING,
    PRAISE,
    RELATED,
    TITLES,
    RecruiterForm,
)
from recruiters.token import Token, tokens_of

__all__ = ["LONGEST_NAME", "NamedRecruiter", "RecruiterQuestion", "read_question"]

TEXT_READ = 2000
"""A longer text is no question about a name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecruiterQuestion:
    """What a question asks about.

    Args:
        names: every recruiter named, in the order of the text, each once; empty if there is none.
    """

    names: tuple[NamedRecruiter, ...]


def read_question(
    text: str, *, places_of: Callable[[str], Set[str] | None] = lambda _: None
) -> RecruiterQuestion:
    """The recruiters that a question names. Finding none is an answer; nothing is made up.

    Args:
        text: as the person wrote it; anything, of any length.
        places_of: the towns of a company by its exact key, None if the register holds no such name: a listed
            name is one also in a sentence without any mark, and its own town is no part of it.
    """
    tokens = tokens_of(text[:TEXT_READ])
    listed = listed_in(tokens, places_of)
    found = list(marked_in(tokens, listed))
    if not found:
        found = list(_named_in(listed, tokens)) or list(_bare(tokens))
    names: dict[tuple[str, str], NamedRecruiter] = {}
    for one in found:
        names.setdefault((one.name.casefold(), one.form), one)
    return RecruiterQuestion(names=tuple(names.values()))


def _named_in(listed: Mapping[int, int], tokens: Sequence[Token]) -> Iterator[NamedRecruiter]:
    for start, end in listed.items():
        name = " ".join(token.raw for token in tokens[start:end])
        yield NamedRecruiter(name=name, form="tidak_jelas")


def _bare(tokens: Sequence[Token]) -> Iterator[NamedRecruiter]:
    """Names without form or title: after a request ("cek Duta"), asked about ("duta jaya itu penipu?"),
    written large, or the whole message."""
    doubted = any(token.low in PRAISE or token.raw == "?" for token in tokens)
    for run in _runs(tokens):
        asked = len(run) < len([token for token in tokens if token.is_word and token.low not in PLACES])
        words = [token for token in run if token.low not in ABOUT]
        if len(words) > NAME_WORDS or not words:
            continue
        after_request = any(token.low in ABOUT for token in run[:1]) or _follows_request(tokens, run)
        large = len(words) > 1 and all(token.is_capital for token in words)
        in_doubt = doubted and len(words) > 1 and not any(token.low in PRAISE for token in words[:2])
        if after_request or large or in_doubt or not asked:
            end = next(place for place, token in enumerate(tokens) if token is run[-1]) + 1
            found = named(words, _form_of(run, tokens), tokens, end)
            if found and not all(token.low in PLACES or token.low in PRAISE for token in words):
                yield found


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Stretches of words that could belong to a name."""
    run: list[Token] = []
    for token in tokens:
        common = token.low in COMMON or token.low in LINKS or token.low in POINTING or token.low in OFFICES
        if token.ends_name or common or token.low in TITLES:
            if run:
                yield run
            run = []
        else:
            run.append(token)
    if run:
        yield run


def _form_of(run: Sequence[Token], tokens: Sequence[Token]) -> RecruiterForm:
    """Whether a bare name is a person's: called so, or with a father's name."""
    start = next(place for place, token in enumerate(tokens) if token is run[0])
    called = any(token.low in CALLED or token.low == "nama" for token in tokens[max(0, start - 2) : start])
    related = any(token.low in RELATED for token in tokens[:start])
    fathers = any(token.low in {"bin", "binti"} for token in run)
    return "perorangan" if (called and related) or fathers else "tidak_jelas"


def _follows_request(tokens: Sequence[Token], run: list[Token]) -> bool:
    start = next(place for place, token in enumerate(tokens) if token is run[0])
    return any(
        token.low in ABOUT or token.low in CALLED or token.low == ":"
        for token in tokens[max(0, start - 3) : start]
    )
