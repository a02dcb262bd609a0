"""What `requirements/base.in` names, what the program imports, and what ADR 0018 explains are the same."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.docs.documents import ROOT, files, first_column, section

ADR = (ROOT / "docs" / "adr" / "0018-libraries.md").read_text(encoding="utf-8")
OURS = {path.parent.name for path in ROOT.glob("*/__init__.py")}
ASIDE = {"tests", "bench", "training"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared() -> set[str]:
    lines = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
    return {_plain(re.split(r"[\[<>=~! ]", line)[0]) for line in lines if line and not line.startswith("#")}


def _program() -> list[Path]:
    sources = [path for path in files() if path.suffix == ".py"]
    return [path for path in sources if path.relative_to(ROOT).parts[0] in OURS - ASIDE | {"wsgi.py"}]


def _imported() -> set[str]:
    """Names of the libraries that the program imports, except for types alone."""
    modules: set[str] = set()
    for path in _program():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                modules.add(node.module.partition(".")[0])
    outside = modules - OURS - set(sys.stdlib_module_names) - {"_typeshed"}
    owners = packages_distributions()
    return {_plain(owners[module][0]) for module in outside}


def _explained(column: str) -> set[str]:
    table = re.search(rf"^\| {column} \|.*?(?=\n\n)", section(ADR, "Decision"), re.MULTILINE | re.DOTALL)
    assert table
    return {_plain(name) for name in first_column(table[0])}


def test_every_library_is_imported_or_explained() -> None:
    assert _declared() - _imported() == _explained("library")


def test_every_import_is_declared_or_explained() -> None:
    assert _imported() - _declared() == _explained("imported")


def test_what_is_pinned_covers_what_is_named() -> None:
    for name in ("base", "dev"):
        pinned = re.findall(
            r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==",
            (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        assert _declared() <= {_plain(library) for library in pinned}
