"""Lists of procedures as files, for tests to take in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, ListOptions, ListReport
from counter_app.domain.catalogue.procedure import Procedure
from counter_app.office import Office

HEADS = ("Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Phí, lệ phí")
GOOD = ("1.999001", "Cấp giấy phép thử", "Hộ tịch", "3 ngày làm việc", "8.000 đồng/bản")
Row = Sequence[object]


def xlsx(folder: Path, *rows: Row, heads: Row = HEADS, name: str = "danh-muc.xlsx") -> Path:
    """A workbook with heads and rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (heads, *rows):
        sheet.append(list(row))
    path = folder / name
    book.save(path)
    return path


def check(office: Office, path: Path, **options: object) -> ListReport:
    """The report of a file, columns as guessed."""
    table = office.procedure_lists.read_list(path)
    columns = office.procedure_lists.columns_of(table)
    return office.procedure_lists.check_list(table, columns, ListOptions(**options))  # type: ignore[arg-type]


def load(office: Office, path: Path, **options: object) -> ListReport:
    """Take a file in, columns as guessed."""
    table = office.procedure_lists.read_list(path)
    columns = office.procedure_lists.columns_of(table)
    wish = ListOptions(**options)  # type: ignore[arg-type]
    return office.procedure_lists.load_list(table, columns, wish).result


def said(line: CheckedLine, level: Level) -> list[str]:
    """The fields that a line's findings of one level are about."""
    return [item.field for item in line.findings if item.level is level]


def valid(office: Office, code: str, day: date = date(2026, 11, 23)) -> Procedure:
    """The version in force on a day."""
    found = office.store.catalogue.valid(code, day)
    assert found is not None
    return found
