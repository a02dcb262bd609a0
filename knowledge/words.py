"""The words of the region: which mean the same, which mean nothing here, which belong to other offices."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, PrivateAttr, model_validator

from config.problems import Strict, several
from language.normalise import words

_ENDINGS = ("nya", "kah", "lah", "pun", "kan", "an", "ku", "mu", "i")
_BEGINNINGS = (
    "meng",
    "meny",
    "peng",
    "peny",
    "mem",
    "men",
    "pem",
    "pen",
    "ber",
    "ter",
    "per",
    "di",
    "me",
    "pe",
    "ke",
    "se",
)
_SHORTEST = 4
"""Letters that must be left of a word: shorter stems of different words fall together."""


class Words(Strict):
    """What the search knows of words, as `_words.yaml` holds it.

    Args:
        same: a word to the other words, typos and foreign words that mean it, parted by spaces.
        small: words that say nothing about a topic ("apa", "yang"), parted by spaces.
        elsewhere: words of matters that are not ours ("kuliah", "cuaca"), parted by spaces; a question
            with one of them is rather refused than answered from the half that looks like ours.
    """

    same: dict[str, str] = Field(min_length=1)
    small: str
    elsewhere: str
    _forms: dict[str, str] = PrivateAttr(default_factory=dict)
    _small: frozenset[str] = PrivateAttr(default=frozenset())
    _elsewhere: frozenset[str] = PrivateAttr(default=frozenset())

    @model_validator(mode="after")
    def _indexed(self) -> Words:
        problems = [
            f"same.{word}: {form!r} already means {self._forms[form]!r}"
            for word, others in self.same.items()
            for form in others.split()
            if self._forms.setdefault(form, word) != word
        ]
        small = frozenset(self.small.split())
        elsewhere = frozenset(self.elsewhere.split())
        problems += [f"small: {word!r} also stands in same" for word in sorted(small & self._known())]
        problems += [f"elsewhere: {word!r} also stands in same" for word in sorted(elsewhere & self._known())]
        several(problems)
        self._small = small | frozenset(stem(word) for word in small)
        self._elsewhere = frozenset(stem(word) for word in elsewhere)
        return self

    def _known(self) -> frozenset[str]:
        return frozenset(self.same) | frozenset(self._forms)

    @property
    def forms(self) -> Mapping[str, str]:
        """Every form to the word it stands for."""
        return self._forms

    def stems(self, text: str) -> tuple[str, ...]:
        """The words of a text that say what it is about, as stems, each once, in order.

        Args:
            text: anything, of any length.
        """
        found: dict[str, None] = {}
        for word in words(text[:2000], self._forms):
            bare = stem(word.norm)
            bare = self._forms.get(bare, bare)
            if word.norm not in self._small and bare not in self._small and len(bare) > 1:
                found[stem(bare)] = None
        return tuple(found)

    def is_elsewhere(self, word: str) -> bool:
        """Whether a stem belongs to a matter that is not ours."""
        return word in self._elsewhere


def stem(word: str) -> str:
    """A word without its commonest endings and beginnings, so that "pendaftaran" meets "daftar".

    Light on purpose: questions and the forms they are compared with are cut alike; a wrong stem does no harm.

    Args:
        word: in lower case.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    for beginning in _BEGINNINGS:
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST:
            return word[len(beginning) :]
    return word
