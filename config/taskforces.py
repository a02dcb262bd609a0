"""A task force as data: one YAML file a regency, on top of what all of them share (`base.yaml`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator

from config.clocks import Daytime, UrgencyClocks
from config.contacts import Contact, ContactTag
from config.documents import read_document
from config.hours import Shift, WorkingHours, uncovered
from config.organisation import FieldUnit, LadderStep, Leadership, LegalBasis, Secretariat, SubTaskForce
from config.places import Kecamatan, PlaceBeyond, contradictions, gazetteer_of, misplaced, twice
from config.problems import FixConfiguration, Strict, problems_of, several
from language.reading import Gazetteer, Queue, Urgency

#: The task forces that come with the program.
CONFIG_FOLDER = Path(__file__).parent / "taskforce"

_SUB_TASK_FORCES = frozenset(Queue) - {Queue.SEKRETARIAT}


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a time zone like Asia/Jakarta") from None
    return name


class TaskForce(Strict):
    """One regency's task force.

    Args:
        key: its file's name; every row that belongs to the task force carries it.
        name, short_name: in full, and as people may be shown it.
        regency, province: names; `regency_code` is the official code (`61.01`) where known.
        timezone: IANA name; all hours below are local.
        locales: languages it answers in, the first one if unsure.
        reference_prefix: three letters that begin each case reference.
        holidays: days that are no working days.
        retention: months after which a class of rows is destroyed; None until the regency has decided.
        cue_required: place names that are everyday words.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")
    name: str
    short_name: str
    regency: str
    regency_code: str | None = Field(default=None, pattern=r"^\d{2}\.\d{2}$")
    province: str
    timezone: Annotated[str, AfterValidator(_zone)]
    locales: tuple[str, ...] = Field(min_length=1)
    reference_prefix: str = Field(pattern=r"^[A-Z]{3}$")
    legal_basis: LegalBasis | None = None
    leadership: Leadership = Leadership()
    secretariat: Secretariat
    sub_task_forces: dict[Queue, SubTaskForce]
    satgas: tuple[FieldUnit, ...] = ()
    ladder: dict[Urgency, tuple[LadderStep, ...]]
    clocks: dict[Urgency, UrgencyClocks]
    daytime: Daytime
    working_hours: WorkingHours
    holidays: tuple[date, ...]
    shifts: tuple[Shift, ...] = Field(min_length=1)
    retention: dict[str, Annotated[int, Field(ge=1)] | None]
    regions: tuple[Kecamatan, ...] = ()
    cue_required: tuple[str, ...] = ()
    places_beyond: tuple[PlaceBeyond, ...] = ()
    contacts: tuple[Contact, ...]

    @field_validator("sub_task_forces")
    @classmethod
    def _all_five(cls, found: dict[Queue, SubTaskForce]) -> dict[Queue, SubTaskForce]:
        several(
            [
                f"{queue.value} is missing; add it"
                for queue in Queue
                if queue in _SUB_TASK_FORCES - found.keys()
            ]
            + [f"{queue.value} is no sub-task-force; remove it" for queue in found.keys() - _SUB_TASK_FORCES]
        )
        return found

    @field_validator("ladder", "clocks")
    @classmethod
    def _every_urgency(cls, found: dict[Urgency, Any]) -> dict[Urgency, Any]:
        several([f"{urgency.value} is missing; add it" for urgency in Urgency if urgency not in found])
        return found

    @field_validator("shifts")
    @classmethod
    def _day_and_night(cls, shifts: tuple[Shift, ...]) -> tuple[Shift, ...]:
        several([f"nobody is on duty from {gap:%H:%M}; close the gap" for gap in uncovered(shifts)])
        return shifts

    @field_validator("regions")
    @classmethod
    def _well_placed(cls, regions: tuple[Kecamatan, ...]) -> tuple[Kecamatan, ...]:
        again = twice(kecamatan.name for kecamatan in regions)
        several(misplaced(regions) + [f"{name}: this kecamatan is named twice" for name in again])
        return regions

    @field_validator("contacts")
    @classmethod
    def _distinct(cls, contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
        several([f"{key}: this key is used twice" for key in twice(contact.key for contact in contacts)])
        return contacts

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        several(
            [
                f"ladder.{urgency.value}: wakes nobody, but clocks.{urgency.value} asks for an answer"
                for urgency, clocks in self.clocks.items()
                if clocks.acknowledge is not None and not self.ladder[urgency]
            ]
            + [
                f"places: {line}"
                for line in contradictions(self.regions, self.places_beyond, self.cue_required)
            ]
        )
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the task force works and reads times."""
        return ZoneInfo(self.timezone)

    def shown_contacts(self, when: ContactTag | None = None) -> tuple[Contact, ...]:
        """Contacts that people may be given: only those with a last-checked date.

        Args:
            when: only contacts with this tag.
        """
        return tuple(c for c in self.contacts if c.shown and (when is None or when in c.when))

    def gazetteer(self) -> Gazetteer:
        """The places as the reader of messages takes them."""
        return gazetteer_of(self.regions, self.places_beyond, self.cue_required)

    def queue_name(self, queue: Queue) -> str:
        """Short name of whoever owns a queue."""
        return (
            self.secretariat.short_name
            if queue is Queue.SEKRETARIAT
            else self.sub_task_forces[queue].short_name
        )

    def shift_at(self, moment: datetime) -> Shift:
        """The watch in which an aware moment lies; the first one if watches overlap."""
        local = moment.astimezone(self.zone).time()
        return next(shift for shift in self.shifts if shift.holds(local))


def load_taskforce(path: Path) -> TaskForce:
    """Read and check one task force.

    Args:
        path: its YAML file; what it `extends` is looked for beside it.

    Raises:
        FixConfiguration: with one line a problem, naming file and key.
    """
    document = read_document(path)
    try:
        taskforce = TaskForce.model_validate(document.values)
    except ValidationError as error:
        raise FixConfiguration(problems_of(error, file=document.file_of, document=document.values)) from None
    if taskforce.key != path.stem:
        raise FixConfiguration([f"{path.name}: key: must be the file's own name, {path.stem}"])
    return taskforce


def load_taskforces(keys: Iterable[str], folder: Path = CONFIG_FOLDER) -> dict[str, TaskForce]:
    """Read and check all task forces served here, by key.

    Args:
        keys: their keys, as in `SUAR_TASKFORCES`.
        folder: where their files are.

    Raises:
        FixConfiguration: with every problem of every file.
    """
    loaded: dict[str, TaskForce] = {}
    problems: list[str] = []
    for key in keys:
        try:
            loaded[key] = load_taskforce(folder / f"{key}.yaml")
        except FixConfiguration as error:
            problems += error.problems
    # A reporter gives a reference from any phone; its first letters alone must say whose case it is.
    problems += [
        f"reference_prefix: {prefix} belongs to several task forces; give each its own"
        for prefix in twice(taskforce.reference_prefix for taskforce in loaded.values())
    ]
    if problems:
        raise FixConfiguration(dict.fromkeys(problems))
    return loaded
