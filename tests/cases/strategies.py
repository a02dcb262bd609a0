"""Generated signs, sightings, answers and facts for the property tests of the case rules."""

from __future__ import annotations

from hypothesis import strategies as st

from cases.answers import MEANINGS
from cases.facts import FOREIGN_PLACES, Answer, CaseFacts
from cases.signs import SIGNS
from language.reading import Intent, Place, Queue, Reading, Signal, Urgency

NAMES = ("safe", "danger_now", "story", "where", "who", "people", "child", "need", "contact", "country")

own_words = st.text(max_size=60)
signals = st.builds(
    Signal,
    code=st.sampled_from([*SIGNS, "tidak_aman", "bahaya_hari_ini", "kode_baru"]),
    level=st.integers(0, 4),
    words=st.lists(own_words, max_size=2).map(tuple),
)
places = st.builds(
    Place,
    name=st.sampled_from(["Malaysia", "Indonesia", "Kuching", "Pontianak", "Aruk", *sorted(FOREIGN_PLACES)]),
    kind=st.sampled_from(["kecamatan", "desa", "perbatasan", "luar", "negara"]),
    kecamatan=st.sampled_from([None, "Tebas", "Sajingan Besar"]),
)
readings = st.builds(
    Reading,
    intent=st.sampled_from(Intent),
    urgency=st.sampled_from(Urgency),
    signals=st.lists(signals, max_size=3).map(tuple),
    queues=st.lists(st.sampled_from(Queue), max_size=3, unique=True).map(tuple),
    places=st.lists(places, max_size=2).map(tuple),
    ages=st.lists(st.integers(0, 90), max_size=2).map(tuple),
    people=st.none() | st.integers(1, 40),
    unsure=st.booleans(),
)
answers = st.one_of(
    st.builds(
        Answer,
        name=st.sampled_from(NAMES),
        value=st.sampled_from([*MEANINGS, "id_yang_belum_ada"]),
        closed=st.just(value=True),
    ),
    st.builds(Answer, name=st.sampled_from(NAMES), value=own_words, closed=st.just(value=False)),
)


@st.composite
def facts(draw: st.DrawFn) -> CaseFacts:
    known = CaseFacts()
    for answer in draw(st.lists(answers, max_size=6)):
        known = known.with_answer(answer)
    for reading in draw(st.lists(readings, max_size=4)):
        known = known.with_reading(reading)
    return known
