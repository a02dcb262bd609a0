from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from language.evaluation.measure import Judged, Share, mean, measure, worst
from language.evaluation.perturb import PERTURBATIONS
from language.evaluation.rows import BadRow, Labelled, parse
from language.reading import Intent, Queue, Reading, Urgency


def labelled(
    number: int, level: str, *, intent: str = "lapor", queue: str = "hukum", **more: object
) -> Labelled:
    row = {
        "id": f"r{number}",
        "text": f"pesan {number}",
        "intent": intent,
        "urgency": [level],
        "queue": [queue],
    }
    return parse([json.dumps(row | more)])[0]


def judged(
    row: Labelled, level: Urgency, *, intent: Intent = Intent.LAPOR, queue: Queue = Queue.HUKUM
) -> Judged:
    return Judged(row=row, reading=Reading(urgency=level, intent=intent, queues=(queue,)))


def test_a_share_knows_how_little_it_knows() -> None:
    low, high = Share(hits=294, of=300).interval
    assert (round(low, 3), round(high, 3)) == (0.957, 0.991)
    assert Share(hits=0, of=0).interval == (0.0, 1.0)
    low, high = Share(hits=10, of=10).interval
    assert low < 0.75
    assert high == 1.0


@given(st.integers(0, 400), st.integers(1, 400))
@example(0, 254)  # where the arithmetic of floats ends beside nought
def test_an_interval_holds_its_share(hits: int, misses: int) -> None:
    share = Share(hits=hits, of=hits + misses)
    low, high = share.interval
    assert 0.0 <= low <= share.value <= high <= 1.0


def test_figures_are_those_of_the_messages() -> None:
    found = measure(
        [
            judged(labelled(1, "kritis", lang="sambas"), Urgency.KRITIS),
            judged(labelled(2, "kritis"), Urgency.SEDANG),
            judged(labelled(3, "tinggi", queue="sosial"), Urgency.KRITIS, queue=Queue.SOSIAL),
            judged(labelled(4, "rendah", intent="lainnya"), Urgency.KRITIS),
            judged(labelled(5, "rendah", intent="lainnya"), Urgency.RENDAH, intent=Intent.LAINNYA),
        ]
    )
    assert (found.recall[Urgency.KRITIS].hits, found.recall[Urgency.KRITIS].of) == (1, 2)
    assert found.kritis_low.value == 0.5
    assert found.ordinary_kritis.value == 0.5
    assert found.reports_kritis.value == 1.0
    assert found.under.hits == 1
    assert found.over.hits == 2
    assert found.intent.hits == 4
    assert mean(found.owner) == 1.0
    assert found.confusion[Urgency.KRITIS, Urgency.SEDANG] == 1


def test_what_two_readers_accept_is_right() -> None:
    row = parse(
        ['{"id": 1, "text": "a", "intent": "cek_kasus", "urgency": ["rendah", "sedang"], "queue": []}']
    )[0]
    assert judged(row, Urgency.SEDANG).is_right
    assert judged(row, Urgency.SEDANG).level is Urgency.SEDANG
    assert not judged(row, Urgency.TINGGI).is_right
    assert judged(row, Urgency.TINGGI).level is Urgency.RENDAH


def test_a_contrast_pair_counts_only_with_both_sides() -> None:
    sides = [labelled(1, "kritis", pair="p"), labelled(2, "rendah", tags=["pair:p"])]
    half = measure([judged(sides[0], Urgency.KRITIS), judged(sides[1], Urgency.KRITIS)])
    both = measure([judged(sides[0], Urgency.KRITIS), judged(sides[1], Urgency.RENDAH)])
    assert (half.pairs.hits, half.pairs.of) == (0, 1)
    assert (both.pairs.hits, both.pairs.of) == (1, 1)


def test_a_group_with_few_messages_has_no_figure_of_its_own() -> None:
    few = [judged(labelled(number, "kritis", lang="sambas"), Urgency.KRITIS) for number in range(9)]
    assert measure(few).worst_group is None
    enough = [*few, judged(labelled(9, "kritis", lang="sambas"), Urgency.RENDAH)]
    assert measure(enough).worst_group == ("lang=sambas", Share(hits=9, of=10))


def test_danger_missed_is_the_worst_mistake() -> None:
    alarm = judged(labelled(1, "rendah"), Urgency.KRITIS)
    missed = judged(labelled(2, "kritis"), Urgency.RENDAH)
    near = judged(labelled(3, "kritis"), Urgency.TINGGI)
    assert worst([alarm, near, missed], 2) == [missed, near]


@pytest.mark.parametrize(
    "line",
    [
        "kein json",
        "[]",
        '{"text": "a", "intent": "lapor", "urgency": ["amat kritis"], "queue": []}',
        '{"text": "a", "intent": "marah", "urgency": ["kritis"], "queue": []}',
        '{"text": "a", "intent": "lapor", "urgency": [], "queue": []}',
        '{"intent": "lapor", "urgency": ["kritis"], "queue": []}',
        '{"text": "a", "intent": "lapor", "urgency": ["kritis"], "queue": ["dapur"]}',
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line(line: str) -> None:
    with pytest.raises(BadRow, match="line 2"):
        parse(["", line])


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_spoiling_is_the_same_in_every_run_and_loses_no_message(name: str) -> None:
    text = "tolong pak, kami bertiga dikunci di rumah kosong dekat perbatasan"
    once = PERTURBATIONS[name](text, Random(3))
    assert once == PERTURBATIONS[name](text, Random(3))
    assert all(piece.strip() for piece in once)
    assert name == "split in two" or once != (text,)


@given(st.text(), st.sampled_from(sorted(PERTURBATIONS)), st.integers(0, 9))
def test_any_text_can_be_spoilt(text: str, name: str, seed: int) -> None:
    assert PERTURBATIONS[name](text, Random(seed))
