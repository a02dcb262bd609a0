"""Names that a legal form, a title or a trade points at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from recruiters.named import NAME_WORDS, NamedRecruiter, is_common, named
from recruiters.naming import ABOUT, COMMON, FORMS, LINKS, OFFICES, POINTING, PRAISE, TITLES
from recruiters.token import Token

PERSON_WORDS = 3
"""Words of a person's name."""


def marked_in(tokens: Sequence[Token], listed: Mapping[int, int]) -> Iterator[NamedRecruiter]:
    """Names that a legal form, a title or a trade points at, in the order of the text.

    Args:
        tokens: the whole text.
        listed: where names of the register stand, as `listed_in` finds them.
    """
    at = 0
    last_end = 0
    ends = {end: start for start, end in listed.items()}
    while at < len(tokens):
        low = tokens[at].low
        form = FORMS.get(low)
        start = at + 1
        while start < len(tokens) and start not in listed and tokens[start].low in POINTING:
            start += 1
        if form == "pt" and start in listed:
            at = last_end = listed[start]
            name = " ".join(token.raw for token in tokens[start:at])
            yield NamedRecruiter(name=name, form="pt")
            continue
        stop = at - 1 if at and tokens[at - 1].raw in ",(" else at
        if form == "pt" and stop in ends and ends[stop] >= last_end:  # "Maju Jaya, PT"
            name = " ".join(token.raw for token in tokens[ends[stop] : stop])
            yield NamedRecruiter(name=name, form="pt")
            at = last_end = at + 1
            continue
        if form is not None and tokens[at].is_word:
            words, end = _after(tokens, at + 1, NAME_WORDS)
            found = named(words, form, tokens, end)
            before = (
                _before(tokens[:stop]) if last_end == 0 else []
            )  # a later "PT nya" speaks of the one before
            if found is None or (len(words) == 1 and len(before) > 1):  # "Maju Jaya pt sambas"
                found = named(before, form, tokens, at + 1) or found
            if found:
                yield found
                at = last_end = max(end, at + 1)
                continue
        elif low in TITLES and not _is_spoken_to(tokens, at):
            words, end = _after(tokens, at + 1, PERSON_WORDS, ends=TITLES)
            found = named(words, "perorangan", tokens, end)
            if found:
                yield found
                at = last_end = end
                continue
        at += 1


def _is_spoken_to(tokens: Sequence[Token], at: int) -> bool:
    """Whether a title addresses us ("Pak, mau tanya", "bu saya ...") or names an office ("Pak Kades")."""
    if at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    return following.low not in TITLES and (
        following.ends_name
        or following.low in COMMON
        or following.low in OFFICES
        or following.low in LINKS
        or following.low in ABOUT
        or following.low in PRAISE
    )


def _after(
    tokens: Sequence[Token], start: int, most: int, *, ends: Set[str] = frozenset()
) -> tuple[list[Token], int]:
    """The words of the name that starts at a place, and where they end; none if there is none."""
    at = start
    while at < len(tokens) and (tokens[at].low in POINTING or tokens[at].low in TITLES):
        at += 1
    pointed = at > start
    # "cek pt ini dong: Duta Sejahtera": the name may stand behind a colon.
    if at < len(tokens) and (pointed or tokens[at].low == ":") and tokens[at].ends_name:
        colon = next(
            (place for place in range(at, min(at + 4, len(tokens))) if tokens[place].low == ":"), None
        )
        if colon is None:
            return [], start
        at = colon + 1
    while at < len(tokens) and tokens[at].raw in "\"'“‘(":
        at += 1
    name: list[Token] = []
    while at < len(tokens) and len(name) < most and not tokens[at].ends_name and tokens[at].low not in LINKS:
        if tokens[at].low in ends or (is_common(tokens[at]) and (name or not _begins(tokens, at))):
            break
        name.append(tokens[at])
        at += 1
    return name, at


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether an everyday word begins a name all the same ("yayasan kasih ibu")."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    return not (
        following.ends_name or following.low in COMMON or following.low in LINKS or following.low in PRAISE
    )


def _before(tokens: Sequence[Token]) -> list[Token]:
    """The words of the name that ends before a legal form ("Maju Jaya PT")."""
    name: list[Token] = []
    for token in reversed(tokens):
        if (
            token.ends_name
            or token.low in COMMON
            or token.low in LINKS
            or token.low in ABOUT
            or len(name) == NAME_WORDS
        ):
            break
        if token.low in TITLES or token.low in POINTING:
            break
        name.insert(0, token)
    return name
