"""Reading table files: XLSX, and CSV in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import csv
import hashlib
import io
import warnings
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counter_app.domain.list_fields import (
    Cell,
    ListTable,
    guess_columns,
    head_line,
    numbers_columns,
)
from counter_app.domain.text import clean, clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _

MOST_BYTES = 64 * 1024 * 1024
MOST_LINES = 50_000
MOST_COLUMNS = 100
MOST_EMPTY = 500
"""After so many empty lines nothing more is expected."""
_SEPARATORS = ";,\t"
_GUARDED = ("=", "+", "-", "@")
"""What a spreadsheet would run; our own CSV files carry an apostrophe before it."""

Lines = list[tuple[Cell, ...]]


def read_table(path: Path) -> ListTable:
    """The table in a file. Errors: RuleError (field "file") when there is none to read."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise _refused(
            _("Không đọc được {path}: {detail}. Chọn lại tệp."),
            path=path,
            detail=error.strerror or error,
        ) from error
    if size > MOST_BYTES:
        raise _refused(_("Tệp {path} quá lớn. Chia thành nhiều tệp rồi nhập."), path=path.name)
    lines = _best_sheet(data, path) if data[:2] == b"PK" else _csv_lines(_decoded(data, path))
    return _table(path.name, hashlib.sha256(data).hexdigest(), lines)


def _table(name: str, digest: str, lines: Lines) -> ListTable:
    at = head_line(lines)
    heads = (
        tuple(clean(str(cell)) if cell is not None else "" for cell in lines[at]) if lines else ()
    )
    if not any(heads):
        raise _refused(_("Tệp {path} không có bảng nào. Chọn tệp khác."), path=name)
    body = (
        (number, cells)
        for number, cells in enumerate(lines[at + 1 :], at + 2)
        if any(cell not in (None, "") for cell in cells) and not numbers_columns(cells)
    )
    return ListTable(name=name, sha256=digest, heads=heads, lines=tuple(body))


def _best_sheet(data: bytes, path: Path) -> Lines:
    """The sheet whose heads are understood best; the first one when none is."""
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and checks, which nobody here asks for
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # some programs write a size that is not the sheet's
            sheets = [_sheet_lines(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
            book.close()
    except RuleError:
        raise
    except Exception as error:  # openpyxl lets out whatever its parsers stumble over
        raise _refused(
            _("Tệp {path} hỏng hoặc không phải Excel (.xlsx). Lưu lại bằng Excel rồi nhập."),
            path=path.name,
        ) from error
    return max(sheets, key=_understood, default=[])


def _understood(lines: Lines) -> int:
    if not lines:
        return -1
    return len(guess_columns([str(cell or "") for cell in lines[head_line(lines)]]))


def _sheet_lines(rows: Iterable[Sequence[Any]]) -> Lines:
    """The lines down to the last that holds anything; a sheet may go on for a million empty ones."""
    lines: Lines = []
    empty = 0
    for row in rows:
        cells = tuple(map(_cell, row[:MOST_COLUMNS]))
        empty = 0 if any(cell not in (None, "") for cell in cells) else empty + 1
        lines.append(cells)
        if empty > MOST_EMPTY:
            break
        if len(lines) > MOST_LINES + MOST_EMPTY:
            raise _refused(
                _("Bảng có hơn {most} dòng. Chia thành nhiều tệp rồi nhập."), most=MOST_LINES
            )
    return lines[: len(lines) - empty]


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool):
        return None if value is None else str(value)
    if isinstance(value, str):
        return clean_lines(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, int | float | date):
        return value
    return str(value)


def _decoded(data: bytes, path: Path) -> str:
    """The text, in NFC: UTF-8 with or without a mark, UTF-16 with one, else Windows-1258 with its loose accents."""
    if b"\0" in data[:4000] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise _refused(
            _("Tệp {path} không phải Excel (.xlsx) hay CSV. Lưu lại bằng Excel rồi nhập."),
            path=path.name,
        )
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1258", errors="replace")


def _csv_lines(text: str) -> Lines:
    separator = max(_SEPARATORS, key=lambda char: _regular(text, char))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return _sheet_lines([_unguarded(item) for item in row] for row in reader)
    except csv.Error as error:
        raise _refused(
            _("Không đọc được tệp CSV: {detail}. Lưu lại dạng .xlsx rồi nhập."), detail=error
        ) from error


def _regular(text: str, separator: str) -> int:
    """How many cells a separator makes of the lines that have as many as the widest of them."""
    widths = []
    try:
        for row in csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator):
            widths.append(len(row))
            if len(widths) > 200:
                break
    except csv.Error:
        return 0
    widest = max(widths, default=1)
    return widest * widths.count(widest) if widest > 1 else 0


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def guarded(text: str) -> str:
    """The text of a CSV cell that no spreadsheet takes for a formula; ``read_table`` takes the guard away."""
    return "'" + text if text[:1] in _GUARDED else text


def _refused(pattern: str, **values: object) -> RuleError:
    return RuleError(pattern.format(**values), field="file", rule="table_file")
