"""XLSX and XLSM, row by row: values, and what a person sees of them – hidden, struck out, merged, not computed.

openpyxl reads the parts; its worksheet for reading gives values alone, so its parser is asked itself.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import IO, Any
from xml.etree.ElementTree import XMLPullParser

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from counter_app.desk.tables.cell_looks import OWN_FORMATS, Look, cell_of, look_of
from counter_app.desk.tables.joined import Area, filled_down
from counter_app.desk.tables.room import MOST_COLUMNS, Room, require_few_sheets
from counter_app.desk.tables.table_refusals import refused
from counter_app.desk.tables.workbook_limits import require_plain_workbook
from counter_app.desk.tables.wrong_code_tables import blank
from counter_app.domain.tables import Cell, CellNote, NoteKind, Sheet, SheetRow
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import override, pattern

_VALUES = pattern(rb"<(?:[^<>\s/:]+:)?(?:v|is|f)[\s/>]")
_UNCOMPUTED = object()
_Said = tuple[int, Any, int]
"""Of a cell its column from 0, its value – ``_UNCOMPUTED`` where a formula has none – and its style."""
_ITEM_TAG, _TEXT_TAG = f"{{{SHEET_MAIN_NS}}}si", f"{{{SHEET_MAIN_NS}}}t"


def workbook_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, hidden ones too. Errors: RuleError (field "file")."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and checks, which nobody here asks for
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                require_plain_workbook(archive)
            reader = _Reader(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True
            )
            reader.read()
            book = reader.wb
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


class _Reader(ExcelReader):
    """openpyxl's, which stumbles over a sheet for a chart that has none yet; nobody here asks for charts."""

    @override
    def read_strings(self) -> None:
        """Most texts are plain; only those with looks of their own are taken apart."""
        package: Any = self.package
        part = package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName.lstrip("/")) as source:
                texts: Any = list(_texts(source))
                self.shared_strings = texts

    @override
    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        pass


def _texts(source: IO[bytes]) -> Iterator[str | CellRichText]:
    for _event, node in iterparse(source):
        if node.tag != _ITEM_TAG:
            continue
        if len(node) == 1 and node[0].tag == _TEXT_TAG:
            yield unescape(node[0].text or "")
        else:
            rich = CellRichText.from_tree(node)
            yield "".join(map(str, rich)) if all(isinstance(part, str) for part in rich) else rich
        node.clear()


def _sheets(book: Any) -> Iterator[Sheet]:
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
        parser = _Parser(_Filled(source), sheet, book)
        for number, cells in parser.rows():
            row = _row(number, cells, looks, hidden=parser.hidden)
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


class _Filled:
    """A sheet without the rows and cells that hold nothing: a million of them, written out, is a usual sight.

    Only those that say their own place are left out, and only where all rows do: the others are counted.
    """

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._rest = source, b""

    def read(self, size: int = -1) -> bytes:
        """The next piece of the sheet; nothing at its end."""
        while chunk := self._source.read(max(size, _PIECE)):
            whole, close, self._rest = (self._rest + chunk).rpartition(b">")
            found = whole + close
            begun = sum(map(found.count, (b"<row", b"<c ", b"<c>")))
            if begun and begun == found.count(b' r="'):
                found = _HOLLOW.sub(b"", _EMPTY.sub(b"", found))
            if found:
                return found
        last, self._rest = self._rest, b""
        return last


_PIECE = 1 << 18
_EMPTY = pattern(rb"<(?:row|c) [^<>]*/>")
_HOLLOW = pattern(rb"<row [^<>]*></row>")


