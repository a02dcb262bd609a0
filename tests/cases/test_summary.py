from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.facts import Answer, CaseFacts, Sighting
from cases.grade import grade
from cases.lifecycle import Status
from cases.route import route
from cases.summary import (
    QUEUE_NAMES,
    STATUS_NAMES,
    AlertFacts,
    age_words,
    alert_facts,
    alert_lines,
    officer_view,
)
from language.reading import Place, Queue, Reading, Signal, Urgency
from tests.cases.strategies import facts

OPENED = datetime(2026, 8, 3, 19, 0, tzinfo=UTC)
KNOWN = frozenset({"Tebas", "Sajingan Besar"})
# Own words of letters that none of our own texts is made of, so that any leak is seen at once.
SECRET = st.text("ЖЩЮЯжщюя", min_size=1, max_size=30)


def alert_for(case: CaseFacts) -> AlertFacts:
    return alert_facts(
        case,
        reference="SBS-73MF-P1",
        urgency=grade(case).urgency,
        queue=Queue.HUKUM,
        opened_at=OPENED,
        now=OPENED + timedelta(minutes=7),
        known_kecamatan=KNOWN,
        partial=True,
    )


def view(case: CaseFacts) -> str:
    lines = officer_view(
        case,
        reference="SBS-73MF-P1",
        status=Status.BARU,
        grade=grade(case),
        routing=route(case, grade(case).urgency, staffed=frozenset(Queue)),
        age=timedelta(minutes=7),
        conflict=True,
    )
    return "\n".join(f"{line.label}: {line.value}" for line in lines)


def test_an_alert_in_full() -> None:
    alert = AlertFacts(
        reference="SBS-73MF-P1",
        urgency=Urgency.KRITIS,
        queue=Queue.HUKUM,
        kecamatan=("Sajingan Besar",),
        age=timedelta(minutes=7),
        partial=True,
    )
    assert alert_lines(alert) == (
        "KRITIS SBS-73MF-P1",
        "Antrean: Penegakan Hukum",
        "Kecamatan: Sajingan Besar",
        "Masuk: 7 menit lalu",
        "Pelapor mungkin masih menulis.",
    )


def test_a_place_outside_the_own_list_stays_out_of_the_alert() -> None:
    case = CaseFacts().with_reading(
        Reading(
            places=(
                Place(name="Rumah Pak Rudi", kind="desa", kecamatan="Rumah Pak Rudi"),
                Place(name="Tebas", kind="kecamatan", kecamatan="Tebas"),
            )
        )
    )
    assert alert_for(case).kecamatan == ("Tebas",)


def test_a_clock_that_ran_backwards_gives_no_negative_age() -> None:
    alert = alert_facts(
        CaseFacts(),
        reference="SBS-73MF-P1",
        urgency=Urgency.SEDANG,
        queue=Queue.SOSIAL,
        opened_at=OPENED,
        now=OPENED - timedelta(minutes=1),
        known_kecamatan=KNOWN,
    )
    assert alert.age == timedelta(0)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=59), "baru saja"),
        (timedelta(minutes=1), "1 menit lalu"),
        (timedelta(minutes=59, seconds=59), "59 menit lalu"),
        (timedelta(hours=1), "1 jam lalu"),
        (timedelta(hours=23, minutes=59), "23 jam lalu"),
        (timedelta(days=2, hours=3), "2 hari lalu"),
    ],
)
def test_age(age: timedelta, words: str) -> None:
    assert age_words(age) == words


def test_every_queue_and_status_has_a_name() -> None:
    assert set(QUEUE_NAMES) == set(Queue)
    assert set(STATUS_NAMES) == set(Status)


@given(
    facts(),
    st.lists(st.tuples(st.sampled_from(["story", "where", "contact", "who", "need"]), SECRET), max_size=4),
)
def test_no_alert_and_no_view_holds_any_part_of_own_words(
    case: CaseFacts, told: list[tuple[str, str]]
) -> None:
    clean = CaseFacts(
        answers=tuple(a for a in case.answers if a.closed),
        sightings=tuple(
            Sighting(
                signals=tuple(Signal(code=s.code, level=s.level, words=("ЖЖ",)) for s in sighting.signals),
                urgency=sighting.urgency,
                queues=sighting.queues,
                kecamatan=sighting.kecamatan,
            )
            for sighting in case.sightings
        ),
    )
    for name, words in told:
        clean = clean.with_answer(Answer(name=name, value=words, closed=False))
    shown = "\n".join(alert_lines(alert_for(clean))) + view(clean)
    assert not set(shown) & set("ЖЩЮЯжщюя")


@given(facts(), st.text(max_size=40))
def test_an_alert_is_the_same_whatever_was_written(case: CaseFacts, other: str) -> None:
    rewritten = CaseFacts(
        answers=tuple(
            a if a.closed else Answer(name=a.name, value=other, closed=False) for a in case.answers
        ),
        sightings=case.sightings,
    )
    assert alert_lines(alert_for(rewritten)) == alert_lines(alert_for(case))


def test_the_view_tells_what_was_answered() -> None:
    case = CaseFacts()
    for name, value, closed in [
        ("safe", "safe_yes", True),
        ("danger_now", "danger_yes", True),
        ("story", "saya dikurung", False),
        ("where", "di belakang pasar", False),
        ("people", "bertiga", False),
        ("child", "child_no", True),
    ]:
        case = case.with_answer(Answer(name=name, value=value, closed=closed))
    shown = view(case)
    for line in (
        "Laporan: SBS-73MF-P1",
        "Status: Baru, belum diterima petugas",
        "Tingkat: KRITIS",
        "Antrean: Penegakan Hukum",
        "Alasan: Pelapor menjawab: ada bahaya hari ini",
        "Jumlah orang: 3",
        "Ada anak: Tidak",
        "Cerita: Ada",
        "Tempat: Dijawab dengan kata sendiri",
        "Perhatian: Menyebut aparat atau pejabat: jangan teruskan ke unitnya",
    ):
        assert line in shown.splitlines()
    assert "pasar" not in shown
    assert "dikurung" not in shown
