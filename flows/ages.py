"""Ages told in a short answer: "16 tahun" is an answer to whether anybody is younger than 18."""

from __future__ import annotations

import re

ADULT = 18
"""Age from which somebody is no child (UU 21/2007, art. 1(5))."""

_OLD = r"(?:tahun|tahon|taon|taun|thn|th|tn|years?|yrs?|yo|y o)"
_AGE = re.compile(
    rf"\b(\d{{1,2}}) ?{_OLD}\b|\b(?:umur|umurnya|umor|usia|usianya|aged?)\b(?: \w+)? (\d{{1,2}})\b"
)
_LISTED = re.compile(rf"\b(\d{{1,2}}) (?:dan|sama|atau|and|or) \d{{1,2}} ?{_OLD}\b")
_BARE = re.compile(r"^(?:(?:ya|iya|iye|aok|yes|baru|sekitar|kira kira|about) )*(\d{1,2})$")
_BELOW = re.compile(
    r"\b(?:bawah|kurang dari|belum|under|below|younger than|less than) (?:umur |usia )?(\d{1,2})\b"
)
_ABOVE = re.compile(r"\b(?:atas|lebih dari|over|above|older than) (?:umur |usia )?(\d{1,2})\b")
_NOT = re.compile(r"\b(?:tidak|tdk|ga|gak|nda|ndak|bukan|no|not)\b")


def below_adult(said: str, read: tuple[int, ...] = ()) -> bool | None:
    """Whether a normalised answer tells of somebody below 18: True, False if it is clear, else None.

    Args:
        said: the answer after `normal`.
        read: ages that the reader found in it.
    """
    if _NOT.search(said):
        return None
    below, above = _BELOW.search(said), _ABOVE.search(said)
    if below is not None:
        return True if int(below[1]) <= ADULT else None
    if above is not None:
        return False if int(above[1]) >= ADULT - 1 else None
    ages = [int(one or other) for one, other in _AGE.findall(said)] or list(read)
    ages += [int(age) for age in _LISTED.findall(said)]
    bare = _BARE.match(said)
    if not ages and bare is not None:
        ages = [int(bare[1])]
    if not ages:
        return None
    return min(ages) < ADULT
