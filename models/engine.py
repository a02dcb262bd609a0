"""Engines: how a database must be opened so that no report is lost and no deleted word survives."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL

from models.errors import UnsupportedDatabase

READ_ONLY = {"sqlite_readonly": True, "postgresql_readonly": True}
"""Execution options that make a transaction a reading one: it takes no write lock and cannot write."""

_BUSY_SECONDS = 10
_BUSY_PAUSE_SECONDS = 0.02
_SQLITE_PRAGMAS = (
    "synchronous=FULL",  # a report that we said is stored is on the disk, also after a power cut
    "foreign_keys=ON",
    f"busy_timeout={_BUSY_SECONDS * 1000}",
    "secure_delete=ON",  # what was erased is overwritten, not only unlinked
)
# Time-outs in milliseconds. A turn takes a few; whoever takes seconds holds up people who wait for help.
_POSTGRESQL_SETTINGS = {
    "timezone": "UTC",
    "statement_timeout": "15000",
    "lock_timeout": "5000",
    "idle_in_transaction_session_timeout": "60000",
}


def create_engine_for(url: str, *, pool_size: int = 10) -> Engine:
    """Engine for a database URL, with everything set that our promises need.

    Statements' parameters never appear in an error or a log line: they hold what people wrote.

    Args:
        url: `sqlite:////absolute/path.db` or `postgresql+psycopg://...` (`postgresql://` means the same).
        pool_size: connections kept open; half as many again are opened when all are busy.

    Raises:
        UnsupportedDatabase: the URL names another kind of database.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, pool_size)
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed, pool_size)
    raise UnsupportedDatabase(parsed.get_backend_name())


def truncate_log(engine: Engine) -> bool:
    """After an erasure: leave no copy of erased words in SQLite's write-ahead log.

    PostgreSQL overwrites in its own time (autovacuum) and there is nothing to call for.

    Returns:
        False if somebody was reading just now, so that the log is still there: call again later.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        busy, _, _ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
    return not busy


def _sqlite(url: URL, pool_size: int) -> Engine:
    if url.database and url.database != ":memory:":
        # Created by us, so that it is readable by its owner alone; its log files inherit that.
        Path(url.database).touch(mode=0o600)
        engine = create_engine(
            url,
            connect_args={"timeout": _BUSY_SECONDS},
            hide_parameters=True,
            pool_size=pool_size,
            max_overflow=pool_size // 2,
        )
    else:
        engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _end_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing; `_begin_sqlite` does
    _write_ahead(connection)
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, also while another process opens the same new file.

    Only the first one to open a file really switches, and SQLite's own busy time-out is not asked then: web
    and worker of a fresh installation start together, and one of them would fall over.
    """
    give_up = time.monotonic() + _BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(_BUSY_PAUSE_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Take the write lock at once, or promise not to write.

    A transaction that reads first and asks for the lock later fails at once when another was quicker, and
    busy_timeout does not help it; one that asks first just waits its turn.
    """
    reading = bool(connection.get_execution_options().get("sqlite_readonly"))
    if connection.info.get("query_only", False) != reading:
        connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
        connection.info["query_only"] = reading
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _end_sqlite(connection: Any, _record: object) -> None:
    """Undo a transaction whose COMMIT failed (a full disk, a row that points at nothing).

    SQLite keeps it open then, and SQLAlchemy takes it for ended: back in the pool, the connection would hold
    the write lock for good, and no report could be stored any more.
    """
    if connection is not None and connection.in_transaction:
        connection.rollback()


def _postgresql(url: URL, pool_size: int) -> Engine:
    settings = " ".join(f"-c {name}={value}" for name, value in _POSTGRESQL_SETTINGS.items())
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args={"options": settings, "connect_timeout": 5, "application_name": "suar"},
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=pool_size // 2,
        pool_timeout=5,  # then the provider gets a 503 and repeats, instead of a web server that hangs
        pool_pre_ping=True,
    )
