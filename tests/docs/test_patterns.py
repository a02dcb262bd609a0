from __future__ import annotations

import re

import pytest

from tests.docs.documents import PATTERNS, ROOT, in_backticks

CODES = in_backticks(PATTERNS.read_text(encoding="utf-8"))
TESTS = sorted({code for code in CODES if "::" in code})
PATHS = sorted(
    {
        code
        for code in CODES
        if "/" in code and "::" not in code and "<" not in code and re.fullmatch(r"[a-z][\w./-]*", code)
    }
)


@pytest.mark.parametrize("named", TESTS)
def test_a_test_that_is_named_exists(named: str) -> None:
    path, _, name = named.partition("::")

    assert re.search(rf"^def {name}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("named", PATHS)
def test_a_path_that_is_named_exists(named: str) -> None:
    assert (ROOT / named).exists()


def test_every_pattern_says_what_fails() -> None:
    patterns = re.split(r"^## ", PATTERNS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

    assert len(patterns) >= 9
    assert [pattern.splitlines()[0] for pattern in patterns if "\nFails if forgotten: " not in pattern] == []
