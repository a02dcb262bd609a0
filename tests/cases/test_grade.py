from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.answers import MEANINGS
from cases.facts import Answer, CaseFacts
from cases.grade import grade, raise_to
from cases.signs import CORRECTION, OTHER_LABELS, SIGNS, label_of
from language.reading import HEARD, Place, Reading, Signal, Urgency
from tests.cases.strategies import facts, readings, signals

RENDAH, SEDANG, TINGGI, KRITIS = Urgency


def known(*options: str, read: tuple[tuple[str, int], ...] = (), urgency: Urgency | None = None) -> CaseFacts:
    """Facts from option ids and (code, level) signs, each sign in a message of its own."""
    result = CaseFacts()
    for option in options:
        result = result.with_answer(
            Answer(name="story", value="saya mau cerita", closed=False)
            if option == "story"
            else Answer(name=option.partition("_")[0], value=option, closed=True)
        )
    for code, level in read:
        own = {3: KRITIS, 2: TINGGI, 1: SEDANG}[level]
        result = result.with_signals((Signal(code=code, level=level, words=("kata",)),), urgency or own)
    return result


@pytest.mark.parametrize(
    ("case", "urgency"),
    [
        (known(), RENDAH),
        (known("need_info"), RENDAH),
        (known("story"), SEDANG),
        (known("need_health"), SEDANG),
        (known("danger_yes"), KRITIS),
        (known("now_yes"), KRITIS),
        (known("danger_unsure"), TINGGI),
        (known("danger_no"), RENDAH),
        (known("danger_no", "danger_yes"), KRITIS),
        (known("safe_no"), TINGGI),
        (known("safe_here"), RENDAH),
        (known("where_moving"), TINGGI),
        (known("need_rescue"), KRITIS),
        (known("need_out", "danger_no"), TINGGI),
        (known("need_out", "danger_unsure", "danger_no"), KRITIS),
        (known("need_home"), SEDANG),
        (known("need_home", "in_sarawak"), TINGGI),
        (known(read=(("T01", 3),)), KRITIS),
        (known(read=(("T11", 2),)), TINGGI),
        (known(read=(("T27", 1),)), SEDANG),
        # A child raises by one whatever concerns recruitment or exploitation (rule 4).
        (known("child_yes"), RENDAH),
        (known("child_yes", "need_info"), RENDAH),
        (known("child_yes", "story"), TINGGI),
        (known("child_yes", "need_work"), SEDANG),
        (known("child_yes", read=(("T27", 1),)), TINGGI),
        (known("child_yes", read=(("T31", 2),)), TINGGI),  # an offer to the family: sedang, raised by one
        (known("child_yes", read=(("T16", 2),)), KRITIS),
        (known("child_yes", read=(("T13", 2),)), KRITIS),
        (known("child_yes", "where_moving"), KRITIS),
        (known("child_yes", "where_sarawak", "story"), KRITIS),
        (known(read=(("T04", 2),)), TINGGI),
        (known("story", read=(("T04", 2),)), TINGGI),
        # Two strong signs of different kinds, with somebody abroad, about to cross, or a child.
        (known(read=(("T11", 2), ("T13", 2))), TINGGI),
        (known("where_abroad", read=(("T11", 2), ("T13", 2))), KRITIS),
        (known("where_abroad", read=(("T14", 2), ("T15", 2))), TINGGI),  # both deception
        (known("where_abroad", read=(("T12", 2), ("T24", 2))), TINGGI),  # both debt
        (known("where_moving", read=(("T16", 2), ("T20", 2))), KRITIS),
        (known("where_home", read=(("T11", 2), ("T13", 2))), TINGGI),
        (known("where_abroad", read=(("T11", 2), ("T27", 1))), TINGGI),
    ],
)
def test_table(case: CaseFacts, urgency: Urgency) -> None:
    assert grade(case).urgency is urgency


def test_a_sign_of_long_ago_weighs_no_more_than_its_message() -> None:
    long_ago = known(read=(("T01", 3),), urgency=SEDANG)
    assert grade(long_ago).urgency is SEDANG
    assert grade(known(read=(("T01", 3),), urgency=RENDAH)).urgency is RENDAH


def test_an_unsure_reading_is_looked_at() -> None:
    graded = grade(CaseFacts().with_reading(Reading(unsure=True)))
    assert graded.urgency is SEDANG
    assert [reason.code for reason in graded.reasons] == ["ragu"]


def test_two_strong_signs_count_only_where_the_task_force_wants_it() -> None:
    case = known("where_abroad", read=(("T11", 2), ("T13", 2)))
    assert grade(case, pairs=False).urgency is TINGGI


