"""Table files for tests, with everything a spreadsheet can do to them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Rows = Sequence[Sequence[object]]


def csv_file(folder: Path, rows: Rows, *, separator: str = ";", name: str = "danh-muc.csv") -> Path:
    """A text file in UTF-8, cells as they are."""
    return bytes_file(folder, csv_text(rows, separator).encode(), name)


def csv_text(rows: Rows, separator: str = ";") -> str:
    """The text of such a file."""
    lines = (separator.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return "\r\n".join(lines) + "\r\n"


def bytes_file(folder: Path, data: bytes, name: str) -> Path:
    """A file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def workbook(
    folder: Path,
    sheets: dict[str, Rows],
    change: Callable[[Any], None] | None = None,
    name: str = "danh-muc.xlsx",
) -> Path:
    """A workbook with these sheets; ``change`` works on it before it is saved."""
    book = Workbook()
    first = book.active
    assert first is not None
    book.remove(first)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        assert isinstance(sheet, Worksheet)
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book)
    path = folder / name
    book.save(path)
    return path


_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
    "<office:automatic-styles>"
    '<style:style style:name="unseen" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="struck" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_FOOT = "</office:spreadsheet></office:body></office:document-content>"


def ods_cell(value: object, attributes: str = "") -> str:
    """One cell as LibreOffice writes it."""
    if value is None:
        return f"<table:table-cell {attributes}/>"
    if isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind} {attributes}><text:p>{value}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string" {attributes}>{lines}</table:table-cell>'


def ods_row(cells: Sequence[object], attributes: str = "") -> str:
    """One row; a cell may be its XML already."""
    told = (
        cell if isinstance(cell, str) and cell.startswith("<table:") else ods_cell(cell)
        for cell in cells
    )
    return f"<table:table-row {attributes}>{''.join(told)}</table:table-row>"


def ods(folder: Path, sheets: dict[str, str], name: str = "danh-muc.ods", **parts: str) -> Path:
    """An OpenDocument file; a sheet's name that begins with ``-`` is hidden."""
    tables = "".join(
        f'<table:table table:name="{title.lstrip("-")}"'
        f' table:style-name="{"unseen" if title.startswith("-") else ""}">{rows}</table:table>'
        for title, rows in sheets.items()
    )
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", parts.get("content", _HEAD + tables + _FOOT))
        archive.writestr("META-INF/manifest.xml", parts.get("manifest", "<manifest/>"))
    return path
