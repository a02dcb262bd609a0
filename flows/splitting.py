"""Texts cut where a reader would pause, each piece within a limit."""

from __future__ import annotations

from collections.abc import Callable

Width = Callable[[str], int]


def utf16(char: str) -> int:
    """Units that a character takes where messengers count: 2 beyond the basic plane."""
    return 2 if ord(char) > 0xFFFF else 1


def fits(text: str, limit: int, width: Width) -> bool:
    """Whether a text is within the limit."""
    if len(text) > limit:
        return False
    return 2 * len(text) <= limit or sum(map(width, text)) <= limit


def cut(text: str, limit: int, width: Width) -> str:
    """The text itself, or its beginning with three dots."""
    if fits(text, limit, width):
        return text
    return text[: _reach(text, limit - 3, width)].rstrip() + "..."


def split(text: str, limit: int, width: Width) -> list[str]:
    """Pieces of a text in order, none longer than the limit, none blank.

    Args:
        text: what is to be cut.
        limit: greatest width of a piece, at least 2.
        width: what one character takes.
    """
    pieces = []
    rest = text.strip()
    while not fits(rest, limit, width):
        end = _reach(rest, limit, width)
        # The last pause in the second half; a hard cut only where there is none.
        pause = max((rest.rfind(mark, end // 2, end + 1) for mark in ("\n\n", "\n")), default=-1)
        if pause < 1:
            pause = rest.rfind(" ", end // 2, end + 1)
        end = pause if pause >= 1 else end
        pieces.append(rest[:end].rstrip())
        rest = rest[end:].strip()
    return [piece for piece in (*pieces, rest) if piece]


def _reach(text: str, limit: int, width: Width) -> int:
    used = 0
    for index, char in enumerate(text):
        used += width(char)
        if used > limit:
            return index
    return len(text)
