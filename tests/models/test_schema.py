"""Rules that every table keeps, present and future."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, DateTime, Enum, Table

import models
from models.base import Base, UtcDateTime
from models.tables import METADATA

TABLES = pytest.mark.parametrize("table", METADATA.tables.values(), ids=lambda table: table.name)
SHARED = {"audit_heads", "flow_versions", "heartbeats", "provider_contents", "recruiters", "register_imports"}
PARTS = {"attachment_contents", "case_answers", "case_events", "delivery_receipts", "referrals", "sent_refs"}


@TABLES
def test_every_constraint_has_a_name(table: Table) -> None:
    assert all(constraint.name for constraint in table.constraints)
    assert all(index.name and len(index.name) <= 63 for index in table.indexes)


@TABLES
def test_every_enum_has_its_check(table: Table) -> None:
    enums = {column.name for column in table.columns if isinstance(column.type, Enum)}
    checked = {
        str(c.name).removeprefix(f"ck_{table.name}_")
        for c in table.constraints
        if isinstance(c, CheckConstraint)
    }
    assert enums <= checked


@TABLES
def test_every_moment_is_utc(table: Table) -> None:
    assert not [
        c.name for c in table.columns if isinstance(c.type, DateTime) and not isinstance(c.type, UtcDateTime)
    ]


@TABLES
def test_every_foreign_key_waits_for_the_commit(table: Table) -> None:
    assert all((key.deferrable, key.initially) == (True, "DEFERRED") for key in table.foreign_key_constraints)


@TABLES
def test_every_row_that_belongs_to_a_task_force_says_so(table: Table) -> None:
    assert ("taskforce" in table.columns) != (table.name in SHARED | PARTS) or table.name == "audit_heads"


def test_every_table_class_of_the_folder_is_known_to_migrations() -> None:
    known = {mapper.class_.__name__ for mapper in Base.registry.mappers}
    written = set()
    for path in Path(models.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and any(
                isinstance(b, ast.Name) and b.id == "Base" for b in node.bases
            ):
                written.add(node.name)
    assert written == known
