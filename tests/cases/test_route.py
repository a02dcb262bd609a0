from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.accusations import HIDES
from cases.conflict import hidden_from
from cases.facts import Answer, CaseFacts
from cases.grade import grade
from cases.route import route
from language.reading import Queue, Reading, Signal, Urgency
from tests.cases.strategies import facts
from tests.cases.test_grade import known

ALL = frozenset(Queue)
P, K, S, H, E, Z = (
    Queue.PENCEGAHAN,
    Queue.KESEHATAN,
    Queue.SOSIAL,
    Queue.HUKUM,
    Queue.KERJASAMA,
    Queue.SEKRETARIAT,
)
RENDAH, SEDANG, TINGGI, KRITIS = Urgency


def read(urgency: Urgency, *queues: Queue) -> CaseFacts:
    return CaseFacts().with_reading(Reading(urgency=urgency, queues=queues))


@pytest.mark.parametrize(
    ("case", "owner", "referrals", "rule"),
    [
        # As read: the text's own ranking stands.
        (read(TINGGI, S, H), S, (H,), "dibaca"),
        (read(SEDANG, E), E, (), "dibaca"),
        (read(KRITIS, K, H), K, (H,), "dibaca"),
        (read(KRITIS, S), S, (H,), "dibaca"),
        # A lesser text does not own what an answer made critical: rescue is police work.
        (
            read(SEDANG, P).with_answer(Answer(name="danger_now", value="danger_yes", closed=True)),
            H,
            (P,),
            "kritis",
        ),
        # A warning whose sender needs more than a warning.
        (
            read(SEDANG, P).with_answer(Answer(name="need", value="need_legal", closed=True)),
            H,
            (P,),
            "kebutuhan",
        ),
        (read(TINGGI, H).with_answer(Answer(name="need", value="need_home", closed=True)), H, (S,), "dibaca"),
        # By signs, where no text named a queue.
        (known(read=(("T19", 2),)), H, (P,), "tanda"),
        (known(read=(("T09", 2),)), S, (H,), "tanda"),
        (known(read=(("T24", 1),)), P, (H,), "tanda"),
        (known(read=(("T27", 1), ("T11", 2))), H, (), "tanda"),
        (known(read=(("T01", 3),)), H, (), "kritis"),
        # By need: shelter, papers and the way home are sosial, unless somebody holds something of theirs.
        (known("need_home"), S, (), "kebutuhan"),
        (known("need_shelter"), S, (), "kebutuhan"),
        (known("need_health"), K, (), "kebutuhan"),
        (known("need_legal"), H, (), "kebutuhan"),
        (known("need_work"), E, (), "kebutuhan"),
        (known("need_info"), P, (), "kebutuhan"),
        (known("need_home", read=(("T11", 2),)), H, (S,), "tanda"),
        (known("need_home", read=(("T09", 2),)), H, (S,), "tanda"),
        # Who must know whoever owns it.
        (known("need_home", "in_sarawak"), S, (), "kebutuhan"),
        (known("need_legal", "in_sarawak"), H, (S,), "kebutuhan"),
        (known("need_legal", "child_yes"), H, (P,), "kebutuhan"),
        (known(read=(("T07", 3),)), H, (K,), "kritis"),
        (known(read=(("T03", 3),)), H, (K,), "kritis"),
        (known("danger_yes", "in_sarawak", "child_yes"), H, (P, S), "kritis"),
        (known("child_yes", "story"), P, (H,), "tanda"),
        # What nobody understood yet: an urgent one is for hukum, the rest is for the desk that distributes.
        (known("safe_no"), H, (), "belum_jelas"),
        (known("story"), Z, (), "belum_jelas"),
        (CaseFacts(), Z, (), "belum_jelas"),
    ],
)
def test_table(case: CaseFacts, owner: Queue, referrals: tuple[Queue, ...], rule: str) -> None:
    routing = route(case, grade(case).urgency, staffed=ALL)
    assert (routing.owner, routing.referrals, routing.rule) == (owner, referrals, rule)
    assert routing.wanted is owner
    assert routing.withheld == ()


def test_an_unstaffed_queue_becomes_the_first_referral() -> None:
    routing = route(known("need_home"), SEDANG, staffed=frozenset({H, Z}))
    assert (routing.owner, routing.referrals, routing.wanted) == (H, (S,), S)


def test_fallback_chain() -> None:
    assert route(known("need_home"), SEDANG, staffed=frozenset({Z, P})).owner is Z
    assert route(known("need_home"), SEDANG, staffed=frozenset({P})).owner is P
    assert route(known("need_home"), SEDANG, staffed=frozenset()).owner is Z


def test_conflict_moves_the_case_to_the_secretariat_and_away_from_the_accused() -> None:
    routing = route(known("danger_yes", "in_sarawak"), KRITIS, staffed=ALL, conflict=("polres",))
    assert (routing.owner, routing.rule) == (Z, "konflik")
    assert routing.referrals == (S,)
    assert routing.withheld == (H,)


def test_conflict_without_a_secretariat_never_falls_back_to_the_accused() -> None:
    routing = route(known("danger_yes"), KRITIS, staffed=frozenset({H, K}), conflict=("polres",))
    assert routing.owner is K
    assert route(known("danger_yes"), KRITIS, staffed=frozenset({H}), conflict=("polres",)).owner is Z


@given(
    facts(),
    st.sampled_from(Urgency),
    st.frozensets(st.sampled_from(Queue)),
    st.lists(st.sampled_from([*HIDES, "unit_lain"]), max_size=2),
)
def test_properties(
    case: CaseFacts, urgency: Urgency, staffed: frozenset[Queue], conflict: list[str]
) -> None:
    hidden = hidden_from(conflict)
    routing = route(case, urgency, staffed=staffed, conflict=conflict)
    involved = (routing.owner, *routing.referrals)
    may = staffed - hidden
    assert routing.owner in may if may else routing.owner is Z
    assert len(set(involved)) == len(involved)
    assert not set(involved) & hidden
    assert routing.wanted in {*involved, *routing.withheld}
    if urgency is KRITIS:
        assert H in involved or H in routing.withheld
    if case.child:
        assert P in involved or P in routing.withheld
    if case.abroad:
        assert S in involved or S in routing.withheld
    if not conflict and routing.wanted in staffed:
        assert routing.owner is routing.wanted


@given(facts(), st.sampled_from(Urgency))
def test_suicide_and_illness_reach_health(case: CaseFacts, urgency: Urgency) -> None:
    ill = case.with_signals((Signal(code="T07", level=3, words=("mau mati saja",)),), KRITIS)
    routing = route(ill, urgency, staffed=ALL)
    assert K in (routing.owner, *routing.referrals)
