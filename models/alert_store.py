"""Alerts among the outbox rows: how each step of a ladder fared."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import select, update

from models.outbox_message import OutboxMessage
from models.outbox_store import UNFINISHED
from models.unit_of_work import UnitOfWork


class AlertStore:
    """Asks how alerts fared and takes back those that are not needed any more.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def states(self, case_id: str, *, step: int, prefix: str) -> list[str]:
        """States of the alerts that one step of the ladder sent for a case; one that failed and is tried
        again counts as `failed`, because nobody waits for it alone.
        """
        rows = self._session.execute(
            select(OutboxMessage.state, OutboxMessage.error).where(
                OutboxMessage.case_id == case_id,
                OutboxMessage.kind == "alert",
                OutboxMessage.alert_step == step,
                OutboxMessage.dedup_key.startswith(prefix, autoescape=True),
            )
        )
        return ["failed" if state == "ready" and error is not None else str(state) for state, error in rows]

    def sent(self, case_id: str) -> list[tuple[str, str, tuple[str, ...]]]:
        """(officer id, account, provider refs) of every alert of a case that was sent, to be edited once one
        answered."""
        rows = self._session.execute(
            select(OutboxMessage.officer_id, OutboxMessage.account, OutboxMessage.refs)
            .where(
                OutboxMessage.case_id == case_id, OutboxMessage.kind == "alert", OutboxMessage.state == "sent"
            )
            .order_by(OutboxMessage.id)
        )
        return [(row[0] or "", row[1], tuple(json.loads(row[2] or "[]"))) for row in rows]

    def cancel(self, case_id: str) -> None:
        """Take back alerts of a case that have not left yet: somebody answered."""
        self._session.execute(
            update(OutboxMessage)
            .where(
                OutboxMessage.case_id == case_id,
                OutboxMessage.kind == "alert",
                OutboxMessage.state == "ready",
            )
            .values(state="cancelled")
            .execution_options(synchronize_session=False)
        )

    def oldest_unsent(self) -> datetime | None:
        """When the oldest alert that has not left was written; the health page turns red by its age."""
        return self._session.execute(
            select(OutboxMessage.created_at)
            .where(OutboxMessage.kind == "alert", OutboxMessage.state.in_(UNFINISHED))
            .order_by(OutboxMessage.id)
            .limit(1)
        ).scalar_one_or_none()
