from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.documents import ARCHITECTURE, DECISIONS, ROOT, in_backticks

PAGE = 70
PARTS = ["Context", "Decision", "Consequences", "Rejected"]


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_every_decision_has_its_parts_on_one_page(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    parts = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    filled = [part for part in PARTS if lines[lines.index(f"## {part}") + 1].strip()]

    assert re.fullmatch(rf"# {path.name[:4]}\. .+", lines[0])
    assert parts == PARTS
    assert filled == PARTS
    assert len(lines) <= PAGE


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [path.name[:5] for path in DECISIONS] == [
        f"{number:04}-" for number in range(1, len(DECISIONS) + 1)
    ]


def test_every_decision_is_listed_in_the_architecture() -> None:
    listed = re.findall(r"^- \[(.+)\]\((adr/.+)\)$", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)

    assert listed == [
        (path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# "), f"adr/{path.name}")
        for path in DECISIONS
    ]


def test_a_decision_that_is_referred_to_exists() -> None:
    numbers = {path.name[:4] for path in DECISIONS}
    referred = {
        number
        for path in DECISIONS
        for number in re.findall(r"\((?:see )?(0\d{3})\)", path.read_text(encoding="utf-8"))
    }

    assert referred
    assert referred <= numbers


@pytest.mark.parametrize("path", [*DECISIONS, ARCHITECTURE], ids=lambda path: path.stem)
def test_every_file_that_is_named_exists(path: Path) -> None:
    named = [
        code
        for code in in_backticks(path.read_text(encoding="utf-8"))
        if re.fullmatch(r"[a-z_.]+(/[\w.*-]+)*/(?:[\w.*-]+)?", code)
    ]

    assert [name for name in named if not any(ROOT.glob(name.rstrip("/")))] == []
