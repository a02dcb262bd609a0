"""INSERT that yields to a row which is there already, prepared once for each kind of database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite


class Upsert:
    """A statement with a form for SQLite and one for PostgreSQL; SQLAlchemy has no common one.

    Args:
        build: makes the statement from a dialect's `insert`; called once for each.
    """

    def __init__(self, build: Callable[[Callable[..., Any]], Any]) -> None:
        # SQLAlchemy forgets how many rows an INSERT wrote unless it is asked to keep it.
        self._forms = {
            dialect.__name__.rpartition(".")[2]: build(dialect.insert).execution_options(
                preserve_rowcount=True
            )
            for dialect in (sqlite, postgresql)
        }

    def run(self, connection: Connection, values: dict[str, Any]) -> bool:
        """Execute with values by column name. True if a row was written."""
        return connection.execute(self._forms[connection.dialect.name], values).rowcount > 0
