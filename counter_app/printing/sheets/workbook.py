"""Reports as an Excel file: typed cells, nothing that a spreadsheet could run, ready to be printed.

Text is always written as text, so that a name like ``=HYPERLINK(…)`` stays a name.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import xlsxwriter

from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.report_table import Align, Cell, Table, TableColumn
from counter_app.domain.text import one_line
from counter_app.i18n import in_vietnamese
from counter_app.printing.press.row_sheet import RowSheet
from counter_app.wording.paper.sample_marks import sample_note
from counter_app.wording.promise.periods import standing_text
from counter_app.wording.tables.tables import cell_text, head_cells

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

    from counter_app.domain.paper.heading import Heading

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
_FONT = {"font_name": "Times New Roman", "font_size": 11}
_GRID = {**_FONT, "border": 1, "valign": "top", "text_wrap": True}
_NUMBERS = {
    "text": "@",
    "int": "#,##0",
    "float": "#,##0.0#",
    "date": "dd/mm/yyyy",
    "moment": "dd/mm/yyyy hh:mm",
}
_AMOUNTS = frozenset({"int", "float"})
_TOP_ROWS = 5
"""Office, title, subtitle, sample mark, blank."""
_WIDEST = 60
_LONGEST_TEXT = 32_767
"""Characters that fit in a cell of a spreadsheet."""
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
"""From here spreadsheets count days."""
_DAY = timedelta(days=1)


@in_vietnamese()
def workbook(
    tables: Sequence[Table], heading: Heading, *, created: datetime, until: date | None = None
) -> bytes:
    """One sheet for each table; the same tables and ``created`` give the same bytes.

    ``until`` is the last day of the period; see ``standing_text``.
    """
    counted = standing_text(created, until)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties(
        {
            "title": tables[0].title if tables else heading.name,
            "author": heading.name,
            "created": created.astimezone(LOCAL).replace(tzinfo=None, microsecond=0),
        }
    )
    formats = _Formats(book)
    names: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(
            sheet_name(table.tab or table.name, names), worksheet_class=RowSheet
        )
        _Writer(sheet, table, formats).write(heading, counted)
    if not tables:
        book.add_worksheet(sheet_name("", names))
    book.close()
    return buffer.getvalue()


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name Excel accepts that is not in ``taken``, to which it is added."""
    plain = re.sub(r"[\[\]:*?/\\]", "-", one_line(wanted)).strip("' ")[:31] or "Bảng"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(name.casefold())
    return name


def _typed(cell: Cell) -> tuple[str, str]:
    """The kind of a cell, and its type and value as a sheet writes them after the style."""
    match cell:
        case str():
            lines = (
                one_line(cell) if "\n" not in cell else "\n".join(map(one_line, cell.split("\n")))
            )
            text = RowSheet.text(lines[:_LONGEST_TEXT])
            return "text", f' t="inlineStr"><is><t>{text}</t></is></c>'
        case int():
            return "int", f"><v>{cell:.16G}</v></c>"
        case datetime():
            local = (cell.astimezone(LOCAL) if cell.tzinfo else cell).replace(tzinfo=None)
            return "moment", f"><v>{(local - _FIRST_DAY) / _DAY:.16G}</v></c>"
        case date():
            return "date", f"><v>{cell.toordinal() - _FIRST_DAY.toordinal()}</v></c>"
        case None:
            return "text", "/>"
        case _:
            return "float", f"><v>{cell:.16G}</v></c>"


def _written(cells: Sequence[Cell], endings: Sequence[_Endings]) -> list[str]:
    return [ending[cell] for ending, cell in zip(endings, cells, strict=True)]


class _Endings(dict[Cell, str]):
    """The way the cells of a column go on after their reference; worked out once for each text and moment."""

    def __init__(self, sheet: RowSheet, formats: _Formats, align: Align, *, bold: bool) -> None:
        super().__init__()
        self._sheet, self._formats, self._bold = sheet, formats, bold
        self._styles: dict[str, str] = {}
        self._align, self._amount = align, Align.RIGHT if align is Align.LEFT else align

    def __missing__(self, cell: Cell) -> str:
        kind, value = _typed(cell)
        ending = (self._styles.get(kind) or self._style(kind)) + value
        if kind not in _AMOUNTS:  # 1 and 1.0 are one key, but not one kind
            self[cell] = ending
        return ending

    def _style(self, kind: str) -> str:
        align = self._amount if kind in _AMOUNTS else self._align
        number = self._sheet.style_of(self._formats.cell(kind, align, bold=self._bold))
        self._styles[kind] = f' s="{number}"'
        return self._styles[kind]


