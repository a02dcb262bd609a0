"""Tables of messages: the level that a human would give, the intent, and pairs that differ in one thing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from language.reader import Reader
from language.reading import Intent, Urgency
from tests.language import messages

INDIRECT: dict[str, list[str]] = yaml.safe_load(
    (Path(__file__).parent / "indirect.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("text", [*messages.KRITIS, *INDIRECT["kritis"]])
def test_danger_now_is_kritis_and_a_report_for_hukum(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.urgency is Urgency.KRITIS, reading.signals
    assert reading.in_danger
    assert reading.intent is Intent.LAPOR
    assert "hukum" in reading.queues


@pytest.mark.parametrize("text", [*messages.TINGGI, *INDIRECT["tinggi"]])
def test_exploitation_without_danger_in_the_next_day_is_tinggi(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.urgency, reading.intent) == (Urgency.TINGGI, Intent.LAPOR), reading.signals
    assert reading.queues


@pytest.mark.parametrize("text", [*messages.SEDANG, *INDIRECT["sedang"]])
def test_offers_losses_and_services_are_sedang(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert (reading.urgency, reading.intent) == (Urgency.SEDANG, Intent.LAPOR), reading.signals
    assert reading.queues


@pytest.mark.parametrize(("text", "intent"), messages.RENDAH)
def test_questions_checks_and_small_talk_are_rendah(reader: Reader, text: str, intent: str) -> None:
    reading = reader.read(text)
    assert (reading.urgency, reading.intent) == (Urgency.RENDAH, intent), reading.signals


@pytest.mark.parametrize("text", INDIRECT["rendah"])
def test_nothing_to_report_is_rendah(reader: Reader, text: str) -> None:
    reading = reader.read(text)
    assert reading.urgency is Urgency.RENDAH, reading.signals
    assert reading.intent is not Intent.LAPOR


@pytest.mark.parametrize(("danger", "calm", "at_most"), messages.CONTRASTS)
def test_both_sides_of_a_contrast_are_told_apart(
    reader: Reader, danger: str, calm: str, at_most: str
) -> None:
    assert reader.read(danger).urgency is Urgency.KRITIS
    assert reader.read(calm).urgency.rank <= Urgency(at_most).rank


@pytest.mark.parametrize("text", messages.ORDINARY)
def test_everyday_messages_raise_nothing(reader: Reader, text: str) -> None:
    assert reader.read(text).urgency is Urgency.RENDAH


@pytest.mark.parametrize("text", INDIRECT["ordinary"])
def test_a_word_of_danger_in_an_everyday_message_wakes_nobody(reader: Reader, text: str) -> None:
    assert reader.read(text).urgency is not Urgency.KRITIS


def test_the_tables_are_as_large_as_they_claim() -> None:
    own = sum(len(rows) for rows in INDIRECT.values())
    own += len(messages.KRITIS) + len(messages.TINGGI) + len(messages.SEDANG) + len(messages.RENDAH)
    assert own >= 120
    assert len(messages.CONTRASTS) >= 30


@pytest.mark.parametrize(
    ("text", "queues"),
    [
        ("saya mau bunuh diri, majikan siksa saya di Kuching", ["kesehatan", "hukum"]),
        ("adik saya dikurung di Bintulu", ["hukum", "sosial"]),
        ("anak 14 tahun dijual di losmen", ["hukum", "pencegahan"]),
        ("saya diperkosa mandor", ["hukum", "kesehatan"]),
        ("suami saya di Sibu tidak ada kabar tiga bulan", ["sosial", "hukum"]),
        ("saya terlantar di Entikong tidak punya uang pulang", ["sosial", "hukum"]),
        ("paspor saya ditahan agen", ["hukum", "sosial"]),
        ("sekolah kami minta penyuluhan", ["pencegahan"]),
        ("saya butuh konseling sejak pulang", ["kesehatan"]),
        ("mantan TKI mau modal usaha", ["kerjasama"]),
        ("ada yang nawarin kerja gaji 20 juta tanpa ijazah", ["pencegahan", "hukum"]),
        ("berapa biaya kerja ke Brunei", ["pencegahan"]),
        ("cek PT Anu Jaya", ["pencegahan"]),
        ("laporan saya sampai mana", []),
        ("mau bicara sama petugas", []),
        ("halo", []),
    ],
)
def test_queues_are_ranked_by_the_codebook(reader: Reader, text: str, queues: list[str]) -> None:
    assert [str(queue) for queue in reader.read(text).queues][: max(1, len(queues))] == queues
