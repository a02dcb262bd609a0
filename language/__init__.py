"""Understands what people write: danger, intent, place, age and number, in the varieties of the region."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from language.lexicon_files import load_lexicon
from language.model import WEIGHTS
from language.model.odds import Model
from language.model.weights import BadWeights, load
from language.reader import Reader
from language.reading import Gazetteer, Reading
from language.signs import BadLexicon
from language.vocabulary import Lexicon

__all__ = [
    "BadLexicon",
    "BadWeights",
    "Lexicon",
    "Reader",
    "Reading",
    "build_reader",
    "read",
    "shipped_lexicon",
]

_HERE = Path(__file__).parent


def build_reader(gazetteer: Gazetteer | None = None, *, trained: bool = True) -> Reader:
    """A reader with the lexicon and the weights that come with Suar.

    Args:
        gazetteer: the places of the task force; without one, no places are found.
        trained: False for the rules alone, as before the first training.

    Raises:
        BadLexicon: the lexicon's files cannot be used.
        BadWeights: the weights cannot be used.
    """
    return Reader(shipped_lexicon(), gazetteer or Gazetteer(), Model(load(WEIGHTS)) if trained else None)


@cache
def shipped_lexicon() -> Lexicon:
    """The lexicon that comes with Suar, read once.

    Raises:
        BadLexicon: its files cannot be used.
    """
    return load_lexicon(_HERE / "lexicon", _HERE / "words")


@cache
def _default() -> Reader:
    return build_reader()


def read(text: str, *, reader: Reader | None = None) -> Reading:
    """Say what a message says.

    Args:
        text: the message as it was written.
        reader: a reader that knows the task force's places; without one, places stay empty.
    """
    return (reader or _default()).read(text)
