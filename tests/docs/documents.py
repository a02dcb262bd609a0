"""The documents of the repository as tests look at them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PATTERNS = ROOT / "docs" / "patterns.md"
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))

_IGNORED = {
    line.strip().rstrip("/").removeprefix("*")
    for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    if line.strip().endswith("/")
} | {".git"}


def files() -> Iterator[Path]:
    """Every file that belongs to the repository: all but what `.gitignore` names as a folder."""
    for folder, below, names in os.walk(ROOT):
        below[:] = sorted(name for name in below if not (name in _IGNORED or name.endswith(".egg-info")))
        yield from (Path(folder, name) for name in sorted(names))


def section(text: str, heading: str) -> str:
    """What stands under a heading of the second level, up to the next one."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no section {heading!r}"
    return found[1]


def between(text: str, name: str) -> str:
    """What stands between the comments `<!-- name -->` and `<!-- /name -->`."""
    return text.partition(f"<!-- {name} -->\n")[2].partition(f"<!-- /{name} -->")[0]


def in_backticks(text: str) -> list[str]:
    """Every short piece of code in a text, outside of code blocks."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def first_column(table: str) -> list[str]:
    """What stands in backticks in the first cell of each row of a table."""
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)
