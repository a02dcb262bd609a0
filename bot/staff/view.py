"""What an officer sees behind [Lihat]: the facts and the story, never the address."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.staff.correction_texts import history
from bot.staff.corrections import EVENT
from bot.staff.texts import CHANNELS, QUEUES, REACH, REASONS, SAFE, SHAPES
from cases.facts import CaseFacts
from cases.grade import Grade, Reason
from cases.lifecycle import Status
from cases.record import from_record
from cases.route import Routing
from cases.signs import label_of
from cases.summary import Line, officer_view
from language.reading import Queue, Urgency
from models.attachment_store import AttachmentStore
from models.case import Case
from models.case_store import CaseStore, KeptAnswer, KeptEvent
from models.conversation_store import ConversationStore
from models.officer_store import OfficerStore
from models.unit_of_work import UnitOfWork

LONGEST = 3500
# Said above, seen in the words themselves, or told once more further down.
KNOWN_ALREADY = frozenset(
    {
        "Laporan",
        "Status",
        "Tingkat",
        "Cerita",
        "Antrean",
        "Aman menulis",
        "Anak",
        "Cara menghubungi",
        "Alasan",
    }
)
UNKNOWN = "Belum diketahui"
OWN_WORDS = "Dijawab dengan kata sendiri"
MEDIA = {"photo": "foto", "voice": "pesan suara", "video": "video", "document": "berkas"}
TOLD = {
    "where": "tempat",
    "who": "siapa",
    "people": "berapa orang",
    "need": "kebutuhan",
    "suntingan": "disunting",
}


def case_view(uow: UnitOfWork, case: Case, *, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """The case as text parts, each short enough for one Telegram message.

    What an officer needs in the first minute comes first: who has it, the person's words, and whether it is
    safe to write. Why the machine thinks so comes last.
    """
    store = CaseStore(uow)
    events = store.events(case.id)
    shown = officer_view(
        _facts(uow, case),
        reference=case.reference,
        status=Status(case.status),
        grade=_grade(case),
        routing=_routing(store, case),
        age=now - case.opened_at,
        conflict=json.loads(case.conflict) != [],
    )
    lines = [f"{SHAPES[case.urgency]} {case.urgency.value.upper()} {case.reference}", _holder(uow, case, now)]
    lines += _story(store.answers(case.id), zone)
    lines += _attachments(uow, case)
    lines += ["", _contact(uow, case)]
    lines += _known(shown)
    lines += _history(uow, events, zone, now)
    lines += _why(shown, events)
    return _split("\n".join(lines))


def _routing(store: CaseStore, case: Case) -> Routing:
    asked = (item.to_queue for item in store.referrals(case.id))
    referrals = tuple(queue for queue in asked if queue is not None and queue is not case.queue)
    return Routing(owner=case.queue, referrals=referrals, rule="", wanted=case.queue)


def _holder(uow: UnitOfWork, case: Case, now: datetime) -> str:
    """Who has the case; after a move that is nobody until somebody of the new sub-task-force takes it."""
    if case.acknowledged_at is None or case.assignee_id is None:
        return f"{QUEUES[case.queue]} · BELUM DITERIMA"
    officer = OfficerStore(uow).get(case.assignee_id, now=now)
    return f"{QUEUES[case.queue]} · diterima {officer.name if officer else 'petugas'}"


def _contact(uow: UnitOfWork, case: Case) -> str:
    """Whether and how the person may be written to; asked or not, it must be known before anybody answers."""
    talk = ConversationStore(uow).get(case.conversation_id) if case.conversation_id is not None else None
    if talk is None:
        return "Menghubungi pelapor: tidak bisa lagi."
    safe = SAFE.get(talk.safe, SAFE["unknown"])
    return f"Menghubungi pelapor: {safe}; {REACH[talk.reach]} ({CHANNELS.get(case.channel, case.channel)})."


def _history(uow: UnitOfWork, events: list[KeptEvent], zone: ZoneInfo, now: datetime) -> list[str]:
    """What officers did and wrote, so that nobody asks the person everything again."""
    lines = []
    for event in events:
        if event.kind not in ("dialihkan", "balasan_petugas", EVENT):
            continue
        officer = OfficerStore(uow).get(event.actor, now=now)
        name = officer.name if officer else "petugas"
        at = f"[{event.created_at.astimezone(zone):%H.%M}]"
        if event.kind == "dialihkan":
            reason = event.note or REASONS.get(str(event.detail.get("reason")), "")
            queue = QUEUES[Queue(str(event.detail["to"]))]
            lines.append(f"{at} {name} mengalihkan ke {queue}: {reason}")
        elif event.kind == EVENT:
            lines.append(f"{at} {name} mengoreksi bacaan: {history(event.detail)}")
        else:
            lines.append(f"{at} {name} membalas: {event.note}")
    return ["", *lines] if lines else []


def _facts(uow: UnitOfWork, case: Case) -> CaseFacts:
    if case.facts is None:
        return CaseFacts()
    return from_record(json.loads(uow.vault.open_text("cases", "facts", case.id, case.facts)))


def _grade(case: Case) -> Grade:
    reasons = tuple(
        Reason(code=item["code"], level=Urgency(item["level"])) for item in json.loads(case.reasons)
    )
    return Grade(urgency=case.urgency, reasons=reasons)


def _known(shown: tuple[Line, ...]) -> list[str]:
    """What is known, a line each; what nobody knows yet together in one, so that a thumb scrolls less."""
    facts = [line for line in shown if line.label not in KNOWN_ALREADY and line.value != OWN_WORDS]
    open_questions = [line.label.lower() for line in facts if line.value == UNKNOWN]
    lines = [f"{line.label}: {line.value}" for line in facts if line.value != UNKNOWN]
    return lines + ([f"{UNKNOWN}: {', '.join(open_questions)}"] if open_questions else [])


def _why(shown: tuple[Line, ...], events: list[KeptEvent]) -> list[str]:
    """Each reason once, with the words that meant it, so that the officer can judge the machine."""
    heard: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "tanda" and event.note:
            words = heard.setdefault(label_of(str(event.detail["code"])), [])
            words += [word for word in json.loads(event.note) if word not in words]
    reasons = dict.fromkeys(line.value for line in shown if line.label == "Alasan")
    lines = [f"- {label}{_quoted(heard.get(label, []))}" for label in {**reasons, **dict.fromkeys(heard)}]
    return ["", "Mengapa:", *lines] if lines else []


def _quoted(words: list[str]) -> str:
    return f" (\u201c{' '.join(words)}\u201d)" if words else ""


def _attachments(uow: UnitOfWork, case: Case) -> list[str]:
    counts = AttachmentStore(uow).count_by_kind(case.id)
    if not counts:
        return []
    return [
        "Lampiran: " + ", ".join(f"{count} {MEDIA.get(kind, kind)}" for kind, count in sorted(counts.items()))
    ]


def _story(answers: list[KeptAnswer], zone: ZoneInfo) -> list[str]:
    told = [item for item in answers if not item.closed]
    if not told:
        return []
    lines = ["", "Yang ditulis:"]
    for item in told:
        about = f" ({TOLD[item.name]})" if item.name in TOLD else ""
        lines.append(f"[{item.created_at.astimezone(zone):%H.%M}]{about} {item.value}")
    return lines


def _split(text: str) -> tuple[str, ...]:
    parts = []
    while len(text) > LONGEST:
        cut = text.rfind("\n", 0, LONGEST)
        cut = cut if cut > LONGEST // 2 else LONGEST
        parts.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return (*parts, text)
