"""Raising a case: what changes whenever one becomes more urgent, by the program or by an officer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from bot.rules import deadlines
from config.taskforces import TaskForce
from language.reading import Urgency
from models.audit import append
from models.case import Case
from models.unit_of_work import UnitOfWork


def risen(taskforce: TaskForce, urgency: Urgency, now: datetime) -> dict[str, Any]:
    """Columns of a case that has become more urgent: its level, and deadlines that run from now.

    Args:
        taskforce: whose promises count.
        urgency: the new level.
        now: aware moment of the raise.
    """
    acknowledge, contact = deadlines(taskforce, urgency, now)
    return {"urgency": urgency, "acknowledge_by": acknowledge, "contact_by": contact}


def note_rise(
    uow: UnitOfWork, case: Case, *, actor: str, now: datetime, detail: dict[str, str] | None = None
) -> None:
    """Write into the audit trail that a case rose; call it after the change.

    Args:
        uow: the caller's unit of work.
        case: as it stands now.
        actor: an officer's id or `sistem`.
        now: aware moment of the raise.
        detail: further codes, such as the reason.
    """
    append(
        uow,
        taskforce=case.taskforce,
        at=now,
        actor=actor,
        action="urgensi_naik",
        subject=case.id,
        detail={"urgency": case.urgency.value, "queue": case.queue.value, **(detail or {})},
    )


def merged_reasons(before: str, more: Iterable[tuple[str, Urgency]]) -> str:
    """A case's reasons with further ones: codes with the level each asks for, gravest first; a reason never
    weighs less than it did. The words that meant them stay sealed with the events.

    Args:
        before: JSON as the case holds it.
        more: codes with their levels.
    """
    merged = {item["code"]: Urgency(item["level"]) for item in json.loads(before)}
    for code, level in more:
        merged[code] = merged.get(code, Urgency.RENDAH).at_least(level)
    ordered = sorted(merged.items(), key=lambda item: (-item[1].rank, item[0]))
    return json.dumps([{"code": code, "level": level.value} for code, level in ordered])
