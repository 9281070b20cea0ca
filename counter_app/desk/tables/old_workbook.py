"""Excel 97–2003 (XLS): values by python-calamine, what a person sees of them by the records themselves."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from counter_app.desk.tables.cell_looks import PLAIN, cell_of
from counter_app.desk.tables.foreign import compound_file, locked_file
from counter_app.desk.tables.joined import Area, filled_down
from counter_app.desk.tables.old_records import DamagedError, SheetRecords, workbook_records
from counter_app.desk.tables.room import MOST_LETTERS, Room, require_few_sheets, within
from counter_app.desk.tables.table_refusals import refused
from counter_app.desk.tables.wrong_code_tables import blank
from counter_app.domain.tables import Cell, CellNote, NoteKind, Sheet, SheetRow
from counter_app.errors import RuleError
from counter_app.i18n import _

MOST_CELLS = 2_000_000
"""Of the area that a sheet spans: the library makes room for all of it."""

_Value = int | float | str | bool | time | date | datetime | timedelta


def old_workbook_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Every sheet, hidden ones too. Errors: RuleError (field "file")."""
    other = compound_file(data, name)
    if other is not None:
        raise other
    try:
        records = workbook_records(data)
        if records.locked:
            raise locked_file(name)
        cells = sum(sheet.rows * sheet.columns for sheet in records.sheets)
        if cells > MOST_CELLS or records.letters > MOST_LETTERS:
            raise refused(
                _(
                    "Tệp này bung ra quá lớn. Sao chép riêng bảng cần nhập sang tệp Excel mới "
                    "rồi nhập tệp đó."
                ),
                "too_large",
            )
        require_few_sheets(len(records.sheets))
        return _sheets(data, records.sheets)
    except (RuleError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # the library's panics are no exceptions
        raise refused(
            _("Tệp {path} hỏng hoặc không phải Excel (.xls). Lưu lại dạng .xlsx rồi nhập."),
            path=name,
        ) from error


def _sheets(data: bytes, records: Sequence[SheetRecords]) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook

    room = Room()
    sheets: list[Sheet] = []
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        if len(book.sheet_names) != len(records):
            raise DamagedError
        for at, record in enumerate(records):
            sheet = book.get_sheet_by_index(at)
            rows = _rows(sheet.to_python(skip_empty_area=False), record, room)
            areas = [
                Area(left + 1, top + 1, right + 1, bottom + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ]
            sheets.append(
                Sheet(
                    name=book.sheet_names[at],
                    rows=filled_down(rows, areas),
                    hidden=record.hidden,
                    hidden_columns=frozenset(record.hidden_columns),
                )
            )
    return tuple(sheets)


def _rows(values: Sequence[Sequence[_Value]], record: SheetRecords, room: Room) -> list[SheetRow]:
    rows = []
    for at, said in enumerate(values):
        row = _row(at, said, record)
        if not blank(row.cells) or row.notes:
            room.take(row.cells)
            rows.append(row)
    return rows


def _row(at: int, said: Sequence[_Value], record: SheetRecords) -> SheetRow:
    cells: list[Cell] = []
    notes: list[CellNote] = []
    for column, value in enumerate(said):
        look = record.looks.get((at, column), PLAIN)
        cell = record.errors.get((at, column)) or cell_of(value, look)
        if look.struck and cell is not None:
            notes.append(CellNote(column, NoteKind.STRUCK, str(cell)))
            cell = None
        cells.append(cell)
    while cells and cells[-1] is None:
        cells.pop()
    return SheetRow(
        number=at + 1, cells=within(cells), hidden=at in record.hidden_rows, notes=tuple(notes)
    )
