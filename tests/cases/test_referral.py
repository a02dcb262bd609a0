from __future__ import annotations

import pytest

from cases.referral import (
    Moved,
    ReasonMissing,
    Referral,
    ReferralAction,
    ReferralNotAllowed,
    ReferralStatus,
    Then,
    move_referral,
)
from language.reading import Queue

ASKED = Referral(queue=Queue.KESEHATAN)


def go(referral: Referral, action: str, reason: str = "") -> Moved:
    return move_referral(referral, ReferralAction(action), owner=Queue.HUKUM, reason=reason)


def test_asked_accepted_finished() -> None:
    accepted = go(ASKED, "terima")
    assert accepted.referral.status is ReferralStatus.DITERIMA
    assert (accepted.then, accepted.to) == (Then.TELL_OWNER, Queue.HUKUM)
    finished = go(accepted.referral, "selesaikan")
    assert finished.referral.status is ReferralStatus.SELESAI
    assert (finished.then, finished.to) == (Then.TELL_OWNER, Queue.HUKUM)
    assert not finished.referral.is_open


def test_a_refused_part_returns_to_the_secretariat() -> None:
    refused = go(ASKED, "tolak", " bukan wilayah kami ")
    assert refused.referral.status is ReferralStatus.DITOLAK
    assert refused.referral.reason == "bukan wilayah kami"
    assert (refused.then, refused.to) == (Then.RETURN_TO_SECRETARIAT, Queue.SEKRETARIAT)
    assert not refused.referral.is_open


def test_what_the_secretariat_refuses_is_decided_by_the_chair() -> None:
    refused = go(Referral(queue=Queue.SEKRETARIAT), "tolak", "di luar wewenang")
    assert refused.then is Then.DECIDE_BY_CHAIR


@pytest.mark.parametrize("action", ["tolak", "cabut"])
@pytest.mark.parametrize("reason", ["", "   "])
def test_no_refusal_without_a_reason(action: str, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        go(ASKED, action, reason)


def test_withdrawn_before_and_after_acceptance() -> None:
    for referral in (ASKED, go(ASKED, "terima").referral):
        withdrawn = go(referral, "cabut", "sudah tertangani")
        assert withdrawn.referral.status is ReferralStatus.DICABUT
        assert withdrawn.then is Then.NOTHING


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("diminta", "selesaikan"),
        ("diterima", "terima"),
        ("diterima", "tolak"),
        ("ditolak", "terima"),
        ("selesai", "cabut"),
        ("dicabut", "terima"),
    ],
)
def test_not_from_this_state(status: str, action: str) -> None:
    with pytest.raises(ReferralNotAllowed) as refused:
        go(Referral(queue=Queue.SOSIAL, status=ReferralStatus(status)), action, "alasan")
    assert ReferralAction(action) not in refused.value.allowed
