"""Who belongs to a task force: offices as the founding regulation names them, never persons."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from config.clocks import ClockField
from config.problems import Strict


class Role(StrEnum):
    """What an officer is to a case; the steps of a ladder name roles, not people."""

    PETUGAS_PIKET = "petugas_piket"
    KOORDINATOR = "koordinator"
    WAKIL_KOORDINATOR = "wakil_koordinator"
    SEKRETARIS = "sekretaris"
    SEKRETARIAT = "sekretariat"
    KETUA_HARIAN = "ketua_harian"
    KETUA = "ketua"


class Office(Strict):
    """An office or institution.

    Args:
        as_written: exactly as the regulation names it, errors included: it is a quotation.
        today: the name that its institution bears today, or None if no renaming is known.
    """

    as_written: str = Field(min_length=1)
    today: str | None = None

    @property
    def shown(self) -> str:
        """The office as quoted, with its institution's name of today beside it where one is known."""
        return f"{self.as_written} (kini {self.today})" if self.today else self.as_written


class LegalBasis(Strict):
    """What the task force rests on.

    Args:
        text: the regulation's own title.
        source: where that was read.
        note: what is doubtful about it. While there is one, people who write are not shown the legal basis.
    """

    text: str
    source: str
    note: str | None = None


class Leadership(Strict):
    """The heads of the task force. None where nobody has told us."""

    penasehat: Office | None = None
    ketua: Office | None = None
    ketua_harian: Office | None = None
    members: tuple[Office, ...] = ()


class Secretariat(Strict):
    """Who keeps the task force's desk; its queue takes what no sub-task-force may see.

    Args:
        name: full name.
        short_name: name that fits a button.
        head: the secretary's office.
        seat: the institution where the desk stands.
    """

    name: str
    short_name: str
    head: Office | None = None
    seat: Office | None = None


class SubTaskForce(Strict):
    """One Sub Gugus Tugas: the owner of a queue.

    Args:
        name: full name.
        short_name: name that fits a button (20 characters).
        coordinator: the office that leads it.
        vice: the office that stands in.
        members: the other offices, in the order of the regulation.
    """

    name: str
    short_name: str = Field(max_length=20)
    coordinator: Office | None = None
    vice: Office | None = None
    members: tuple[Office, ...] = ()

    @property
    def offices(self) -> tuple[Office, ...]:
        """Everybody in it, coordinator and vice first."""
        return tuple(office for office in (self.coordinator, self.vice) if office) + self.members


class FieldUnit(Strict):
    """A satgas in the field.

    Args:
        level: `kecamatan` or `desa`.
        appointed_by: who appoints its people.
        reports_to: next link of the reporting chain.
    """

    level: str = Field(pattern=r"^(kecamatan|desa)$")
    appointed_by: str
    reports_to: str


class LadderStep(Strict):
    """Who is woken together, and how long they are waited for.

    Args:
        roles: whoever holds one of these for the case's queue.
        every: time without an acknowledgement after which the next step begins.
    """

    roles: tuple[Role, ...] = Field(min_length=1)
    every: ClockField
