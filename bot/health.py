"""Whether the hotline does what it promises, as figures that a page, a probe and an alarm can read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.hotline import Hotline
from bot.worker import HEARTBEAT
from models.alert_store import AlertStore
from models.case_store import CaseStore
from models.heartbeat_store import HeartbeatStore
from models.inbox_store import InboxStore

WORKER_SILENT = timedelta(seconds=30)
ALERT_STUCK = timedelta(seconds=60)
MESSAGE_STUCK = timedelta(seconds=60)


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the hotline stands.

    Args:
        problems: codes of what is wrong, empty if all is well.
        figures: counts and ages in seconds, None where there is nothing to measure.
    """

    problems: tuple[str, ...] = ()
    figures: dict[str, float | int | None] = field(default_factory=dict)

    @property
    def red(self) -> bool:
        """Whether somebody must look now."""
        return bool(self.problems)


def last_heartbeat(hotline: Hotline) -> datetime | None:
    """When the worker was last heard; raises if the database cannot be read."""
    with hotline.storage.read() as uow:
        return HeartbeatStore(uow).last(HEARTBEAT)


def health_of(hotline: Hotline) -> Health:
    """Measure the hotline. A database that cannot be read raises: the caller answers 503."""
    now = hotline.clock.now()
    beat = last_heartbeat(hotline)
    with hotline.storage.read() as uow:
        alert = AlertStore(uow).oldest_unsent()
        silent = CaseStore(uow).unanswered_ladders()
        waiting = InboxStore(uow).oldest_waiting()
    worker_age = (now - beat).total_seconds() if beat is not None else None
    alert_age = (now - alert).total_seconds() if alert is not None else None
    problems = []
    if worker_age is None or worker_age > WORKER_SILENT.total_seconds():
        problems.append("worker_silent")
    if alert_age is not None and alert_age > ALERT_STUCK.total_seconds():
        problems.append("alert_stuck")
    pending_age = (now - waiting).total_seconds() if waiting is not None else None
    if pending_age is not None and pending_age > MESSAGE_STUCK.total_seconds():
        problems.append("message_stuck")
    if silent:
        problems.append("nobody_answers")
    return Health(
        problems=tuple(problems),
        figures={
            "worker_age": worker_age,
            "oldest_alert_age": alert_age,
            "oldest_message_age": pending_age,
            "ladders_without_answer": silent,
        },
    )
