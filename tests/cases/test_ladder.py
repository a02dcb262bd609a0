from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.ladder import Climb, Ladder, NoSuchStep, OnCall, People, Step, all_failed, climb
from language.reading import Queue

FIVE = timedelta(minutes=5)
KRITIS = Ladder(
    (
        Step(roles=("petugas_piket",), wait=FIVE),
        Step(roles=("koordinator", "wakil_koordinator"), wait=FIVE),
        Step(roles=("ketua_harian",), wait=FIVE),
        Step(roles=("ketua",), wait=FIVE),
    )
)
H, S = Queue.HUKUM, Queue.SOSIAL


def officer(
    officer_id: str,
    role: str,
    queue: Queue | None = None,
    *,
    reachable: bool = True,
    on_shift: bool = False,
    unit: str = "",
) -> OnCall:
    return OnCall(
        officer_id=officer_id, role=role, queue=queue, reachable=reachable, on_shift=on_shift, unit=unit
    )


FULL: People = (
    officer("piket-1", "petugas_piket", H, on_shift=True),
    officer("piket-2", "petugas_piket", S),
    officer("koor-h", "koordinator", H),
    officer("wakil-h", "wakil_koordinator", H, unit="polres"),
    officer("koor-s", "koordinator", S),
    officer("harian", "ketua_harian"),
    officer("ketua", "ketua"),
)


def steps(people: People, count: int, queue: Queue = H, hidden: tuple[str, ...] = ()) -> list[Climb]:
    """The first climbs of an alert that nobody answers."""
    taken: list[Climb] = []
    for _ in range(count):
        last = taken[-1] if taken else None
        taken.append(
            climb(
                KRITIS,
                last.step if last else None,
                people,
                queue,
                hidden,
                from_round=last.round if last else 1,
            )
        )
    return taken


def test_the_ladder_is_climbed_and_begins_again() -> None:
    taken = steps(FULL, 6)
    assert [c.step for c in taken] == [0, 1, 2, 3, 0, 1]
    assert [c.round for c in taken] == [1, 1, 1, 1, 2, 2]
    assert [c.wraps for c in taken] == [False, False, False, False, True, False]
    assert [c.red for c in taken] == [False, False, False, False, True, True]
    assert [c.officers for c in taken[:4]] == [("piket-1",), ("koor-h", "wakil-h"), ("harian",), ("ketua",)]
    assert taken[0].wait == FIVE


def test_steps_nobody_staffs_cost_no_time() -> None:
    people = tuple(p for p in FULL if p.role == "ketua")
    first, second = steps(people, 2)
    assert (first.step, first.round, first.wraps) == (3, 1, False)
    assert (second.step, second.round, second.wraps) == (3, 2, True)


def test_an_empty_roster_wakes_every_duty_officer() -> None:
    people = (
        officer("a", "petugas_piket", H),
        officer("b", "petugas_piket", S),
        officer("c", "koordinator", H),
    )
    assert steps(people, 1)[0].officers == ("a", "b")


def test_a_duty_officer_who_cannot_be_reached_counts_as_none() -> None:
    people = (
        officer("a", "petugas_piket", H, reachable=False, on_shift=True),
        officer("b", "petugas_piket", S),
        officer("c", "koordinator", H),
    )
    assert steps(people, 1)[0].officers == ("b",)


def test_whoever_is_on_the_roster_is_on_duty() -> None:
    people = (officer("koor", "koordinator", S, on_shift=True), officer("piket", "petugas_piket", H))
    assert steps(people, 1)[0].officers == ("koor",)


def test_another_queues_leader_stands_in_for_a_missing_one() -> None:
    people = (officer("koor-s", "koordinator", S), officer("ketua", "ketua"))
    assert steps(people, 1, H)[0].officers == ("koor-s",)
    assert steps((*people, officer("wakil-h", "wakil_koordinator", H)), 1, H)[0].officers == ("wakil-h",)


def test_an_officer_with_two_roles_is_woken_once() -> None:
    people = (officer("a", "koordinator", H), officer("a", "wakil_koordinator", H))
    assert steps(people, 1)[0].officers == ("a",)


