from __future__ import annotations

import re
from pathlib import Path

from config.accounts import load_accounts
from config.settings import settings_table
from tests.docs.documents import README, ROOT, between, first_column, in_backticks, section

TEXT = README.read_text(encoding="utf-8")


def test_the_settings_table_is_that_of_the_program() -> None:
    assert between(TEXT, "settings") == settings_table()


def test_every_folder_of_the_layout_exists() -> None:
    named = first_column(section(TEXT, "Layout"))

    assert len(named) > 10
    assert [folder for folder in named if not (ROOT / folder).is_dir()] == []


def test_every_folder_of_the_program_is_in_the_layout() -> None:
    named = set(first_column(section(TEXT, "Layout")))
    folders = {f"{path.parent.name}/" for path in ROOT.glob("*/__init__.py")}

    assert folders - named == set()


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    shown = "\n".join([*in_backticks(TEXT), *re.findall(r"^make .*", TEXT, re.MULTILINE)])
    named = set(re.findall(r"\bmake ([a-z-]+)\b", shown))

    assert {"run", "test", "bench", "setup"} <= named
    assert named - targets == set()


def test_the_accounts_example_has_the_real_format(tmp_path: Path) -> None:
    example = re.search(r"^```yaml\n(.*?)^```", section(TEXT, "Going live"), re.MULTILINE | re.DOTALL)
    assert example
    file = tmp_path / "accounts.yaml"
    file.touch(mode=0o600)
    file.write_text(example[1], encoding="utf-8")

    accounts = load_accounts(file, ["sambas"])

    assert accounts.public_bot("sambas")
    assert accounts.staff_bot("sambas")
    assert accounts.twilio_of("sambas")


def test_the_parts_that_run_are_those_of_the_procfile() -> None:
    commands = dict(
        line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines() if line
    )

    assert set(commands) == {"web", "worker", "release"}
    going_live = " ".join(section(TEXT, "Going live").split())
    assert [command for command in commands.values() if command not in going_live] == ["suar worker"]
    assert "suar worker" in section(TEXT, "Command line")
