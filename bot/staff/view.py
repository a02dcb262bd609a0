"""What an officer sees behind [Lihat]: the facts and the story, never the address."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.staff.texts import CHANNELS, KINDS, QUEUES, headline
from cases.summary import label_of
from models.attachment_store import AttachmentStore
from models.case import Case
from models.case_store import CaseStore, KeptAnswer
from models.unit_of_work import UnitOfWork

LONGEST = 3500
MEDIA = {"photo": "foto", "voice": "pesan suara", "video": "video", "document": "berkas"}


def case_view(uow: UnitOfWork, case: Case, *, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    """The case as text parts, each short enough for one Telegram message."""
    store = CaseStore(uow)
    answers = store.answers(case.id)
    lines = [
        headline(case),
        f"{KINDS.get(case.kind, case.kind)} · {QUEUES[case.queue]} · {case.status}",
        f"Masuk {case.opened_at.astimezone(zone):%d-%m-%Y %H.%M} lewat {CHANNELS.get(case.channel, case.channel)}"
        + (" · belum lengkap" if case.partial else ""),
    ]
    if json.loads(case.conflict):
        lines.append(f"Hati-hati: menyebut aparat ({', '.join(json.loads(case.conflict))}).")
    lines += _signs(store, case)
    lines += _referrals(store, case)
    lines += _facts(case, answers)
    lines += _attachments(uow, case)
    lines += _story(answers, zone)
    return _split("\n".join(lines))


def _signs(store: CaseStore, case: Case) -> list[str]:
    """Each sign with the words that meant it, so that the officer can judge the machine."""
    seen: dict[str, list[str]] = {}
    for event in store.events(case.id):
        if event.kind == "tanda":
            words = seen.setdefault(str(event.detail["code"]), [])
            words += [word for word in json.loads(event.note or "[]") if word not in words]
    if not seen:
        return []
    shown = "; ".join(f"{label_of(code)} ({', '.join(words)})" if words else label_of(code) for code, words in seen.items())
    return [f"Tanda: {shown}"]


def _referrals(store: CaseStore, case: Case) -> list[str]:
    names = [QUEUES[item.to_queue] for item in store.referrals(case.id) if item.to_queue is not None]
    return [f"Rujukan diminta: {', '.join(names)}"] if names else []


def _facts(case: Case, answers: list[KeptAnswer]) -> list[str]:
    lines = [f"{label_of(item.name)}: {label_of(item.value)}" for item in answers if item.closed]
    if case.kecamatan:
        lines.insert(0, f"Kecamatan: {case.kecamatan}")
    return lines


def _attachments(uow: UnitOfWork, case: Case) -> list[str]:
    counts = AttachmentStore(uow).count_by_kind(case.id)
    if not counts:
        return []
    return ["Lampiran: " + ", ".join(f"{count} {MEDIA.get(kind, kind)}" for kind, count in sorted(counts.items()))]


def _story(answers: list[KeptAnswer], zone: ZoneInfo) -> list[str]:
    told = [item for item in answers if not item.closed]
    if not told:
        return []
    return ["", "Yang ditulis:"] + [
        f"[{item.created_at.astimezone(zone):%H.%M}] {label_of(item.name)}: {item.value}" for item in told
    ]


def _split(text: str) -> tuple[str, ...]:
    parts = []
    while len(text) > LONGEST:
        cut = text.rfind("\n", 0, LONGEST)
        cut = cut if cut > LONGEST // 2 else LONGEST
        parts.append(text[:cut])
        text = text[cut:].lstrip("\n")
    return (*parts, text)
