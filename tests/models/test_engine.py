from __future__ import annotations

import sqlite3
import stat
import threading
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.engine import create_engine_for, truncate_log
from models.errors import UnsupportedDatabase
from models.provider_content import ProviderContent
from models.unit_of_work import Storage
from models.vault import Vault


@pytest.fixture
def sqlite_storage(sqlite_url: str, vault: Vault) -> object:
    opened = Storage(create_engine_for(sqlite_url), vault)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10000),
        ("secure_delete", 1),
    ],
)
def test_sqlite_is_opened_as_promised(sqlite_storage: Storage, pragma: str, value: object) -> None:
    with sqlite_storage.read() as first, sqlite_storage.read() as second:
        for uow in (first, second):
            assert uow.session.execute(text(f"PRAGMA {pragma}")).scalar_one() == value


def test_a_new_database_file_is_its_owners_alone(tmp_path: Path) -> None:
    engine = create_engine_for(f"sqlite:///{tmp_path / 'new.db'}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE t (x)"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    engine.dispose()
    assert set(modes) == {"new.db", "new.db-wal", "new.db-shm"}
    assert set(modes.values()) == {0o600}


def test_a_new_file_that_another_process_is_switching_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")  # SQLite says "locked" to the switch then, at once and without waiting
    other.execute("CREATE TABLE t (x)")
    letting_go = threading.Timer(0.3, other.rollback)
    letting_go.start()
    engine = create_engine_for(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    engine.dispose()
    letting_go.join()
    other.close()


def test_deleted_words_are_gone_from_the_files(
    sqlite_storage: Storage, tmp_path: Path, now: datetime
) -> None:
    words = "cerita-yang-harus-hilang"

    def files_with_words() -> list[str]:
        return [path.name for path in tmp_path.iterdir() if words.encode() in path.read_bytes()]

    with sqlite_storage.begin() as uow:
        # A column that is not sealed, because sealed words could not be searched for in the file.
        uow.session.add(ProviderContent(digest="0" * 64, account="a", sid=words, created_at=now))
        uow.commit()
    assert truncate_log(sqlite_storage.engine)
    assert files_with_words() == ["suar.db"]
    with sqlite_storage.begin() as uow:
        uow.session.execute(delete(ProviderContent))
        uow.commit()
    assert truncate_log(sqlite_storage.engine)
    assert files_with_words() == []


def test_a_failed_commit_leaves_no_lock_behind(sqlite_storage: Storage, now: datetime) -> None:
    orphan = text("INSERT INTO delivery_receipts VALUES ('a', 'nobody', 'sent', NULL, '2026')")
    with Session(sqlite_storage.engine) as session:
        session.execute(orphan)
        with pytest.raises(IntegrityError):
            session.commit()
    other = create_engine_for(sqlite_storage.engine.url.render_as_string())
    with other.connect() as connection:
        connection.connection.cursor().execute("PRAGMA busy_timeout=0")
        connection.execute(text("DELETE FROM heartbeats"))
    other.dispose()


def test_truncating_the_log_says_when_somebody_reads(
    tmp_path: Path, sqlite_url: str, vault: Vault, now: datetime
) -> None:
    storage = Storage(create_engine_for(f"{sqlite_url}?timeout=0"), vault)
    with storage.read() as reader:
        assert reader.session.scalars(select(ProviderContent)).all() == []
        with storage.begin() as uow:
            uow.session.add(ProviderContent(digest="0" * 64, account="a", sid="b", created_at=now))
            uow.commit()
        connection = storage.engine.raw_connection()
        connection.cursor().execute("PRAGMA busy_timeout=0")
        connection.close()
        assert not truncate_log(storage.engine)
    assert truncate_log(storage.engine)
    storage.close()


@pytest.mark.postgresql
def test_postgresql_is_opened_as_promised(postgresql_url: str) -> None:
    engine = create_engine_for(postgresql_url.replace("postgresql+psycopg", "postgresql"))
    assert engine.driver == "psycopg"
    with engine.connect() as connection:
        shown = {
            name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
            for name in (
                "timezone",
                "statement_timeout",
                "lock_timeout",
                "idle_in_transaction_session_timeout",
            )
        }
    assert truncate_log(engine)
    engine.dispose()
    assert shown == {
        "timezone": "UTC",
        "statement_timeout": "15s",
        "lock_timeout": "5s",
        "idle_in_transaction_session_timeout": "1min",
    }


def test_other_databases_are_refused() -> None:
    with pytest.raises(UnsupportedDatabase, match="dialect=mysql"):
        create_engine_for("mysql://localhost/suar")
