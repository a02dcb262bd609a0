"""Names of the register in a question, whatever words they are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from recruiters.keys import word_key
from recruiters.named import NAME_WORDS, ends_here
from recruiters.naming import (
    ABOUT,
    ASKING,
    CALLED,
    COMMON,
    DOUBTFUL,
    FORMS,
    LINKS,
    NAMELIKE,
    OFFICES,
    POINTING,
    PRAISE,
    STOPS,
    TITLES,
)
from recruiters.token import Token


def listed_in(tokens: Sequence[Token], places_of: Callable[[str], Set[str] | None]) -> dict[int, int]:
    """Where names of the register stand, whatever words they are made of: the first word to behind the last.

    A name is only taken where nothing beside it may belong to it as well.

    Args:
        tokens: the whole text.
        places_of: the towns of a company by its exact key, None if the register holds no such name.
    """
    keys = [word_key(token.raw) if token.is_word else "" for token in tokens]
    found: dict[int, int] = {}
    at = 0
    while at < len(tokens):
        marked = at > 0 and FORMS.get(tokens[at - 1].low) == "pt"
        if keys[at] and (at == 0 or marked or _bounds(tokens[at - 1], tokens[at])):
            for end in range(min(len(tokens), at + NAME_WORDS), at, -1):
                if not all(keys[at:end]) or (end - at == 1 and not marked and len(tokens) > 1):
                    continue
                towns = places_of("".join(keys[at:end]))
                if towns is None:
                    continue
                behind = end
                while behind < len(tokens) and keys[behind] in towns:
                    behind += 1
                if _is_bounded(tokens, at, end, behind):
                    found[at] = end
                break
        at = found.get(at, at + 1)
    return found


def _is_bounded(tokens: Sequence[Token], start: int, end: int, behind: int) -> bool:
    """Whether nothing behind a name, its own town left out, may belong to it."""
    if not ends_here(tokens[start:end], tokens[start:end], tokens, end if behind == end else behind):
        return False
    after = tokens[behind] if behind < len(tokens) else None
    return after is None or _bounds(after, tokens[end - 1]) or FORMS.get(after.low) == "pt"


def _bounds(beside: Token, name: Token) -> bool:
    """Whether a word beside a name surely does not belong to it."""
    if not beside.is_word:
        return beside.raw not in "&-–—/"
    if beside.low in FORMS or beside.low in TITLES:
        return False
    if beside.low in NAMELIKE or beside.low in DOUBTFUL:
        return name.is_capital and not beside.is_capital
    return beside.low in STOPS or any(
        beside.low in words for words in (COMMON, LINKS, ABOUT, PRAISE, POINTING, CALLED, ASKING, OFFICES)
    )
