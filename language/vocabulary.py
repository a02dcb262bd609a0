"""The lexicon: what words and phrases mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from language.joined import parted, slices
from language.meanings import Meanings
from language.normalise import Word, fold, normal, squeeze, words
from language.phrases import Entry, Hit, MalformedPhrase, PhraseTree
from language.signs import BadLexicon, Indicator, Matter, Sign
from language.spelling import Speller, bare_forms

#: Unknown words of one message whose meaning is guessed: a flood of nonsense must not cost more than a story.
_MOST_GUESSES = 80
#: Long unknown words of one message that may be several words written together.
_MOST_PARTED = 20


class Lexicon:
    """Everything the reader knows of words.

    Args:
        forms: shorthand, dialect and misspelt words to the word the phrases use.
        classes: words that may stand for each other, by class name.
        cues: phrases that say when, who, where, whether; by name.
        matters: see `Matter`.
        signs: see `Sign`.
        indicators: the indicators of forced labour that signs point to.
        ordinary: innocent words that a typing error must never turn into a sign.
        meanings: classes of words that stand for the same kind of thing, by class name.
        sambas: words that only people of Sambas write; among them "daan" is "not", elsewhere a doubled "dan".

    Raises:
        BadLexicon: a phrase cannot be read, or a class or an indicator is used that does not exist.
    """

    def __init__(
        self,
        *,
        forms: Mapping[str, str],
        classes: Mapping[str, tuple[str, ...]],
        cues: Mapping[str, tuple[str, ...]],
        matters: tuple[Matter, ...],
        signs: tuple[Sign, ...],
        indicators: tuple[Indicator, ...],
        ordinary: frozenset[str],
        sambas: frozenset[str],
        meanings: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        self.forms = forms
        self.meanings = Meanings(meanings, forms)
        self.signs = {sign.id: sign for sign in signs}
        self.indicators = {indicator.id: indicator for indicator in indicators}
        self.matters = {matter.code: matter for matter in matters}
        self._tree = PhraseTree(cache(self._canon))
        self._sambas = sambas
        self._words_of_class: dict[str, set[str]] = {}
        self._stems_of_class: dict[str, set[str]] = {}
        self._ordinary = frozenset(self._canon(word) for word in ordinary)
        unfit = [sign for sign in signs if sign.ilo not in {None, *self.indicators}]
        problems = [f"{sign.id}: ilo names {sign.ilo}, which does not exist" for sign in unfit]
        problems += self._learn_classes(classes) + self._learn_phrases(cues)
        if problems:
            raise BadLexicon("\n".join(problems))
        self._classes = self._by_word(self._words_of_class)
        self._class_stems = self._by_word(self._stems_of_class)
        self._stems = frozenset(self._tree.stems | set(self._class_stems))
        self._pieces = frozenset(
            word
            for word in self._tree.literals | set(self._classes) | set(forms)
            if len(word) >= 4 and word.isalpha()
        )
        self._speller = Speller(strong=self._strong_words(), ordinary=self._ordinary)

    def split(self, text: str) -> tuple[Word, ...]:
        """The words of a text in normal form, "di kurung" put together where the lexicon knows "dikurung"."""
        found = words(text, self.forms)
        if any(word.plain == "daan" for word in found) and any(word.plain in self._sambas for word in found):
            found = tuple(replace(word, norm="tidak") if word.plain == "daan" else word for word in found)
        out: list[Word] = []
        for word in self._parted(found):
            before = out[-1] if out else None
            whole = "di" + word.norm
            if (
                before is not None
                and before.norm == "di"
                and before.clause == word.clause
                and self._is_strong(whole)
            ):
                out[-1] = replace(
                    word,
                    raw=text[before.start : word.end],
                    start=before.start,
                    plain=before.plain + word.plain,
                    norm=whole,
                )
            else:
                out.append(word)
        return tuple(out)

    def _parted(self, found: tuple[Word, ...]) -> Iterator[Word]:
        """The words of a text, those written without blanks between them taken apart."""
        guesses = _MOST_PARTED
        for word in found:
            pieces: tuple[str, ...] = ()
            if (
                guesses
                and len(word.norm) >= 8
                and word.norm not in self._ordinary
                and not self._keys(word.norm)
            ):
                guesses -= 1
                pieces = parted(word.norm, self._pieces)
            if not pieces:
                yield word
                continue
            for piece in slices(word, pieces):
                yield replace(piece, norm=normal(piece.plain, self.forms))

    def hits(self, found: tuple[Word, ...]) -> tuple[Hit, ...]:
        """Every phrase of the lexicon in a row of words."""
        known: dict[str, frozenset[str]] = {}
        guesses = _MOST_GUESSES
        for norm in dict.fromkeys(word.norm for word in found):
            keys = self._keys(norm)
            if norm.isdecimal():
                keys |= {"<angka>"}
            elif not keys and guesses:
                guesses -= 1
                likely = self._speller.likely(norm, lambda word: bool(self._keys(word)))
                keys = self._keys(likely) if likely else keys
            known[norm] = frozenset(keys)
        return tuple(self._tree.find(found, [known[word.norm] for word in found]))

    def knows(self, plain: str) -> bool:
        """Whether a folded word means something of its own, so that it is no slip for a name."""
        norm = normal(plain, self.forms)
        return norm != plain or norm in self._ordinary or bool(self._keys(norm))

    def _keys(self, norm: str) -> set[str]:
        keys: set[str] = set()
        for form in bare_forms(norm):
            if form in self._tree.literals:
                keys.add(form)
            keys.update(self._classes.get(form, ()))
        for size in range(3, len(norm) + 1):
            stem = norm[:size]
            if stem in self._stems:
                keys.add(stem + "*")
                keys.update(self._class_stems.get(stem, ()))
        return keys

    def _is_strong(self, norm: str) -> bool:
        return norm in self._tree.literals or any(
            norm[:size] in self._stems for size in range(5, len(norm) + 1)
        )

    def _strong_words(self) -> set[str]:
        longest = {stem for stem in self._stems if len(stem) >= 6}
        return {
            word
            for word in self._tree.literals | set(self._classes) | longest
            if len(word) >= 6 and word.isalpha()
        }

    def _canon(self, written: str) -> str:
        if written.endswith("*"):
            return squeeze(fold(written[:-1]).replace("'", "")) + "*"
        return normal(fold(written), self.forms)

    def _learn_classes(self, classes: Mapping[str, tuple[str, ...]]) -> list[str]:
        problems = []
        for name in classes:
            plain, stems, missing = self._members(name, classes, frozenset())
            problems += [f"classes: <{name}> names <{other}>, which does not exist" for other in missing]
            self._words_of_class[f"<{name}>"] = plain
            self._stems_of_class[f"<{name}>"] = stems
        return problems

    def _members(
        self, name: str, classes: Mapping[str, tuple[str, ...]], above: frozenset[str]
    ) -> tuple[set[str], set[str], set[str]]:
        plain: set[str] = set()
        stems: set[str] = set()
        missing: set[str] = set()
        for member in classes[name]:
            if member.startswith("<"):
                inner = member.strip("<>")
                if inner not in classes or inner in above:
                    missing.add(inner)
                    continue
                more = self._members(inner, classes, above | {name})
                plain |= more[0]
                stems |= more[1]
                missing |= more[2]
            elif member.endswith("*"):
                stems.add(self._canon(member)[:-1])
            else:
                plain.add(self._canon(member))
        return plain, stems, missing

    def _learn_phrases(self, cues: Mapping[str, tuple[str, ...]]) -> list[str]:
        problems: list[str] = []

        def learn(phrase: str, entry: Entry) -> None:
            try:
                self._tree.add(phrase, entry)
            except MalformedPhrase as error:
                problems.append(f"{entry.code}: {error}")

        for sign in self.signs.values():
            for level, phrases in [
                (sign.level, sign.phrases),
                *((more.level, more.phrases) for more in sign.also),
            ]:
                for variety, written in phrases.items():
                    for phrase in written:
                        learn(phrase, Entry(kind="sign", code=sign.id, level=level, variety=variety))
            for phrase in sign.not_:
                learn(phrase, Entry(kind="not", code=sign.id))
        for matter in self.matters.values():
            for phrase in matter.phrases:
                learn(phrase, Entry(kind="matter", code=matter.code))
        for name, rows in cues.items():
            for phrase in rows:
                learn(phrase, Entry(kind="cue", code=name))
        unknown = self._tree.classes - set(self._words_of_class) - {"<angka>"}
        return problems + [f"phrases: {name} is used and does not exist" for name in sorted(unknown)]

    @staticmethod
    def _by_word(members: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for name, written in members.items():
            for word in written:
                found.setdefault(word, []).append(name)
        return {word: tuple(names) for word, names in found.items()}
