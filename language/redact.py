"""Takes out of a message what leads to a person and leaves the words that say what happened.

It makes reading by a human easier and does not replace it: a name that nothing announces stays if it is
written in small letters or begins a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from language import naming
from language.identifiers import ADDRESS, LINK, NAME, TOKENS, hide_identifiers
from language.named_places import NamedPlaces
from language.normalise import fold, squeeze
from language.reading import Gazetteer

_LETTERS: Final = "(?:[\\w\u0300-\u036f\u200b-\u200d\ufeff]|['’‘`ʼ´](?=\\w))"
_STOP: Final = re.compile(r"[!?;\n\r]|(?<!\.)\.(?!\.)")
_HUSHED: Final = re.compile(r"d(?=[bcdfghjklmnpqstvwxyz][a-z]{3})")
_JOINS: Final = re.compile(r"[^\S\n\r]*(?:[-.][^\S\n\r]*)?")
_COLON: Final = re.compile(r"[^\S\n\r]*[:=.\-]?[^\S\n\r]*")
#: More large words than this share and they mean nothing: somebody shouts, or writes every word large.
_LOUD: Final = 0.6
_MOST_NAMES = 4


@dataclass(slots=True)
class _Piece:
    """One word of a message, or a token that stands already."""

    raw: str
    gap: str
    plain: str
    token: bool
    starts: bool
    instead: str | None = None
    place: bool = False

    @property
    def large(self) -> bool:
        return self.raw[:1].isupper()

    @property
    def open(self) -> bool:
        """Whether it may still turn out to be a name."""
        return not (self.token or self.place) and self.instead is None


@dataclass(frozen=True, slots=True)
class _Voice:
    """What large letters tell in a message.

    Args:
        shouted: nothing, everything is written in capitals.
        crowded: little, most words begin large.
    """

    shouted: bool
    crowded: bool


class Redactor:
    """Redacts messages.

    Args:
        knows: whether a plain word in small letters means something of its own, as `Lexicon.knows` says.
        gazetteer: the places of the task force; a village becomes its kecamatan, larger places stay.
        prefixes: of the references of cases, such as `SBS`.
    """

    def __init__(
        self, *, knows: Callable[[str], bool], gazetteer: Gazetteer, prefixes: Collection[str] = ()
    ) -> None:
        self._knows = knows
        self._places = NamedPlaces(gazetteer)
        self._prefixes = tuple(prefixes)
        tokens = (*TOKENS, *(kecamatan_token(name) for name in gazetteer.kecamatan))
        self._kept = re.compile("(" + "|".join(re.escape(token) for token in tokens) + ")")
        self._piece = re.compile(f"(?P<token>{self._kept.pattern})|{_LETTERS}+")

    def redact(self, text: str) -> str:
        """The message without names, numbers, addresses and links. Any text is taken, none raises, and what
        it returns is not changed by redacting it again.

        Args:
            text: the message as it was written.
        """
        # What was taken out may show what stood beside it. Each round takes words away, so it ends.
        while (after := self._once(text)) != text:
            text = after
        return text

    def _once(self, text: str) -> str:
        text = hide_identifiers(text, kept=self._kept, prefixes=self._prefixes)
        pieces, rest = self._pieces(text)
        self._mark_places(pieces)
        voice = _voice(pieces)
        for at, piece in enumerate(pieces):
            if piece.open:
                self._mark(pieces, at, voice)
        self._mark_again(pieces)
        return _written(pieces) + rest

    def _pieces(self, text: str) -> tuple[list[_Piece], str]:
        """The words and tokens of a text, each with what stands before it; and what stands after the last."""
        found: list[_Piece] = []
        end = 0
        for match in self._piece.finditer(text):
            raw, gap = match.group(), text[end : match.start()]
            token = match.group("token") is not None
            short = bool(found) and (found[-1].plain in naming.SHORT or len(found[-1].plain) == 1)
            stop = _STOP.search(gap)
            starts = not found or (stop is not None and not (short and stop.group() == "."))
            plain = "" if token else squeeze(fold(raw).replace("'", ""))
            found.append(_Piece(raw=raw, gap=gap, plain=plain, token=token, starts=starts))
            end = match.end()
        return found, text[end:]

    def _mark_places(self, pieces: list[_Piece]) -> None:
        row = [("" if piece.token else piece.plain, bool(_JOINS.fullmatch(piece.gap))) for piece in pieces]
        for place in self._places.find(row):
            for at in range(place.start, place.end):
                pieces[at].place = True
            if place.hidden:
                pieces[place.start].instead = kecamatan_token(place.kecamatan) if place.kecamatan else ADDRESS
                for at in range(place.start + 1, place.end):
                    pieces[at].instead = ""

    def _mark(self, pieces: list[_Piece], at: int, voice: _Voice) -> None:
        piece = pieces[at]
        plain = piece.plain
        if "_" in piece.raw.strip("_") and not self._is_word(plain) and not piece.raw.isdecimal():
            piece.instead = LINK
        elif plain in naming.TITLES:
            self._take(pieces, at + 1, NAME, voice, small=2)
        elif plain in naming.KIN or (piece.large and plain in naming.LARGE_TITLES):
            self._take(pieces, at + 1, NAME, voice, small=0)
        elif plain in naming.NAMING or plain in naming.NAME_WORDS:
            self._mark_told_name(pieces, at, voice)
        elif plain in naming.STREETS:
            self._take(pieces, at + 1, ADDRESS, voice, small=0 if plain in naming.LARGE_STREETS else 1)
        elif self._looks_like_name(pieces, at, voice):
            piece.instead = NAME

    def _looks_like_name(self, pieces: list[_Piece], at: int, voice: _Voice) -> bool:
        piece = pieces[at]
        if piece.plain in naming.COMMON:
            return (piece.large and not voice.shouted) or not self._knows(piece.plain)
        if voice.shouted or not self._large_stranger(piece):
            return False
        if not piece.starts and len(piece.plain) > 1:
            return True
        # A sentence begins large whatever it begins with, and a letter alone is no name; but two large
        # strangers in a row are one.
        after = pieces[at + 1] if at + 1 < len(pieces) else None
        if after is None or after.starts or after.place or not _JOINS.fullmatch(after.gap):
            return False
        return after.raw == NAME or self._large_stranger(after)

    def _mark_told_name(self, pieces: list[_Piece], at: int, voice: _Voice) -> None:
        """What follows "nama saya", "nama majikan", "bernama"."""
        own = pieces[at].plain in naming.NAMING or pieces[at].plain == "namaku"
        at += 1
        while at < len(pieces) and pieces[at].plain in naming.WHOSE and not pieces[at].starts:
            own = own or pieces[at].plain in naming.OWN
            at += 1
        self._take(pieces, at, NAME, voice, small=3, sure=own)

    def _take(
        self, pieces: list[_Piece], at: int, token: str, voice: _Voice, *, small: int, sure: bool = False
    ) -> None:
        """Mark the words of a name that is announced, up to the first that cannot belong to it.

        Args:
            pieces: the message.
            at: the first word after what announces it.
            token: what stands there instead.
            voice: what large letters tell.
            small: how many words in small letters may belong to it.
            sure: whether its first word is a name also if it means something else.
        """
        for taken, piece in enumerate(pieces[at : at + _MOST_NAMES]):
            joined = (_JOINS if taken else _COLON).fullmatch(piece.gap)
            if not joined or piece.starts or not piece.open or _names_nobody(piece.plain):
                return
            large = piece.large and not voice.crowded
            stranger = not self._is_word(piece.plain) and not piece.plain.isdecimal()
            first = taken == 0 and (sure or (large and not piece.raw.isupper()))
            if not (first or (stranger and (large or taken < small))):
                return
            if large and taken == 0:
                small = 0  # a name that begins large goes on large
            piece.instead = token

    def _mark_again(self, pieces: list[_Piece]) -> None:
        """Whoever was named once is recognised wherever the name stands, also in small letters."""
        names = {
            piece.plain
            for piece in pieces
            if piece.instead == NAME and len(piece.plain) > 2 and not self._is_word(piece.plain)
        }
        for piece in pieces:
            if piece.open and (piece.plain in names or piece.plain.removesuffix("nya") in names):
                piece.instead = NAME

    def _large_stranger(self, piece: _Piece) -> bool:
        return piece.large and not piece.plain.isdecimal() and not self._is_word(piece.plain)

    def _is_word(self, plain: str) -> bool:
        if _names_nobody(plain) or plain in naming.LARGE or plain in naming.FAR:
            return True
        if len(plain) < 2:
            return False
        # The lexicon takes "dkurung" for "dikurung"; "Dwiana" is no such word.
        return self._knows(_HUSHED.sub("di", plain, count=1))


def kecamatan_token(name: str) -> str:
    """What stands in the place of a village: as coarse as an alert."""
    return f"[kecamatan {name}]"


def _names_nobody(plain: str) -> bool:
    return plain in naming.NO_NAMES or plain in naming.TITLES or plain in naming.KIN


def _voice(pieces: list[_Piece]) -> _Voice:
    words = [piece for piece in pieces if not piece.token and len(piece.plain) > 1]
    most = _LOUD * len(words)
    return _Voice(
        shouted=len(words) > 2 and sum(piece.raw.isupper() for piece in words) > most,
        crowded=len(words) > 4 and sum(piece.large for piece in words) > most,
    )


def _written(pieces: list[_Piece]) -> str:
    """The text anew; the parts of one name become one token."""
    out: list[str] = []
    last = ""
    for piece in pieces:
        now = piece.raw if piece.instead is None else piece.instead
        if piece.instead == "" or (now == last and now in TOKENS and _JOINS.fullmatch(piece.gap)):
            continue
        out += (piece.gap, now)
        last = now
    return "".join(out)
