"""Reading table files: XLSX, and CSV in whatever encoding and with whatever separator it was saved."""

from __future__ import annotations

import csv
import hashlib
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from counter_app.desk.catalogue.lists.workbook_limits import require_plain_workbook
from counter_app.desk.incoming import read_file, too_large
from counter_app.domain.catalogue.list_fields import (
    Cell,
    ListTable,
    guess_columns,
    head_line,
    numbers_columns,
)
from counter_app.domain.text import clean, clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _

MOST_BYTES = 32 * 1024 * 1024
MOST_CSV_BYTES = 16 * 1024 * 1024
MOST_LINES = 50_000
MOST_COLUMNS = 100
MOST_EMPTY = 500
"""After so many empty lines nothing more is expected."""
MOST_LETTERS = 32_000_000
"""Of all cells together: a long text may stand once in a workbook and be shown in every cell of it."""
MOST_SEPARATORS = 1_000
MOST_LINES_OF_A_ROW = 1_000
_SEPARATORS = ";,\t"
_GUARDED = ("=", "+", "-", "@")
"""What a spreadsheet would run; our own CSV files carry an apostrophe before it."""

Lines = list[tuple[Cell, ...]]


def read_table(path: Path) -> ListTable:
    """The table in a file. Errors: RuleError (field "file") when there is none to read."""
    data = read_file(path, MOST_BYTES)
    return _table(path.name, hashlib.sha256(data).hexdigest(), _lines(data, path, _understood))


def read_lines(path: Path, *, understood: Callable[[Lines], int]) -> Lines:
    """Every line of a file, heads and all; of a workbook those of the sheet that is ``understood`` best.

    Errors: RuleError (field "file") when there is none to read.
    """
    return _lines(read_file(path, MOST_BYTES), path, understood)


def _lines(data: bytes, path: Path, understood: Callable[[Lines], int]) -> Lines:
    packed = data[:2] == b"PK"
    if not packed and len(data) > MOST_CSV_BYTES:
        raise too_large(path, MOST_CSV_BYTES)
    return (
        max(_sheets(data, path), key=understood, default=[])
        if packed
        else _csv_lines(_decoded(data, path))
    )


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


def _sheets(data: bytes, path: Path) -> list[Lines]:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and checks, which nobody here asks for
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                require_plain_workbook(archive)
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # some programs write a size that is not the sheet's
            room = _Room()
            sheets = [
                _sheet_lines(sheet.iter_rows(values_only=True), room) for sheet in book.worksheets
            ]
            book.close()
    except RuleError:
        raise
    except Exception as error:  # openpyxl lets out whatever its parsers stumble over
        raise _refused(
            _("Tệp {path} hỏng hoặc không phải Excel (.xlsx). Lưu lại bằng Excel rồi nhập."),
            path=path.name,
        ) from error
    return sheets


def _understood(lines: Lines) -> int:
    """How many heads of a list are found; of sheets that are understood alike the first is taken."""
    if not lines:
        return -1
    return len(guess_columns([str(cell or "") for cell in lines[head_line(lines)]]))


class _Room:
    """How many letters the cells of a file may still have."""

    def __init__(self) -> None:
        self._left = MOST_LETTERS

    def take(self, cells: Sequence[Cell]) -> None:
        """Errors: RuleError when there is no room for these."""
        self._left -= sum(len(cell) for cell in cells if isinstance(cell, str))
        if self._left < 0:
            raise _refused(_("Bảng có quá nhiều chữ. Chia thành nhiều tệp rồi nhập."))


def _sheet_lines(rows: Iterable[Sequence[Any]], room: _Room) -> Lines:
    """The lines down to the last that holds anything; a sheet may go on for a million empty ones."""
    lines: Lines = []
    empty = 0
    for row in rows:
        cells = tuple(map(_cell, row[:MOST_COLUMNS]))
        room.take(cells)
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
    try:
        rows = _csv_rows(text, separator)
        return _sheet_lines(([_unguarded(item) for item in row] for row in rows), _Room())
    except csv.Error as error:
        raise _refused(
            _("Không đọc được tệp CSV: {detail}. Lưu lại dạng .xlsx rồi nhập."), detail=error
        ) from error


def _csv_rows(text: str, separator: str) -> Iterator[list[str]]:
    """Rows of a table of sane width; looked at before they are split. Errors: RuleError, csv.Error."""
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for line in io.StringIO(text, newline=""):
            taken += 1
            if line.count(separator) > MOST_SEPARATORS or taken > MOST_LINES_OF_A_ROW:
                raise _refused(_("Tệp này không phải bảng CSV. Lưu lại bằng Excel rồi nhập."))
            yield line

    for row in csv.reader(lines(), delimiter=separator):
        yield row
        taken = 0


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
