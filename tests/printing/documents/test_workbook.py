"""Reports for Excel: numbers are numbers, dates are dates, and nothing is ever a formula."""

from __future__ import annotations

import io
from datetime import datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from counter_app.domain.paper.report_table import TableColumn
from counter_app.printing.sheets.workbook import sheet_name, workbook
from tests.printing.sheets import at, make_heading, make_table

CREATED = at(2026, 11, 23, 17, 5)
EVIL = (
    '=HYPERLINK("http://x.example","bấm")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1+1}",
    "https://x.example/a",
    "mailto:a@example.vn",
    "00123",
    "1e5",
)


def first_sheet(data: bytes) -> Worksheet:
    """The sheet as another program reads it."""
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def body(sheet: Worksheet, row: int) -> list[object]:
    """The values of a row of the table, counted from its first row."""
    start = int(str(sheet.freeze_panes)[1:])
    return [cell.value for cell in sheet[start + row]]


def test_cells_keep_their_types() -> None:
    sheet = first_sheet(workbook([make_table()], make_heading(), created=CREATED))
    start = int(str(sheet.freeze_panes)[1:])
    cells = sheet[start]
    assert [cell.value for cell in cells] == [
        1,
        "T99001-261123-010001",
        "Nguyễn Thị Ưởng",
        datetime(2026, 2, 5),  # noqa: DTZ001 -- a spreadsheet knows no zones
        datetime(2026, 2, 10, 9, 0),  # noqa: DTZ001
        15_000,
        12.5,
    ]
    assert [cell.data_type for cell in cells] == ["n", "s", "s", "d", "d", "n", "n"]
    assert cells[3].number_format == "dd/mm/yyyy"
    assert cells[5].number_format == "#,##0"


def test_total_and_notes_follow() -> None:
    sheet = first_sheet(workbook([make_table()], make_heading(), created=CREATED))
    assert body(sheet, 3)[1] == "Cộng"
    assert body(sheet, 3)[5] == 1_234_567
    assert sheet[int(str(sheet.freeze_panes)[1:]) + 3][1].font.bold
    texts = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "Hồ sơ xin rút tính vào đúng hạn." in texts
    assert "(7)=(6)/(1)" in texts


@pytest.mark.parametrize("text", EVIL)
def test_text_is_never_run_nor_changed(text: str) -> None:
    source = make_table(
        columns=(TableColumn(title=text),),
        rows=((text,),),
        total=(text,),
        numbers=(text,),
        notes=(text,),
        title=text,
        subtitle=text,
    )
    sheet = first_sheet(workbook([source], make_heading(parent=text), created=CREATED))
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert body(sheet, 0) == [text]
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_groups_are_merged_and_the_head_stays_in_sight() -> None:
    sheet = first_sheet(workbook([make_table()], make_heading(), created=CREATED))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A6:A8", "B6:D6", "C7:D7"} <= merged
    assert sheet.freeze_panes == "A10"
    assert sheet.print_title_rows == "$6:$9"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_sheet_says_whose_it_is_and_when_it_was_counted() -> None:
    data = workbook([make_table()], make_heading(sample=True), created=CREATED)
    sheet = first_sheet(data)
    assert sheet["A1"].value == "Ủy ban nhân dân xã An Phú Mẫu – Trung tâm Phục vụ hành chính công"
    assert sheet["A2"].value == "Danh sách hồ sơ tiếp nhận"
    assert sheet["A3"].value == "Lĩnh vực hộ tịch – Số liệu tính lúc 17:05 23/11/2026"
    assert str(sheet["A4"].value).startswith("DỮ LIỆU MẪU")


def test_the_same_tables_give_the_same_bytes() -> None:
    tables = [make_table(), make_table(40)]
    first = workbook(tables, make_heading(), created=CREATED)
    assert workbook(tables, make_heading(), created=CREATED) == first
    later = workbook(tables, make_heading(), created=at(2026, 11, 24, 17, 5))
    assert later != first


def test_each_table_has_its_sheet() -> None:
    data = workbook([make_table(), make_table()], make_heading(), created=CREATED)
    assert load_workbook(io.BytesIO(data)).sheetnames == ["Danh sách", "Danh sách 2"]
    assert load_workbook(io.BytesIO(workbook([], make_heading(), created=CREATED))).sheetnames


def test_names_of_sheets_are_what_excel_allows() -> None:
    taken: set[str] = set()
    assert sheet_name("II.06a/VPCP: [tháng]?*", taken) == "II.06a-VPCP- -tháng---"
    assert sheet_name("x" * 40, taken) == "x" * 31
    assert sheet_name("X" * 40, taken) == "X" * 29 + " 2"
    assert sheet_name("", taken) == "Bảng"


def test_a_very_long_text_is_cut_where_excel_would_refuse_it() -> None:
    source = make_table(
        columns=(TableColumn(title="Ý kiến"),), rows=(("a" * 40_000,),), total=None, numbers=()
    )
    (value,) = body(first_sheet(workbook([source], make_heading(), created=CREATED)), 0)
    assert len(str(value)) == 32_767
