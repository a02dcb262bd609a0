"""Where is measured: a fresh database of each kind with a prepared demonstration in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from bot import bootstrap
from bot.bootstrap import Running
from bot.demonstration import prepare_demonstration
from config.logging import configure_logging
from config.settings import Settings, load_settings
from models import migrate
from tests.postgresql import Cluster, find_binaries


@dataclass
class Ground:
    """One database with a hotline on it.

    Args:
        name: `SQLite` or `PostgreSQL`.
        settings: of the hotline.
    """

    name: str
    settings: Settings
    stack: ExitStack = field(default_factory=ExitStack)
    running: Running = field(init=False)

    def __enter__(self) -> Self:
        configure_logging("json", "ERROR")
        bootstrap.prepare(self.settings)
        storage = bootstrap.open_storage(self.settings)
        migrate.upgrade(storage.engine)
        storage.close()
        prepare_demonstration(self.settings)
        self.running = bootstrap.start(self.settings)
        self.running.hotline.bundles.keep_current()
        self.stack.callback(self.running.hotline.storage.close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stack.close()


def grounds(folder: Path) -> Iterator[Ground]:
    """SQLite first, then PostgreSQL in a cluster of its own with its ordinary durability (fsync on)."""
    yield Ground("SQLite", _settings(folder / "sqlite", ""))
    with Cluster(find_binaries(), durable=True) as cluster:
        yield Ground("PostgreSQL", _settings(folder / "postgresql", cluster.url(cluster.create())))


def _settings(folder: Path, database_url: str) -> Settings:
    return load_settings(
        {
            "SUAR_DEMO": "true",
            "SUAR_VAR_DIR": str(folder),
            "SUAR_DATABASE_URL": database_url,
            "SUAR_DEMO_PORT": "18081",
            "SUAR_PORT": "18080",
        }
    )
