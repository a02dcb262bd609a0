"""Classes of messages once misread: departures, children, fraud, wishes to report, forgotten codes."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from language.places import Places
from language.reader import Reader
from language.reading import Gazetteer, Intent, Queue, Urgency

VARIED: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "varied.yaml").read_text(encoding="utf-8")
)


def codes(reader: Reader, text: str, *, level: int = 1) -> set[str]:
    return {signal.code for signal in reader.read(text).signals if signal.level >= level}


@pytest.mark.parametrize(
    ("level", "text"),
    [(level, text) for level in ("kritis", "tinggi", "sedang") for text in VARIED[level]],
)
def test_reports_in_every_register_have_their_level(reader: Reader, level: str, text: str) -> None:
    reading = reader.read(text)
    assert (reading.urgency, reading.intent) == (Urgency(level), Intent.LAPOR), reading.signals
    assert reading.queues


@pytest.mark.parametrize("text", VARIED["rendah"])
def test_chat_in_every_register_wakes_nobody(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.urgency is Urgency.RENDAH, reading.signals


def test_each_level_has_its_share() -> None:
    assert {level: len(rows) >= 30 for level, rows in VARIED.items()} == {
        "kritis": True,
        "tinggi": True,
        "sedang": True,
        "rendah": True,
    }


@pytest.mark.parametrize(
    "text",
    [
        "paspor udah diambil, katanya berangkat nanti malam",
        "nanti malam kami mau dibawa",
        "kata dia kakak saya berangkat malam ini ke brunei",
        "besok saya berangkat ke kuching sama orang yang tidak saya kenal",
        "besok pagi agen bawa kami ke serian",
        "nanti jam 2 subuh kami naik perahu, surat tidak ada",
        "a man is taking my sister to malaysia tonight",
    ],
)
def test_leaving_with_a_stranger_or_without_papers_within_a_day_is_kritis(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.urgency, reading.intent) == (Urgency.KRITIS, Intent.LAPOR), reading.signals


@pytest.mark.parametrize(
    "text", ["berangkat malam ini", "nanti subuh berangkat", "besok adik ke sabah berangkat"]
)
def test_a_departure_that_nothing_explains_is_at_least_tinggi(reader: Reader, text: str) -> None:
    assert reader.read(text).urgency.rank >= Urgency.TINGGI.rank


@pytest.mark.parametrize(
    ("text", "at_most"),
    [
        ("calo ambil uang 6 juta janji ke korea sampai sekarang belum berangkat", "sedang"),
        ("malam ini tidak jadi berangkat", "sedang"),
        ("sampai sekarang belum berangkat juga", "rendah"),
        ("besok berangkat ke sekolah", "rendah"),
        ("besok subuh berangkat mancing yuk", "rendah"),
        ("besok saya dijemput ayah", "rendah"),
        ("nanti sore jemput anak di sekolah", "rendah"),
        ("anak saya besok dibawa ke dokter", "rendah"),
        ("motor saya besok dibawa ke bengkel", "rendah"),
        ("besok saya berangkat resmi lewat PT ke Taiwan", "rendah"),
    ],
)
def test_a_journey_that_failed_or_is_an_errand_is_none(reader: Reader, text: str, at_most: str) -> None:
    assert reader.read(text).urgency.rank <= Urgency(at_most).rank


@pytest.mark.parametrize(
    "text",
    [
        "paman tiri mau bawa keponakan saya 12 thn ke brunei bulan depan",
        "tante ku mau jodohkan aku sama org taiwan",
        "aku umur 15 takut",
        "saya masih smp, takut kak",
        "adikku kelas 2 sma mau dinikahkan",
        "my aunt wants me to work in sibu, i am 16",
    ],
)
def test_a_child_and_a_journey_a_marriage_or_fear_is_at_least_tinggi(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.urgency.rank >= Urgency.TINGGI.rank
    assert reading.intent is Intent.LAPOR
    assert Queue.HUKUM in reading.queues


@pytest.mark.parametrize(
    "text",
    [
        "anak saya umur 7 takut petir",
        "adik saya 16 tahun lomba ke pontianak besok",
        "anak umur 12 libur sekolah ke kuching sama ibunya",
        "saya menikah umur 17 dulu",
    ],
)
def test_an_ordinary_childhood_is_left_alone(reader: Reader, text: str) -> None:
    assert reader.read(text).urgency is Urgency.RENDAH


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("adik saya 13 thn", (13,)),
        ("15 taon umurku", (15,)),
        ("umurnya baru 16", (16,)),
        ("adikku baru 13 thn", (13,)),
        ("umur adik saya 12", (12,)),
        ("keponakan 17thn", (17,)),
        ("i am 15 and afraid", (15,)),
        ("im 16", (16,)),
        ("i am 15 minutes late", ()),
        ("baru kerja 10 tahun", ()),
    ],
)
def test_ages_in_every_spelling(reader: Reader, text: str, ages: tuple[int, ...]) -> None:
    assert reader.read(text).ages == ages


@pytest.mark.parametrize(
    "text",
    [
        "calo tipu teman saya 7 juta janji ke polandia",
        "saya ditipu sponsor, duit 4 juta hilang",
        "agen nipu saya 2 juta",
        "kena tipu calo 9 juta",
    ],
)
def test_money_lost_to_a_broker_is_a_report_and_no_check(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.urgency, reading.intent) == (Urgency.SEDANG, Intent.LAPOR)
    assert set(reading.queues) >= {Queue.HUKUM, Queue.PENCEGAHAN}


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("bos marah2 gaji ga dibayar di lundu", "T13", "T01"),
        ("majikan tidak kasih makan", "T21", ""),
        ("di riyadh nyonya ga ngasih makan", "T21", ""),
        ("kunci motor ketinggalan di kamar", "", "T01"),
        ("saya mau lapor majikan saya gajinya ditahan", "", "pelapor_lain"),
    ],
)
def test_a_sign_is_called_by_its_name(reader: Reader, text: str, has: str, lacks: str) -> None:
    found = codes(reader, text)
    assert not has or has in found
    assert not lacks or lacks not in found


@pytest.mark.parametrize("text", ["mau lapor", "saya mau melapor pak", "ingin lapor", "I want to report"])
def test_the_wish_to_report_is_one_without_a_story(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.intent is Intent.LAPOR
    assert reading.urgency.rank <= Urgency.SEDANG.rank
    assert reading.signals == ()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("KENAPA BELUM ADA YANG BALAS SAYA SUDAH LAPOR 2 MINGGU", "cek_kasus"),
        ("lupa nomornya pak", "cek_kasus"),
        ("pin saya lupa", "cek_kasus"),
        ("i forgot my pin", "cek_kasus"),
        ("saya lupa pin atm", "lainnya"),
        ("apakah suami saya bisa pulang bu", "tanya"),
        ("apa syarat kerja di brunei resmi umur 20", "tanya"),
        ("apakah PT Anugerah Samudra resmi", "cek_perekrut"),
    ],
)
def test_what_the_sender_wants(reader: Reader, text: str, intent: str) -> None:
    assert reader.read(text).intent == intent


@pytest.mark.parametrize(
    "text",
    [
        "capek hidup",
        "pengen mati aja rasanya",
        "ga kuat lagi mau mati",
        "mau bunuh diri",
        "mau lompat dari jembatan",
        "kamek nak mati jak",
        "aku pengin bunuh diri wae",
        "PENGENMATIAJA",
        "mau bnh diri",
        "i want to kill myself",
    ],
)
def test_the_wish_to_die_is_for_the_health_team_first(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.urgency is Urgency.KRITIS
    assert reading.queues[:2] == (Queue.KESEHATAN, Queue.HUKUM)


@pytest.mark.parametrize(
    "text", ["tolongsayadikurung", "bosmaujualsaya", "sayadipukulmajikan", "helpmemybosslocked us in"]
)
def test_words_without_blanks_are_taken_apart(reader: Reader, text: str) -> None:
    assert reader.read(text).urgency is Urgency.KRITIS


def test_pieces_of_a_joined_word_lead_back_to_the_text(reader: Reader) -> None:
    strongest = reader.read("TolongSayaDikurung").signals[0]
    assert "Dikurung" in strongest.words


def test_everyday_words_are_no_slips_for_a_place(reader: Reader) -> None:
    gazetteer = Gazetteer(desa=(("Tekarang", "61.01.12.2001", "Tekarang"),))
    known = {"sekarang"}
    assert Places(gazetteer, known.__contains__).find(()) == ()
    from_here = type(reader)(reader._lexicon, gazetteer)
    assert from_here.read("sampai sekarang belum berangkat").places == ()
    assert from_here.read("rumahnya di tekarnag").places[0].name == "Tekarang"
