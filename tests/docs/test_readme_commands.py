from __future__ import annotations

import re

import click

from bot.cli import suar
from tests.docs.documents import README, first_column, section

TEXT = README.read_text(encoding="utf-8")


def test_the_table_names_every_command_and_no_other() -> None:
    named = first_column(section(TEXT, "Command line"))

    assert sorted(named) == sorted(f"suar {name}" for name in suar.commands)


def test_every_command_with_its_subcommand_exists() -> None:
    named = {
        tuple(found)
        for found in re.findall(r"\bsuar ([a-z]+) ([a-z]+)\b", "\n".join(re.findall(r"`([^`\n]+)`", TEXT)))
    }
    groups = {name: group for name, group in suar.commands.items() if isinstance(group, click.Group)}

    assert ("officers", "add") in named
    unknown = [pair for pair in named if pair[0] in groups and pair[1] not in groups[pair[0]].commands]
    assert unknown == []


def test_every_subcommand_is_named_in_its_row() -> None:
    rows = {
        row.split("`")[1]: row for row in section(TEXT, "Command line").splitlines() if row.startswith("| `")
    }
    missing = [
        f"{name} {sub}"
        for name, group in suar.commands.items()
        if isinstance(group, click.Group)
        for sub in group.commands
        if f"`{sub}`" not in rows[f"suar {name}"]
    ]

    assert missing == []
