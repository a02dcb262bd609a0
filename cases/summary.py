"""What officers read: alerts that tell nothing of the person, and the facts of a case without an address."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from cases.answers import LABELS
from cases.facts import CaseFacts
from cases.grade import Grade
from cases.lifecycle import Status
from cases.route import Routing
from cases.signs import label_of
from language.reading import Queue, Urgency

QUEUE_NAMES: Final[Mapping[Queue, str]] = MappingProxyType(
    {
        Queue.PENCEGAHAN: "Pencegahan",
        Queue.KESEHATAN: "Rehabilitasi Kesehatan",
        Queue.SOSIAL: "Rehabilitasi Sosial dan Pemulangan",
        Queue.HUKUM: "Penegakan Hukum",
        Queue.KERJASAMA: "Kerja Sama dan Pemberdayaan",
        Queue.SEKRETARIAT: "Sekretariat",
    }
)
STATUS_NAMES: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.BARU: "Baru, belum diterima petugas",
        Status.DITERIMA: "Diterima petugas",
        Status.DITANGANI: "Ditangani",
        Status.DIRUJUK: "Dirujuk",
        Status.SELESAI: "Selesai",
        Status.DITUTUP: "Ditutup",
        Status.DIBUKA_KEMBALI: "Dibuka kembali, belum diterima petugas",
    }
)
_QUESTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "safe": "Aman menulis",
        "danger_now": "Bahaya hari ini",
        "country": "Negara",
        "where": "Tempat",
        "who": "Siapa",
        "people": "Jumlah orang",
        "child": "Anak",
        "need": "Kebutuhan",
        "contact": "Cara menghubungi",
    }
)
_YES_NO: Final = {True: "Ya", False: "Tidak", None: "Belum diketahui"}


@dataclass(frozen=True, kw_only=True)
class AlertFacts:
    """Everything an alert may carry. There is no field for a story, a name or a finer place, so none can
    leak.

    Args:
        reference: the case's.
        urgency: how fast.
        queue: who owns it.
        kecamatan: official names of this task force's own kecamatan; never anything finer.
        age: since the person's first message.
        partial: True while the person may still be telling.
    """

    reference: str
    urgency: Urgency
    queue: Queue
    kecamatan: tuple[str, ...] = ()
    age: timedelta = timedelta(0)
    partial: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One labelled fact for an officer."""

    label: str
    value: str


def alert_facts(
    facts: CaseFacts,
    *,
    reference: str,
    urgency: Urgency,
    queue: Queue,
    opened_at: datetime,
    now: datetime,
    known_kecamatan: Collection[str],
    partial: bool = False,
) -> AlertFacts:
    """What an alert about this case may carry, and nothing else.

    Args:
        facts: what is known; only the kecamatan is taken from it.
        reference: the case's.
        urgency: the case's level.
        queue: the owner.
        opened_at: aware moment of the first message.
        now: aware moment of the alert.
        known_kecamatan: the task force's own list; a name outside it stays out of the alert.
        partial: True while the person may still be telling.
    """
    return AlertFacts(
        reference=reference,
        urgency=urgency,
        queue=queue,
        kecamatan=tuple(name for name in facts.all_kecamatan if name in known_kecamatan),
        age=max(now - opened_at, timedelta(0)),
        partial=partial,
    )


def alert_lines(alert: AlertFacts) -> tuple[str, ...]:
    """An alert as short Indonesian lines for an officer woken at night: the gravest first."""
    lines = [f"{alert.urgency.value.upper()} {alert.reference}", f"Antrean: {QUEUE_NAMES[alert.queue]}"]
    if alert.kecamatan:
        lines.append(f"Kecamatan: {', '.join(alert.kecamatan)}")
    lines.append(f"Masuk: {age_words(alert.age)}")
    if alert.partial:
        lines.append("Pelapor mungkin masih menulis.")
    return tuple(lines)


def age_words(age: timedelta) -> str:
    """How long ago, in the largest whole unit."""
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return "baru saja"
    if minutes < 60:
        return f"{minutes} menit lalu"
    if minutes < 60 * 24:
        return f"{minutes // 60} jam lalu"
    return f"{minutes // (60 * 24)} hari lalu"


def officer_view(
    facts: CaseFacts,
    *,
    reference: str,
    status: Status,
    grade: Grade,
    routing: Routing,
    age: timedelta,
    conflict: bool = False,
) -> tuple[Line, ...]:
    """The structured facts of a case for the "Lihat" view: labels of ours, no address, no own words.

    What the person wrote in own words is read in the case itself, where each opening is recorded.

    Args:
        facts: what is known.
        reference: the case's.
        status: how it stands.
        grade: level and reasons; of a reason only its label is shown.
        routing: owner and referrals.
        age: since the first message.
        conflict: True if an official is accused.
    """
    lines = [
        Line(label="Laporan", value=reference),
        Line(label="Status", value=STATUS_NAMES[status]),
        Line(label="Tingkat", value=grade.urgency.value.upper()),
        Line(label="Masuk", value=age_words(age)),
        Line(label="Antrean", value=QUEUE_NAMES[routing.owner]),
    ]
    if routing.referrals:
        lines.append(
            Line(label="Rujukan", value=", ".join(QUEUE_NAMES[queue] for queue in routing.referrals))
        )
    if conflict:
        lines.append(
            Line(label="Perhatian", value="Menyebut aparat atau pejabat: jangan teruskan ke unitnya")
        )
    lines += [
        Line(label="Alasan", value=label_of(reason.code))
        for reason in grade.reasons
        if reason.code != "dibaca"
    ]
    if facts.all_kecamatan:
        lines.append(Line(label="Kecamatan", value=", ".join(facts.all_kecamatan)))
    lines += [
        Line(label="Jumlah orang", value=str(facts.people) if facts.people is not None else _YES_NO[None]),
        Line(label="Ada anak", value=_YES_NO[facts.child]),
        Line(label="Di luar negeri", value=_YES_NO[facts.abroad]),
        Line(label="Cerita", value="Ada" if facts.story_told else "Belum ada"),
    ]
    return (*lines, *_answers(facts))


def _answers(facts: CaseFacts) -> list[Line]:
    """The last answer to each question, by our label; own words show only that they exist."""
    lines = []
    for name, label in _QUESTIONS.items():
        answer = facts.latest(name)
        if answer is None:
            continue
        value = LABELS[answer.fact] if answer.fact else "Dijawab dengan kata sendiri"
        lines.append(Line(label=label, value=value))
    return lines
