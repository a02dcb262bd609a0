"""Buttons as numbered lines, for where buttons cannot be had: the words must arrive all the same."""

from __future__ import annotations

from flows.rendering import Rendered


def numbered(body: Rendered) -> str:
    """The last part with its buttons as lines "1 ...", "2 ..."; the engine takes the number as an answer.

    Args:
        body: a rendered message; without buttons its last part comes back as it is.
    """
    lines = [f"{number} {button.label}" for number, button in enumerate(body.buttons, start=1)]
    if not lines:
        return body.parts[-1]
    return "\n".join([body.parts[-1], "", *lines])
