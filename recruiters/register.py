"""The licence register as it was last imported, and what it holds under a name or near one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from recruiters.keys import exact_key, words_of
from recruiters.near import NameIndex

FRESH_FOR = timedelta(days=45)
"""An older register is said to be old: licences are withdrawn within days."""


class LicenceStatus(StrEnum):
    """What the register says of a licence."""

    AKTIF = "aktif"
    PENGHENTIAN_SEMENTARA_SEBAGIAN = "penghentian_sementara_sebagian"
    PENGHENTIAN_SEMENTARA = "penghentian_sementara"
    SANKSI_DIAKHIRI = "sanksi_diakhiri"
    DICABUT = "dicabut"
    TIDAK_DIPERPANJANG = "tidak_diperpanjang"
    TIDAK_DIKETAHUI = "tidak_diketahui"

    @property
    def is_halted(self) -> bool:
        """Whether the company may not place anybody now, wholly or in part."""
        return self in _HALTED


_HALTED = frozenset(
    {
        LicenceStatus.PENGHENTIAN_SEMENTARA_SEBAGIAN,
        LicenceStatus.PENGHENTIAN_SEMENTARA,
        LicenceStatus.DICABUT,
        LicenceStatus.TIDAK_DIPERPANJANG,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Company:
    """A company as the register gives it.

    Args:
        name: official spelling.
        status: of its licence.
        licence: number of the licence (SIP3MI), None if the register does not say.
        city: of its head office.
        branches: towns of its branches.
        aliases: other writings of the same name, confirmed by whoever keeps the register.
    """

    name: str
    status: LicenceStatus
    licence: str | None = None
    city: str | None = None
    branches: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """A short mark of its name, for a button."""
        return sha256(exact_key(self.name).encode()).hexdigest()[:12]


@dataclass(frozen=True, kw_only=True, slots=True)
class Near:
    """A company whose name is like the one asked for, and not the same.

    Args:
        company: the company.
        score: 0 (nothing in common) to 1; it says how alike the names are, never how trustworthy anybody is.
        differs: words that stand in one of the two names only, as asked and as listed; "" where one lacks it.
    """

    company: Company
    score: float
    differs: tuple[tuple[str, str], ...]


class Register:
    """A register of licensed companies.

    Args:
        companies: every row, in the order of the import.
        as_of: the day of which the register speaks; None if none was ever imported.
        demo: whether the companies are invented, for a demonstration.
    """

    def __init__(
        self, companies: Iterable[Company] = (), *, as_of: date | None = None, demo: bool = False
    ) -> None:
        self.companies: Sequence[Company] = tuple(companies)
        self.as_of = as_of
        self.demo = demo
        self._exact: dict[str, list[int]] = {}
        self._licences: dict[str, list[int]] = {}
        self._index = NameIndex()
        for number, company in enumerate(self.companies):
            for name in (company.name, *company.aliases):
                key = exact_key(name)
                if key and number not in self._exact.setdefault(key, []):
                    self._exact[key].append(number)
                    self._index.add(number, name)
            if company.licence:
                self._licences.setdefault(exact_key(company.licence), []).append(number)

    def __len__(self) -> int:
        return len(self.companies)

    def is_old(self, today: date) -> bool:
        """Whether too much may have changed since the register was drawn up.

        Args:
            today: the day in the task force's time zone.
        """
        return self.as_of is None or today - self.as_of > FRESH_FOR

    def exact(self, name: str) -> tuple[Company, ...]:
        """The companies of exactly this name, the one with the worst standing first.

        Args:
            name: with or without legal form, branch, capitals, punctuation and spaces.
        """
        found = [self.companies[number] for number in self._exact.get(exact_key(name), ())]
        return tuple(sorted(found, key=lambda company: not company.status.is_halted))

    def places_of(self, key: str) -> Set[str] | None:
        """Towns of the companies with an exact key, as keys of their words; None if there is no such company.

        Args:
            key: as `exact_key` makes it.
        """
        found = self._exact.get(key)
        if found is None:
            return None
        companies = (self.companies[number] for number in found)
        towns = (town for company in companies for town in (company.city or "", *company.branches))
        return {word for town in towns for word in words_of(town)}

    def licensed(self, number: str) -> tuple[Company, ...]:
        """The companies that the register gives a licence number to.

        Args:
            number: as it was written; capitals, spaces and punctuation do not count.
        """
        return tuple(self.companies[place] for place in self._licences.get(exact_key(number), ()))

    def marked(self, mark: str) -> Company | None:
        """The company of a mark, None if the register holds none: it may be a newer one than the button's.

        Args:
            mark: `Company.mark`.
        """
        return self._marks.get(mark)

    @cached_property
    def _marks(self) -> dict[str, Company]:
        return {company.mark: company for company in self.companies}

    def near(self, name: str, *, most: int = 3) -> tuple[Near, ...]:
        """Companies of a similar name, the likeliest first. None of them is the one that was asked for.

        Args:
            name: as it was written.
            most: how many at the most.
        """
        return tuple(
            Near(company=self.companies[hit.number], score=hit.score, differs=hit.differs)
            for hit in self._index.find(name, most=most)
        )
