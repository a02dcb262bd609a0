"""Reads a table from a CSV or Excel file as it comes from an office, row by row with its line number."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

_LARGEST = 64 * 1024 * 1024
_SIGNS_OF_EXCEL = b"PK"
_HEADER_WITHIN = 20
_FEWEST_COLUMNS = 2


class SaveAsTable(ValueError):
    """The file holds no table that can be read; save it as CSV or XLSX and import that."""


def rows_of(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows of the first sheet, each with its line number in the file, empty ones left out.

    Args:
        path: a CSV file (comma, semicolon or tab; UTF-8 or Windows) or an Excel file (.xlsx).

    Raises:
        SaveAsTable: the file is none of these.
    """
    if path.stat().st_size > _LARGEST:
        raise SaveAsTable(f"{path.name} is larger than {_LARGEST // 1024 // 1024} MB")
    raw = path.read_bytes()
    rows = _excel(raw, path.name) if raw.startswith(_SIGNS_OF_EXCEL) else _text(raw, path.name)
    for number, cells in rows:
        clean = tuple(" ".join(cell.split()) for cell in cells)
        if any(clean):
            yield number, clean


def _excel(raw: bytes, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    from openpyxl import load_workbook  # noqa: PLC0415 (a second to load, and only an import needs it)
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            yield number, tuple(_shown(cell) for cell in row)
    except (BadZipFile, InvalidFileException, KeyError, IndexError, ValueError) as error:
        raise SaveAsTable(f"{name} cannot be read as an Excel file: {error}") from error


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _text(raw: bytes, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    if b"\0" in raw:
        raise SaveAsTable(f"{name} is neither text nor an Excel file (.xlsx)")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    head = "\n".join(text.splitlines()[:_HEADER_WITHIN])
    counts = {mark: head.count(mark) for mark in ";\t,"}
    mark = max(counts, key=lambda one: counts[one])
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark if counts[mark] else ",")
    try:
        line = 1
        for cells in reader:
            yield line, tuple(cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise SaveAsTable(f"{name}, line {reader.line_num}: {error}") from error
