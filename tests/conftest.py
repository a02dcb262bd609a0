"""What every test may ask for: databases that are real, keys that are made up, a clock that stands."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models import migrate
from models.engine import create_engine_for
from models.keyring import KeyRing
from models.unit_of_work import Storage
from models.vault import Vault
from tests.postgresql import Cluster, NoBinaries, find_binaries

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.fixture
def now() -> datetime:
    """Saturday, 21 November 2026, 02.00 in Sambas: the officer sleeps. Aware UTC."""
    return datetime(2026, 11, 21, 2, 0, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Makes ids as the program does, 32 lower-case hex digits in order of time, and the same in every run."""
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):032x}"


@pytest.fixture(scope="session")
def keyring() -> KeyRing:
    """Keys of this run."""
    return KeyRing.generate()


@pytest.fixture(scope="session")
def vault(keyring: KeyRing) -> Vault:
    """A vault with the keys of this run."""
    return Vault(keyring)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The suite's own PostgreSQL; in CI its absence is an error, elsewhere a reason to skip."""
    try:
        binaries = find_binaries()
    except NoBinaries:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no PostgreSQL binaries (initdb) on this machine")
    with Cluster(binaries) as running:
        yield running


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "suar.db"
    engine = create_engine_for(f"sqlite:///{path}")
    migrate.upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def migrated_database(cluster: Cluster) -> str:
    """A migrated, empty PostgreSQL database, made once and copied for each test."""
    name = cluster.create()
    engine = create_engine_for(cluster.url(name))
    migrate.upgrade(engine)
    engine.dispose()
    return name


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_file: Path) -> str:
    """URL of a migrated SQLite file that only this test has."""
    path = tmp_path / "suar.db"
    shutil.copyfile(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(cluster: Cluster, migrated_database: str) -> Iterator[str]:
    """URL of a migrated PostgreSQL database that only this test has."""
    name = cluster.create(template=migrated_database)
    yield cluster.url(name)
    cluster.drop(name)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of a migrated database of this test's own, once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def storage(database_url: str, vault: Vault) -> Iterator[Storage]:
    """Storage on an empty, migrated database, once on SQLite and once on PostgreSQL."""
    opened = Storage(create_engine_for(database_url), vault)
    yield opened
    opened.close()
