"""What an officer sees behind [Lihat]: the facts and the story, never the address."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.staff.texts import SHAPES
from cases.facts import CaseFacts
from cases.grade import Grade, Reason
from cases.lifecycle import Status
from cases.record import from_record
from cases.route import Routing
from cases.signs import label_of
from cases.summary import officer_view
from language.reading import Urgency
from models.attachment_store import AttachmentStore
from models.case import Case
from models.case_store import CaseStore, KeptAnswer, KeptEvent
from models.unit_of_work import UnitOfWork

LONGEST = 3500
MEDIA = {"photo": "foto", "voice": "pesan suara", "video": "video", "document": "berkas"}
TOLD = {
    "where": "tempat",
    "who": "siapa",
    "people": "berapa orang",
    "need": "kebutuhan",
    "suntingan": "disunting",
}


def case_view(uow: UnitOfWork, case: Case, *, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """The case as text parts, each short enough for one Telegram message."""
    store = CaseStore(uow)
    routing = Routing(
        owner=case.queue,
        referrals=tuple(item.to_queue for item in store.referrals(case.id) if item.to_queue is not None),
        rule="",
        wanted=case.queue,
    )
    shown = officer_view(
        _facts(uow, case),
        reference=case.reference,
        status=Status(case.status),
        grade=_grade(case),
        routing=routing,
        age=now - case.opened_at,
        conflict=json.loads(case.conflict) != [],
    )
    lines = [SHAPES[case.urgency], *(f"{line.label}: {line.value}" for line in shown)]
    lines += _words(store.events(case.id))
    lines += _attachments(uow, case)
    lines += _story(store.answers(case.id), zone)
    return _split("\n".join(lines))


def _facts(uow: UnitOfWork, case: Case) -> CaseFacts:
    if case.facts is None:
        return CaseFacts()
    return from_record(json.loads(uow.vault.open_text("cases", "facts", case.id, case.facts)))


def _grade(case: Case) -> Grade:
    reasons = tuple(
        Reason(code=item["code"], level=Urgency(item["level"])) for item in json.loads(case.reasons)
    )
    return Grade(urgency=case.urgency, reasons=reasons)


def _words(events: list[KeptEvent]) -> list[str]:
    """Each sign with the words that meant it, so that the officer can judge the machine."""
    seen: dict[str, list[str]] = {}
    for event in events:
        if event.kind == "tanda" and event.note:
            words = seen.setdefault(str(event.detail["code"]), [])
            words += [word for word in json.loads(event.note) if word not in words]
    return [f"Terbaca sebagai {label_of(code).lower()}: {', '.join(words)}" for code, words in seen.items()]


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