class _Formats:
    """Cell formats by kind, alignment and weight, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, Align, bool], Format] = {}
        self.plain = book.add_format({**_FONT})
        self.title = book.add_format({**_FONT, "font_size": 14, "bold": True})
        self.strong = book.add_format({**_FONT, "bold": True})
        self.slanted = book.add_format({**_FONT, "italic": True})
        centred = {"align": "center", "valign": "vcenter"}
        self.head = book.add_format({**_GRID, **centred, "bold": True})
        self.number = book.add_format({**_GRID, **centred, "italic": True, "font_size": 9})

    def cell(self, kind: str, align: Align, *, bold: bool) -> Format:
        """The format of a body cell."""
        key = (kind, align, bold)
        if key not in self._made:
            sides = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
            self._made[key] = self._book.add_format(
                {**_GRID, "num_format": _NUMBERS[kind], "align": sides[align], "bold": bold}
            )
        return self._made[key]


class _Writer:
    """Writes one table on one sheet."""

    def __init__(self, sheet: RowSheet, table: Table, formats: _Formats) -> None:
        self._sheet, self._table, self._formats = sheet, table, formats

    def write(self, heading: Heading, counted: str) -> None:
        """Letterhead, head, rows, total, notes, and how to print them."""
        self._opening(heading, counted)
        row = self._head(_TOP_ROWS)
        self._set_up_page(row)
        row = self._rows(row)
        for offset, note in enumerate(self._table.notes, start=1):
            self._text(row + offset, 0, note, self._formats.slanted)
        sampled = list(zip(*self._table.rows[:200], strict=True)) or [()] * len(self._table.columns)
        for index, column in enumerate(self._table.columns):
            self._sheet.set_column(index, index, _column_width(sampled[index], column))

    def _text(self, row: int, column: int, text: str, style: Format) -> None:
        self._sheet.write_string(row, column, one_line(text)[:_LONGEST_TEXT], style)

    def _opening(self, heading: Heading, counted: str) -> None:
        formats = self._formats
        below = " – ".join(part for part in (self._table.subtitle, counted) if part)
        office = " – ".join(part for part in (heading.parent, heading.unit) if part)
        self._text(0, 0, office, formats.strong)
        self._text(1, 0, self._table.title, formats.title)
        self._text(2, 0, below, formats.plain)
        if heading.sample:
            self._text(3, 0, sample_note(heading), formats.strong)

    def _head(self, top: int) -> int:
        """The titles, groups merged; gives the row where the body starts."""
        levels, cells = head_cells([column.title for column in self._table.columns])
        for cell in cells:
            first, last = top + cell.top, top + cell.bottom
            if (first, cell.first) == (last, cell.last):
                self._text(first, cell.first, cell.text, self._formats.head)
            else:
                self._sheet.merge_range(first, cell.first, last, cell.last, "", self._formats.head)
                self._text(first, cell.first, cell.text, self._formats.head)
        for index, text in enumerate(self._table.numbers):
            self._text(top + levels, index, text, self._formats.number)
        return top + levels + (1 if self._table.numbers else 0)

    def _rows(self, first: int) -> int:
        """The body from row ``first`` on, the total below it; gives the row after them."""
        plain = self._endings(bold=False)
        rows = [_written(cells, plain) for cells in self._table.rows]
        if self._table.total is not None:
            rows.append(_written(self._table.total, self._endings(bold=True)))
        self._sheet.place_rows(first, rows)
        return first + len(rows)

    def _endings(self, *, bold: bool) -> list[_Endings]:
        return [
            _Endings(self._sheet, self._formats, column.align, bold=bold)
            for column in self._table.columns
        ]

    def _set_up_page(self, body: int) -> None:
        """A4 on its side, as wide as the page, the head on every page and always in sight."""
        sheet = self._sheet
        sheet.freeze_panes(body, 0)
        sheet.repeat_rows(_TOP_ROWS, body - 1)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&CTrang &P/&N")


def _column_width(sampled: Iterable[Cell], column: TableColumn) -> float:
    """Wide enough for the longest of the first cells, within reason; long texts wrap."""
    words = column.title.rsplit("|", 1)[-1].split()
    longest = max((*map(len, map(cell_text, set(sampled))), *map(len, words)), default=4)
    return float(min(max(longest + 2, 6), _WIDEST))
