"""Numbers that may save somebody, each with its source and the day it was last checked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from config.problems import Strict


class ContactKind(StrEnum):
    """How a contact is reached."""

    TELEPON = "telepon"
    WHATSAPP = "whatsapp"
    SITUS = "situs"
    DATANG = "datang"  # only by going there


class ContactTag(StrEnum):
    """What a contact is for and where it helps. `darurat`: for danger to life, now."""

    DARURAT = "darurat"
    INDONESIA = "indonesia"
    SETEMPAT = "setempat"
    SARAWAK = "sarawak"
    MALAYSIA = "malaysia"
    BRUNEI = "brunei"
    KAMBOJA = "kamboja"
    THAILAND = "thailand"
    MYANMAR = "myanmar"
    HONG_KONG = "hong_kong"
    TAIWAN = "taiwan"
    ARAB_SAUDI = "arab_saudi"
    TIONGKOK = "tiongkok"
    LUAR_NEGERI = "luar_negeri"
    PEREMPUAN_ANAK = "perempuan_anak"
    PMI = "pmi"
    LPSK = "lpsk"


class Contact(Strict):
    """Somebody to call or write to.

    Args:
        key: stable name; a regency's file replaces single values of a national contact by it.
        name: who answers.
        number: as it is dialled, or None while nobody has told us.
        kind: how it is reached.
        note_id, note_en: what to tell the person with the number, in Indonesian and English.
        when: what it is for and where it helps.
        source: where the number was read.
        caution: doubts about it, for the regency; never shown to people who write.
        last_checked: day of the newest confirmation, or None. None hides the contact: a dead number shown to
            somebody in danger costs the minutes that count.
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    number: str | None
    kind: ContactKind
    note_id: str | None = None
    note_en: str | None = None
    when: tuple[ContactTag, ...] = Field(min_length=1)
    source: str
    caution: str | None = None
    last_checked: date | None

    @model_validator(mode="after")
    def _complete_if_shown(self) -> Self:
        if self.last_checked is not None and not (self.number and self.note_id and self.note_en):
            raise ValueError("is marked as checked, so it needs number, note_id and note_en")
        return self

    @property
    def shown(self) -> bool:
        """Whether people may be given this contact."""
        return self.last_checked is not None
