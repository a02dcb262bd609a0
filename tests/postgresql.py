"""A PostgreSQL of the suite's own: a private cluster on a unix socket, so that nobody else can be hurt."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, LiteralString, Self

import psycopg
from psycopg import sql

# Tests throw everything away, so nothing waits for a disk.
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{folder}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 32MB
logging_collector = off
"""
FAST = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
"""
OWNER = "suar"


class NoBinaries(Exception):
    """This machine has no PostgreSQL server."""


def find_binaries() -> Path:
    """Folder of the newest PostgreSQL server on this machine.

    Raises:
        NoBinaries: there is none.
    """
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    found.sort(key=lambda path: [int(part) for part in path.parent.name.split(".") if part.isdigit()])
    on_path = shutil.which("initdb")
    if found:
        return found[-1]
    if on_path is not None:
        return Path(on_path).resolve().parent
    raise NoBinaries


class Cluster:
    """A cluster that lives as long as the `with` block, in a folder that only its owner may enter.

    Args:
        binaries: folder with initdb, pg_ctl and postgres.
        durable: True for PostgreSQL's ordinary durability, for measuring; tests need none.
    """

    def __init__(self, binaries: Path, *, durable: bool = False) -> None:
        self._binaries = binaries
        self._durable = durable
        # A short path: a socket's name may have about 100 characters, pytest's folders are longer than that.
        self.folder = Path(tempfile.mkdtemp(prefix="suar-pg-"))
        self.data = self.folder / "data"
        self._ours: set[str] = set()
        self._strategy: LiteralString = ""

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def url(self, database: str) -> str:
        """SQLAlchemy URL of a database of this cluster."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """Create a database with a random name as a copy of another, and give its name."""
        name = f"suar_{secrets.token_hex(8)}"
        self._execute(f"CREATE DATABASE {{}} TEMPLATE {{}} {self._strategy}", name, template)
        self._ours.add(name)
        return name

    def drop(self, database: str) -> None:
        """Drop a database that this cluster's `create` made, and no other."""
        if database not in self._ours:
            raise ValueError("not ours to drop")
        self._execute("DROP DATABASE {} WITH (FORCE)", database)
        self._ours.discard(database)

    def _start(self) -> None:
        if self._owner:
            account = pwd.getpwnam(self._owner)
            os.chown(self.folder, account.pw_uid, account.pw_gid)
        self._run(
            "initdb", "-D", self.data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(SETTINGS.format(folder=self.folder) + ("" if self._durable else FAST))
        self._run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "-t", "60", "start")
        with self._connect() as connection:
            row = connection.execute("SHOW data_directory").fetchone()
            # Four times faster for a small template; before version 15 there was nothing else.
            self._strategy = "STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""
        if row is None or Path(row[0]).resolve() != self.data.resolve():
            raise RuntimeError("this is somebody else's PostgreSQL; nothing was touched")

    def _stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _owner(self) -> str | None:
        """The account to run as: PostgreSQL refuses to be root."""
        if os.geteuid() != 0:
            return None
        names = {entry.pw_name for entry in pwd.getpwall()}
        return "postgres" if "postgres" in names else "nobody"

    def _run(self, program: str, *arguments: str | Path) -> None:
        privileges: dict[str, Any] = {}
        if self._owner:
            group = pwd.getpwnam(self._owner).pw_gid
            privileges = {"user": self._owner, "group": group, "extra_groups": ()}
        done = subprocess.run(
            [self._binaries / program, *arguments],
            cwd=self.folder,
            env={"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            check=False,
            **privileges,
        )
        if done.returncode:
            log = self.folder / "log"
            detail = log.read_text(errors="replace") if log.exists() else "no log"
            raise RuntimeError(f"{program} failed with {done.returncode}: {detail}")

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(host=str(self.folder), user=OWNER, dbname="postgres", autocommit=True)

    def _execute(self, statement: LiteralString, *names: str) -> None:
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
