"""What is wrong with a configuration, told all at once and without repeating values (they may be secrets)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

#: Keys by which an entry of a list introduces itself in a problem line, best first.
_INTRODUCTIONS = ("key", "name", "code")

#: Plain words for what pydantic says in its own.
_PLAIN = {
    "missing": "is missing; add it",
    "extra_forbidden": "no such key; remove it or correct its spelling",
    "unexpected_keyword_argument": "no such key; remove it or correct its spelling",
    "string_type": "must be text; put it into quotes",
}


class FixConfiguration(Exception):
    """The configuration cannot be used; a human corrects every line below and starts again.

    Args:
        problems: one line each, naming the file or setting and what to do. A line never repeats the value it
            complains about: it may be a token, a password or a number.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class Strict(BaseModel):
    """A frozen piece of a data file that knows all its keys: a misspelt one is a problem, not a default."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def several(problems: Sequence[str]) -> None:
    """Raise one `ValueError` for all problems of a field, so that a validator can report more than the first.

    Args:
        problems: lines without file or key; nothing happens if there are none.

    Raises:
        ValueError: one line a problem; `problems_of` takes them apart again.
    """
    if problems:
        raise ValueError("\n".join(problems))


def words_of(error: ErrorDetails) -> tuple[str, ...]:
    """What one pydantic error says, in plain words and without the rejected value."""
    if error["type"] == "value_error":
        return tuple(str(error["ctx"]["error"]).splitlines())
    return (_PLAIN.get(error["type"], error["msg"]),)


def problems_of(error: ValidationError, *, file: Callable[[str], str], document: object) -> tuple[str, ...]:
    """Every problem of a validated document as `file: key[entry].key: what to do`.

    Args:
        error: what pydantic found.
        file: gives the name of the file that a human has to open, for a top-level key ("" for the whole).
        document: the parsed document, to name list entries by their own key instead of by position.
    """
    return tuple(
        ": ".join(part for part in (file(top), _place(detail["loc"], document), words) if part)
        for detail in error.errors(include_url=False, include_input=False)
        for top in (str(detail["loc"][0]) if detail["loc"] else "",)
        for words in words_of(detail)
    )


def _place(location: tuple[int | str, ...], document: object) -> str:
    parts: list[str] = []
    node = document
    for step in location:
        if isinstance(step, int):
            node = node[step] if isinstance(node, list) and step < len(node) else None
            label = f"[{_introduction(node) or step}]"
            parts[-1:] = [parts[-1] + label] if parts else [label]
        else:
            node = node.get(step) if isinstance(node, dict) else None
            parts.append(step)
    return ".".join(parts)


def _introduction(entry: object) -> str | None:
    if not isinstance(entry, dict):
        return None
    return next((entry[key] for key in _INTRODUCTIONS if isinstance(entry.get(key), str)), None)
