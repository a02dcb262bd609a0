"""The audit trail: append-only, each entry chained to the one before, one chain for each task force."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from models.audit_entry import AuditEntry, AuditHead
from models.unit_of_work import UnitOfWork

BEGINNING = bytes(32)
"""What stands before the first entry of a chain."""


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """What checking a chain found.

    Args:
        entries: how many entries were read, up to the first broken one.
        first_broken: `seq` of the first entry that is not what was written, or None. If the end was cut off,
            it is the number of the last entry that must be there.
        head: hash of the chain's end, 64 hex digits. Written down elsewhere, it also proves that nobody has
            written the whole chain anew.
    """

    entries: int
    first_broken: int | None
    head: str

    @property
    def whole(self) -> bool:
        """Whether every entry is what was written."""
        return self.first_broken is None


def append(
    uow: UnitOfWork,
    *,
    taskforce: str,
    at: datetime,
    actor: str,
    action: str,
    subject: str,
    detail: Mapping[str, str | int | bool | None] | None = None,
) -> AuditEntry:
    """Append an entry in the caller's transaction: no act without its entry, no entry without its act.

    The chain stays locked until that transaction ends, so call it late.

    Args:
        uow: the unit of work of the act itself.
        taskforce: whose chain.
        at: aware moment of the act.
        actor: an officer's id, `sistem`, `pelapor` or `cli`.
        action: code of what was done (`case.opened`).
        subject: id of what it was done to; a reference or an id, never a name or an address.
        detail: codes and counts; never words of a person.
    """
    head = _locked_head(uow.session, taskforce)
    text = json.dumps(detail or {}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    entry = AuditEntry(
        taskforce=taskforce,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        detail=text,
        previous=head.hash,
    )
    entry.hash = _hash(entry)
    uow.session.add(entry)
    uow.session.flush()
    head.seq, head.hash = entry.seq, entry.hash
    uow.session.flush()
    return entry


def verify(session: Session, taskforce: str) -> ChainReport:
    """Read a task force's whole chain and check every link; entries appended meanwhile do no harm."""
    last, end = (0, BEGINNING), _end(session, taskforce)
    chain = (
        # The end is read in the same statement as the entries: it is the end of exactly these.
        select(AuditEntry, *(_head_of(column, taskforce) for column in (AuditHead.seq, AuditHead.hash)))
        .where(AuditEntry.taskforce == taskforce)
        .order_by(AuditEntry.seq)
        .execution_options(yield_per=1000)
    )
    count = 0
    with closing(session.execute(chain)) as rows:
        for entry, end_seq, end_hash in rows:
            count += 1
            if entry.previous != last[1] or entry.hash != _hash(entry):
                return ChainReport(entries=count, first_broken=entry.seq, head=last[1].hex())
            last, end = (entry.seq, entry.hash), (end_seq or 0, end_hash or BEGINNING)
    broken = None if last == end else max(last[0], end[0])
    return ChainReport(entries=count, first_broken=broken, head=last[1].hex())


def _end(session: Session, taskforce: str) -> tuple[int, bytes]:
    """Where the chain ends as its head says, for a chain that has no entries."""
    found = session.execute(
        select(AuditHead.seq, AuditHead.hash).where(AuditHead.taskforce == taskforce)
    ).one_or_none()
    return (found.seq, found.hash) if found else (0, BEGINNING)


def _head_of(column: InstrumentedAttribute[Any], taskforce: str) -> Any:
    return select(column).where(AuditHead.taskforce == taskforce).scalar_subquery()


def _locked_head(session: Session, taskforce: str) -> AuditHead:
    """The end of a chain, locked; made first if there is none, also when two make it at once."""
    find = (
        select(AuditHead)
        .where(AuditHead.taskforce == taskforce)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    head = session.scalars(find).one_or_none()
    if head is None:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        first = dialect.insert(AuditHead).values(taskforce=taskforce, seq=0, hash=BEGINNING)
        session.execute(first.on_conflict_do_nothing())
        head = session.scalars(find).one()
    return head


def _hash(entry: AuditEntry) -> bytes:
    """SHA-256 over the hash before and the entry in one canonical form (sorted keys, no spaces, UTC)."""
    content = {
        "taskforce": entry.taskforce,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": entry.detail,
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(entry.previous + canonical.encode()).digest()
