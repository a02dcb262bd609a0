"""Reads ages and numbers of people out of a message."""

from __future__ import annotations

from language.normalise import Word, squeeze

_NUMBER_WORDS = (
    "satu one sige", "dua two berdua bedua due", "tiga three bertiga betiga betige tige",
    "empat four berempat beempat", "lima five berlima belima", "enam six berenam beenam",
    "tujuh seven bertujuh betujuh betujoh tujoh", "delapan lapan eight berdelapan",
    "sembilan nine bersembilan", "sepuluh ten bersepuluh", "sebelas eleven", "duabelas twelve",
    "tigabelas thirteen", "empatbelas fourteen", "limabelas fifteen", "enambelas sixteen",
    "tujuhbelas seventeen", "delapanbelas eighteen",
)  # fmt: skip
_NUMBERS = {word: value for value, row in enumerate(_NUMBER_WORDS, start=1) for word in squeeze(row).split()}
_TOGETHER = frozenset((
    "berdua", "bertiga", "berempat", "berlima", "berenam", "bertujuh", "berdelapan", "bersembilan",
    "bersepuluh", "bedua", "betiga", "betige", "beempat", "belima", "beenam", "betujuh", "betujoh",
))  # fmt: skip
_HEADS = frozenset((
    "orang", "warga", "perempuan", "laki", "lelaki", "pria", "wanita", "teman", "pekerja", "tki", "tkw",
    "pmi", "korban", "remaja", "pemuda", "pemudi", "siswa", "siswi", "gadis", "people", "girls", "women",
    "men", "persons", "workers", "victims", "of", "kids", "children", "bocah", "buruh", "penumpang", "ibu",
    "calon", "kepala", "anak", "urang", "budak",
))  # fmt: skip
_AGE_WORDS = frozenset((
    "umur", "usia", "berumur", "berusia", "aged", "age", "umurnya", "usianya", "umurnye", "umornye",
    "usienye", "umurku", "umurkau", "umor",
))  # fmt: skip
_PERSONS = frozenset((
    "anak", "anaknya", "adik", "adiknya", "kakak", "perempuan", "keponakan", "ponakan", "cucu", "sepupu",
    "bocah", "siswi", "siswa", "remaja", "gadis", "gadisnya", "laki", "pemuda", "dia", "girl", "boy",
    "daughter", "son", "sister", "brother", "she", "he", "is", "im", "cowok", "saya", "korban", "temannya",
    "teman", "istri", "suami",
))  # fmt: skip
_YOUNG = frozenset((
    "anak", "anaknya", "adik", "adiknya", "keponakan", "ponakan", "cucu", "sepupu", "perempuan", "bocah",
    "siswi", "siswa", "remaja", "girl", "boy", "daughter", "son",
))  # fmt: skip
_NO_AGE_BEFORE = frozenset((
    "selama", "sudah", "kerja", "bekerja", "kontrak", "hukuman", "dipenjara", "penjara", "tiap", "setiap",
    "sekitar", "hampir", "dalam", "lebih", "for", "worked", "lama", "baru",
))  # fmt: skip
_NO_AGE_AFTER = frozenset((
    "lalu", "yang", "silam", "kerja", "bekerja", "penjara", "disana", "sana", "kontrak", "lebih", "lamanya",
    "ago", "tidak", "belum", "hilang", "lagi", "tinggal", "disini",
))  # fmt: skip
_NO_ENGLISH_AGE_AFTER = frozenset((
    "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week", "weeks", "month", "months",
    "km", "miles", "percent", "people", "of", "late",
))  # fmt: skip


def number(norm: str) -> int | None:
    """The number that a word writes, or None."""
    if norm.isdecimal():
        return int(norm) if len(norm) <= 6 else None
    return _NUMBERS.get(norm)


def ages(words: tuple[Word, ...]) -> tuple[int, ...]:
    """Ages in years, in order: "umur 15", "anak saya 14 tahun", "16 years old"; not "kerja 2 tahun".

    Args:
        words: the words of a message.
    """
    norms = [word.norm for word in words]
    found: list[int] = []
    for index, norm in enumerate(norms):
        value, size = _number_at(norms, index)
        if value is None or not 0 < value < 100:
            continue
        before = norms[max(0, index - 3) : index]
        after = norms[index + size : index + size + 3]
        if _is_age(value, before, after) and value not in found:
            found.append(value)
        del norm
    return tuple(found)


def _number_at(norms: list[str], index: int) -> tuple[int | None, int]:
    """A number and how many words it takes: "empat belas" takes two."""
    value = number(norms[index])
    if value is None or (index and norms[index] == "belas"):
        return None, 1
    if index + 1 < len(norms) and norms[index + 1] == "belas" and 1 < value < 10:
        return value + 10, 2
    return value, 1


def _is_age(value: int, before: list[str], after: list[str]) -> bool:
    if "old" in after[:3] and after[0] in {"year", "years", "yrs", "yr", "yo", "tahun"}:
        return True
    if after[:1] == ["yo"]:
        return True
    if 8 <= value < 18 and (before[-2:] == ["i", "am"] or before[-1:] == ["im"]):
        return not after or after[0] not in _NO_ENGLISH_AGE_AFTER
    if before[-1:] in (["baru"], ["masih"]) and 5 <= value < 18 and after[:1] == ["tahun"]:
        return "kerja" not in before and after[1:2] != ["kerja"] and any(word in _PERSONS for word in before)
    if _follows_age_word(before):
        return after[:1] != ["bulan"]
    if before[-1:] == ["masih"] and 9 < value < 18 and (not after or after[0] == "tahun"):
        return True
    if before[-1:] == ["is"] and value < 18 and len(before) > 1 and before[-2] in _PERSONS:
        return True
    if after[:1] != ["tahun"] or value > 70:
        return False
    young = 10 <= value < 18 and any(word in _YOUNG for word in before)
    if any(word in _NO_AGE_BEFORE for word in before[-2:]):
        return False
    if any(word in _NO_AGE_AFTER for word in after[1:2]):
        return young and after[1] in {"tidak", "belum", "hilang"}
    if after[1:2] and after[1] in {"di", "ke"}:
        return value >= 10 and any(word in _PERSONS for word in before)
    return any(word in _PERSONS for word in before) or (not before and value < 30)


def _follows_age_word(before: list[str]) -> bool:
    """Whether "umur" stands before the number, at most somebody's name for herself between them."""
    if any(word in _AGE_WORDS for word in before[-2:]):
        return True
    return len(before) > 2 and before[-3] in _AGE_WORDS and all(word in _PERSONS for word in before[-2:])


def people(words: tuple[Word, ...]) -> int | None:
    """How many people are concerned, the largest number named: "kami bertiga", "5 orang", "three girls".

    Args:
        words: the words of a message.
    """
    norms = [word.norm for word in words]
    counts: list[int] = []
    for index, norm in enumerate(norms):
        if norm in _TOGETHER:
            counts.append(_NUMBERS[norm])
            continue
        value, size = _number_at(norms, index)
        if value is None or not 0 < value < 1000:
            continue
        after = norms[index + size : index + size + 2]
        if (
            after[:1]
            and after[0] in _HEADS
            and not (after[0] == "anak" and index and norms[index - 1] == "kelas")
        ):
            counts.append(value)
    return max(counts, default=None)
