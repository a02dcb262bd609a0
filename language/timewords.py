"""The words that days and spans of time are said with, brought into one spelling and joined where needed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from language.normalise import Word, squeeze
from language.people import number

#: Each row: the word that patterns are written with, then how else people write it.
_ALIKE = (
    "sekarang skrg skrng skg now kinektok kinek saiki kini",
    "besok bsk bsok isok issok esok sesuk tomorrow tmrw",
    "kemarin kmrn kmrin kmarin kmren kemaren yesterday kelmarin kemarek marek semarek wingi",
    "lusa lussak lusaq", "tadi td tadik", "barusan brusan brsan nembe", "nanti nti ntar mengko",
    "sebentar bentar bntr sekejap kejap jap", "hari hr hri ari dino day", "malam mlm malem bengi night",
    "pagi pgi isuk morning", "siang noon", "subuh sbh dawn", "sore petang afternoon evening",
    "minggu mgg mnggu mggu mingu mg week", "bulan bln wulan sasi month", "tahun thn th taun taon year yr",
    "years yrs", "jam jm hour", "pukul pkl", "menit mnt minit minute", "tanggal tgl tggl",
    "lagi lg agi agek agik gik maneh", "lalu ago silam kepungkur", "yang yg nang", "ini tok ito",
    "depan dpn ngarep mendatang", "tiap setiap stiap tip saben saban every each",
    "sudah sdh udh udah dah wis wes", "sejak sjk semenjak since",
    "habis abis setelah stlh sesudah selepas usai bakda after", "akhir ahir hujung end",
    "dulu dolo dlu dolok dulok duluk dahulu", "setengah separuh half", "beberapa bbrp several few",
    "senin senen isnin monday", "selasa slasa tuesday", "rabu rebo wednesday",
    "kamis kemis khamis thursday", "jumat jum'at friday", "sabtu saturday", "ahad sunday",
)  # fmt: skip
_SAME = {squeeze(word): squeeze(row.split()[0]) for row in _ALIKE for word in row.split()}
#: What the lexicon's forms take for "yesterday", "later" and "not" says more here, or something else.
_OWN_ROWS = ("semalam smlm smalam semlm", "kelak klak", "tadek")
_OF_ITS_OWN = {word: row.split()[0] for row in _OWN_ROWS for word in row.split()}

_UNIT_ROWS = {
    1.0: "hari days malam nights", 7.0: "minggu weeks pekan", 30.0: "bulan months", 365.0: "tahun years",
    1 / 24: "jam hours", 1 / 1440: "menit minutes",
}  # fmt: skip
#: How many days a unit has, by its word.
UNITS = {squeeze(word): size for size, row in _UNIT_ROWS.items() for word in row.split()}
_ONE_UNIT = {"se" + unit: unit for unit in ("hari", "mingu", "bulan", "tahun", "jam", "menit", "pekan")}
_MORE_NUMBERS = {
    "a": 1, "an": 1, "siji": 1, "rong": 2, "duak": 2, "telung": 3, "telu": 3, "tige": 3, "patang": 4,
    "papat": 4, "ampat": 4, "limang": 5, "limo": 5, "lime": 5, "anam": 6, "nem": 6, "tujoh": 7,
    "pitung": 7, "wolung": 8, "sangang": 9, "sepuloh": 10, "setengah": 0.5, "beberapa": 3,
}  # fmt: skip
_MONTH_ROWS = (
    "januari jan january jnuari", "februari feb february pebruari febuari", "maret mar march mac",
    "april apr", "mei may", "juni jun june", "juli jul july julai",
    "agustus agt agst ags agus aug august ogos", "september sep sept", "oktober okt oct october",
    "november nov nop nopember", "desember des dec december disember dis",
)  # fmt: skip
MONTHS = {squeeze(word): month for month, row in enumerate(_MONTH_ROWS, start=1) for word in row.split()}
WEEKDAYS = {
    word: day for day, word in enumerate(("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "ahad"))
}
_NUMBER_FIRST = re.compile(r"(\d{1,4})([a-z]{2,9})\Z")
_NUMBER_LAST = re.compile(r"(tgl|tggl|tanggal|jam|jm|pukul|pkl)(\d{1,2})\Z")
_TWICE = re.compile(r"([a-z]{3,})2\Z")
_AFTER_NUMBER = frozenset({*UNITS, *MONTHS, "hb", "haribulan", "st", "nd", "rd", "am", "pm"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One step of what a date is said with: most often a word, sometimes half of one or several.

    Args:
        word: the word, its `norm` as the patterns of `language.times` are written.
        first: index of the first word it stands for.
        last: index of the last word it stands for.
        value: the number it says, if any; "5/12" says 5.
    """

    word: Word
    first: int
    last: int
    value: float | None = None

    @property
    def text(self) -> str:
        """The word as patterns are written."""
        return self.word.norm


