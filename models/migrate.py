"""Migrations, called with an engine: no settings file is read and no environment is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from models.errors import MigrationLeftOrphans

_FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x53756172  # "Suar": any number will do, as long as every release of this program uses the same


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring a database to a revision, in one transaction; if two do it at once, one waits and finds it done.

    Raises:
        MigrationLeftOrphans: rows would point at nothing; nothing was changed.
    """
    with _migrating(engine) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring a database back to an earlier revision (`base` for none); what the later one added is lost.

    Raises:
        MigrationLeftOrphans: rows would point at nothing; nothing was changed.
    """
    with _migrating(engine) as connection:
        command.downgrade(_config(connection), revision)


def current(engine: Engine) -> str | None:
    """The revision a database is at, or None before the first one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The revision that this version of Suar needs."""
    return ScriptDirectory.from_config(_config(None)).get_current_head()


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            with _foreign_keys_off(connection), connection.begin():
                yield connection
                _refuse_orphans(connection)
        else:
            with connection.begin():
                # A long migration is no stuck statement; but waiting for a lock holds up the hotline.
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                connection.exec_driver_sql("SET LOCAL lock_timeout = '60s'")
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
                yield connection


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying it and dropping the old one, which foreign keys would forbid.

    The switch does nothing inside a transaction, so it goes to the driver before one begins.
    """
    driver = connection.connection.driver_connection
    if driver is None:
        raise ConnectionError("the connection is closed")
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: Connection) -> None:
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if rows:
        raise MigrationLeftOrphans(tables=tuple(sorted({row[0] for row in rows})))
