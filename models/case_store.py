"""Cases, what was answered in them, and what happened to them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from models.base import table_of
from models.case import Case
from models.case_answer import CaseAnswer
from models.case_event import CaseEvent
from models.errors import ChangedMeanwhile
from models.referral import Referral
from models.unit_of_work import UnitOfWork

_ADD_ANSWER = insert(table_of(CaseAnswer))
_ADD_EVENT = insert(table_of(CaseEvent))


@dataclass(frozen=True, kw_only=True)
class KeptAnswer:
    """One answer of a case, unsealed."""

    name: str
    value: str
    closed: bool
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class KeptEvent:
    """One thing that happened to a case; `note` is unsealed, `detail` holds codes only."""

    kind: str
    actor: str
    detail: dict[str, Any]
    note: str | None
    created_at: datetime


class CaseStore:
    """Reads and writes cases.

    Args:
        uow: the unit of work everything happens in.
    """

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._session = uow.session
        self._vault = uow.vault

    def get(self, case_id: str) -> Case | None:
        """A case by its id."""
        return self._session.get(Case, case_id, populate_existing=True)

    def lock(self, case_id: str) -> Case | None:
        """A case by its id, locked until the end of the transaction, so that two officers cannot both be
        first."""
        return self._session.execute(
            select(Case)
            .where(Case.id == case_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        ).scalar_one_or_none()

    def by_reference(self, taskforce: str, reference: str, *, lock: bool = False) -> Case | None:
        """A case of a task force by the reference that people know."""
        statement = select(Case).where(Case.taskforce == taskforce, Case.reference == reference)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        return self._session.execute(statement).scalar_one_or_none()

    def add(self, case: Case) -> bool:
        """Store a new case. False if its reference is taken already: draw another one."""
        try:
            with self._session.begin_nested():
                self._session.add(case)
                self._session.flush()
        except IntegrityError:
            return False
        return True

    def change(self, case: Case, **values: Any) -> None:
        """Change a case and count its version.

        Raises:
            ChangedMeanwhile: somebody else changed it since it was read.
        """
        result: Any = self._session.execute(
            update(Case)
            .where(Case.id == case.id, Case.version == case.version)
            .values(**values, version=case.version + 1)
            .execution_options(synchronize_session=False)
        )
        if not result.rowcount:
            raise ChangedMeanwhile
        for name, value in {**values, "version": case.version + 1}.items():
            set_committed_value(case, name, value)

    def add_answer(
        self, *, id: str, case_id: str, name: str, value: str, closed: bool, now: datetime
    ) -> None:
        """Keep one answer, sealed."""
        self._uow.connection.execute(
            _ADD_ANSWER,
            {
                "id": id,
                "case_id": case_id,
                "name": name,
                "value": self._vault.seal("case_answers", "value", id, value),
                "closed": closed,
                "created_at": now,
            },
        )

    def answers(self, case_id: str) -> list[KeptAnswer]:
        """Every answer of a case in the order in which it was given."""
        rows = self._session.execute(
            select(CaseAnswer).where(CaseAnswer.case_id == case_id).order_by(CaseAnswer.id)
        ).scalars()
        return [
            KeptAnswer(
                name=row.name,
                value=self._vault.open_text("case_answers", "value", row.id, row.value),
                closed=row.closed,
                created_at=row.created_at,
            )
            for row in rows
        ]

    def add_event(
        self,
        *,
        id: str,
        case_id: str,
        kind: str,
        actor: str,
        now: datetime,
        detail: dict[str, Any] | None = None,
        note: str | None = None,
    ) -> None:
        """Note that something happened to a case."""
        self._uow.connection.execute(
            _ADD_EVENT,
            {
                "id": id,
                "case_id": case_id,
                "kind": kind,
                "actor": actor,
                "detail": json.dumps(detail or {}, ensure_ascii=False, sort_keys=True),
                "note": None if note is None else self._vault.seal("case_events", "note", id, note),
                "created_at": now,
            },
        )

    def events(self, case_id: str) -> list[KeptEvent]:
        """Everything that happened to a case, oldest first."""
        rows = self._session.execute(
            select(CaseEvent).where(CaseEvent.case_id == case_id).order_by(CaseEvent.id)
        ).scalars()
        return [
            KeptEvent(
                kind=row.kind,
                actor=row.actor,
                detail=json.loads(row.detail),
                note=None
                if row.note is None
                else self._vault.open_text("case_events", "note", row.id, row.note),
                created_at=row.created_at,
            )
            for row in rows
        ]

    def propose_referrals(
        self, case_id: str, *, queues: list[str], new_id: Callable[[], str], now: datetime
    ) -> None:
        """Ask further queues to take part in a case, each once: a rule that fires again asks nobody twice."""
        known = set(
            self._session.execute(select(Referral.to_queue).where(Referral.case_id == case_id)).scalars()
        )
        for queue in queues:
            if queue not in known:
                self._session.add(
                    Referral(
                        id=new_id(),
                        case_id=case_id,
                        to_queue=queue,
                        status="diminta",
                        requested_by="sistem",
                        created_at=now,
                    )
                )

    def referrals(self, case_id: str) -> list[Referral]:
        """A case's referrals in the order in which they were asked for."""
        return list(
            self._session.execute(
                select(Referral).where(Referral.case_id == case_id).order_by(Referral.id)
            ).scalars()
        )

    def listed(
        self,
        *,
        taskforce: str | None = None,
        status: str | None = None,
        open_only: bool = False,
        limit: int = 500,
    ) -> list[Case]:
        """Cases, newest first."""
        statement = select(Case).order_by(Case.id.desc()).limit(limit)
        if taskforce is not None:
            statement = statement.where(Case.taskforce == taskforce)
        if status is not None:
            statement = statement.where(Case.status == status)
        if open_only:
            statement = statement.where(Case.status.not_in(("selesai", "ditutup")))
        return list(self._session.execute(statement).scalars())

    def unanswered_ladders(self) -> int:
        """How many urgent cases have been through the whole ladder without an answer."""
        rows = self._session.execute(
            select(Case.id).where(
                Case.acknowledged_at.is_(None),
                Case.ladder_round > 1,
                Case.status.not_in(("selesai", "ditutup")),
                Case.urgency.in_(("kritis", "tinggi")),
            )
        ).scalars()
        return len(list(rows))