def tokens(words: Sequence[Word]) -> list[Token]:
    """The words in one spelling: shorthand undone, "3bln" parted, "dua puluh", "2,5" and "5/12" as one.

    Args:
        words: the words of a message.
    """
    parts = [
        Token(word=replace(word, norm=text), first=index, last=index, value=_value(text))
        for index, word in enumerate(words)
        for text in _texts(word)
    ]
    out: list[Token] = []
    at = 0
    while at < len(parts):
        size, text, value = _merged(parts, at)
        start = parts[at]
        if size > 1:
            end = parts[at + size - 1]
            place = start.word if "/" in text else end.word  # "2,5 tahun" is one clause, and so is "tgl 5/12"
            start = Token(word=replace(place, norm=text), first=start.first, last=end.last, value=value)
        out.append(start)
        at += size
    return out


def _texts(word: Word) -> Iterator[str]:
    plain = squeeze(word.plain)
    if plain in _OF_ITS_OWN:
        yield _OF_ITS_OWN[plain]
    elif (parted := _NUMBER_FIRST.match(word.plain)) and _same(parted.group(2)) in _AFTER_NUMBER:
        yield from (parted.group(1), _same(parted.group(2)))
    elif parted := _NUMBER_LAST.match(word.plain):
        yield from (_same(parted.group(1)), parted.group(2))
    elif parted := _TWICE.match(word.plain):
        yield from (_same(parted.group(1)),) * 2
    elif (unit := _ONE_UNIT.get(plain)) is not None:
        yield from ("satu", unit)
    else:
        yield _same(word.norm)


def _same(text: str) -> str:
    return _SAME.get(squeeze(text), squeeze(text))


def _value(text: str) -> float | None:
    value = _MORE_NUMBERS.get(text, number(text))
    return value if value is not None and value <= 9999 else None


def _merged(parts: Sequence[Token], at: int) -> tuple[int, str, float | None]:
    """How many tokens are one from here on, how it is written, and its number."""
    value = parts[at].value
    following = [part.text for part in parts[at + 1 : at + 3]]
    if value is not None and 1 < value < 10 and following[:1] == ["belas"]:
        return 2, f"{value + 10:.0f}", value + 10
    if value is not None and 1 < value < 10 and following[:1] == ["puluh"]:
        more = parts[at + 2].value if len(following) > 1 else None
        if more is not None and 1 <= more < 10 and not parts[at + 2].text.isdecimal():
            return 3, f"{value * 10 + more:.0f}", value * 10 + more
        return 2, f"{value * 10:.0f}", value * 10
    if _close(parts, at) and not (at and parts[at - 1].text in {"jam", "pukul"}):
        one, two = parts[at], parts[at + 1]
        if following[1:] and following[1] in UNITS and not (at and parts[at - 1].text == "tangal"):
            return 2, f"{one.text}.{two.text}", float(f"{one.text}.{two.text}")
        if 0 < (one.value or 0) <= 31 and 0 < (two.value or 0) <= 12:
            year = parts[at + 2].text if _close(parts, at + 1) else ""
            if len(year) == 4 and year.startswith(("19", "20")):
                return 3, f"{one.text}/{two.text}/{year}", one.value
            return 2, f"{one.text}/{two.text}", one.value
    return 1, parts[at].text, value


def _close(parts: Sequence[Token], at: int) -> bool:
    """Whether two numbers have but one sign between them: 5/12, 5.12, 2,5."""
    if at + 1 >= len(parts) or not (parts[at].text.isdecimal() and parts[at + 1].text.isdecimal()):
        return False
    one, two = parts[at].word, parts[at + 1].word
    return two.start == one.end + 1 and two.clause == one.clause + 1
