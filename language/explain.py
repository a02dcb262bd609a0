"""Says in one short Indonesian line why a message was read as it was, for officers."""

from __future__ import annotations

from language.reading import Reading

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


def explain(reading: Reading) -> str:
    """One line: the strongest signs with the words that meant them, what lowered them, if to look closer.

    It quotes the person's words, so it belongs on a case's page and never into an alert.

    Args:
        reading: what a message was read as.
    """
    signs = [signal for signal in reading.signals if signal.code not in _GUARDS]
    guards = [_GUARDS[signal.code] for signal in reading.signals if signal.code in _GUARDS]
    parts = []
    if signs:
        shown = ", ".join(f"{_quoted(signal.words)} ({signal.code})" for signal in signs[:_MOST_SIGNS])
        more = len(signs) - _MOST_SIGNS
        parts.append(f"Tanda: {shown}" + (f" dan {more} lagi" if more > 0 else ""))
    else:
        parts.append("Tidak ada tanda yang dikenali")
    if guards:
        parts.append("diturunkan karena " + ", ".join(guards))
    if reading.unsure:
        parts.append("perlu dibaca petugas")
    return "; ".join(parts) + "."


def _quoted(words: tuple[str, ...]) -> str:
    line = " ".join(words)
    return line if len(line) <= _MOST_LETTERS else line[: _MOST_LETTERS - 1].rstrip() + "…"
