"""The alphabet of a plain SMS: one sign outside it halves what fits, and some networks drop such messages.

Source: GSM 03.38 (3GPP TS 23.038), default alphabet and extension table.
"""

from __future__ import annotations

import unicodedata

SEGMENT = 160
"""Septets that fit one SMS."""

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€\f")

_LOOKALIKES = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u02bc": "'", "`": "'", "´": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "«": '"', "»": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u2026": "...", "\u2022": "-", "\u00a0": " ", "\u202f": " ", "\t": " ", "×": "x",
    }
)  # fmt: skip


def width(char: str) -> int:
    """Septets that one character takes: 1, or 2 from the extension table."""
    return 2 if char in EXTENSION else 1


def septets(text: str) -> int:
    """Septets that a text of the GSM alphabet takes."""
    return len(text) + sum(1 for char in text if char in EXTENSION)


def foreign(text: str) -> tuple[str, ...]:
    """Characters that are not in the alphabet, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if char not in BASIC and char not in EXTENSION))


def fold(text: str) -> str:
    """The same text in the alphabet: look-alikes replaced, accents dropped, the rest a question mark."""
    if not foreign(text):
        return text
    return "".join(_folded(char) for char in text.translate(_LOOKALIKES))


def _folded(char: str) -> str:
    if char in BASIC or char in EXTENSION:
        return char
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if part in BASIC)
    if plain:
        return plain
    return "" if unicodedata.category(char)[0] in "CM" else "?"
