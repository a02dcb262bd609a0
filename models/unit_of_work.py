"""The unit of work: one transaction, rolled back unless somebody says `commit`."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session, configure_mappers

from models.engine import READ_ONLY
from models.errors import ReadOnly
from models.tables import METADATA
from models.vault import Vault

_log = logging.getLogger(__name__)


class UnitOfWork:
    """One transaction with the session it happens in.

    Leaving the block without `commit` undoes everything: an error half-way through a turn leaves no case
    without its alert. Network is never called inside the block; what must follow goes into `after_commit`.

    Args:
        engine: where to connect; nothing connects before the first statement.
        vault: seals and opens.
        read_only: True if `commit` is refused.
        hook_failed: called once for every hook that raised.
    """

    def __init__(
        self, engine: Engine, vault: Vault, *, read_only: bool, hook_failed: Callable[[], None]
    ) -> None:
        self.session = Session(engine, expire_on_commit=False)
        self.vault = vault
        self.read_only = read_only
        self._hook_failed = hook_failed
        self._connection: Connection | None = None
        self._hooks: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hooks.clear()
        # Closing undoes what was not committed, and leaves what was read readable, for the caller to return.
        self.session.close()

    @property
    def connection(self) -> Connection:
        """The transaction's connection, for statements that every turn makes and that need no mapped objects.

        What was added to `session` is not seen here before a flush.
        """
        if self._connection is None:
            self._connection = self.session.connection()
        return self._connection

    def commit(self) -> None:
        """Make everything done so far durable, then run the hooks.

        Raises:
            ReadOnly: this unit of work only reads.
            sqlalchemy.exc.IntegrityError: a row points at nothing (foreign keys are checked here).
        """
        if self.read_only:
            raise ReadOnly
        try:
            self.session.commit()
        except BaseException:
            self.rollback()
            raise
        self._connection = None
        hooks, self._hooks = self._hooks, []
        for hook in hooks:
            self._run(hook)

    def rollback(self) -> None:
        """Undo everything since the last commit and forget the hooks that waited for it."""
        self._hooks.clear()
        self._connection = None
        self.session.rollback()

    def after_commit(self, hook: Callable[[], object]) -> None:
        """Call something once this transaction is durable; never if it is rolled back.

        For wake-up calls only: a hook that fails is logged and counted, and what it would have woken must be
        found again by a sweep over rows.

        Args:
            hook: called without arguments, in the order of registration, outside any transaction.
        """
        self._hooks.append(hook)

    def _run(self, hook: Callable[[], object]) -> None:
        try:
            hook()
        except Exception as error:  # noqa: BLE001 (the commit stands; its caller must not take it for undone)
            # The error's own text may quote what a person wrote, so only its kind is written down.
            _log.error("after_commit_failed", extra={"error": type(error).__name__})
            self._hook_failed()


class Storage:
    """Opens units of work on one database.

    Args:
        engine: from `create_engine_for`.
        vault: seals and opens.
    """

    def __init__(self, engine: Engine, vault: Vault) -> None:
        self.engine = engine
        self.vault = vault
        self._reading = engine.execution_options(**READ_ONLY)
        self._lock = threading.Lock()
        self._failed_hooks = 0
        configure_mappers()

    @property
    def failed_hooks(self) -> int:
        """How many hooks have raised after a commit since the start, for the metrics."""
        return self._failed_hooks

    def begin(self) -> UnitOfWork:
        """A unit of work that can write; on SQLite it takes the write lock with its first statement."""
        return UnitOfWork(self.engine, self.vault, read_only=False, hook_failed=self._count_failed_hook)

    def read(self) -> UnitOfWork:
        """A unit of work that cannot write, enforced by the database, and that keeps no writer waiting."""
        return UnitOfWork(self._reading, self.vault, read_only=True, hook_failed=self._count_failed_hook)

    def tables(self) -> frozenset[str]:
        """Names of all tables that this version of Suar knows."""
        return frozenset(METADATA.tables)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _count_failed_hook(self) -> None:
        with self._lock:
            self._failed_hooks += 1
