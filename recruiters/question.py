"""Reads which recruiters a question names: companies and persons, in whatever sentence they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from recruiters.naming import (
    ABOUT,
    ASKING,
    CALLED,
    COMMON,
    DOUBTFUL,
    FORMS,
    LINKS,
    OFFICES,
    PLACES,
    POINTING,
    PRAISE,
    STOPS,
    TITLES,
    RecruiterForm,
)

LONGEST_NAME = 120
"""Characters of a name that are kept. A name cut short could become another company's."""
NAME_WORDS = 10
PERSON_WORDS = 3
TEXT_READ = 2000
"""A longer text is no question about a name."""

#: A word, or a mark that ends a name. Initials keep their dots ("P.T."), so do names ("A. Yani").
_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*\.?|[^\w\s]|\n")
_STUCK = re.compile(r"\b(pt|cv|ud|lpk|p\.t|c\.v)\.(?=[^\W\d_]{2})", re.IGNORECASE)  # "PT.Maju Jaya"
_SPELLED = {"p.t": "pt", "c.v": "cv", "u.d": "ud", "l.p.k": "lpk"}


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedRecruiter:
    """A recruiter that a question names.

    Args:
        name: as it was written, without legal form and title.
        form: its legal form; `perorangan` for a person, `tidak_jelas` if the text does not say.
        is_whole: False if a word beside it may belong to it as well ("PT Bina Karya Aman"): then nothing may
            be said of the shorter name.
    """

    name: str
    form: RecruiterForm
    is_whole: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class RecruiterQuestion:
    """What a question asks about.

    Args:
        names: every recruiter named, in the order of the text, each once; empty if there is none.
    """

    names: tuple[NamedRecruiter, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Token:
    raw: str
    low: str
    is_capital: bool = False

    @property
    def is_word(self) -> bool:
        return self.low[:1].isalnum()

    @property
    def ends_name(self) -> bool:
        return not self.is_word or self.low in STOPS or self.low in FORMS


def read_question(text: str, *, is_listed: Callable[[str], bool] = lambda _: False) -> RecruiterQuestion:
    """The recruiters that a question names. Finding none is an answer; nothing is made up.

    Args:
        text: as the person wrote it; anything, of any length.
        is_listed: whether the register holds a name: then it is one, also in a sentence without any mark.
    """
    tokens = _tokens(text[:TEXT_READ])
    found = list(_marked(tokens)) or list(_bare(tokens, is_listed))
    names: dict[tuple[str, str], NamedRecruiter] = {}
    for named in found:
        names.setdefault((named.name.casefold(), named.form), named)
    return RecruiterQuestion(names=tuple(names.values()))


def _tokens(text: str) -> list[_Token]:
    shouted = text.isupper()  # then large letters say nothing about names
    tokens: list[_Token] = []
    for match in _TOKEN.finditer(_STUCK.sub(r"\1. ", text)):
        raw = match.group()
        low = raw.casefold().rstrip(".")
        low = _SPELLED.get(low, low) or raw
        if low.endswith(("nya", "nye")) and low[:-3] in FORMS:
            low = low[:-3]
        capital = not shouted and (raw[0].isupper() or raw[0].isdigit())
        tokens.append(_Token(raw=raw, low=low, is_capital=capital))
        if raw.endswith(".") and len(low) > 2 and low not in FORMS and low not in TITLES:
            # A full stop after a whole word ends a sentence; after a form or an initial it does not.
            tokens[-1] = _Token(raw=raw[:-1], low=low, is_capital=capital)
            tokens.append(_Token(raw=".", low="."))
    return tokens


def _marked(tokens: Sequence[_Token]) -> Iterator[NamedRecruiter]:
    """Names that a legal form, a title or a trade points at."""
    at = 0
    last_end = 0
    while at < len(tokens):
        low = tokens[at].low
        form = FORMS.get(low)
        if form is not None and tokens[at].is_word:
            words, end = _after(tokens, at + 1, NAME_WORDS)
            named = _named(words, form, tokens, end) or _named(
                _before(tokens[last_end:at]), form, tokens, at + 1
            )
            if named:
                yield named
                at = last_end = max(end, at + 1)
                continue
        elif low in TITLES and not _is_spoken_to(tokens, at):
            words, end = _after(tokens, at + 1, PERSON_WORDS, ends=TITLES)
            named = _named(words, "perorangan", tokens, end)
            if named:
                yield named
                at = last_end = end
                continue
        at += 1


def _named(
    words: list[_Token], form: RecruiterForm, tokens: Sequence[_Token], end: int
) -> NamedRecruiter | None:
    """A name without the words of the question that hang on to it; None if nothing is left.

    Args:
        words: the stretch of text that may be the name.
        form: the legal form that points at it.
        tokens: the whole text.
        end: where the stretch ends in it.
    """
    kept = _trimmed(words)
    if not any(character.isalpha() for word in kept for character in word.low):
        return None  # a number alone is no name
    name = " ".join(word.raw for word in kept)
    return NamedRecruiter(
        name=name[:LONGEST_NAME].strip(" ."),
        form=form,
        is_whole=len(name) <= LONGEST_NAME and len(words) < NAME_WORDS and _ends_here(words, kept, tokens, end),
    )


def _ends_here(
    words: Sequence[_Token], kept: Sequence[_Token], tokens: Sequence[_Token], end: int
) -> bool:
    """Whether nothing beside a name may belong to it as well."""
    cut = [word for word in words if word not in kept]
    after = tokens[end] if end < len(tokens) else None
    doubtful = [word for word in cut if word.low in DOUBTFUL and word.is_capital == kept[-1].is_capital]
    if doubtful:
        asks = after is not None and (after.low in ASKING or after.raw == "?")
        if doubtful != cut[-1:] or not (asks or tokens[0].low in ASKING):
            return False
    if after is None or end + 1 >= len(tokens):
        return True
    following = tokens[end + 1]
    if after.raw in "([" and following.is_word:
        inside = "".join(token.raw[0] for token in kept).casefold()
        return following.low.replace(".", "") == inside or following.low in {*LINKS, *FORMS, *COMMON, *PRAISE}
    joins = after.low in {"dan", "and"} or after.raw in "&-–—/+"
    return not (joins and following.is_word and not following.ends_name and not _is_common(following))


def _is_spoken_to(tokens: Sequence[_Token], at: int) -> bool:
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
    tokens: Sequence[_Token], start: int, most: int, *, ends: Set[str] = frozenset()
) -> tuple[list[_Token], int]:
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
    name: list[_Token] = []
    while at < len(tokens) and len(name) < most and not tokens[at].ends_name and tokens[at].low not in LINKS:
        if tokens[at].low in ends or (_is_common(tokens[at]) and (name or not _begins(tokens, at))):
            break
        name.append(tokens[at])
        at += 1
    return name, at


