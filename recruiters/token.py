"""The words and marks of a question, as a name is read out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recruiters.naming import FORMS, STOPS, TITLES

#: A word, or a mark that ends a name. Initials keep their dots ("P.T."), so do names ("A. Yani").
_TOKEN = re.compile(r"[^\W_]+(?:[.'’&/-][^\W_]+)*\.?|[^\w\s]|\n")
_STUCK = re.compile(r"\b(pt|cv|ud|lpk|p\.t|c\.v)\.(?=[^\W\d_]{2})", re.IGNORECASE)  # "PT.Maju Jaya"
_SPELLED = {"p.t": "pt", "c.v": "cv", "u.d": "ud", "l.p.k": "lpk"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One word or mark of a question.

    Args:
        raw: as it was written.
        low: in small letters, a legal form without its dots.
        is_capital: whether it is written large where that says something.
    """

    raw: str
    low: str
    is_capital: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word and no mark."""
        return self.low[:1].isalnum()

    @property
    def ends_name(self) -> bool:
        """Whether a name never goes on with it."""
        return not self.is_word or self.low in STOPS or self.low in FORMS


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a question.

    Args:
        text: as the person wrote it.
    """
    shouted = text.isupper()  # then large letters say nothing about names
    tokens: list[Token] = []
    for match in _TOKEN.finditer(_STUCK.sub(r"\1. ", text)):
        raw = match.group()
        low = raw.casefold().rstrip(".")
        low = _SPELLED.get(low, low) or raw
        if low.endswith(("nya", "nye")) and low[:-3].rstrip("-") in FORMS:
            low = low[:-3].rstrip("-")
        capital = not shouted and (raw[0].isupper() or raw[0].isdigit())
        tokens.append(Token(raw=raw, low=low, is_capital=capital))
        if raw.endswith(".") and len(low) > 2 and low not in FORMS and low not in TITLES:
            # A full stop after a whole word ends a sentence; after a form or an initial it does not.
            tokens[-1] = Token(raw=raw[:-1], low=low, is_capital=capital)
            tokens.append(Token(raw=".", low="."))
    return tokens
