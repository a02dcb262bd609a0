"""What kind of thing a word stands for: the door, the gate and the padlock are different words of one scene.

The statistics see few messages; what they learn of one word must help with the next that means much the same,
in any variety of the region. Words of one class need not be synonyms: what counts is which kinds of things
come together in a story.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from language.normalise import fold, normal
from language.spelling import bare_forms, without_accent

_SHORTEST_ACCENT = 4


class Meanings:
    """Classes of meaning, by word.

    Args:
        classes: words by the name of their class; where a word stands in two, the first one counts.
        forms: shorthand and dialect words to the word that the lexicon uses.
    """

    def __init__(self, classes: Mapping[str, Sequence[str]], forms: Mapping[str, str]) -> None:
        self._of: dict[str, str] = {}
        for name, words in classes.items():
            for word in words:
                self._of.setdefault(word, name)
                self._of.setdefault(normal(fold(word), forms), name)

    def of(self, norm: str) -> str | None:
        """The class of a word, also of one with an ending or a Sambas accent; None if it has none.

        Args:
            norm: a word in normal form.
        """
        found = self._of.get(norm)
        if found is None:
            changed = without_accent(norm) if len(norm) >= _SHORTEST_ACCENT else ()
            known = (self._of[form] for form in (*bare_forms(norm), *changed) if form in self._of)
            found = next(known, None)
        return found