def _is_common(token: _Token) -> bool:
    return token.low in COMMON and not token.is_capital


def _begins(tokens: Sequence[_Token], at: int) -> bool:
    """Whether an everyday word begins a name all the same ("yayasan kasih ibu")."""
    if at + 1 >= len(tokens):
        return False
    following = tokens[at + 1]
    return not (
        following.ends_name or following.low in COMMON or following.low in LINKS or following.low in PRAISE
    )


def _before(tokens: Sequence[_Token]) -> list[_Token]:
    """The words of the name that ends before a legal form ("Maju Jaya PT")."""
    name: list[_Token] = []
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


def _trimmed(name: list[_Token]) -> list[_Token]:
    """A name without the words of the question that hang on to it ("... aman", "... resmi").

    Such a word stays if it is written like the rest of the name: there are companies called "Aman Jaya".
    """
    while name and name[-1].low in PRAISE and not (len(name) > 1 and all(word.is_capital for word in name)):
        name = name[:-1]
    while name and name[0].low in ABOUT:
        name = name[1:]
    return name


def _bare(tokens: Sequence[_Token], is_listed: Callable[[str], bool]) -> Iterator[NamedRecruiter]:
    """Names without form or title: after a request ("cek Duta"), asked about ("duta jaya itu penipu?"),
    written large, listed, or the whole message."""
    doubted = any(token.low in PRAISE for token in tokens)
    for run in _runs(tokens):
        asked = len(run) < len([token for token in tokens if token.is_word])
        words = [token for token in run if token.low not in ABOUT]
        if len(words) > NAME_WORDS or not words:
            continue
        after_request = any(token.low in ABOUT for token in run[:1]) or _follows_request(tokens, run)
        large = len(words) > 1 and all(token.is_capital for token in words)
        in_doubt = doubted and len(words) > 1 and not any(token.low in PRAISE for token in words[:2])
        listed = is_listed(" ".join(token.raw for token in words))
        if after_request or large or in_doubt or listed or not asked:
            end = next(place for place, token in enumerate(tokens) if token is run[-1]) + 1
            named = _named(words, "tidak_jelas", tokens, end)
            if named and not all(token.low in PLACES or token.low in PRAISE for token in words):
                yield named


def _runs(tokens: Sequence[_Token]) -> Iterator[list[_Token]]:
    """Stretches of words that could belong to a name."""
    run: list[_Token] = []
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


def _follows_request(tokens: Sequence[_Token], run: list[_Token]) -> bool:
    start = next(place for place, token in enumerate(tokens) if token is run[0])
    return any(
        token.low in ABOUT or token.low in CALLED or token.low == ":"
        for token in tokens[max(0, start - 3) : start]
    )
