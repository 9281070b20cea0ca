"""A year's calendar from a file: JSON as this program writes it, or a table of whatever spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.incoming import MOST_TEXT_BYTES, read_file
from counter_app.desk.tables.decoding import decoded
from counter_app.desk.tables.foreign import other_file
from counter_app.desk.tables.table_reader import is_table, read_tables
from counter_app.domain.calendar.calendar_file import REMARKS_KEY, FileProblem
from counter_app.domain.calendar.calendar_table import DayTable, read_day_table
from counter_app.errors import RuleError
from counter_app.i18n import _, plural

if TYPE_CHECKING:
    from counter_app.store.read.calendar import CalendarYear


def year_file_text(path: Path, years: Sequence[CalendarYear]) -> str:
    """The text of a year's file; a table is written as one. State and source of a year that is known stay.

    Errors: RuleError (field "file") when it cannot be read; rule "calendar_file" naming each line that is wrong.
    """
    if not is_table(path, MOST_TEXT_BYTES):
        data = read_file(path, MOST_TEXT_BYTES)
        other = other_file(data, path.name, json=True)
        if other is not None:
            raise other
        return decoded(data, path.name, json=True)
    table = _days(path)
    known = next((item for item in years if item.year == table.year), None)
    problems = [*table.problems, *_missing(table, known)]
    if problems:
        lines = [problem.sentence() for problem in problems]
        raise RuleError(
            "\n".join([_("Tệp lịch có chỗ sai, chưa nhập gì. Sửa rồi nhập lại:"), *lines]),
            field="file",
            rule="calendar_file",
        )
    content = {
        "year": table.year,
        "state": known.state.value if known else "expected",
        "source": known.source if known else "",
        "days": list(table.days),
        **({REMARKS_KEY: list(table.remarks)} if table.remarks else {}),
    }
    return json.dumps(content, ensure_ascii=False)


def _days(path: Path) -> DayTable:
    """Errors: RuleError when no sheet, or more than one, has the heads of days."""
    sheets = read_tables(path).sheets
    found = [
        (sheet, table)
        for sheet in sheets
        if not sheet.hidden and (table := read_day_table(sheet.rows)) is not None
    ]
    if not found:
        raise RuleError(
            _(
                "Tệp {path} không có bảng ngày. Lập bảng có các cột Ngày, Loại (nghỉ, làm bù), Tên."
            ).format(path=path.name),
            field="file",
            rule="calendar_file",
        )
    if len(found) > 1:
        raise RuleError(
            _(
                "Tệp {path} có nhiều trang tính ghi ngày: {names}. Để lại một trang, mỗi năm một tệp."
            ).format(path=path.name, names=", ".join(sheet.name for sheet, _table in found)),
            field="file",
            rule="calendar_file",
        )
    return found[0][1]


def _missing(table: DayTable, known: CalendarYear | None) -> list[FileProblem]:
    """A table is often an excerpt: days of the calendar that it does not name would be taken away by it."""
    said = {date.fromisoformat(day["date"]) for day in table.days}
    gone = [mark.day for mark in known.days if mark.day not in said] if known else []
    if not gone or table.problems:
        return []
    days = ", ".join(f"{day:%d/%m}" for day in gone[:12]) + ("…" if len(gone) > 12 else "")
    text = plural(
        "Bảng thiếu {count} ngày đang có trong lịch ({days}). Thêm vào bảng rồi nhập lại.",
        len(gone),
    )
    return [FileProblem(0, text.format(count=len(gone), days=days))]
