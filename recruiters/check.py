"""What can be said of a recruiter today: no register yet, but the legal form alone says something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recruiters.naming import RecruiterForm
from recruiters.question import NamedRecruiter, RecruiterQuestion

Outcome = Literal["belum_ada_daftar", "bukan_p3mi", "no_name"]

_WRITTEN: dict[RecruiterForm, str] = {
    "pt": "PT ",
    "cv": "CV ",
    "ud": "UD ",
    "lpk": "LPK ",
    "yayasan": "Yayasan ",
    "koperasi": "Koperasi ",
    "perorangan": "",
    "tidak_jelas": "",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """What can be said of the recruiters in a question. There is no outcome that says somebody is genuine.

    Args:
        outcome: `belum_ada_daftar` if only a register could tell, `bukan_p3mi` if the legal form already
            rules the licence out, `no_name` if nobody was named.
        name: the recruiter that the outcome is about, with its legal form; None if nobody was named.
    """

    outcome: Outcome
    name: str | None


def check(question: RecruiterQuestion) -> Check:
    """What can be said of the recruiters in a question.

    Only a PT can hold the placement licence (SIP3MI), so a CV, UD, LPK, foundation, cooperative or person
    never does. Source: Permen P2MI 1/2025 (PT only, paid-in capital Rp5 billion), lawcenter.id.

    Where a person is named with a company ("Pak Rudi dari PT ..."), the outcome is about the company:
    that is what the licence belongs to, and what the ministry can be asked for.

    Args:
        question: as `read_question` returns it.
    """
    if not question.names:
        return Check(outcome="no_name", name=None)
    company = next(
        (named for form in ("pt", "tidak_jelas") for named in question.names if named.form == form), None
    )
    if company is not None:
        return Check(outcome="belum_ada_daftar", name=_written(company))
    return Check(outcome="bukan_p3mi", name=_written(question.names[0]))


def _written(named: NamedRecruiter) -> str:
    return _WRITTEN[named.form] + named.name
