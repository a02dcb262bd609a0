"""Folding, shorthand, dialect and typing errors, and where each word stands in the text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

import language
from language.lexicon_files import load_lexicon
from language.normalise import words
from language.phrases import Entry, MalformedPhrase, PhraseTree
from language.signs import BadLexicon

HERE = Path(language.__file__).parent
LEXICON = load_lexicon(HERE / "lexicon", HERE / "words")


def norms(text: str) -> list[str]:
    return [word.norm for word in LEXICON.split(text)]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sy", "saya"),
        ("TOLOOOONG", "tolong"),
        ("t0long", "tolong"),
        ("4nak", "anak"),
        ("anak2", "anak"),
        ("dkurung", "dikurung"),
        ("issok", "besok"),
        ("da'an", "tidak"),
        ("da’an", "tidak"),
        ("dise'", "tidak"),
        ("ｄｉｋｕｒｕｎｇ", "dikurung"),
        ("𝐝𝐢𝐤𝐮𝐫𝐮𝐧𝐠", "dikurung"),
        ("di\u200bkurung", "dikurung"),
        ("d̶i̶k̶u̶r̶u̶n̶g̶", "dikurung"),
        ("P3MI", "p3mi"),
        ("dirogol", "diperkosa"),
        ("didera", "disiksa"),
        ("digebuki", "dipukul"),
        ("diapusi", "dibohongi"),
        ("🆘", "sos"),
    ],
)
def test_a_word_is_read_as_what_it_means(written: str, read: str) -> None:
    assert norms(written) == [read]


def test_written_apart_and_letter_by_letter() -> None:
    assert norms("di kurung")[0] == "dikurung"
    assert norms("t o l o n g") == ["tolong"]
    assert norms("di rumah") == ["di", "rumah"]


def test_numbers_keep_their_units() -> None:
    assert norms("17thn 3bln 5org") == ["17", "tahun", "3", "bulan", "5", "orang"]


def test_daan_is_not_only_among_words_of_sambas() -> None:
    assert "tidak" in norms("kamek daan boleh keluar")
    assert "tidak" not in norms("saya daan dia")


def test_offsets_lead_back_to_the_text() -> None:
    text = "Tlg, pak!! sy d1kurung  di-rumah 17thn…"
    for word in words(text, LEXICON.forms):
        assert text[word.start : word.end] == word.raw


def test_clauses_and_sentences_are_counted() -> None:
    found = words("satu, dua. tiga.. empat tapi lima", {})
    assert [word.sentence for word in found] == [0, 0, 1, 1, 1, 1]
    assert [word.clause for word in found] == [0, 1, 2, 3, 4, 4]


@pytest.mark.parametrize(
    "typed", ["dkrung", "dikrung", "dikuurng", "dikurong", "dikurungg", "dikurng", "dikurunh"]
)
def test_slips_of_the_pen_still_mean_confinement(typed: str) -> None:
    assert language.read(f"saya {typed} majikan").in_danger


@pytest.mark.parametrize("word", ["dikurangi", "ditanam", "dipikul", "disiapkan", "dijalani"])
def test_ordinary_neighbours_are_left_alone(word: str) -> None:
    assert not language.read(f"beban itu {word} bersama").in_danger


def test_every_sign_has_its_file_and_its_name() -> None:
    assert list(LEXICON.signs) == [f"T{number:02d}" for number in range(1, 33)]
    assert language.build_reader().names()["T01"].startswith("Dikurung")


@pytest.mark.parametrize("code", list(LEXICON.signs))
def test_every_phrase_of_a_sign_is_written_in_several_words_or_varieties(code: str) -> None:
    sign = LEXICON.signs[code]
    assert sum(len(rows) for rows in sign.phrases.values()) >= 5
    assert sign.queues


def test_all_problems_of_a_lexicon_are_told_at_once(tmp_path: Path) -> None:
    signs = tmp_path / "signs"
    others = tmp_path / "words"
    signs.mkdir()
    others.mkdir()
    sign = {"id": "T01", "level": 3, "name": "Nama", "group": "gerak", "queues": ["hukum"]}
    (signs / "T01.yaml").write_text(yaml.safe_dump(sign | {"phrases": {"id": ["~ satu", "<entah> dua"]}}))
    for name in ("forms", "classes", "cues"):
        (others / f"{name}.yaml").write_text("{}")
    (others / "matters.yaml").write_text("[]")
    (others / "ordinary.yaml").write_text("words: ''\nsambas: ''\n")
    with pytest.raises(BadLexicon, match="begins and ends with a word") as caught:
        load_lexicon(signs, others)
    assert "<entah>" in str(caught.value)
    (signs / "T02.yaml").write_text(yaml.safe_dump({"id": "T99", "level": 9}))
    with pytest.raises(BadLexicon, match=r"T02\.yaml"):
        load_lexicon(signs, others)


def tree(*phrases: str) -> PhraseTree:
    made = PhraseTree(lambda word: word)
    for phrase in phrases:
        made.add(phrase, Entry(kind="cue", code=phrase))
    return made


def found(made: PhraseTree, text: str) -> set[str]:
    split = words(text, {})
    keys = [frozenset({word.norm, word.norm[:4] + "*"}) for word in split]
    return {hit.entry.code for hit in made.find(split, keys)}


def test_phrases_know_gaps_stems_choices_and_what_may_be_missing() -> None:
    made = tree("satu ~ dua", "pukul*", "merah|hijau daun", "besar sekali? rumah")
    assert found(made, "satu wa xa ya dua") == {"satu ~ dua"}
    assert found(made, "satu wa xa ya za dua") == set()
    assert found(made, "satu. dua") == set()
    assert found(made, "hijau daun") == {"merah|hijau daun"}
    assert found(made, "besar rumah") == found(made, "besar sekali rumah") == {"besar sekali? rumah"}


@pytest.mark.parametrize("phrase", ["", "~ satu", "satu ~", "ab*"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(MalformedPhrase):
        tree(phrase)


def test_a_flood_costs_no_more_than_a_long_story() -> None:
    text = "paspor saya diambil bos gaji tidak dibayar " * 2400
    language.read("pemanasan")
    started = time.perf_counter()
    language.read(text)
    assert time.perf_counter() - started < 0.5  # generous: the measured cost is 0.03 s
