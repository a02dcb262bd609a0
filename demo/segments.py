"""How many SMS a text costs: 160 signs of GSM-7, or 70 as soon as one sign is outside of it."""

from __future__ import annotations

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")


def segments(text: str) -> int:
    """Count the SMS that a text is cut into; parts of a longer one hold 153 or 67 signs (3GPP TS 23.038)."""
    if all(sign in _BASIC or sign in _EXTENDED for sign in text):
        length = len(text) + sum(sign in _EXTENDED for sign in text)
        single, part = 160, 153
    else:
        length = len(text.encode("utf-16-be")) // 2
        single, part = 70, 67
    return 1 if length <= single else -(-length // part)
