"""How an option is answered: by its number or, beside an open question, by its word."""

from __future__ import annotations

from flows.prompt import Option

SKIP = "skip"
"""Id of the option that every skippable question ends with."""

_NUMBERED = "options."
_SPOKEN = "spoken."


def numbered(option: str) -> Option:
    """An option of a closed question."""
    return Option(id=option, label=_NUMBERED + option)


def spoken(option: str) -> Option:
    """An option beside an open question: to "how many people?" the answer 1 must never mean "skip"."""
    return Option(id=option, label=_SPOKEN + option)


def is_spoken(option: Option) -> bool:
    """Whether the option is answered by its word only."""
    return option.label.startswith(_SPOKEN)


def entry_of(option: Option) -> str | None:
    """Id under `options:` in the catalogue that holds the label, or None if the label is a text's key."""
    for prefix in (_NUMBERED, _SPOKEN):
        if option.label.startswith(prefix):
            return option.label.removeprefix(prefix)
    return None
