"""ODS, the sheets of LibreOffice, row by row (OpenDocument 1.3, part 3, chapter 9).

No library in this house reads it; what a table needs of it is one pass over one part.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import field, replace
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, iterparse

from counter_app.desk.tables.joined import Area, filled_down
from counter_app.desk.tables.room import MOST_COLUMNS, Room, require_few_sheets, within
from counter_app.desk.tables.table_refusals import refused
from counter_app.desk.tables.workbook_limits import require_plain_workbook
from counter_app.desk.tables.wrong_code_tables import blank
from counter_app.domain.tables import Cell, CellNote, NoteKind, Sheet, SheetRow
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NOTES = f"{_OFFICE}annotation"
_LAST_ROW = 1_048_576


def open_document_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Every sheet, hidden ones too. Errors: RuleError (field "file")."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            require_plain_workbook(archive)
            with archive.open("content.xml") as source:
                return tuple(_Pass(source).sheets())
    except RuleError:
        raise
    except Exception as error:  # numbers, days, tags and packed bytes may be anything
        raise refused(
            _("Tệp {path} hỏng hoặc không phải bảng .ods. Lưu lại bằng LibreOffice rồi nhập."),
            path=name,
        ) from error


@dataclass
class _Open:
    """A sheet being read."""

    name: str
    hidden: bool
    rows: list[SheetRow] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    row: int = 0
    column: int = 0


class _Pass:
    """One pass over the part with the sheets."""

    def __init__(self, source: Any) -> None:
        # A part that declares entities was refused before (``workbook_limits``).
        self._events = iterparse(source, events=("start", "end"))  # noqa: S314
        self._room = Room()
        self._struck: set[str] = set()
        self._unseen: set[str] = set()

    def sheets(self) -> Iterator[Sheet]:
        """Errors: RuleError when they hold too much, ParseError."""
        now: _Open | None = None
        count = 0
        for event, element in self._events:
            tag = element.tag
            if event == "start" and tag == f"{_TABLE}table" and now is None:
                style = element.get(f"{_TABLE}style-name", "")
                now = _Open(element.get(f"{_TABLE}name", ""), style in self._unseen)
            elif event == "end" and tag == f"{_STYLE}style":
                self._note_style(element)
            elif event == "end" and now is not None:
                if tag == f"{_TABLE}table-column":
                    self._column(now, element)
                elif tag == f"{_TABLE}table-row":
                    self._row(now, element)
                    element.clear()
                elif tag == f"{_TABLE}table":
                    yield Sheet(
                        name=now.name,
                        rows=filled_down(now.rows, now.areas),
                        hidden=now.hidden,
                        hidden_columns=frozenset(now.hidden_columns),
                    )
                    element.clear()
                    now, count = None, count + 1
                    require_few_sheets(count)

    def _note_style(self, style: Element) -> None:
        name = style.get(f"{_STYLE}name", "")
        for part in style:
            if part.get(f"{_TABLE}display") == "false":
                self._unseen.add(name)
            if part.get(f"{_STYLE}text-line-through-style", "none") != "none":
                self._struck.add(name)

    def _column(self, now: _Open, element: Element) -> None:
        times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
        if element.get(f"{_TABLE}visibility", "visible") != "visible":
            now.hidden_columns.update(range(now.column, min(now.column + times, MOST_COLUMNS)))
        now.column += times

    def _row(self, now: _Open, element: Element) -> None:
        times = int(element.get(f"{_TABLE}number-rows-repeated", "1"))
        first = now.row + 1
        now.row += times
        cells, notes = self._cells(now, element, first)
        if blank(cells):
            return
        hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
        row = SheetRow(number=first, cells=cells, hidden=hidden, notes=notes)
        for number in range(first, min(now.row, _LAST_ROW) + 1):
            self._room.take(cells)
            now.rows.append(replace(row, number=number))

    def _cells(
        self, now: _Open, row: Element, number: int
    ) -> tuple[tuple[Cell, ...], tuple[CellNote, ...]]:
        cells: list[Cell] = []
        notes: list[CellNote] = []
        for element in row:
            if element.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            at = len(cells)
            times = int(element.get(f"{_TABLE}number-columns-repeated", "1"))
            value, struck = self._value(element)
            if struck:
                notes.append(CellNote(at, NoteKind.STRUCK, struck))
            cells.extend(
                [value] * max(min(times, MOST_COLUMNS + 1 - at), 1 if value is not None else 0)
            )
            down = int(element.get(f"{_TABLE}number-rows-spanned", "1"))
            if down > 1:
                right = int(element.get(f"{_TABLE}number-columns-spanned", "1"))
                now.areas.append(Area(at + 1, number, at + right, number + down - 1))
        while cells and cells[-1] is None:
            cells.pop()
        return within(cells), tuple(notes)

    def _value(self, cell: Element) -> tuple[Cell, str]:
        """The cell, and what of its text is struck out."""
        said: list[str] = []
        struck: list[str] = []
        for paragraph in cell.iterfind(f"{_TEXT}p"):
            line: list[str] = []
            self._collect(paragraph, line, struck, gone=False)
            said.append("".join(line))
        text = "\n".join(said)
        if cell.get(f"{_TABLE}style-name") in self._struck:
            return None, text.strip()
        return _typed(cell, text), "".join(struck).strip()

    def _collect(self, part: Element, said: list[str], struck: list[str], *, gone: bool) -> None:
        gone = gone or part.get(f"{_TEXT}style-name") in self._struck
        into = struck if gone else said
        into.append(part.text or "")
        for child in part:
            if child.tag == f"{_TEXT}s":
                into.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 1_000))
            elif child.tag == f"{_TEXT}tab":
                into.append(" ")
            elif child.tag == f"{_TEXT}line-break":
                into.append("\n")
            elif child.tag != _NOTES:
                self._collect(child, said, struck, gone=gone)
            into.append(child.tail or "")


_SHOWN = pattern(r"([^\d.,+-]*?)\s*(\d[\d.,\s]*)((?!E[+-]?\d)[^\d%]*)", re.IGNORECASE)


def _typed(cell: Element, text: str) -> Cell:
    """The value as its kind has it; an error value is the text that is shown."""
    kind, value = cell.get(f"{_OFFICE}value-type"), cell.get(f"{_OFFICE}value", "")
    if kind in ("float", "currency") and not text.startswith(("#", "Err:")):
        number = float(value)
        return _as_shown(int(number) if number.is_integer() else number, text)
    if kind == "date":
        return date.fromisoformat(cell.get(f"{_OFFICE}date-value", "")[:10])
    return text or None


def _as_shown(number: float, text: str) -> Cell:
    """A number with the words it is shown with: 1500 and "1.500 nghìn đồng" make "1500 nghìn đồng"."""
    around = _SHOWN.fullmatch(text.strip())
    if around is None or not (around[1] or around[3]):
        return number
    if re.sub(r"\D", "", around[2]) != re.sub(r"\D", "", str(number)):
        return text.strip()  # a format that shows thousands, or rounds
    return f"{around[1]} {number} {around[3]}".strip()
