"""Corrections as labelled messages: the words of the cases, redacted, beside what officers said is right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from language import Reader
from language.reading import Intent, Queue, Urgency
from language.redact import Redactor
from models.audit import append
from models.case_store import CaseStore
from models.reading_correction import ReadingCorrection
from models.reading_correction_store import ReadingCorrectionStore
from models.unit_of_work import UnitOfWork

# What was told in words. Answers to "who", "where" and "how to reach you" are names and numbers, little else.
TOLD = frozenset({"story", "message", "question", "suntingan"})
ACTION = "koreksi_diekspor"
# A voice note stands as `[voice]`: with nothing but brackets there is nothing to learn from.
_BRACKETS = re.compile(r"\[[^\]]*\]")
_WORD = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, kw_only=True)
class Exported:
    """One correction with its row for the file."""

    correction_id: str
    case_id: str
    row: dict[str, Any]


class CorrectionExport:
    """Makes rows of the corrections of one task force.

    Args:
        taskforce: its key.
        redactor: takes out of the words what leads to a person.
        reader: says what a message wants where the officer did not.
    """

    def __init__(self, taskforce: str, *, redactor: Redactor, reader: Reader) -> None:
        self._taskforce = taskforce
        self._redactor = redactor
        self._reader = reader

    def rows(self, uow: UnitOfWork, *, since: datetime | None = None) -> list[Exported]:
        """Each case's latest correction that was not exported yet, oldest first. Left out are cases without
        words, and those of people who asked to be forgotten.

        Args:
            uow: may be one that only reads.
            since: aware moment; older corrections are left out.
        """
        found = []
        for correction in ReadingCorrectionStore(uow).unexported(self._taskforce, since=since):
            told = _told(uow, correction)
            text = self._redactor.redact(told).strip()
            if _WORD.search(_BRACKETS.sub("", text)):
                row = {"id": correction.id, "text": text, **self._labels(correction, told)}
                found.append(Exported(correction_id=correction.id, case_id=correction.case_id, row=row))
        return found

    def settle(self, uow: UnitOfWork, exported: Iterable[Exported], *, now: datetime) -> list[Exported]:
        """Mark corrections as exported and write each into the audit trail: words of a case leave it.

        While they were read and redacted, somebody may have asked to be forgotten, an officer may have
        corrected again, another export may have been quicker: those stay here.

        Args:
            uow: the caller's unit of work.
            exported: what is about to be written into a file.
            now: aware moment of the export.

        Returns:
            What may be written.
        """
        done = [one for one in exported if self._stands(uow, one)]
        ReadingCorrectionStore(uow).mark_exported((one.correction_id for one in done), now=now)
        for one in done:
            append(
                uow,
                taskforce=self._taskforce,
                at=now,
                actor="cli",
                action=ACTION,
                subject=one.case_id,
                detail={"correction": one.correction_id},
            )
        return done

    def _stands(self, uow: UnitOfWork, one: Exported) -> bool:
        latest = ReadingCorrectionStore(uow).latest(one.case_id)
        if latest is None or latest.id != one.correction_id or latest.exported_at is not None:
            return False
        told = _told(uow, latest)
        return bool(told) and self._labels(latest, told).items() <= one.row.items()

    def _labels(self, correction: ReadingCorrection, told: str) -> dict[str, Any]:
        queue = correction.queue_right or correction.queue_read
        if correction.urgency_right is None:  # no report: it belongs to nobody, and nobody need hurry
            intent, urgency, queues = correction.intent_right or Intent.LAINNYA, Urgency.RENDAH, []
        else:
            urgency = correction.urgency_right
            # Whatever concerns somebody is a report; what does not may be a question or a check.
            # If the program took it for a report, that is what the officer corrected.
            intent = Intent.LAPOR if urgency is not Urgency.RENDAH else self._reader.read(told).intent
            if urgency is Urgency.RENDAH and intent is Intent.LAPOR:
                intent = Intent.LAINNYA
            queues = [] if queue is Queue.SEKRETARIAT or intent is Intent.LAINNYA else [queue.value]
        return {
            "intent": intent.value,
            "urgency": [urgency.value],
            "queue": queues,
            "register": None,
            "tags": ["correction"],
        }


def _told(uow: UnitOfWork, correction: ReadingCorrection) -> str:
    """What the person had told when the officer judged; nothing once they asked to be forgotten."""
    store = CaseStore(uow)
    case = store.get(correction.case_id)
    if case is None or case.conversation_id is None:
        return ""
    values = (
        answer.value
        for answer in store.answers(case.id)
        if not answer.closed and answer.name in TOLD and answer.created_at <= correction.at
    )
    return "\n".join(dict.fromkeys(values))
