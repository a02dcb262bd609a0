"""Says in one short Indonesian line why a message was read as it was, for officers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from language.reading import HEARD, Reading

_GUARDS = {
    "negasi": "disangkal",
    "masa_lalu": "masa lalu",
    "pernah": "pernah terjadi",
    "andai": "pengandaian",
    "berita": "berita atau tugas",
    "tanya": "ditanyakan saja",
}
_MOST_SIGNS = 3
_MOST_LETTERS = 40


def explain(reading: Reading, *, indicators: Mapping[str, str] = MappingProxyType({})) -> str:
    """One line: the strongest signs with the words that meant them, what lowered them, if to look closer.

    It quotes the person's words, so it belongs on a case's page and never into an alert.

    Args:
        reading: what a message was read as.
        indicators: names of the ILO's indicators of forced labour, by the id of the sign that points to them.
    """
    signs = [signal for signal in reading.signals if signal.code not in _GUARDS and signal.code != HEARD]
    heard = [signal for signal in reading.signals if signal.code == HEARD]
    guards = [_GUARDS[signal.code] for signal in reading.signals if signal.code in _GUARDS]
    parts = []
    if signs:
        shown = ", ".join(f"{_quoted(signal.words)} ({signal.code})" for signal in signs[:_MOST_SIGNS])
        more = len(signs) - _MOST_SIGNS
        parts.append(f"Tanda: {shown}" + (f" dan {more} lagi" if more > 0 else ""))
    elif not heard:
        parts.append("Tidak ada tanda yang dikenali")
    parts += [
        "kalimatnya terdengar berbahaya"
        + (f", terutama kata {_quoted(signal.words)}" if signal.words else "")
        for signal in heard
    ]
    if guards:
        parts.append("diturunkan karena " + ", ".join(guards))
    pointed = dict.fromkeys(indicators[signal.code] for signal in signs if signal.code in indicators)
    if pointed:
        parts.append("indikator ILO: " + ", ".join(list(pointed)[:_MOST_SIGNS]))
    if reading.unsure:
        parts.append("perlu dibaca petugas")
    line = "; ".join(parts) + "."
    return line[0].upper() + line[1:]


def _quoted(words: tuple[str, ...]) -> str:
    line = " ".join(words)
    return line if len(line) <= _MOST_LETTERS else line[: _MOST_LETTERS - 1].rstrip() + "…"
