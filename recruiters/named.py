"""A name read out of a question: its words, its legal form, and whether it is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recruiters.keys import initials_of, words_of
from recruiters.naming import ABOUT, ASKING, COMMON, DOUBTFUL, FORMS, LINKS, PRAISE, RecruiterForm
from recruiters.token import Token

LONGEST_NAME = 120
"""Characters of a name that are kept. A name cut short could become another company's."""
NAME_WORDS = 10
"""Words of a name; a longer one is no name."""


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


def named(
    words: list[Token], form: RecruiterForm, tokens: Sequence[Token], end: int
) -> NamedRecruiter | None:
    """A name without the words of the question that hang on to it; None if nothing is left.

    Args:
        words: the stretch of text that may be the name.
        form: the legal form that points at it.
        tokens: the whole text.
        end: where the stretch ends in it.
    """
    kept = trimmed(words)
    if not any(character.isalpha() for word in kept for character in word.low):
        return None  # a number alone is no name
    name = " ".join(word.raw for word in kept)
    return NamedRecruiter(
        name=name[:LONGEST_NAME].strip(" ."),
        form=form,
        is_whole=len(name) <= LONGEST_NAME
        and len(words) < NAME_WORDS
        and ends_here(words, kept, tokens, end),
    )


def ends_here(words: Sequence[Token], kept: Sequence[Token], tokens: Sequence[Token], end: int) -> bool:
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
        inside = initials_of(words_of(" ".join(token.raw for token in kept)))
        known = following.low in {*LINKS, *FORMS, *COMMON, *PRAISE}
        aside = kept[-1].is_capital and not following.is_capital  # "PT Maju Jaya (jaksel)"
        return following.low.replace(".", "") == inside or known or aside
    joins = after.low in {"dan", "and"} or after.raw in "&-–—/+"
    return not (joins and following.is_word and not following.ends_name and not is_common(following))


def trimmed(name: list[Token]) -> list[Token]:
    """A name without the words of the question that hang on to it ("... aman", "... resmi").

    Such a word stays if it is written like the rest of the name: there are companies called "Aman Jaya".
    """
    while name and name[-1].low in PRAISE and not (len(name) > 1 and all(word.is_capital for word in name)):
        name = name[:-1]
    while name and name[0].low in ABOUT:
        name = name[1:]
    return name


def is_common(token: Token) -> bool:
    """Whether a word belongs to the sentence and not to a name.

    Args:
        token: the word.
    """
    return token.low in COMMON and not token.is_capital
