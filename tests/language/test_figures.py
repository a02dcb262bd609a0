"""How well messages are read that nothing was learnt from: floors that no change may fall through.

The figures themselves, with intervals, are printed by
`cat language/corpus/unseen/*.jsonl | suar triage evaluate -`. The floors lie below them, because a hundred
messages tell no more than a few per cent apart.
"""

from __future__ import annotations

import pytest

from config.taskforces import CONFIG_FOLDER, load_taskforce
from language import build_reader
from language.evaluation.measure import Figures, Judged, mean, measure
from language.reading import Urgency
from training.corpus import CORPUS, messages


@pytest.fixture(scope="module")
def figures() -> Figures:
    reader = build_reader(load_taskforce(CONFIG_FOLDER / "sambas.yaml").gazetteer())
    rows = [*messages(CORPUS / "development"), *messages(CORPUS / "unseen")]
    return measure([Judged(row=row, reading=reader.read(row.text)) for row in rows])


def test_immediate_danger_is_found(figures: Figures) -> None:
    assert figures.recall[Urgency.KRITIS].value >= 0.95
    assert figures.kritis_low.value <= 0.05


def test_danger_is_found_in_every_language_and_register(figures: Figures) -> None:
    for group, share in figures.groups.items():
        assert share.interval[1] >= 0.93, group


def test_alarms_are_not_false_too_often(figures: Figures) -> None:
    assert figures.reports_kritis.value <= 0.20
    assert figures.ordinary_kritis.value <= 0.22


def test_levels_intents_and_owners_are_right(figures: Figures) -> None:
    assert figures.macro_f1 >= 0.83
    assert figures.intent.value >= 0.90
    assert figures.pairs.value >= 0.60
    assert mean(figures.owner) >= 0.75
    assert mean(figures.owner_or_next) >= 0.90


def test_no_message_is_on_both_sides() -> None:
    learnt = {row.text.casefold().strip() for row in messages()}
    for folder in ("development", "unseen"):
        told = [row for row in messages(CORPUS / folder) if len(row.text.split()) > 2]  # "halo" is anybody's
        assert not [row.id for row in told if row.text.casefold().strip() in learnt]


def test_the_corpus_is_as_large_and_as_balanced_as_it_says() -> None:
    rows = messages()
    ordinary = [row for row in rows if row.intent == "lainnya"]
    pairs = [row.pair for row in rows if row.pair]
    kritis = [row for row in rows if row.urgency[0] is Urgency.KRITIS]
    plain = [row for row in kritis if "strong=yes" in row.groups]
    assert len(rows) >= 4000
    assert len(ordinary) >= 800
    assert len(set(pairs)) >= 300
    assert len(plain) * 2 < len(kritis)
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize("trait", ["variety", "noise", "length"])
def test_how_something_is_written_does_not_tell_how_urgent_it_is(trait: str) -> None:
    drawn = [row for row in messages() if row.id.startswith("h")]
    share = sum(row.urgency[0] is Urgency.KRITIS for row in drawn) / len(drawn)
    values = {group for row in drawn for group in row.groups if group.startswith(f"{trait}=")}
    for value in values:
        own = [row for row in drawn if value in row.groups]
        if len(own) >= 150:
            urgent = sum(row.urgency[0] is Urgency.KRITIS for row in own) / len(own)
            assert abs(urgent - share) <= 0.12, value
