"""The audit trail: append-only, each entry chained to the one before, one chain for each task force."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.audit_entry import AuditEntry, AuditHead
from models.unit_of_work import UnitOfWork

BEGINNING = bytes(32)
"""What stands before the first entry of a chain."""


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """What checking a chain found.

    Args:
        entries: how many entries were read, up to the first broken one.
        first_broken: `seq` of the first entry that is not what was written, or None. If the end was cut off, it
            is the number of the last entry that must be there.
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
    """Read a task force's whole chain and check every link."""
    entries = session.scalars(
        select(AuditEntry)
        .where(AuditEntry.taskforce == taskforce)
        .order_by(AuditEntry.seq)
        .execution_options(yield_per=1000)
    )
    head = session.get(AuditHead, taskforce, populate_existing=True)
    count, last_seq, last_hash = 0, 0, BEGINNING
    for entry in entries:
        count += 1
        if entry.previous != last_hash or entry.hash != _hash(entry):
            return ChainReport(entries=count, first_broken=entry.seq, head=last_hash.hex())
        last_seq, last_hash = entry.seq, entry.hash
    end_seq, end_hash = (head.seq, head.hash) if head else (0, BEGINNING)
    broken = None if (last_seq, last_hash) == (end_seq, end_hash) else max(end_seq, last_seq)
    return ChainReport(entries=count, first_broken=broken, head=last_hash.hex())


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
