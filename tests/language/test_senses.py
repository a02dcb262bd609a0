"""Words with several meanings, guards, and what the reading says of them."""

from __future__ import annotations

import pytest

from language.reader import Reader
from language.reading import Intent, Urgency


def codes(reader: Reader, text: str, *, level: int = 2) -> set[str]:
    return {signal.code for signal in reader.read(text).signals if signal.level >= level}


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("paspor kami ditahan majikan", "T11", "T01"),
        ("gaji saya ditahan tiga bulan", "T13", "T01"),
        ("saya ditahan di rumah itu", "T01", "T11"),
        ("kakak saya lari dari rumah majikan", "", "T01"),
        ("saya mau dijual ke bos lain", "T06", ""),
        ("kami jual ikan di pasar", "", "T06"),
        ("suami saya hilang di Sabah", "T09", ""),
        ("paspor saya hilang di Sabah", "", "T09"),
        ("budak 12 tahun dibawa samseng", "T04", ""),
        ("kucing saya hilang", "", "T09"),
    ],
)
def test_senses_are_told_apart(reader: Reader, text: str, has: str, lacks: str) -> None:
    found = codes(reader, text)
    assert not has or has in found
    assert not lacks or lacks not in found


def test_somebody_held_by_the_police_is_a_consular_matter(reader: Reader) -> None:
    reading = reader.read("adik saya ditahan polisi di Kuching")
    assert reading.urgency is Urgency.TINGGI
    assert reading.queues[0] == "sosial"


@pytest.mark.parametrize(
    ("text", "guard"),
    [
        ("saya tidak disekap", "negasi"),
        ("belum pernah dipukul kok", "negasi"),
        ("dulu saya disiksa di Johor", "masa_lalu"),
        ("adik saya sempat disekap, sekarang sudah pulang", "masa_lalu"),
        ("saya pernah dikurung majikan", "pernah"),
        ("misalnya saya dikurung bagaimana", "andai"),
        ("di berita ada TKI disiksa", "berita"),
    ],
)
def test_a_guard_is_named_and_never_lowers_in_silence(reader: Reader, text: str, guard: str) -> None:
    reading = reader.read(text)
    assert guard in {signal.code for signal in reading.signals}
    assert reading.urgency is not Urgency.KRITIS
    if guard in {"negasi", "masa_lalu", "pernah"}:
        assert reading.unsure
        assert reading.urgency.rank >= Urgency.SEDANG.rank


@pytest.mark.parametrize(
    "text",
    [
        "jangan pukul saya lagi pak, tolong",
        "saya tidak tahan dipukul terus",
        "tidak ada yang tahu saya dikurung di sini",
        "don't hit me please, he hits me every day",
        "kalau menolak saya dipukul",
        "kalau lari kami dibunuh",
        "tidak dikasih makan dan dikurung",
        "saya sudah pulang tapi adik saya masih disekap di sana",
        "tahun lalu kakak ke Malaysia, sekarang dia dikurung majikan",
        "sudah lapor polisi tapi saya masih dikurung",
        "di berita ada yang disekap, saya juga sekarang disekap tolong",
    ],
)
def test_words_that_look_like_a_guard_hide_no_danger(reader: Reader, text: str) -> None:
    assert reader.read(text).urgency is Urgency.KRITIS


def test_hearsay_with_the_family_in_it_is_looked_at(reader: Reader) -> None:
    reading = reader.read("di berita TKI disiksa di ladang, adik saya juga kerja di situ")
    assert reading.urgency.rank >= Urgency.SEDANG.rank
    assert reading.unsure


def test_a_question_about_what_happens_to_the_sender_is_a_report(reader: Reader) -> None:
    assert reader.read("paspor saya ditahan, saya harus apa?").intent is Intent.LAPOR
    assert reader.read("kalau paspor ditahan, harus apa?").intent is Intent.TANYA


def test_the_words_are_those_that_were_written(reader: Reader) -> None:
    reading = reader.read("TLG sy DKURUNG!!! di kmr")
    strongest = reading.signals[0]
    assert (strongest.code, strongest.level) == ("T01", 3)
    assert strongest.words == ("DKURUNG",)


def test_signals_come_strongest_first(reader: Reader) -> None:
    levels = [
        signal.level for signal in reader.read("paspor diambil, gaji tidak dibayar, saya dipukul").signals
    ]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] == 3


def test_two_grave_signs_abroad_are_immediate_danger_to_the_rules(rules: Reader, reader: Reader) -> None:
    text = "tidak boleh telepon keluarga dan paspor dipegang bos"
    assert rules.read(text).urgency is Urgency.TINGGI
    assert rules.read(text + " di Miri").urgency is Urgency.KRITIS
    assert reader.read(text + " di Miri").urgency.rank >= Urgency.TINGGI.rank


def test_a_child_raises_by_one_level(reader: Reader) -> None:
    assert reader.read("gaji teman saya tidak dibayar di kafe").urgency is Urgency.TINGGI
    assert reader.read("gaji anak umur 15 itu tidak dibayar di kafe").urgency is Urgency.KRITIS
