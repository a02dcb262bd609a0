"""The register of recruiters: imports kept beside one another, the newest is the register."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select

from models.recruiter import Recruiter
from models.register_import import RegisterImport
from models.unit_of_work import UnitOfWork
from recruiters.entry import Entry
from recruiters.keys import exact_key
from recruiters.register import Company

_AT_ONCE = 1_000
_KEY_LENGTH = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportRecord:
    """One import, for the history.

    Args:
        id: of the import.
        imported_at: aware moment.
        imported_by: an officer's id, or the login name on the server.
        as_of: the day of which the register speaks.
        accepted: rows taken in.
        rejected: rows refused.
        demo: whether the companies are invented.
    """

    id: str
    imported_at: datetime
    imported_by: str
    as_of: date
    accepted: int
    rejected: int
    demo: bool


class RegisterStore:
    """Reads and writes the register.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def newest(self) -> ImportRecord | None:
        """The import that is the register now; None if none was ever made."""
        return next(iter(self.history(most=1)), None)

    def history(self, *, most: int = 20) -> list[ImportRecord]:
        """The imports, newest first.

        Args:
            most: how many at the most.
        """
        rows = self._uow.session.scalars(
            select(RegisterImport)
            .where(RegisterImport.accepted > 0)
            .order_by(RegisterImport.imported_at.desc(), RegisterImport.id.desc())
            .limit(most)
        )
        return [
            ImportRecord(
                id=row.id,
                imported_at=row.imported_at,
                imported_by=row.imported_by,
                as_of=row.as_of,
                accepted=row.accepted,
                rejected=row.rejected,
                demo=row.demo,
            )
            for row in rows
        ]

    def companies(self, import_id: str) -> Iterator[Company]:
        """The companies of one import, in the order of its rows."""
        columns = (
            Recruiter.name,
            Recruiter.status,
            Recruiter.licence,
            Recruiter.city,
            Recruiter.branches,
            Recruiter.aliases,
        )
        found = self._uow.session.execute(
            select(*columns).where(Recruiter.import_id == import_id).order_by(Recruiter.id)
        )
        for name, status, licence, city, branches, aliases in found:
            yield Company(
                name=name,
                status=status,
                licence=licence,
                city=city,
                branches=tuple(json.loads(branches)),
                aliases=tuple(json.loads(aliases)),
            )

    def add(
        self,
        entries: Sequence[Entry],
        *,
        id: str,
        new_id: Callable[[], str],
        now: datetime,
        by: str,
        as_of: date,
        source_sha: str,
        rejected: int,
        demo: bool,
        progress: Callable[[int], object] = lambda _: None,
    ) -> None:
        """Take an import in beside the earlier ones, which stay as its history.

        Args:
            entries: the good rows.
            id: of the import.
            new_id: makes ids of rows, each greater than the one before.
            now: aware moment.
            by: an officer's id, or the login name on the server.
            as_of: the day of which the register speaks.
            source_sha: sha256 of the file.
            rejected: how many rows were refused.
            demo: whether the companies are invented.
            progress: called with the number of rows written since the last call.
        """
        self._uow.session.add(
            RegisterImport(
                id=id,
                imported_at=now,
                imported_by=by,
                source_sha=source_sha,
                as_of=as_of,
                accepted=len(entries),
                rejected=rejected,
                demo=demo,
            )
        )
        self._uow.session.flush()
        for start in range(0, len(entries), _AT_ONCE):
            part = entries[start : start + _AT_ONCE]
            self._uow.session.execute(
                insert(Recruiter), [self._row(entry, id, new_id(), as_of) for entry in part]
            )
            progress(len(part))

    def _row(self, entry: Entry, import_id: str, id: str, as_of: date) -> dict[str, object]:
        company = entry.company
        responsible = entry.responsible
        return {
            "id": id,
            "import_id": import_id,
            "name": company.name,
            "name_key": exact_key(company.name)[:_KEY_LENGTH],
            "licence": company.licence,
            "business_number": entry.business_number,
            "licensed_on": entry.licensed_on,
            "office": entry.office,
            "city": company.city,
            "responsible": None
            if responsible is None
            else self._uow.vault.seal("recruiters", "responsible", id, responsible),
            "branches": json.dumps(company.branches, ensure_ascii=False),
            "aliases": json.dumps(company.aliases, ensure_ascii=False),
            "status": company.status,
            "as_of": entry.as_of or as_of,
        }
