"""A whole table of the register: what can be taken in, what is wrong with the rest, and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recruiters.entry import Entry, RefuseRow, columns_of, entry_of
from recruiters.keys import exact_key, words_of
from recruiters.register import Company, LicenceStatus

_HEADER_WITHIN = 20


class NoHeader(ValueError):
    """No row names the columns; the first row must hold at least `nama` and one more known header."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """A row that cannot be taken in.

    Args:
        line: its number in the file.
        reason: what is wrong with it.
    """

    line: int
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A table, understood.

    Args:
        entries: the good rows, in the order of the file.
        problems: the others.
        as_of: the day of which the whole speaks: the oldest that a row names.
    """

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    as_of: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What one register has that another has not.

    Args:
        new: names that came.
        gone: names that went.
        changed: names with the status before and after.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[tuple[str, LicenceStatus, LicenceStatus], ...] = ()


def read_listing(rows: Iterable[tuple[int, tuple[str, ...]]], *, as_of: date | None = None) -> Listing:
    """Understand a table. A bad row spoils no other, and is told with its line.

    Args:
        rows: line numbers with the texts of the cells, the header among the first twenty.
        as_of: the day of which the table speaks, where it does not say so itself.

    Raises:
        NoHeader: nothing names the columns.
    """
    columns: dict[str, int] | None = None
    entries: list[Entry] = []
    problems: list[Problem] = []
    lines: dict[tuple[str, ...], int] = {}
    for place, (line, cells) in enumerate(rows):
        if columns is None:
            columns = columns_of(cells)
            if columns is None and place + 1 >= _HEADER_WITHIN:
                break
            continue
        texts = {column: cells[at] for column, at in columns.items() if at < len(cells)}
        try:
            entry = entry_of(texts)
            _refuse_double(entry, line, lines)
        except RefuseRow as error:
            problems.append(Problem(line=line, reason=str(error)))
            continue
        entries.append(entry if entry.as_of or as_of is None else replace(entry, as_of=as_of))
    if columns is None:
        raise NoHeader
    days = [entry.as_of for entry in entries if entry.as_of is not None]
    return Listing(entries=tuple(entries), problems=tuple(problems), as_of=min(days) if days else as_of)


def difference(before: Sequence[Company], after: Sequence[Company]) -> Difference:
    """What has changed between two registers.

    Args:
        before: the companies of the earlier one.
        after: those of the later one.
    """
    old = {exact_key(company.name): company for company in before}
    new = {exact_key(company.name): company for company in after}
    return Difference(
        new=tuple(company.name for key, company in new.items() if key not in old),
        gone=tuple(company.name for key, company in old.items() if key not in new),
        changed=tuple(
            (company.name, old[key].status, company.status)
            for key, company in new.items()
            if key in old and old[key].status is not company.status
        ),
    )


def _refuse_double(entry: Entry, line: int, lines: dict[tuple[str, ...], int]) -> None:
    words = words_of(entry.company.name)
    if words in lines:
        raise RefuseRow(f"{entry.company.name!r} already stands in line {lines[words]}")
    lines[words] = line
