"""One row of the register as an office writes it: understood, or refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from recruiters.keys import exact_key, words_of
from recruiters.naming import FORMS
from recruiters.register import Company, LicenceStatus

_HEADERS = {
    "name": "nama, nama perusahaan, nama p3mi, nama pptkis, perusahaan, name, company, company name, p3mi",
    "licence": (
        "licence, license, no sip3mi, nomor sip3mi, sip3mi, no sippmi, sippmi, no izin, nomor izin, izin"
    ),
    "business_number": "nib, no nib, nomor nib, business number",
    "licensed_on": "tanggal, tanggal sip3mi, tgl, tgl sip3mi, tanggal izin, licensed on, date",
    "office": "alamat, alamat pusat, alamat kantor, alamat kantor pusat, office, address",
    "city": "kota, kabupaten kota, kota kabupaten, city",
    "responsible": "penanggung jawab, pj, pimpinan, direktur, direktur utama, responsible, director",
    "branches": "cabang, kantor cabang, branch, branches",
    "status": "status, status izin, keterangan status, status sip3mi",
    "as_of": "per tanggal, pertanggal, as of, data per, per tgl",
    "aliases": "alias, nama lain, ejaan lain, aliases",
}
COLUMN = {form: column for column, forms in _HEADERS.items() for form in forms.split(", ")}
"""A header, in small letters without punctuation, to what it stands for."""

_STATUSES = {
    LicenceStatus.AKTIF: "aktif, active, berlaku, masih berlaku, valid",
    LicenceStatus.PENGHENTIAN_SEMENTARA_SEBAGIAN: (
        "penghentian sementara sebagian, skorsing sebagian, tunda layan sebagian, partly suspended, "
        "partially suspended, partial suspension"
    ),
    LicenceStatus.PENGHENTIAN_SEMENTARA: (
        "penghentian sementara, penghentian sementara seluruh, penghentian sementara seluruhnya, skorsing, "
        "dihentikan sementara, suspended, suspension"
    ),
    LicenceStatus.SANKSI_DIAKHIRI: (
        "sanksi diakhiri, pengakhiran sanksi, sanksi berakhir, sanction ended, sanction lifted"
    ),
    LicenceStatus.DICABUT: "dicabut, cabut, pencabutan, izin dicabut, revoked, withdrawn",
    LicenceStatus.TIDAK_DIPERPANJANG: (
        "tidak diperpanjang, habis masa berlaku, tidak berlaku, kedaluwarsa, expired, not renewed, lapsed"
    ),
    LicenceStatus.TIDAK_DIKETAHUI: "tidak diketahui, belum diketahui, unknown",
}
_STATUS = {form: status for status, forms in _STATUSES.items() for form in forms.split(", ")}
#: What stands in the lists of offices without being a company.
_JUNK = frozenset(
    (
        "kantor", "tki perorangan", "perorangan", "bnp2tki", "bp2mi", "kp2mi", "nama", "name", "total",
        "jumlah", "test", "tes", "contoh", "dan lain lain", "lain lain", "tidak ada", "na",
    )
)  # fmt: skip
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb peb pebruari february", "maret mar march", "april apr",
            "mei may", "juni jun june", "juli jul july", "agustus agu ags agt august aug",
            "september sep sept", "oktober okt oct october", "november nov nop nopember",
            "desember des dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MOST_LETTERS = 200
_NIB = re.compile(r"\d{8,16}")
_LIST = re.compile(r"\s*[;|]\s*|\s*,\s*")


class RefuseRow(ValueError):
    """The row cannot be taken in; the message says what is wrong with it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One row of the register.

    Args:
        company: what a check needs of it.
        as_of: the day of which the row speaks; None if it does not say.
        business_number: NIB.
        licensed_on: day of the licence.
        office: address of the head office.
        responsible: who is answerable; a person.
    """

    company: Company
    as_of: date | None = None
    business_number: str | None = None
    licensed_on: date | None = None
    office: str | None = None
    responsible: str | None = None


def columns_of(cells: tuple[str, ...]) -> dict[str, int] | None:
    """Which column holds what, if a row is the table's header.

    Args:
        cells: the row's texts.
    """
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = COLUMN.get(_plain(cell))
        if column is not None:
            found.setdefault(column, place)
    return found if "name" in found and len(found) > 1 else None


def entry_of(cells: Mapping[str, str]) -> Entry:
    """Understand one row.

    Args:
        cells: texts by column name, as in `COLUMN`; columns may be missing.

    Raises:
        RefuseRow: it is no company, or something in it cannot be understood.
    """
    name = cells.get("name", "")
    licence = cells.get("licence", "").strip(" -") or None
    _refuse_junk(name, licence)
    number = re.sub(r"\D", "", cells.get("business_number", "")) or None
    if number is not None and not _NIB.fullmatch(number):
        raise RefuseRow(f"NIB {cells['business_number']!r} has {len(number)} digits; a NIB has 13")
    company = Company(
        name=name,
        status=_status(cells.get("status", "")),
        licence=licence,
        city=cells.get("city") or None,
        branches=_listed(cells.get("branches", "")),
        aliases=_listed(cells.get("aliases", "")),
    )
    return Entry(
        company=company,
        as_of=day_of(cells.get("as_of", "")),
        business_number=number,
        licensed_on=day_of(cells.get("licensed_on", "")),
        office=cells.get("office") or None,
        responsible=cells.get("responsible") or None,
    )


def day_of(text: str) -> date | None:
    """A day as offices write it: 2026-11-01, 01/11/2026, 1 November 2026; None for an empty cell.

    Raises:
        RefuseRow: it is no day.
    """
    plain = text.strip()
    if plain in {"", "-"}:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d/%m/%y"):
        try:
            return datetime.strptime(plain[:10], form).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
    worded = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]+)\.?\s+(\d{4})", plain)
    if worded and worded.group(2).casefold() in _MONTHS:
        try:
            return date(int(worded.group(3)), _MONTHS[worded.group(2).casefold()], int(worded.group(1)))
        except ValueError:
            pass
    raise RefuseRow(f"{text!r} is no day; write it as 2026-11-01")


def _refuse_junk(name: str, licence: str | None) -> None:
    words = words_of(name)
    if not words or not any(any(map(str.isalpha, word)) for word in words):
        raise RefuseRow("the name is missing")
    if len(name) > _MOST_LETTERS:
        raise RefuseRow(f"the name is longer than {_MOST_LETTERS} letters")
    form = FORMS.get(_plain(name).partition(" ")[0])
    if form is not None and form != "pt":
        raise RefuseRow(f"{name!r} is no PT; only a PT can hold the licence")
    alone = len(words) == 1 and exact_key(name) == _plain(name) and licence is None  # without "PT"
    if _plain(name) in _JUNK or name.rstrip().endswith(";") or alone or len(exact_key(name)) < 2:
        raise RefuseRow(f"{name!r} is not the name of a company")


def _status(text: str) -> LicenceStatus:
    plain = _plain(text)
    if not plain:
        return LicenceStatus.TIDAK_DIKETAHUI
    if plain not in _STATUS:
        raise RefuseRow(f"status {text!r} is unknown; known: {', '.join(LicenceStatus)}")
    return _STATUS[plain]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _LIST.split(text) if part.strip(" -")))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
