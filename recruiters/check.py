"""What can be said of the recruiters that a question names; never that somebody is genuine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from recruiters.keys import exact_key
from recruiters.numbers import licence_numbers, without_licences
from recruiters.question import NamedRecruiter, read_question
from recruiters.register import Near, Register

Outcome = Literal[
    "terdaftar", "dihentikan", "mirip", "tidak_ada", "bukan_p3mi", "belum_ada_daftar", "no_name"
]
Flag = Literal["contoh", "daftar_lama", "izin_beda", "orang", "cabang_tidak_tercatat"]

#: Order in which one answer is chosen for a question that names several.
_TELLING: tuple[Outcome, ...] = (
    "dihentikan", "mirip", "tidak_ada", "terdaftar", "belum_ada_daftar", "bukan_p3mi", "no_name",
)  # fmt: skip
_WRITTEN = {
    "pt": "PT ", "cv": "CV ", "ud": "UD ", "lpk": "LPK ", "yayasan": "Yayasan ", "koperasi": "Koperasi ",
    "lainnya": "", "perorangan": "", "tidak_jelas": "",
}  # fmt: skip
#: A name that is the same, but perhaps only a part of what was asked for.
_PART = 0.99


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """What can be said of one recruiter.

    Args:
        query: the name as it was asked for, with its legal form; None if nobody was named.
        outcome: `terdaftar` the register holds exactly this name; `dihentikan` it does, and the licence is
            suspended, revoked or not renewed; `mirip` it holds similar names; `tidak_ada` it holds none;
            `bukan_p3mi` the legal form rules the licence out; `belum_ada_daftar` no register was imported;
            `no_name` nobody was named.
        candidates: the company, or similar ones, the likeliest first; at most three.
        as_of: the day of which the register speaks.
        flags: what must be said beside it.
    """

    query: str | None
    outcome: Outcome
    candidates: tuple[Near, ...] = ()
    as_of: date | None = None
    flags: tuple[Flag, ...] = ()


def check(text: str, register: Register, *, today: date) -> tuple[Check, ...]:
    """What can be said of every recruiter that a text names, the one that matters most first.

    Only a PT can hold the placement licence (SIP3MI), so a CV, UD, LPK, foundation, cooperative or person
    never does. Source: Permen P2MI 1/2025 (PT only, paid-in capital Rp5 billion), lawcenter.id.

    Args:
        text: as the person wrote it; anything, of any length.
        register: the register as it was last imported.
        today: the day in the task force's time zone.
    """
    question = read_question(without_licences(text), places_of=register.places_of)
    numbers = licence_numbers(text)
    general = _general_flags(register, today)
    companies = [named for named in question.names if named.form in {"pt", "tidak_jelas"}]
    others = [named for named in question.names if named not in companies]
    person: tuple[Flag, ...] = (
        ("orang",) if companies and any(named.form == "perorangan" for named in others) else ()
    )
    found = [_company(named, register, numbers, (*general, *person)) for named in companies]
    found += [_not_p3mi(named, register, general) for named in others]
    if not companies and numbers:
        found = [*_by_licence(numbers, register, general), *found]
    if not found:
        return (Check(query=None, outcome="no_name", as_of=register.as_of, flags=general),)
    first = min(found, key=lambda one: _TELLING.index(one.outcome))
    if companies:  # what the licence belongs to comes first, in the order of the text
        first = min(found[: len(companies)], key=lambda one: _TELLING.index(one.outcome))
    return (first, *(one for one in found if one is not first))


def _company(
    named: NamedRecruiter, register: Register, numbers: tuple[str, ...], flags: tuple[Flag, ...]
) -> Check:
    query = written(named)
    if not len(register):
        return Check(query=query, outcome="belum_ada_daftar", flags=flags)
    same = register.exact(query)
    if same and named.is_whole:
        halted = same[0].status.is_halted
        known = {exact_key(company.licence) for company in same if company.licence}
        if numbers and known and not known.intersection(numbers):
            flags = (*flags, "izin_beda")
        return Check(
            query=query,
            outcome="dihentikan" if halted else "terdaftar",
            candidates=tuple(Near(company=company, score=1.0, differs=()) for company in same),
            as_of=register.as_of,
            flags=flags,
        )
    parts = tuple(Near(company=company, score=_PART, differs=()) for company in same)
    near = parts or register.near(query)
    return Check(
        query=query,
        outcome="mirip" if near else "tidak_ada",
        candidates=near,
        as_of=register.as_of,
        flags=flags,
    )


def _not_p3mi(named: NamedRecruiter, register: Register, flags: tuple[Flag, ...]) -> Check:
    return Check(query=written(named), outcome="bukan_p3mi", as_of=register.as_of, flags=flags)


def _by_licence(numbers: tuple[str, ...], register: Register, flags: tuple[Flag, ...]) -> list[Check]:
    """Whom a licence number belongs to. A number is copied as easily as a name: it is said whose it is."""
    if not len(register):
        return [Check(query=numbers[0], outcome="belum_ada_daftar", flags=flags)]
    checks = []
    for number in numbers:
        companies = register.licensed(number)
        outcome: Outcome = "tidak_ada"
        if companies:
            halted = any(company.status.is_halted for company in companies)
            outcome = "dihentikan" if halted else "mirip"
        near = tuple(Near(company=company, score=_PART, differs=()) for company in companies)
        checks.append(
            Check(query=number, outcome=outcome, candidates=near, as_of=register.as_of, flags=flags)
        )
    return checks


def _general_flags(register: Register, today: date) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if register.demo:
        flags.append("contoh")
    if register.as_of is not None and register.is_old(today):
        flags.append("daftar_lama")
    return tuple(flags)


def written(named: NamedRecruiter) -> str:
    """A name as it is shown again, with its legal form.

    Args:
        named: as `read_question` found it.
    """
    return _WRITTEN[named.form] + named.name
