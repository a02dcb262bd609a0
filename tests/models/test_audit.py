from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from models import audit
from models.audit_entry import AuditEntry, AuditHead
from models.unit_of_work import Storage


def _append(storage: Storage, now: datetime, *subjects: str, taskforce: str = "sambas") -> list[int]:
    """Append one entry a transaction; their numbers."""
    numbers = []
    for subject in subjects:
        with storage.begin() as uow:
            entry = audit.append(
                uow, taskforce=taskforce, at=now, actor="sistem", action="kasus_dibaca", subject=subject,
                detail={"queue": "hukum", "step": 1},
            )  # fmt: skip
            uow.commit()
        numbers.append(entry.seq)
    return numbers


def _verify(storage: Storage, taskforce: str = "sambas") -> audit.ChainReport:
    with storage.read() as uow:
        return audit.verify(uow.session, taskforce)


def _tamper(storage: Storage, *statements: str) -> None:
    """Do what only a hand on the database can do: switch the guards off and change things."""
    with storage.begin() as uow:
        if storage.engine.dialect.name == "sqlite":
            for name in ("update", "delete", "replace"):
                uow.session.execute(text(f"DROP TRIGGER audit_entries_no_{name}"))
        else:
            uow.session.execute(text("ALTER TABLE audit_entries DISABLE TRIGGER USER"))
        for statement in statements:
            uow.session.execute(text(statement))
        uow.commit()


def test_an_untouched_chain_is_whole(storage: Storage, now: datetime) -> None:
    numbers = _append(storage, now, "a", "b", "c")
    assert numbers == sorted(numbers)
    report = _verify(storage)
    assert report.whole
    assert report.entries == 3
    with storage.read() as uow:
        head = uow.session.get_one(AuditHead, "sambas")
        assert (head.seq, head.hash.hex()) == (numbers[-1], report.head)


def test_a_chain_without_entries_is_whole(storage: Storage) -> None:
    assert _verify(storage) == audit.ChainReport(entries=0, first_broken=None, head="00" * 32)


def test_entries_hold_what_was_done(storage: Storage, now: datetime) -> None:
    _append(storage, now, "a")
    with storage.read() as uow:
        entry = uow.session.scalars(select(AuditEntry)).one()
    assert (entry.at, entry.actor, entry.action, entry.subject) == (now, "sistem", "kasus_dibaca", "a")
    assert entry.detail == '{"queue":"hukum","step":1}'
    assert entry.previous == audit.BEGINNING


def test_several_entries_of_one_transaction_are_chained(storage: Storage, now: datetime) -> None:
    with storage.begin() as uow:
        first = audit.append(uow, taskforce="sambas", at=now, actor="sistem", action="satu", subject="a")
        second = audit.append(uow, taskforce="sambas", at=now, actor="sistem", action="dua", subject="a")
        uow.commit()
    assert second.previous == first.hash
    assert _verify(storage).entries == 2


def test_an_act_that_is_undone_leaves_no_entry_and_no_gap(storage: Storage, now: datetime) -> None:
    _append(storage, now, "a")
    with storage.begin() as uow:
        audit.append(uow, taskforce="sambas", at=now, actor="sistem", action="uji", subject="b")
    _append(storage, now, "c")
    report = _verify(storage)
    assert report.whole
    assert report.entries == 2


def test_each_task_force_has_its_own_chain(storage: Storage, now: datetime) -> None:
    _append(storage, now, "a")
    _append(storage, now, "b", taskforce="sanggau")
    other = _append(storage, now, "c")
    assert _verify(storage).entries == 2
    _tamper(storage, f"UPDATE audit_entries SET subject = 'x' WHERE seq = {other[0]}")
    assert _verify(storage).first_broken == other[0]
    assert _verify(storage, "sanggau").whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor = 'orang lain'",
        "DELETE FROM audit_entries",
        "INSERT INTO audit_entries SELECT * FROM audit_entries",
    ],
)
def test_the_database_refuses_to_change_entries(storage: Storage, now: datetime, statement: str) -> None:
    _append(storage, now, "a", "b")
    with storage.begin() as uow, pytest.raises(DBAPIError):
        uow.session.execute(text(statement))
    assert _verify(storage).entries == 2


def test_each_database_refuses_its_own_way_around(storage: Storage, now: datetime) -> None:
    _append(storage, now, "a", "b")
    around = {
        "sqlite": "INSERT OR REPLACE INTO audit_entries SELECT * FROM audit_entries",
        "postgresql": "TRUNCATE audit_entries",
    }[storage.engine.dialect.name]
    with storage.begin() as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.execute(text(around))
    assert _verify(storage).entries == 2


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'orang lain'",
        "action = 'lain'",
        "subject = 'lain'",
        "detail = '{}'",
        "at = '2026-11-20T19:00:00.000001+00:00'",
        "previous = hash",
        "hash = previous",
    ],
)
def test_a_changed_entry_is_found(storage: Storage, now: datetime, change: str) -> None:
    numbers = _append(storage, now, "a", "b", "c")
    _tamper(storage, f"UPDATE audit_entries SET {change} WHERE seq = {numbers[1]}")
    assert _verify(storage).first_broken == numbers[1]


def test_an_entry_taken_out_is_found_at_the_next_one(storage: Storage, now: datetime) -> None:
    numbers = _append(storage, now, "a", "b", "c")
    _tamper(storage, f"DELETE FROM audit_entries WHERE seq = {numbers[1]}")
    assert _verify(storage).first_broken == numbers[2]


def test_a_cut_off_end_is_found(storage: Storage, now: datetime) -> None:
    numbers = _append(storage, now, "a", "b", "c")
    _tamper(storage, f"DELETE FROM audit_entries WHERE seq = {numbers[2]}")
    assert _verify(storage).first_broken == numbers[2]


def test_an_entry_put_in_by_hand_is_found(storage: Storage, now: datetime) -> None:
    numbers = _append(storage, now, "a", "b")
    copied = "taskforce, at, actor, action, 'palsu', detail, previous, hash"
    columns = "seq, taskforce, at, actor, action, subject, detail, previous, hash"
    _tamper(
        storage,
        f"INSERT INTO audit_entries ({columns}) SELECT 99, {copied} FROM audit_entries "
        f"WHERE seq = {numbers[1]}",
    )
    assert _verify(storage).first_broken == 99


def test_the_head_tells_a_rewritten_chain_from_the_real_one(storage: Storage, now: datetime) -> None:
    _append(storage, now, "a")
    written_down = _verify(storage).head
    _tamper(storage, "DELETE FROM audit_entries", "DELETE FROM audit_heads")
    _append(storage, now, "z")
    rewritten = _verify(storage)
    assert rewritten.whole
    assert rewritten.head != written_down
