"""The statistical half of the reader: its file, its judgement, and what it was trained from."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language import build_reader
from language.model import WEIGHTS
from language.model.features import features
from language.model.odds import Model
from language.model.weights import BadWeights, dump, load
from language.reading import HEARD, Intent, Queue, Urgency
from training.corpus import fingerprint

READER = build_reader()
MODEL = Model(load(WEIGHTS))


def test_the_weights_were_learnt_from_this_corpus_with_this_lexicon() -> None:
    assert MODEL.about["corpus"] == fingerprint(), "run `make train`"


def test_weights_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    dump(
        path,
        answers=["urgency:kritis", "intent:lainnya", "queue:hukum"],
        biases=[0.5, -0.25, 0.0],
        numbers=[7, 3],
        weights=[[1.0, -2.0, 0.5], [0.25, 2.0, -0.5]],
        rarity=[1.5, 4.0],
        power=2.0,
        about={"kritis": 0.4, "unsure": 0.1, "corpus": "abc"},
    )
    read = load(path)
    assert read.answers == ("urgency:kritis", "intent:lainnya", "queue:hukum")
    assert [read.rows.get(number) for number in (3, 7, 5, 0, 2**32 - 1)] == [0, 1, None, None, None]
    assert list(read.rarity) == [16.0, 2.25]
    weights = [step * read.scales[index % 3] for index, step in enumerate(read.table)]
    assert weights == pytest.approx([0.25, 2.0, -0.5, 1.0, -2.0, 0.5], abs=0.01)
    assert read.about["kritis"] == 0.4


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[:-20], lambda raw: b"x" + raw, lambda raw: raw[:30], lambda raw: b""]
)
def test_a_broken_file_says_what_to_do(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    path = tmp_path / "weights.bin"
    path.write_bytes(damage(WEIGHTS.read_bytes()))
    with pytest.raises(BadWeights):
        load(path)


def test_a_missing_file_is_no_traceback_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(BadWeights):
        load(tmp_path / "nothing.bin")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_likelihoods_are_likelihoods(text: str) -> None:
    odds = MODEL.judge(READER.take_apart(text))
    for shares in (odds.intent, odds.owner):
        assert sum(shares.values()) == pytest.approx(1.0)
        assert all(0.0 <= share <= 1.0 for share in shares.values())
    assert all(0.0 <= share <= 1.0 for share in odds.urgency.values())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x17F), max_size=80))
def test_case_doubled_letters_and_marks_at_the_end_change_no_feature(text: str) -> None:
    plain = features(READER.take_apart(text.lower()))
    assert features(READER.take_apart(text.lower() + " !!")) == plain


def test_danger_without_any_strong_word_is_heard_with_the_words_that_told_it() -> None:
    reading = READER.read("kunci kamar dibawa tuan kalau dia pergi, saya makan dari celah pintu")
    assert reading.urgency is Urgency.KRITIS
    assert reading.queues[0] is Queue.HUKUM
    assert any(signal.words for signal in reading.signals)


def test_what_only_the_words_together_say_is_marked_as_such() -> None:
    rules, both = build_reader(trained=False), READER
    text = "habis magrib giliran saya dijemput pembeli, tadi pagi sudah difoto dan ditimbang"
    assert rules.read(text).urgency is not Urgency.KRITIS
    heard = [signal for signal in both.read(text).signals if signal.code == HEARD]
    assert heard
    assert 1 <= len(heard[0].words) <= 3


def test_an_answer_to_a_question_is_no_alarm() -> None:
    for text in (
        "1",
        "tidak",
        "saya",
        "anak saya",
        "3 orang",
        "17",
        "gudang",
        "sekarang",
        "Pemangkat",
        "Budi",
        "di mobil",
    ):
        reading = READER.read(text)
        assert reading.urgency.rank <= Urgency.SEDANG.rank, text
        assert reading.intent is not Intent.CEK_KASUS


def test_reading_loads_no_scientific_library() -> None:
    program = (
        "import sys, language; language.read('halo'); "
        "print([name for name in ('numpy', 'sklearn', 'scipy', 'dateparser') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
