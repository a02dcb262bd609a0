from __future__ import annotations

import json

import pytest
from hypothesis import given

from cases.answers import LABELS, MEANINGS, Fact, count_people
from cases.facts import Answer, CaseFacts
from cases.record import from_record, to_record
from flows.events import AnswerRecorded, LocaleChosen, SignalRaised
from flows.message import MediaKind
from language.reading import Place, Reading, Signal, Urgency
from tests.cases.strategies import facts


def chose(*options: str) -> CaseFacts:
    known = CaseFacts()
    for option in options:
        known = known.with_answer(Answer(name=option.partition("_")[0], value=option, closed=True))
    return known


def test_every_fact_has_a_label_and_an_option() -> None:
    assert set(LABELS) == set(Fact)
    assert set(MEANINGS.values()) == set(Fact)


def test_unknown_option_is_kept_and_changes_nothing() -> None:
    known = chose("warna_biru")
    assert known.answers[0].value == "warna_biru"
    assert known.told == frozenset()
    assert (known.child, known.abroad, known.people, known.story_told) == (None, None, None, False)


def test_own_words_that_look_like_an_option_mean_nothing() -> None:
    known = CaseFacts().with_answer(Answer(name="child", value="child_yes", closed=False))
    assert known.child is None


@pytest.mark.parametrize(
    ("options", "child"),
    [
        (["child_yes"], True),
        (["child_no"], False),
        (["child_unsure"], None),
        (["who_child"], True),
        (["child_yes", "child_no"], True),  # a yes taken back, perhaps with somebody looking on, stays a yes
        (["child_no", "child_yes"], True),
    ],
)
def test_child(options: list[str], child: bool | None) -> None:
    assert chose(*options).child is child


def test_child_is_read_from_an_age_but_not_from_a_question() -> None:
    told = Reading(urgency=Urgency.TINGGI, ages=(17,))
    asked = Reading(urgency=Urgency.RENDAH, ages=(17,))
    assert CaseFacts().with_reading(told).child is True
    assert CaseFacts().with_reading(asked).child is None
    assert CaseFacts().with_reading(Reading(urgency=Urgency.TINGGI, ages=(18,))).child is None


@pytest.mark.parametrize(
    ("options", "abroad"),
    [
        (["where_sarawak"], True),
        (["where_abroad"], True),
        (["in_elsewhere"], True),
        (["where_home"], False),
        (["in_indonesia", "in_sarawak"], True),
        (["where_moving"], None),
    ],
)
def test_abroad_as_answered(options: list[str], abroad: bool | None) -> None:
    assert chose(*options).abroad is abroad


def test_abroad_is_read_where_somebody_is_and_not_where_somebody_wants_to_go() -> None:
    miri = Place(name="Miri", kind="luar")
    held = Reading(
        urgency=Urgency.TINGGI,
        places=(miri,),
        signals=(Signal(code="T11", level=2, words=("paspor diambil",)),),
    )
    offered = Reading(
        urgency=Urgency.SEDANG, places=(miri,), signals=(Signal(code="T24", level=1, words=("bayar dulu",)),)
    )
    assert CaseFacts().with_reading(held).abroad is True
    assert CaseFacts().with_reading(offered).abroad is None
    assert chose("where_home").with_reading(held).abroad is False


def test_a_place_in_the_regency_is_never_abroad() -> None:
    read = Reading(
        urgency=Urgency.TINGGI,
        places=(Place(name="Biawak", kind="desa", kecamatan="Paloh"), Place(name="Indonesia", kind="negara")),
        signals=(Signal(code="T11", level=2, words=()),),
    )
    assert CaseFacts().with_reading(read).abroad is None


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3 orang", 3),
        ("kami bertiga", 3),
        ("dua belas orang", 12),
        ("dua puluh", 20),
        ("sendirian", 1),
        ("tidak tahu", None),
        ("", None),
        ("0812345678901", None),
        ("rumah nomor 5000, ada 4", 4),
        ("²", None),
    ],
)
def test_count_people(words: str, number: int | None) -> None:
    assert count_people(words) == number


def test_people_answer_outweighs_reading() -> None:
    read = CaseFacts().with_reading(Reading(people=9))
    assert read.people == 9
    assert read.with_answer(Answer(name="people", value="5 orang", closed=False)).people == 5
    assert read.with_answer(Answer(name="people", value="banyak", closed=False)).people == 9
    assert chose("who_me").people == 1


def test_a_voice_note_is_a_story() -> None:
    event = AnswerRecorded(name="story", value="", closed=False, media=(MediaKind.VOICE,))
    assert CaseFacts().after(event).story_told


def test_folding_events() -> None:
    reading = Reading(
        urgency=Urgency.KRITIS,
        signals=(Signal(code="T01", level=3, words=("disekap",)),),
        places=(Place(name="Tebas", kind="kecamatan", kecamatan="Tebas"),),
    )
    known = (
        CaseFacts()
        .after(SignalRaised(signals=reading.signals, urgency=Urgency.KRITIS, reading=reading))
        .after(LocaleChosen(locale="id"))
        .after(AnswerRecorded(name="child", value="child_no", closed=True))
    )
    assert known.signals == reading.signals
    assert known.kecamatan == "Tebas"
    assert known.child is False
    assert len(known.answers) == 1


def test_between_two_kecamatan_nobody_guesses() -> None:
    known = CaseFacts()
    for name in ("Tebas", "Jawai", "Tebas"):
        known = known.with_reading(Reading(places=(Place(name=name, kind="kecamatan", kecamatan=name),)))
    assert known.kecamatan is None
    assert known.all_kecamatan == ("Tebas", "Jawai")


@given(facts())
def test_facts_survive_json(known: CaseFacts) -> None:
    assert from_record(json.loads(json.dumps(to_record(known)))) == known


def test_an_older_record_is_readable() -> None:
    assert from_record({}) == CaseFacts()
    assert from_record({"sightings": [{"urgency": "tinggi"}]}).sightings[0].urgency is Urgency.TINGGI
