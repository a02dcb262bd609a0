"""Two keys of a name: one by which names are the same, one by which they sound alike.

Only the first may ever say that a name stands in the register. It undoes what nobody means by a name (legal
form, capitals, punctuation, spaces, a branch) and nothing else: one letter more or less is another company.
"""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[^\W_]+")
_HEAD = re.compile(
    r"^\W*(?:p\W{0,2}t|perseroan\s+terbatas|cv|c\W{1,2}v|ud|lpk|yayasan|koperasi)\b[\W_]*", re.IGNORECASE
)
_TAIL = re.compile(r"[\W_]+(?:p\W{0,2}t|tbk|persero|perseroda|perseroan\s+terbatas)\W*$", re.IGNORECASE)
_BRANCH = re.compile(
    r"[\s,.;_-]+(?:k(?:an)?t(?:o)?r\W*)?(?:cabang|cab|cbg|perwakilan|branch)\b.*$", re.IGNORECASE | re.DOTALL
)
_INITIALS = re.compile(r"[\W_]*[(\[]\s*([^\W\d_](?:[.\s]?[^\W\d_]){1,7})\.?\s*[)\]]\W*$")
_LONGEST = 200

#: Spellings of one sound, the older or the stranger one first; in this order.
_SOUNDS = (
    ("oe", "u"), ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("ch", "k"), ("kh", "k"), ("ph", "p"),
    ("th", "t"), ("dh", "d"), ("gh", "g"), ("sh", "s"), ("sy", "s"), ("ck", "k"), ("q", "k"), ("x", "ks"),
    ("f", "p"), ("v", "p"), ("z", "s"), ("ij", "i"), ("iy", "i"), ("y", "j"), ("w", "u"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def bare(name: str) -> str:
    """A name without legal form, branch and its own initials in brackets, as it was written otherwise.

    Args:
        name: as it was written, of any length; only its first 200 characters count.
    """
    text = " ".join(unicodedata.normalize("NFKC", name[:_LONGEST]).split())
    before, text = "", _HEAD.sub("", text)  # once: there may be a "PT Yayasan Karya"
    while text != before:
        before = text
        text = _BRANCH.sub("", text)
        initials = _INITIALS.search(text)
        if initials and _letters(initials.group(1)) == _initials(text[: initials.start()]):
            text = text[: initials.start()]
        text = _TAIL.sub("", text)
    return text.strip()


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in small letters, without legal form and branch; "&" is "dan".

    Args:
        name: as it was written.
    """
    text = bare(name).replace("&", " dan ")
    return tuple(_plain(word) for word in _SIGNS.findall(text))


def exact_key(name: str) -> str:
    """What two writings of the same name share, and different names do not.

    Args:
        name: as it was written.
    """
    return "".join(words_of(name))


def word_key(word: str) -> str:
    """The part of an exact key that one word of a name makes, also if it is a legal form ("Yayasan").

    Args:
        word: as it was written.
    """
    return "".join(_plain(part) for part in _SIGNS.findall(word.replace("&", " dan ")))


def sound_key(word: str) -> str:
    """How a word sounds, old spelling or new ("Oenggoel", "Unggul"). Never says that two names are the same.

    Args:
        word: in small letters, or several without spaces.
    """
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return _DOUBLED.sub(r"\1", word)


def initials_of(words: tuple[str, ...]) -> str:
    """The first letters of a name's words ("ksa" of "Karya Satria Abadi")."""
    return "".join(word[0] for word in words)


def _plain(word: str) -> str:
    # Accents fall ("Café"); a letter of another alphabet stays another letter: it may be there to deceive.
    split = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def _letters(text: str) -> str:
    return "".join(_SIGNS.findall(text)).casefold()


def _initials(text: str) -> str:
    rest = _TAIL.sub("", text)
    return "".join(word[0] for word in _SIGNS.findall(rest)).casefold()
