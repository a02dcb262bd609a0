from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.lifecycle import Action, NotAllowed, Status, allowed, move, needs_reason


@pytest.mark.parametrize(
    ("status", "action", "after"),
    [
        ("baru", "terima", "diterima"),
        ("baru", "tutup", "ditutup"),
        ("diterima", "tangani", "ditangani"),
        ("diterima", "rujuk", "dirujuk"),
        ("diterima", "selesaikan", "selesai"),
        ("ditangani", "rujuk", "dirujuk"),
        ("ditangani", "selesaikan", "selesai"),
        ("dirujuk", "tangani", "ditangani"),
        ("dirujuk", "rujuk", "dirujuk"),
        ("dirujuk", "selesaikan", "selesai"),
        ("selesai", "buka_kembali", "dibuka_kembali"),
        ("selesai", "tutup", "ditutup"),
        ("ditutup", "buka_kembali", "dibuka_kembali"),
        ("dibuka_kembali", "terima", "diterima"),
    ],
)
def test_moves(status: str, action: str, after: str) -> None:
    assert move(Status(status), Action(action)) is Status(after)


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("baru", "tangani"),
        ("baru", "selesaikan"),
        ("baru", "rujuk"),
        ("baru", "buka_kembali"),
        ("diterima", "terima"),
        ("ditutup", "terima"),
        ("selesai", "tangani"),
        ("dibuka_kembali", "selesaikan"),
    ],
)
def test_what_is_not_in_the_table_is_refused_with_what_is(status: str, action: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        move(Status(status), Action(action))
    assert (refused.value.status, refused.value.action) == (Status(status), Action(action))
    assert refused.value.allowed == allowed(Status(status))
    assert Action(action) not in refused.value.allowed


def test_no_state_is_a_dead_end() -> None:
    assert all(allowed(status) for status in Status)


def test_reasons() -> None:
    assert {action for action in Action if needs_reason(action)} == {
        Action.RUJUK,
        Action.SELESAIKAN,
        Action.TUTUP,
        Action.BUKA_KEMBALI,
    }


def test_who_waits_and_what_is_open() -> None:
    assert {s for s in Status if s.waits_for_officer} == {Status.BARU, Status.DIBUKA_KEMBALI}
    assert {s for s in Status if not s.is_open} == {Status.SELESAI, Status.DITUTUP}
    assert Status.DIBUKA_KEMBALI.text_key == "status.dibuka_kembali"


@given(st.lists(st.sampled_from(Action), max_size=12))
def test_no_case_is_handled_before_an_officer_took_it(actions: list[Action]) -> None:
    status, taken = Status.BARU, False
    for action in actions:
        try:
            status = move(status, action)
        except NotAllowed:
            continue
        taken = action is Action.TERIMA or (taken and action is not Action.BUKA_KEMBALI)
        if status in {Status.DITERIMA, Status.DITANGANI, Status.DIRUJUK, Status.SELESAI}:
            assert taken
