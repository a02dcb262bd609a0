"""A recruiter check as a row of JSON and as a line for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recruiters.check import Check


def recruiter_row(row_id: str | None, found: tuple[Check, ...]) -> dict[str, Any]:
    """A check as the JSON object that `--json` prints: the recruiter that matters most, and the others.

    Args:
        row_id: the row's own id.
        found: as `check` returns it.
    """
    first, *others = found
    row = {"id": row_id, **_shown(first)}
    if others:
        row["others"] = [_shown(other) for other in others]
    return row


def _shown(one: Check) -> dict[str, Any]:
    return {
        "query": one.query,
        "outcome": one.outcome,
        "candidates": [
            {
                "name": near.company.name,
                "licence": near.company.licence,
                "status": near.company.status.value,
                "differs": [{"asked": asked, "listed": listed} for asked, listed in near.differs],
                "score": near.score,
            }
            for near in one.candidates
        ],
        "as_of": None if one.as_of is None else one.as_of.isoformat(),
        "flags": list(one.flags),
    }


def recruiter_line(row: Mapping[str, Any]) -> str:
    """A check as one line for people.

    Args:
        row: as `recruiter_row` makes it.
    """
    names = "; ".join(
        f"{item['name']} [{item['status']}]"
        + "".join(f" {pair['asked'] or '-'}/{pair['listed'] or '-'}" for pair in item["differs"])
        for item in row["candidates"]
    )
    flags = f" ({', '.join(row['flags'])})" if row["flags"] else ""
    day = row["as_of"] or "no register"
    return f"{row['outcome'].upper():16} {row['query'] or '-'}: {names or '-'} | {day}{flags}"
