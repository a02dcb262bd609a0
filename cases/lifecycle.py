"""The life of a case: seven states, six actions, one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cases.errors import CaseError


class Status(StrEnum):
    """How a case stands; the reporter sees it in words of ours."""

    BARU = "baru"
    DITERIMA = "diterima"
    DITANGANI = "ditangani"
    DIRUJUK = "dirujuk"
    SELESAI = "selesai"
    DITUTUP = "ditutup"
    DIBUKA_KEMBALI = "dibuka_kembali"

    @property
    def text_key(self) -> str:
        """Catalogue key of what the reporter reads."""
        return f"status.{self.value}"

    @property
    def waits_for_officer(self) -> bool:
        """Whether nobody has taken it yet, so that the ladder climbs."""
        return self in {Status.BARU, Status.DIBUKA_KEMBALI}

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self not in {Status.SELESAI, Status.DITUTUP}


class Action(StrEnum):
    """What an officer may do to a case."""

    TERIMA = "terima"
    TANGANI = "tangani"
    RUJUK = "rujuk"
    SELESAIKAN = "selesaikan"
    TUTUP = "tutup"
    BUKA_KEMBALI = "buka_kembali"


class NotAllowed(CaseError):
    """The case is not in a state for this action; offer one of `allowed`.

    Args:
        status: how the case stands.
        action: what was asked.
        allowed: what may be done instead.
    """

    def __init__(self, status: Status, action: Action, allowed: tuple[Action, ...]) -> None:
        super().__init__(f"{action.value} is not possible from {status.value}")
        self.status = status
        self.action = action
        self.allowed = allowed


# Nothing but TERIMA (or a closing with its reason: spam, a double) leaves a state in which nobody has taken
# the case, so that no case can look handled without an officer's name on it.
_MOVES: Final[Mapping[Status, Mapping[Action, Status]]] = MappingProxyType(
    {
        Status.BARU: MappingProxyType({Action.TERIMA: Status.DITERIMA, Action.TUTUP: Status.DITUTUP}),
        Status.DITERIMA: MappingProxyType(
            {
                Action.TANGANI: Status.DITANGANI,
                Action.RUJUK: Status.DIRUJUK,
                Action.SELESAIKAN: Status.SELESAI,
                Action.TUTUP: Status.DITUTUP,
            }
        ),
        Status.DITANGANI: MappingProxyType(
            {
                Action.RUJUK: Status.DIRUJUK,
                Action.SELESAIKAN: Status.SELESAI,
                Action.TUTUP: Status.DITUTUP,
            }
        ),
        Status.DIRUJUK: MappingProxyType(
            {
                Action.TANGANI: Status.DITANGANI,
                Action.RUJUK: Status.DIRUJUK,
                Action.SELESAIKAN: Status.SELESAI,
                Action.TUTUP: Status.DITUTUP,
            }
        ),
        Status.SELESAI: MappingProxyType(
            {Action.TUTUP: Status.DITUTUP, Action.BUKA_KEMBALI: Status.DIBUKA_KEMBALI}
        ),
        Status.DITUTUP: MappingProxyType({Action.BUKA_KEMBALI: Status.DIBUKA_KEMBALI}),
        Status.DIBUKA_KEMBALI: MappingProxyType(
            {Action.TERIMA: Status.DITERIMA, Action.TUTUP: Status.DITUTUP}
        ),
    }
)
# The family asks "why": whoever hands on, ends, closes or reopens a case leaves an answer.
NEEDS_REASON: Final = frozenset({Action.RUJUK, Action.SELESAIKAN, Action.TUTUP, Action.BUKA_KEMBALI})


def allowed(status: Status) -> tuple[Action, ...]:
    """What may be done to a case as it stands, in the order to offer it."""
    return tuple(_MOVES[status])


def move(status: Status, action: Action) -> Status:
    """The state after an action.

    Raises:
        NotAllowed: the table has no such move.
    """
    try:
        return _MOVES[status][action]
    except KeyError:
        raise NotAllowed(status, action, allowed(status)) from None


def needs_reason(action: Action) -> bool:
    """Whether the officer must say why."""
    return action in NEEDS_REASON
