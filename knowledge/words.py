"""The words of the region: which mean the same, which mean nothing here; and what they are stems of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pydantic import Field, PrivateAttr, model_validator
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from config.problems import Strict, several
from language.normalise import words

_LONGEST = 24
_REMEMBERED = 8_192
_TEXT_READ = 2_000
_stemmer = StemmerFactory().create_stemmer()


class Words(Strict):
    """What the search knows of words, as `_words.yaml` holds it.

    Args:
        same: a word to the other words, typos and foreign words that mean it, parted by spaces.
        small: words that say nothing about a topic ("apa", "yang"), parted by spaces.
    """

    same: dict[str, str] = Field(min_length=1)
    small: str
    _forms: dict[str, str] = PrivateAttr(default_factory=dict)
    _small: frozenset[str] = PrivateAttr(default=frozenset())

    @model_validator(mode="after")
    def _indexed(self) -> Words:
        problems = [
            f"same.{word}: {form!r} already means {self._forms[form]!r}"
            for word, others in self.same.items()
            for form in others.split()
            if self._forms.setdefault(form, word) != word
        ]
        small = frozenset(self.small.split())
        known = frozenset(self.same) | frozenset(self._forms)
        problems += [f"small: {word!r} also stands in same" for word in sorted(small & known)]
        several(problems)
        self._small = small | frozenset(stem(word) for word in small)
        return self

    @property
    def forms(self) -> Mapping[str, str]:
        """Every form to the word it stands for."""
        return self._forms

    def stems(self, text: str) -> tuple[str, ...]:
        """The words of a text that say what it is about, as stems, in order.

        Args:
            text: anything, of any length.
        """
        found: list[str] = []
        for word in words(text[:_TEXT_READ], self._forms):
            bare = stem(word.norm)
            bare = self._forms.get(bare, bare)
            if word.norm not in self._small and bare not in self._small and len(bare) > 1:
                found.append(bare)
        return tuple(found)


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The stem of an Indonesian word: "pendaftaran" is "daftar"; other words stay as they are.

    Args:
        word: in lower case.
    """
    return str(_stemmer.stem(word[:_LONGEST]))