def test_nobody_at_all_is_said_at_once() -> None:
    people = (officer("a", "ketua", reachable=False),)
    found = steps(people, 1)[0]
    assert found.nobody
    assert found.red
    assert (found.step, found.officers, found.wait) == (None, (), None)


def test_the_accused_are_never_woken() -> None:
    taken = steps(FULL, 4, S, hidden=("polres",))
    woken = {officer_id for c in taken for officer_id in c.officers}
    assert woken == {"piket-2", "koor-s", "harian", "ketua"}


def test_a_police_officer_in_another_queue_is_kept_away_by_unit() -> None:
    people = (officer("bina-mitra", "koordinator", S, unit="polres"), officer("ketua", "ketua"))
    assert steps(people, 1, S, hidden=("polres",))[0].officers == ("ketua",)


def test_who_is_barred_in_one_role_is_barred_in_all() -> None:
    people = (officer("a", "koordinator", H), officer("a", "ketua_harian"), officer("b", "ketua"))
    assert steps(people, 1, H, hidden=("polres",))[0].officers == ("b",)


def test_a_ladder_without_steps_wakes_nobody_and_is_not_red() -> None:
    found = climb(Ladder(), None, FULL, H)
    assert (found.step, found.officers, found.nobody, found.red) == (None, (), False, False)


def test_a_ladder_that_became_shorter_begins_again() -> None:
    short = Ladder(KRITIS.steps[:2])
    found = climb(short, 3, FULL, H)
    assert (found.step, found.round, found.wraps) == (0, 2, True)


def test_a_step_below_the_ladder_is_refused() -> None:
    with pytest.raises(NoSuchStep):
        climb(KRITIS, -1, FULL, H)


@pytest.mark.parametrize(
    ("statuses", "failed"),
    [
        (["gave_up"], True),
        (["gave_up", "undelivered"], True),
        ([], True),
        (["gave_up", "sent"], False),
        (["ready"], False),
        (["sending", "gave_up"], False),
        (["unknown"], False),
        (["a word of tomorrow"], False),
    ],
)
def test_an_alert_that_cannot_arrive_is_a_passed_deadline(statuses: list[str], failed: bool) -> None:
    assert all_failed(statuses) is failed


roles = st.sampled_from(["petugas_piket", "koordinator", "wakil_koordinator", "ketua_harian", "ketua"])
people_lists = st.lists(
    st.builds(
        OnCall,
        officer_id=st.sampled_from("abcdefgh"),
        role=roles,
        queue=st.none() | st.sampled_from(Queue),
        reachable=st.booleans(),
        on_shift=st.booleans(),
        unit=st.sampled_from(["", "polres", "dinas_sosial"]),
    ),
    max_size=8,
).map(tuple)
ladders = st.lists(
    st.builds(Step, roles=st.lists(roles, min_size=1, max_size=2).map(tuple), wait=st.just(FIVE)),
    min_size=1,
    max_size=5,
).map(lambda found: Ladder(tuple(found)))


@given(
    ladders, people_lists, st.sampled_from(Queue), st.lists(st.sampled_from(["polres", "dinas"]), max_size=1)
)
def test_every_staffed_step_is_visited_before_any_repeats(
    ladder: Ladder, people: People, queue: Queue, hidden: list[str]
) -> None:
    staffed = [
        index
        for index, step in enumerate(ladder.steps)
        if not climb(Ladder((step,)), None, people, queue, hidden).nobody
    ]
    if not staffed:
        assert climb(ladder, None, people, queue, hidden).nobody
        return
    visited: list[int] = []
    step, turn = None, 1
    for _ in range(2 * len(staffed)):
        taken = climb(ladder, step, people, queue, hidden, from_round=turn)
        assert taken.officers
        assert taken.step is not None
        visited.append(taken.step)
        assert taken.round == 1 + (len(visited) - 1) // len(staffed)
        step, turn = taken.step, taken.round
    assert visited == staffed * 2


@given(ladders, people_lists, st.sampled_from(Queue))
def test_only_reachable_officers_are_woken(ladder: Ladder, people: People, queue: Queue) -> None:
    woken = set(climb(ladder, None, people, queue, ("polres",)).officers)
    assert woken <= {p.officer_id for p in people if p.reachable}
    assert not woken & {p.officer_id for p in people if p.unit == "polres" or p.queue is Queue.HUKUM}
