"""Figures on names and queries that others wrote: 380 invented companies, 520 queries.

Their mistakes were looked at and mended, so the figures say what was reached, not what strangers will meet.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from recruiters.check import Check, check
from recruiters.listing import read_listing
from recruiters.register import Register
from recruiters.sheet import rows_of

HERE = Path(__file__).parent / "names"


@pytest.fixture(scope="module")
def answers() -> list[tuple[dict[str, str], tuple[Check, ...]]]:
    listing = read_listing(rows_of(HERE / "register.csv"))
    assert listing.problems == ()
    register = Register([entry.company for entry in listing.entries], as_of=listing.as_of)
    rows = [json.loads(line) for line in (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    return [(row, check(row["text"], register, today=date(2026, 11, 22))) for row in rows]


def test_no_look_alike_is_listed(answers: list[tuple[dict[str, str], tuple[Check, ...]]]) -> None:
    found = [
        row["text"]
        for row, checks in answers
        if row.get("lookalike") and any(one.outcome in {"terdaftar", "dihentikan"} for one in checks)
    ]
    assert found == []


def test_exact_names_are_recognised_in_any_dressing(
    answers: list[tuple[dict[str, str], tuple[Check, ...]]],
) -> None:
    exact = [(row, checks[0]) for row, checks in answers if row["want"] in {"terdaftar", "dihentikan"}]
    right = [
        one.outcome == row["want"] and one.candidates[0].company.name == row["company"] for row, one in exact
    ]
    assert len(right) == 200
    assert sum(right) / len(right) >= 0.99


def test_slips_and_old_spelling_bring_the_right_company_first(
    answers: list[tuple[dict[str, str], tuple[Check, ...]]],
) -> None:
    slips = [
        (row, checks[0]) for row, checks in answers if row["want"] == "mirip" and not row.get("lookalike")
    ]
    right = [bool(one.candidates) and one.candidates[0].company.name == row["company"] for row, one in slips]
    assert len(right) == 100
    assert sum(right) / len(right) >= 0.97


def test_what_is_no_pt_is_recognised(answers: list[tuple[dict[str, str], tuple[Check, ...]]]) -> None:
    others = [checks[0].outcome == "bukan_p3mi" for row, checks in answers if row["want"] == "bukan_p3mi"]
    assert sum(others) / len(others) >= 0.95
