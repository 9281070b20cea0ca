"""XLSX and XLSM, row by row: values, and what a person sees of them – hidden, struck out, merged, not computed.

openpyxl reads the parts; its worksheet for reading gives values alone, so its parser is asked itself.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser
from typing_extensions import override

from counter_app.desk.tables.joined import Area, filled_down
from counter_app.desk.tables.looks import OWN_FORMATS, Look, cell_of, look_of
from counter_app.desk.tables.mending import blank
from counter_app.desk.tables.refusals import refused
from counter_app.desk.tables.room import MOST_COLUMNS, Room, require_few_sheets
from counter_app.desk.tables.workbook_limits import require_plain_workbook
from counter_app.domain.tables import Cell, CellNote, NoteKind, Sheet, SheetRow
from counter_app.errors import RuleError
from counter_app.i18n import _

_VALUES = re.compile(rb"<(?:[^<>\s/:]+:)?(?:v|is|f)[\s/>]")
_UNCOMPUTED = "uncomputed"


def workbook_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, hidden ones too. Errors: RuleError (field "file")."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and checks, which nobody here asks for
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                require_plain_workbook(archive)
            book = load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
            )
            try:
                return tuple(_sheets(book))
            finally:
                book.close()
    except RuleError:
        raise
    except Exception as error:  # openpyxl lets out whatever its parsers stumble over
        raise refused(
            _("Tệp {path} hỏng hoặc không phải Excel (.xlsx). Lưu lại bằng Excel rồi nhập."),
            path=name,
        ) from error


def _sheets(book: Workbook) -> Iterator[Sheet]:
    room, looks = Room(), _Looks(book)
    require_few_sheets(len(book.worksheets))
    for sheet in book.worksheets:
        rows, parser = _rows(book, sheet, looks, room)
        merged = parser.merged_cells.mergeCell if parser.merged_cells else ()
        areas = [Area(*item.bounds) for item in merged]
        yield Sheet(
            name=sheet.title,
            rows=filled_down(rows, areas),
            hidden=sheet.sheet_state != "visible",
            hidden_columns=_hidden_columns(parser),
        )


def _rows(book: Any, sheet: Any, looks: _Looks, room: Room) -> tuple[list[SheetRow], _Parser]:
    """The rows that hold anything: a sheet may go on for a million empty ones."""
    path, archive = sheet._worksheet_path, book._archive  # noqa: SLF001 - there is no other door to merged cells
    with archive.open(path) as source:
        left = all_values = _values(source)
    rows: list[SheetRow] = []
    with archive.open(path) as source:
        parser = _Parser(source, sheet, book)
        for number, cells in parser.parse():
            hidden = parser.row_dimensions.get(str(number), {}).get("hidden") in ("1", "true")
            row = _row(number, cells, looks, hidden=hidden)
            if row.notes or not blank(row.cells):
                room.take(row.cells)
                rows.append(row)
            left -= parser.values
            parser.values = 0
            parser.skip = left <= 0 < all_values
    return rows, parser


def _values(source: IO[bytes]) -> int:
    """At least how many values a sheet has; when so many were met, the lines below are empty and need no look.

    One that stands where two pieces meet may count twice, none is left out; 0 where it is not written in ASCII.
    """
    count, rest = 0, b""
    while chunk := source.read(1 << 20):
        count += len(_VALUES.findall(rest + chunk))
        rest = chunk[-_TAG:]
    return count


_TAG = 64
"""Bytes that hold a whole tag of a value."""


class _Parser(WorkSheetParser):
    """openpyxl's, which also tells a formula nobody computed from an empty cell."""

    def __init__(self, source: IO[bytes], sheet: Any, book: Any) -> None:
        super().__init__(
            source,
            sheet._shared_strings,  # noqa: SLF001 - as its own worksheet does
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            rich_text=True,
        )
        self.values = 0
        self.skip = False

    @override
    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        self.values += len(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = _UNCOMPUTED
        return cell

    @override
    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        return (self.row_counter, []) if self.skip else super().parse_row(row)


class _Looks:
    """The styles of a workbook, looked at once each."""

    def __init__(self, book: Any) -> None:
        self._styles, self._fonts = book._cell_styles, book._fonts  # noqa: SLF001
        self._formats = book._number_formats  # noqa: SLF001
        self._known: dict[int, Look] = {}

    def __getitem__(self, style: int) -> Look:
        if style not in self._known:
            self._known[style] = self._look(style)
        return self._known[style]

    def _look(self, style: int) -> Look:
        found = self._styles[style]
        number = found.numFmtId
        own = self._formats[number - OWN_FORMATS] if number >= OWN_FORMATS else ""
        struck = bool(self._fonts[found.fontId].strike)
        return look_of(struck=struck, number=number, own=own)


def _row(number: int, cells: list[dict[str, Any]], looks: _Looks, *, hidden: bool) -> SheetRow:
    values: list[Cell] = []
    notes: list[CellNote] = []
    for cell in cells:
        column = cell["column"] - 1
        if column >= MOST_COLUMNS and cell["value"] is None:
            continue
        if column >= MOST_COLUMNS:  # one of those beyond is kept, to be told
            column = MOST_COLUMNS
            values = values[:MOST_COLUMNS]
        if cell["data_type"] == _UNCOMPUTED:
            notes.append(CellNote(column, NoteKind.NOT_COMPUTED))
            continue
        if cell["value"] is None:
            continue
        values.extend([None] * (column + 1 - len(values)))
        values[column], struck = _value(cell["value"], looks[cell["style_id"]])
        if struck:
            notes.append(CellNote(column, NoteKind.STRUCK, struck))
    return SheetRow(number=number, cells=tuple(values), hidden=hidden, notes=tuple(notes))


def _value(value: Any, look: Look) -> tuple[Cell, str]:
    """The cell, and the part of its text that is struck out and so not said any more."""
    if isinstance(value, CellRichText):
        parts = [(str(part), _is_struck(part) or look.struck) for part in value]
        said = "".join(text for text, struck in parts if not struck)
        return said or None, "".join(text for text, struck in parts if struck).strip()
    cell = cell_of(value, look)
    return (None, str(cell)) if look.struck else (cell, "")


def _is_struck(part: str | TextBlock) -> bool:
    return isinstance(part, TextBlock) and bool(part.font.strike)


def _hidden_columns(parser: WorkSheetParser) -> frozenset[int]:
    found: set[int] = set()
    for item in parser.column_dimensions.values():
        if item.get("hidden") in ("1", "true"):
            last = min(int(item["max"]), MOST_COLUMNS)
            found.update(range(int(item["min"]) - 1, last))
    return frozenset(found)
