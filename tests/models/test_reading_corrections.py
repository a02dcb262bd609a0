"""Corrections: all are kept, the latest counts, and each leaves once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from language.reading import Intent, Queue, Urgency
from models.reading_correction_store import ReadingCorrectionStore
from models.tables import Case, Officer
from models.unit_of_work import Storage, UnitOfWork


@pytest.fixture
def correct(storage: Storage, new_id: Callable[[], str], now: datetime) -> Callable[..., str]:
    """Adds corrections of two cases, `a` and `b`."""
    ids = {name: new_id() for name in ("a", "b", "officer")}
    with storage.begin() as uow:
        for name in ("a", "b"):
            uow.session.add(_case(uow, ids[name], name, now))
        name = uow.vault.seal("officers", "name", ids["officer"], "Rina")
        uow.session.add(
            Officer(id=ids["officer"], taskforce="sambas", name=name, role="petugas_piket", created_at=now)
        )
        uow.commit()

    def add(case: str, right: Urgency | None, *, minutes: int = 0, intent: Intent | None = None) -> str:
        correction_id = new_id()
        with storage.begin() as uow:
            ReadingCorrectionStore(uow).add(
                id=correction_id,
                taskforce="sambas",
                case_id=ids[case],
                officer_id=ids["officer"],
                urgency_read=Urgency.TINGGI,
                queue_read=Queue.HUKUM,
                urgency_right=right,
                intent_right=intent,
                queue_right=None,
                now=now + timedelta(minutes=minutes),
            )
            uow.commit()
        return correction_id

    return add


def _case(uow: UnitOfWork, case_id: str, name: str, now: datetime) -> Case:
    return Case(
        id=case_id,
        taskforce="sambas",
        reference=f"SBS-{name}",
        pin_hash=uow.vault.pin_hash(name, "4711"),
        kind="laporan",
        urgency=Urgency.TINGGI,
        queue=Queue.HUKUM,
        channel="telegram",
        opened_at=now,
    )


def _unexported(storage: Storage, **narrower: datetime) -> list[str]:
    with storage.read() as uow:
        return [one.id for one in ReadingCorrectionStore(uow).unexported("sambas", **narrower)]


def test_the_latest_of_each_case_counts_and_all_are_kept(
    storage: Storage, correct: Callable[..., str]
) -> None:
    correct("a", Urgency.KRITIS)
    other = correct("b", Urgency.SEDANG)
    latest = correct("a", Urgency.TINGGI, minutes=1)

    assert _unexported(storage) == [other, latest]


def test_it_leaves_once_and_a_new_one_leaves_again(
    storage: Storage, correct: Callable[..., str], now: datetime
) -> None:
    first = correct("a", Urgency.KRITIS)
    with storage.begin() as uow:
        ReadingCorrectionStore(uow).mark_exported([first], now=now)
        uow.commit()
    assert _unexported(storage) == []

    second = correct("a", Urgency.SEDANG)
    assert _unexported(storage) == [second]


def test_older_ones_can_be_left_out_and_other_task_forces_always_are(
    storage: Storage, correct: Callable[..., str], now: datetime
) -> None:
    correct("a", Urgency.KRITIS)
    later = correct("b", Urgency.SEDANG, minutes=5)

    assert _unexported(storage, since=now + timedelta(minutes=5)) == [later]
    with storage.read() as uow:
        assert ReadingCorrectionStore(uow).unexported("belu") == []


def test_a_queue_is_added_once_and_never_to_what_is_in_a_file(
    storage: Storage, correct: Callable[..., str], now: datetime
) -> None:
    first, second = correct("a", Urgency.KRITIS), correct("b", Urgency.KRITIS)
    with storage.begin() as uow:
        store = ReadingCorrectionStore(uow)
        assert store.complete(first, Queue.SOSIAL)
        assert not store.complete(first, Queue.KESEHATAN)
        store.mark_exported([second], now=now)
        assert not store.complete(second, Queue.SOSIAL)
        uow.commit()


def test_a_correction_says_something(storage: Storage, correct: Callable[..., str]) -> None:
    correct("a", None, intent=Intent.LAINNYA)
    with pytest.raises(IntegrityError):
        correct("a", None)
