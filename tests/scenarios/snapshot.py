"""What a database says, without what chance and the order of arrival put into it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Table, select

from models.base import Sealed
from models.tables import METADATA
from models.unit_of_work import Storage, UnitOfWork

CHANCE = frozenset(
    {
        # random, or numbered in the order of arrival
        *("id", "reference", "pin_hash", "refs", "ref", "outbox_id", "address_index", "chat_index"),
        *("dedup_key", "subject_id", "hash", "previous", "seq", "version", "escalation", "armed_for"),
        *("subject", "message_ref", "session", "attempts", "link_code_hash"),
    }
)
"""Columns left out; `session`, `escalation` and `armed_for` are compared by what follows from them."""
_REFERENCE = re.compile(r"\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}\b")
_PIN = re.compile(r"\b\d{6}\b")


def snapshot(storage: Storage) -> dict[str, list[str]]:
    """Every table as a sorted list of rows: unsealed, without ids, references and secret numbers."""
    with storage.read() as uow:
        return {
            table.name: sorted(_row(uow, table, row) for row in uow.session.execute(select(table)).mappings())
            for table in METADATA.sorted_tables
            if table.name != "audit_heads"
        }


def table_rows(storage: Storage, table: str) -> list[dict[str, Any]]:
    """Rows of one table in the order of their ids, sealed columns opened as text."""
    chosen = METADATA.tables[table]
    with storage.read() as uow:
        statement = select(chosen).order_by(*chosen.primary_key.columns)
        return [
            {column.name: _opened(uow, chosen, column.name, row) for column in chosen.columns}
            for row in uow.session.execute(statement).mappings()
        ]


def _row(uow: UnitOfWork, table: Table, row: Mapping[str, Any]) -> str:
    kept = {
        column.name: _opened(uow, table, column.name, row)
        for column in table.columns
        if column.name not in CHANCE and not column.name.endswith("_id")
    }
    return _PIN.sub("<pin>", _REFERENCE.sub("<reference>", repr(sorted(kept.items(), key=str))))


def _opened(uow: UnitOfWork, table: Table, column: str, row: Mapping[str, Any]) -> Any:
    value = row[column]
    if value is None or not isinstance(table.columns[column].type, Sealed):
        return value
    key = row[next(iter(table.primary_key.columns)).name]
    return uow.vault.open(table.name, column, key, value).decode(errors="replace")
