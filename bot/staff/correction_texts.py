"""What officers read while they correct a reading."""

from __future__ import annotations

from collections.abc import Mapping

from bot.staff.corrections import NO_REPORT
from bot.staff.texts import QUEUES
from language.reading import Queue, Urgency
from models.case import Case

LEVELS = {
    Urgency.KRITIS.value: "Kritis",
    Urgency.TINGGI.value: "Tinggi",
    Urgency.SEDANG.value: "Sedang",
    Urgency.RENDAH.value: "Rendah",
    NO_REPORT: "Bukan laporan",
}
AS_READ = "benar"
AS_READ_LABEL = "Sudah benar"
WHICH_QUEUE = "Bidang yang tepat? (boleh dilewati)"
THANKS = "Terima kasih. Koreksi Anda tersimpan."


def should_be(case: Case) -> str:
    """Asks what the case should have been read as."""
    return f"{case.reference} sekarang {case.urgency.value.upper()}, {QUEUES[case.queue]}. Seharusnya?"


def noted(case: Case, level: str, *, raised: bool) -> str:
    """What became of a correction: the case rose and officers are woken, or it stays where it is.

    Args:
        case: as it stands now.
        level: a key of `LEVELS`.
        raised: whether the correction raised it.
    """
    now = case.urgency.value.upper()
    said = f"Dicatat: {_named(level)}."
    if raised:
        return f"{said}\n{case.reference} dinaikkan ke {now} dan harus diterima lagi."
    if level == case.urgency.value:
        return f"{said}\nTingkat {case.reference} tetap {now}."
    return f"{said}\nTingkat {case.reference} tetap {now}: koreksi tidak menurunkan kasus."


def thanks(case: Case, queue: Queue | None) -> str:
    """The end; where another queue would be right, how the case gets there.

    Args:
        case: the case.
        queue: the queue that the officer named, None for the one that was read or none.
    """
    if queue is None or queue == case.queue:
        return THANKS
    return f"{THANKS}\nKasusnya masih di {QUEUES[case.queue]}. Tekan Alihkan untuk memindahkannya."


def history(detail: Mapping[str, object]) -> str:
    """One correction as the next officer reads it in the case.

    Args:
        detail: of the event that was noted in the case.
    """
    if "queue" in detail:
        return f"bidang yang tepat {QUEUES[Queue(str(detail['queue']))]}"
    return f"seharusnya {_named(str(detail['right']))}"


def _named(level: str) -> str:
    """Levels in capitals, as everywhere else in the staff bot."""
    return LEVELS[level].lower() if level == NO_REPORT else LEVELS[level].upper()
