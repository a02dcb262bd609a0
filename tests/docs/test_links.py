from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.documents import ROOT, files

_LINK = re.compile(r"\]\(([^)\s]+)\)")


def _targets() -> list[tuple[Path, str]]:
    return [
        (path, target)
        for path in files()
        if path.suffix == ".md"
        for target in _LINK.findall(path.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:", target)
    ]


def _anchors(path: Path) -> set[str]:
    """Anchors of a page's headings, as they are made from them: lower case, dashes, no signs."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("page", "target"), _targets(), ids=lambda part: part.name if isinstance(part, Path) else part
)
def test_a_link_leads_to_something_in_the_repository(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    aim = (page.parent / name).resolve() if name else page

    assert aim.is_relative_to(ROOT.resolve())
    assert aim.exists()
    assert not anchor or anchor in _anchors(aim)


def test_there_are_links_to_check() -> None:
    assert len(_targets()) > 25