def test_border_named_with_a_strong_sign_is_a_crossing() -> None:
    aruk = Place(name="Aruk", kind="perbatasan")
    two = tuple(Signal(code=code, level=2, words=()) for code in ("T16", "T20"))
    at_border = Reading(urgency=TINGGI, signals=two, places=(aruk,))
    at_home = Reading(urgency=TINGGI, signals=two)
    assert grade(CaseFacts().with_reading(at_border)).urgency is KRITIS
    assert grade(CaseFacts().with_reading(at_home)).urgency is TINGGI


def test_reasons_are_merged_gravest_first_with_their_words() -> None:
    case = (
        known("danger_yes")
        .with_signals((Signal(code="T27", level=1, words=("calo",)),), SEDANG)
        .with_signals((Signal(code="T27", level=2, words=("sponsor", "calo")),), TINGGI)
    )
    graded = grade(case)
    assert graded.reasons[0].code == "bahaya_hari_ini"
    assert next(r for r in graded.reasons if r.code == "T27").words == ("calo", "sponsor")
    assert next(r for r in graded.reasons if r.code == "T27").level is TINGGI
    assert [r.level.rank for r in graded.reasons] == sorted(
        (r.level.rank for r in graded.reasons), reverse=True
    )


def test_every_t_sign_has_group_label_and_queue() -> None:
    assert set(SIGNS) == {f"T{number:02}" for number in range(1, 33)}
    assert all(sign.group and sign.label and sign.queues for sign in SIGNS.values())


def test_groups_follow_the_ilo_map() -> None:
    same = [("T01", "T22"), ("T02", "T03"), ("T06", "T20", "T23"), ("T11", "T29"), ("T12", "T24", "T31")]
    same += [("T14", "T15", "T26"), ("T04", "T32")]
    for codes in same:
        assert len({SIGNS[code].group for code in codes}) == 1
    assert len({SIGNS[codes[0]].group for codes in same} | {SIGNS["T13"].group, SIGNS["T21"].group}) == 9


@given(st.sampled_from(Urgency), st.sampled_from(Urgency))
def test_a_machine_only_raises(current: Urgency, proposed: Urgency) -> None:
    raised = raise_to(current, proposed)
    assert raised.rank >= current.rank
    assert raised.rank == max(current.rank, proposed.rank)


@given(facts(), readings)
def test_adding_a_message_never_lowers(case: CaseFacts, reading: Reading) -> None:
    assert grade(case.with_reading(reading)).urgency.rank >= grade(case).urgency.rank


@given(facts(), st.lists(signals, max_size=3), signals, st.sampled_from(Urgency))
def test_adding_a_sign_to_a_message_never_lowers(
    case: CaseFacts, seen: list[Signal], more: Signal, urgency: Urgency
) -> None:
    before = grade(case.with_signals(seen, urgency)).urgency
    after = grade(case.with_signals([*seen, more], urgency)).urgency
    assert after.rank >= before.rank


@given(
    facts(),
    st.sampled_from(
        [o for o in MEANINGS if not o.endswith("_no") and o not in {"where_home", "in_indonesia"}]
    ),
)
def test_adding_a_grave_answer_never_lowers(case: CaseFacts, option: str) -> None:
    answered = case.with_answer(Answer(name="apa", value=option, closed=True))
    assert grade(answered).urgency.rank >= grade(case).urgency.rank


@given(facts(), st.booleans())
def test_the_grade_is_its_gravest_reason_and_at_least_every_message(case: CaseFacts, pairs: bool) -> None:
    graded = grade(case, pairs=pairs)
    assert graded.urgency.rank == max((r.level.rank for r in graded.reasons), default=0)
    assert all(graded.urgency.rank >= sighting.urgency.rank for sighting in case.sightings)
    assert len({r.code for r in graded.reasons}) == len(graded.reasons)


@given(facts())
def test_own_words_of_answers_never_become_reasons(case: CaseFacts) -> None:
    silent = CaseFacts(
        answers=tuple(a if a.closed else Answer(name=a.name, value="", closed=False) for a in case.answers),
        sightings=case.sightings,
    )
    assert grade(case) == grade(silent)


def test_every_reason_of_a_rule_has_a_label() -> None:
    case = known(
        *(
            "story",
            "danger_yes",
            "danger_unsure",
            "safe_no",
            "where_moving",
            "need_out",
            "need_home",
            "in_sarawak",
        ),
        "child_yes",
        read=(("T11", 2), ("T13", 2)),
    ).with_reading(Reading(unsure=True, signals=(Signal(code=HEARD, level=2, words=("dibawa", "pembeli")),)))
    codes = {reason.code for reason in grade(case).reasons}
    assert codes - set(SIGNS) == set(OTHER_LABELS) - {CORRECTION}  # that one is no rule's, but an officer's
    assert all(label_of(code) != code for code in codes)
    assert label_of("kode_baru") == "kode_baru"
