"""One button press in the staff bot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.case import Case
from models.officer_store import OfficerCard
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Press:
    """One button press, or the words that a button asked for.

    Args:
        action: what the button does.
        case: the case it is about, locked.
        argument: the rest of the button's payload.
        note: the officer's own words, "" for a bare press.
        memory: what the officer's chat remembers; handlers change it.
    """

    uow: UnitOfWork
    officer: OfficerCard
    action: str
    case: Case
    argument: str
    note: str
    memory: dict[str, Any]
    now: datetime
