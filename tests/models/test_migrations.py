from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect, select, text

from models import migrate
from models.engine import create_engine_for
from models.errors import MigrationLeftOrphans
from models.tables import METADATA
from models.unit_of_work import Storage
from models.vault import Vault
from tests.conftest import DATABASES
from tests.models.rows import fill
from tests.postgresql import Cluster

SCRIPTS = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without a single table."""
    if request.param == "sqlite":
        engine = create_engine_for(f"sqlite:///{tmp_path / 'empty.db'}")
        yield engine
        engine.dispose()
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    name = cluster.create()
    engine = create_engine_for(cluster.url(name))
    yield engine
    engine.dispose()
    cluster.drop(name)


def _shape(engine: Engine) -> dict[str, Any]:
    """Everything about the tables that Alembic's own comparison does not look at."""
    look = inspect(engine)
    shape: dict[str, Any] = {}
    for table in sorted(set(look.get_table_names()) - {"alembic_version"}):
        shape[table] = {
            "columns": sorted((c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)),
            "checks": sorted((c["name"] or "", c["sqltext"]) for c in look.get_check_constraints(table)),
            "indexes": sorted((i["name"] or "", _plain(i)) for i in look.get_indexes(table)),
            "unique": sorted(
                (u["name"] or "", str(u["column_names"])) for u in look.get_unique_constraints(table)
            ),
            "keys": sorted((k["name"] or "", str(k)) for k in look.get_foreign_keys(table)),
            "primary": look.get_pk_constraint(table),
        }
    return shape


def test_head_equals_the_models(storage: Storage) -> None:
    with storage.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []


def test_migrated_tables_equal_created_ones_to_the_last_check(empty: Engine) -> None:
    METADATA.create_all(empty)
    created = _shape(empty)
    METADATA.drop_all(empty)
    migrate.upgrade(empty)
    migrated = _shape(empty)
    assert set(created) == set(METADATA.tables)
    for table, shape in created.items():
        assert migrated[table] == shape


def test_the_known_head_is_the_newest_revision(storage: Storage) -> None:
    assert migrate.current(storage.engine) == migrate.head() == REVISIONS[-1]


def test_before_the_first_revision_there_is_none(empty: Engine) -> None:
    assert migrate.current(empty) is None


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_up_down_and_up(empty: Engine, revision: str) -> None:
    before = SCRIPTS.get_revision(revision).down_revision
    migrate.upgrade(empty, revision)
    first = _shape(empty)
    migrate.downgrade(empty, before or "base")
    assert migrate.current(empty) == before
    migrate.upgrade(empty, revision)
    assert migrate.current(empty) == revision
    assert _shape(empty) == first


def test_down_to_nothing_and_up_again_with_data_in(
    empty: Engine, vault: Vault, new_id: Callable[[], str], now: datetime
) -> None:
    storage = Storage(empty, vault)
    for _ in range(2):
        migrate.upgrade(empty)
        with storage.begin() as uow:
            fill(uow, new_id, now)
            uow.commit()
        migrate.upgrade(empty)
        with storage.read() as uow:
            for table in METADATA.tables.values():
                assert uow.session.scalar(select(func.count()).select_from(table)) == 1, table.name
        migrate.downgrade(empty, "base")
        assert set(inspect(empty).get_table_names()) == {"alembic_version"}
        assert _leftovers(empty) == []


def test_a_revision_id_is_the_number_in_its_file_name() -> None:
    for number, script in enumerate(reversed(list(SCRIPTS.walk_revisions())), start=1):
        assert script.revision == f"{number:04}"
        assert Path(script.path).name.startswith(f"r{script.revision}_")
        assert script.module.__doc__


def test_two_that_migrate_at_once_both_end_at_the_head(empty: Engine) -> None:
    program = (
        "import sys; from models import engine, migrate; "
        "migrate.upgrade(engine.create_engine_for(sys.argv[1]))"
    )
    url = empty.url.render_as_string(hide_password=False)
    running = [
        subprocess.Popen([sys.executable, "-c", program, url], stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    errors = [process.communicate(timeout=60)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
    assert migrate.current(empty) == migrate.head()


def test_rows_that_point_at_nothing_stop_a_migration_on_sqlite(sqlite_url: str) -> None:
    engine = create_engine_for(sqlite_url)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("INSERT INTO delivery_receipts VALUES ('a', 'nobody', 'sent', NULL, '2026')")
        driver.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(MigrationLeftOrphans) as refused:
        migrate.upgrade(engine)
    assert refused.value.tables == ("delivery_receipts",)
    with engine.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    engine.dispose()


def _plain(index: Any) -> str:
    """An index as text that is the same whenever the index is."""
    options = {name: str(value) for name, value in index["dialect_options"].items()}
    return str({**index, "dialect_options": options})


def _leftovers(engine: Engine) -> list[str]:
    """Triggers and functions that a downgrade forgot."""
    if engine.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')"
    else:
        query = "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    with engine.connect() as connection:
        return list(connection.execute(text(query)).scalars())
