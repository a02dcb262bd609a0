"""A part of a case in another queue's hands: asked, accepted or refused, finished; and no wrong door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cases.errors import CaseError
from language.reading import Queue


class ReferralStatus(StrEnum):
    """How a referral stands."""

    DIMINTA = "diminta"
    DITERIMA = "diterima"
    DITOLAK = "ditolak"
    SELESAI = "selesai"
    DICABUT = "dicabut"


class ReferralAction(StrEnum):
    """What may be done to a referral: the asked queue accepts, refuses, finishes; the owner withdraws."""

    TERIMA = "terima"
    TOLAK = "tolak"
    SELESAIKAN = "selesaikan"
    CABUT = "cabut"


class Then(StrEnum):
    """What must happen next, so that nobody is sent away at a door."""

    NOTHING = "tidak_ada"
    TELL_OWNER = "beri_tahu_pemilik"
    RETURN_TO_SECRETARIAT = "kembali_ke_sekretariat"
    DECIDE_BY_CHAIR = "putusan_ketua_harian"


class ReferralNotAllowed(CaseError):
    """The referral is not in a state for this action; offer one of `allowed`.

    Args:
        status: how it stands.
        action: what was asked.
        allowed: what may be done instead.
    """

    def __init__(
        self, status: ReferralStatus, action: ReferralAction, allowed: tuple[ReferralAction, ...]
    ) -> None:
        super().__init__(f"{action.value} is not possible from {status.value}")
        self.status = status
        self.action = action
        self.allowed = allowed


class ReasonMissing(CaseError):
    """A refusal or withdrawal without a reason; ask the officer for one."""


@dataclass(frozen=True, kw_only=True)
class Referral:
    """One queue's part of a case.

    Args:
        queue: who is asked.
        status: how it stands.
        reason: why it was refused or withdrawn, else "".
    """

    queue: Queue
    status: ReferralStatus = ReferralStatus.DIMINTA
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act on it."""
        return bool(_MOVES.get(self.status))


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A referral after an action.

    Args:
        referral: its new state.
        then: what must happen next.
        to: the queue that must act next, None where none has to.
    """

    referral: Referral
    then: Then
    to: Queue | None = None


_A, _R = ReferralAction, ReferralStatus
_MOVES: Final[Mapping[ReferralStatus, Mapping[ReferralAction, ReferralStatus]]] = MappingProxyType(
    {
        _R.DIMINTA: MappingProxyType({_A.TERIMA: _R.DITERIMA, _A.TOLAK: _R.DITOLAK, _A.CABUT: _R.DICABUT}),
        _R.DITERIMA: MappingProxyType({_A.SELESAIKAN: _R.SELESAI, _A.CABUT: _R.DICABUT}),
    }
)


def move_referral(referral: Referral, action: ReferralAction, *, owner: Queue, reason: str = "") -> Moved:
    """A referral after an action, and what must happen next.

    Args:
        referral: as it stands.
        action: what is done.
        owner: the queue that owns the case.
        reason: why; needed to refuse and to withdraw.

    Raises:
        ReferralNotAllowed: not from this state.
        ReasonMissing: refused or withdrawn without saying why.
    """
    moves = _MOVES.get(referral.status, MappingProxyType({}))
    if action not in moves:
        raise ReferralNotAllowed(referral.status, action, tuple(moves))
    why = reason.strip()
    if action in {_A.TOLAK, _A.CABUT} and not why:
        raise ReasonMissing
    moved = replace(referral, status=moves[action], reason=why if action in {_A.TOLAK, _A.CABUT} else "")
    if action is _A.TOLAK:
        # No wrong door: a refused part comes back to the desk that distributes, and from there to the chair.
        if referral.queue is Queue.SEKRETARIAT:
            return Moved(referral=moved, then=Then.DECIDE_BY_CHAIR)
        return Moved(referral=moved, then=Then.RETURN_TO_SECRETARIAT, to=Queue.SEKRETARIAT)
    if action is _A.CABUT:
        return Moved(referral=moved, then=Then.NOTHING)
    return Moved(referral=moved, then=Then.TELL_OWNER, to=owner)
