"""Tables of the register as offices send them: good rows, bad rows, and what has changed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from recruiters.entry import RefuseRow, day_of
from recruiters.listing import Listing, NoHeader, difference, read_listing
from recruiters.register import Company, LicenceStatus
from recruiters.sheet import SaveAsTable, rows_of

HEADER = (
    "Nama Perusahaan",
    "No. SIP3MI",
    "Status",
    "Kota",
    "Kantor Cabang",
    "Per Tanggal",
    "NIB",
    "Penanggung Jawab",
)


def listing(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> Listing:
    return read_listing(enumerate([header, *rows], start=1))


def test_a_row_of_the_official_table_is_understood() -> None:
    row = (
        "PT Maju Jaya",
        "SIP/1",
        "Aktif",
        "Jakarta",
        "Sambas; Pontianak",
        "1 November 2026",
        "9120000000001",
        "X",
    )
    (entry,) = listing(row).entries
    assert entry.company == Company(
        name="PT Maju Jaya",
        status=LicenceStatus.AKTIF,
        licence="SIP/1",
        city="Jakarta",
        branches=("Sambas", "Pontianak"),
    )
    assert (entry.as_of, entry.business_number, entry.responsible) == (
        date(2026, 11, 1),
        "9120000000001",
        "X",
    )


def test_english_headers_are_known_as_well() -> None:
    found = listing(
        ("PT A B", "1", "Jakarta", "revoked", "", "2026-10-31"),
        header=("name", "licence", "city", "status", "branches", "as_of"),
    )
    assert found.entries[0].company.status is LicenceStatus.DICABUT
    assert found.as_of == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("ABU;", "", "aktif"), "not the name"),
        (("RUDY", "", "aktif"), "not the name"),
        (("kantor", "", "aktif"), "not the name"),
        (("TKI PERORANGAN", "", "aktif"), "not the name"),
        (("", "SIP/9", "aktif"), "missing"),
        (("CV Sinar", "", "aktif"), "no PT"),
        (("PT Baik", "", "entahlah"), "status"),
        (("PT Baik", "", "aktif", "", "", "kemarin"), "no day"),
        (("PT Baik", "", "aktif", "", "", "", "12"), "NIB"),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_spoils_no_other(row: tuple[str, ...], word: str) -> None:
    found = listing(("PT Maju Jaya", "", "aktif"), row, ("PT Karya Satria", "", "aktif"))
    assert [entry.company.name for entry in found.entries] == ["PT Maju Jaya", "PT Karya Satria"]
    assert [problem.line for problem in found.problems] == [3]
    assert word in found.problems[0].reason


def test_a_double_names_the_line_of_the_first() -> None:
    found = listing(("PT Maju Jaya", "", "aktif"), ("pt. maju jaya", "", "dicabut"))
    assert found.problems[0].line == 3
    assert "line 2" in found.problems[0].reason


@pytest.mark.parametrize("status", list(LicenceStatus))
def test_every_status_is_read_as_it_is_stored(status: LicenceStatus) -> None:
    (entry,) = listing(("PT Maju Jaya", "", status.value)).entries
    assert entry.company.status is status


def test_a_table_without_header_is_refused() -> None:
    with pytest.raises(NoHeader):
        read_listing(enumerate([("PT Maju", "1"), ("PT Jaya", "2")], start=1))


def test_the_oldest_day_of_a_row_is_the_day_of_the_register() -> None:
    rows = [("PT A B", "", "aktif", "", "", "2026-11-01"), ("PT C D", "", "aktif", "", "", "2026-09-01")]
    assert listing(*rows).as_of == date(2026, 9, 1)
    assert read_listing(
        enumerate([HEADER, ("PT A B", "", "aktif")], start=1), as_of=date(2026, 1, 2)
    ).as_of == date(2026, 1, 2)


def test_what_is_new_gone_and_changed_is_told() -> None:
    before = [
        Company(name="PT A B", status=LicenceStatus.AKTIF),
        Company(name="PT C", status=LicenceStatus.AKTIF),
    ]
    after = [
        Company(name="PT. A B", status=LicenceStatus.DICABUT),
        Company(name="PT D", status=LicenceStatus.AKTIF),
    ]
    found = difference(before, after)
    assert (found.new, found.gone) == (("PT D",), ("PT C",))
    assert found.changed == (("PT. A B", LicenceStatus.AKTIF, LicenceStatus.DICABUT),)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_csv_is_read_however_the_office_saved_it(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "daftar.csv"
    text = f"nama{mark}status\r\n\r\nPT Caf\u00e9 Jaya{mark}aktif\r\n"
    path.write_bytes(text.encode(encoding))
    assert list(rows_of(path)) == [(1, ("nama", "status")), (3, ("PT Caf\u00e9 Jaya", "aktif"))]


def test_excel_is_read_with_its_line_numbers_dates_and_whole_numbers(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["Daftar P3MI"],
        [],
        ["nama", "status", "per tanggal", "nib"],
        ["PT A B", "aktif", date(2026, 11, 1), 912.0],
    ):
        sheet.append(row)
    path = tmp_path / "daftar.xlsx"
    book.save(path)
    rows = list(rows_of(path))
    assert rows[-1] == (4, ("PT A B", "aktif", "2026-11-01", "912"))


@pytest.mark.parametrize("content", [b"PK\x03\x04broken", b"\x00\x01\x02"])
def test_what_is_no_table_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(content)
    with pytest.raises(SaveAsTable):
        list(rows_of(path))


@given(st.text(max_size=20))
def test_any_day_is_read_or_refused(text: str) -> None:
    with suppress(RefuseRow):
        assert day_of(text) is None or isinstance(day_of(text), date)