class _Parser(WorkSheetParser):
    """openpyxl's, which also tells a formula nobody computed from an empty cell."""

    def __init__(self, source: _Filled, sheet: Any, book: Any) -> None:
        super().__init__(
            source,
            sheet._shared_strings,  # noqa: SLF001 - as its own worksheet does
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
            rich_text=True,
        )
        self._filled = source
        self._columns: dict[str, int] = {}
        self.hidden = False
        self.values = 0
        self.skip = False

    def rows(self) -> Iterator[tuple[int, list[_Said]]]:
        """Every row with its cells; of the rest only columns and merged cells, whatever else stands there."""
        pull: Any = XMLPullParser(events=("end",))
        while chunk := self._filled.read(_PIECE):
            pull.feed(chunk)
            for _event, element in pull.read_events():
                tag = element.tag
                if tag == ROW_TAG:
                    yield self._row(element)
                    element.clear()
                elif tag == COL_TAG:
                    self.parse_column_dimensions(element)
                elif tag == MERGE_TAG:
                    self.merged_cells = MergeCells.from_tree(element)
        pull.close()

    def _row(self, row: Any) -> tuple[int, list[_Said]]:
        place = row.get("r")
        self.row_counter = int(float(place)) if place else self.row_counter + 1
        self.col_counter = 0
        self.hidden = row.get("hidden") in ("1", "true")
        return self.row_counter, [] if self.skip else [self._said(cell) for cell in row]

    def _said(self, element: Any) -> _Said:
        place = element.get("r")
        if element.get("t") == "s" and len(element) == 1 and place:
            return self._text(element, place)
        cell: dict[str, Any] = super().parse_cell(element)
        self.values += len(element)
        value = cell["value"]
        if value is None and element.find(FORMULA_TAG) is not None:
            value = _UNCOMPUTED
        if isinstance(value, int | float) and self.epoch == CALENDAR_MAC_1904:
            value = str(value)  # as a day it would be another one than in all other workbooks
        if isinstance(value, str) and "_x" in value:
            value = unescape(value)
        return cell["column"] - 1, value, cell["style_id"]

    def _text(self, element: Any, place: str) -> _Said:
        """A shared text, as nearly every cell of a list is."""
        self.values += 1
        letters = place.rstrip("0123456789")
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_index_from_string(letters) - 1
        self.col_counter = column + 1
        at = element[0].text if element[0].tag == VALUE_TAG else None
        value = None if at is None else self.shared_strings[int(at)]
        return column, value, int(element.get("s", 0))


class _Looks(dict[int, Look]):
    """The styles of a workbook, looked at once each."""

    def __init__(self, book: Any) -> None:
        super().__init__()
        self._styles, self._fonts = book._cell_styles, book._fonts  # noqa: SLF001
        self._formats = book._number_formats  # noqa: SLF001

    def __missing__(self, style: int) -> Look:
        look = self[style] = self._look(style)
        return look

    def _look(self, style: int) -> Look:
        found = self._styles[style]
        number = found.numFmtId
        own = self._formats[number - OWN_FORMATS] if number >= OWN_FORMATS else ""
        struck = bool(self._fonts[found.fontId].strike)
        return look_of(struck=struck, number=number, own=own)


def _row(number: int, cells: list[_Said], looks: _Looks, *, hidden: bool) -> SheetRow:
    values: list[Cell] = []
    notes: list[CellNote] = []
    for at, value, style in cells:
        if value is None:
            continue
        column = at
        if at > MOST_COLUMNS:  # one of those beyond is kept, to be told
            column, values = MOST_COLUMNS, values[:MOST_COLUMNS]
        if value is _UNCOMPUTED:
            notes.append(CellNote(column, NoteKind.NOT_COMPUTED))
            continue
        look = looks[style]
        plain = isinstance(value, str) and not look.struck
        said, struck = (value or None, "") if plain else _value(value, look)
        if column == len(values):
            values.append(said)
        else:
            values.extend([None] * (column + 1 - len(values)))
            values[column] = said
        if struck:
            notes.append(CellNote(column, NoteKind.STRUCK, struck))
    return SheetRow(number=number, cells=tuple(values), hidden=hidden, notes=tuple(notes))


def _value(value: Any, look: Look) -> tuple[Cell, str]:
    """The cell, and the part of its text that is struck out and so not said any more."""
    if isinstance(value, CellRichText):
        parts = [(_raised(part), _is_struck(part) or look.struck) for part in value]
        said = "".join(text for text, struck in parts if not struck)
        return said or None, "".join(text for text, struck in parts if struck).strip()
    cell = cell_of(value, look)
    return (None, str(cell)) if look.struck else (cell, "")


_RAISED = str.maketrans("0123456789+-=()n*", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ*")


def _raised(part: str | TextBlock) -> str:
    """The text of a part; figures set above the line stay above it: 5¹ is a remark on five, no fifty-one."""
    raised = isinstance(part, TextBlock) and part.font.vertAlign == "superscript"
    return str(part).translate(_RAISED) if raised else str(part)


def _is_struck(part: str | TextBlock) -> bool:
    return isinstance(part, TextBlock) and bool(part.font.strike)


def _hidden_columns(parser: WorkSheetParser) -> frozenset[int]:
    found: set[int] = set()
    for item in parser.column_dimensions.values():
        if item.get("hidden") in ("1", "true"):
            last = min(int(item["max"]), MOST_COLUMNS)
            found.update(range(int(item["min"]) - 1, last))
    return frozenset(found)
