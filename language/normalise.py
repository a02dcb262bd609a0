"""Turns a text as people type it into words that can be compared, and keeps every word as it was written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

#: Letters, digits, marks, joiners and every apostrophe that stands for the glottal stop of Sambas Malay.
#: One character class without nesting: the scan is linear whatever is sent.
_WORD = re.compile("[\\w\u0300-\u036f\u200b-\u200d\ufeff'’‘`ʼ´]+|\U0001f198")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`ʼ´", "'"))
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\ufeff_", None))
_RUN = re.compile(r"(.)\1+")
_NUMBER_AND_UNIT = re.compile(r"(\d{1,4})([a-z]{1,6})\Z")
_HUSHED_PREFIX = re.compile(r"d(?=[bcdfghjklmnpqstvwxyz][a-z]{3})")

#: Digits that stand for letters ("4nak", "t0long").
_LEET = str.maketrans("0134578", "oieastb")
#: What may follow a number without a space ("17thn", "3bln", "5org").
_UNITS = frozenset((
    "thn", "th", "tahun", "tahunan", "bln", "bulan", "hr", "hari", "org", "orang", "jt", "juta", "rb",
    "ribu", "rm", "x", "kali", "jam", "menit", "mgg", "minggu", "km", "m", "wib", "an", "k", "yo", "yrs",
    "years", "year", "yr", "days", "day", "months", "wanita", "cewek", "pr", "lk", "hp", "anak",
))  # fmt: skip
#: Names of offices and papers hold digits that are digits.
_WITH_DIGITS = frozenset((
    "p3mi", "sip3mi", "bp3mi", "p4mi", "sip2mi", "kp2mi", "bp2mi", "siskop2mi", "p2tp2a", "dp3ap2kb",
    "bp2tki", "bp4tki", "p4tki", "bnp2tki", "g2g", "h2", "s1", "d3",
))  # fmt: skip
#: Words that turn the story: what stands before and after them are two clauses, comma or not.
_TURNS = frozenset({"tapi", "tetapi", "namun", "padahal", "but", "however", "tape", "sedangkan"})
_LONGEST_WORD = 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """One word of a message.

    Args:
        raw: as it was written.
        start: offset of its first character in the message.
        end: offset after its last character.
        plain: folded to lower case and simple letters, nothing else changed.
        norm: the form that the lexicon is written in (shorthand, dialect and elongation undone).
        clause: running number, raised at every comma, dash, line or sentence end.
        sentence: running number, raised at every sentence end.
    """

    raw: str
    start: int
    end: int
    plain: str
    norm: str
    clause: int
    sentence: int


def fold(raw: str) -> str:
    """Lower-case a word, undo look-alike letters and drop marks and invisible characters.

    Letter by letter: normalising a long run of combining marks at once takes quadratic time.

    Args:
        raw: one word, of any length; only its first 40 characters count.
    """
    text = raw[:_LONGEST_WORD]
    if not text.isascii():
        text = "".join(unicodedata.normalize("NFKD", letter)[:4] for letter in text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.casefold().translate(_APOSTROPHES).translate(_INVISIBLE)


def squeeze(text: str) -> str:
    """Write every run of one letter once: "tolooong" must be "tolong", and "issok" must be "isok"."""
    return text if text.isdecimal() else _RUN.sub(r"\1", text)


def normal(plain: str, forms: Mapping[str, str]) -> str:
    """The form of a folded word that the lexicon is written in.

    Args:
        plain: a word as `fold` returns it.
        forms: shorthand and dialect words to the word the lexicon uses.
    """
    bare = plain.strip("'")
    if bare in forms:
        return forms[bare]
    word = bare.replace("'", "")
    if not word or word.isdecimal() or word in _WITH_DIGITS:
        return word
    if any(letter.isdigit() for letter in word):
        if word[-1] == "2" and word[:-1].isalpha():  # "anak2" is the plural
            word = word[:-1]
        elif word.endswith("2nya"):
            word = word[:-4]
        else:
            word = word.translate(_LEET)
    word = squeeze(word)
    if word in forms:
        return forms[word]
    hushed = _HUSHED_PREFIX.sub("di", word, count=1)  # "dkurung", "dtahan"
    return forms.get(hushed, hushed)


def words(text: str, forms: Mapping[str, str]) -> tuple[Word, ...]:
    """Split a text into words.

    Args:
        text: anything.
        forms: shorthand and dialect words to the word the lexicon uses.
    """
    found: list[Word] = []
    clause = sentence = 0
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        if found and between:
            step, stop = _breaks(between)
            clause += step
            sentence += stop
        raw = match.group()
        end = match.end()
        plain = "sos" if raw == "\U0001f198" else fold(raw)
        if not plain.strip("'"):
            continue
        unit = _NUMBER_AND_UNIT.match(plain)
        if unit and unit.group(2) in _UNITS:
            cut = match.start() + len(unit.group(1))
            pieces = [(unit.group(1), match.start(), cut), (unit.group(2), cut, end)]
        else:
            pieces = [(plain, match.start(), end)]
        if plain in _TURNS:
            clause += 1
        for piece, start, stop_at in pieces:
            found.append(
                Word(
                    raw=text[start:stop_at],
                    start=start,
                    end=stop_at,
                    plain=piece,
                    norm=normal(piece, forms),
                    clause=clause,
                    sentence=sentence,
                )
            )
    return _joined(found, forms)


def _breaks(between: str) -> tuple[int, int]:
    """Whether what stands between two words ends a clause, and whether it ends a sentence.

    Several dots in a row are how many people write a pause, so they end no sentence.
    """
    if any(mark in between for mark in "!?;"):
        return 1, 1
    dots = between.count(".")
    if dots == 1:
        return 1, 1
    return (1, 0) if dots or any(mark in between for mark in ",:\n…–—()/") or " - " in between else (0, 0)


def _joined(found: list[Word], forms: Mapping[str, str]) -> tuple[Word, ...]:
    """Put words spelled letter by letter ("t o l o n g") back together: somebody hides them."""
    out: list[Word] = []
    at = 0
    while at < len(found):
        stop = at
        while stop < len(found) and len(squeeze(found[stop].plain)) == 1 and found[stop].plain.isalpha():
            stop += 1
        if stop - at >= 4:
            spelled = "".join(word.plain for word in found[at:stop])[:_LONGEST_WORD]
            whole = replace(
                found[at],
                raw=" ".join(word.raw for word in found[at:stop])[: 2 * _LONGEST_WORD],
                end=found[stop - 1].end,
                plain=spelled,
                norm=normal(spelled, forms),
            )
            out.append(whole)
            at = stop
        else:
            out.append(found[at])
            at += 1
    return tuple(out)
