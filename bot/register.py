"""The register of recruiters in use: brought in by an import, kept in memory until the next one."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.clock import Clock
from bot.ids import IdFactory
from models.audit import append
from models.register_store import RegisterStore
from models.unit_of_work import Storage, UnitOfWork
from recruiters.listing import Difference, Listing, difference
from recruiters.register import Company, Register

ACTION = "daftar_diimpor"


class CorrectRows(ValueError):
    """Some rows cannot be taken in: correct them, or take the good ones alone.

    Args:
        listing: the table with its problems.
    """

    def __init__(self, listing: Listing) -> None:
        super().__init__(f"{len(listing.problems)} row(s) cannot be taken in")
        self.listing = listing


class SayTheDay(ValueError):
    """Neither the table nor whoever imports it says of which day the register speaks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What an import did.

    Args:
        listing: the table.
        changes: against the register before.
        as_of: the day of which the register now speaks.
        written: False if the very same register was there already.
    """

    listing: Listing
    changes: Difference
    as_of: date
    written: bool


class RegisterImports:
    """Brings tables in.

    Args:
        storage: where the register is kept.
        clock: says when.
        ids: makes ids of rows.
        taskforces: whose audit trails note the import.
    """

    def __init__(self, storage: Storage, clock: Clock, ids: IdFactory, taskforces: tuple[str, ...]) -> None:
        self._storage = storage
        self._clock = clock
        self._ids = ids
        self._taskforces = taskforces

    def bring(
        self,
        listing: Listing,
        *,
        source: bytes,
        by: str,
        only_good_rows: bool = False,
        demo: bool = False,
        progress: Callable[[int], object] = lambda _: None,
    ) -> Imported:
        """Make a table the register; the register before stays as history.

        Args:
            listing: the table.
            source: the file, for its checksum.
            by: an officer's id, or the login name on the server.
            only_good_rows: whether rows that cannot be taken in are left out, instead of refusing the whole.
            demo: whether the companies are invented.
            progress: called with the number of rows written since the last call.

        Raises:
            CorrectRows: there are bad rows, or no good one, and nothing was imported.
            SayTheDay: nothing says of which day the register speaks, and nothing was imported.
        """
        if not listing.entries or (listing.problems and not only_good_rows):
            raise CorrectRows(listing)
        if listing.as_of is None:
            raise SayTheDay
        companies = [entry.company for entry in listing.entries]
        with self._storage.begin() as uow:
            store, newest = RegisterStore(uow), RegisterStore(uow).newest()
            before = list(store.companies(newest.id)) if newest else []
            changes = difference(before, companies)
            same = newest is not None and before == companies and newest.as_of == listing.as_of
            if not same:
                self._write(uow, store, listing, source=source, by=by, demo=demo, progress=progress)
                uow.commit()
        return Imported(listing=listing, changes=changes, as_of=listing.as_of, written=not same)

    def _write(
        self,
        uow: UnitOfWork,
        store: RegisterStore,
        listing: Listing,
        *,
        source: bytes,
        by: str,
        demo: bool,
        progress: Callable[[int], object],
    ) -> None:
        now, import_id = self._clock.now(), self._ids()
        assert listing.as_of is not None  # noqa: S101 (asked for above)
        store.add(
            listing.entries,
            id=import_id,
            new_id=self._ids,
            now=now,
            by=by,
            as_of=listing.as_of,
            source_sha=hashlib.sha256(source).hexdigest(),
            rejected=len(listing.problems),
            demo=demo,
            progress=progress,
        )
        for taskforce in self._taskforces:
            append(
                uow,
                taskforce=taskforce,
                at=now,
                actor=by,
                action=ACTION,
                subject=import_id,
                detail={"rows": len(listing.entries), "refused": len(listing.problems)},
            )


class RegisterInUse:
    """The newest register, read once and kept until there is a newer one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._import_id: str | None = None
        self._register = Register()

    def now(self, uow: UnitOfWork) -> Register:
        """The register as it stands; one small question to the database if nothing has changed.

        Args:
            uow: may be one that only reads.
        """
        store = RegisterStore(uow)
        newest = store.newest()
        with self._lock:
            if newest is None:
                self._import_id, self._register = None, Register()
            elif newest.id != self._import_id:
                companies: tuple[Company, ...] = tuple(store.companies(newest.id))
                self._register = Register(companies, as_of=newest.as_of, demo=newest.demo)
                self._import_id = newest.id
            return self._register
