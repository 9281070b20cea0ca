"""What people do to lists, in pieces: each changes a sketch of a list, and what can rightly be read of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.desk.old_letters import misread, tcvn3, vni, windows_1258
from tests.desk.old_workbook import OldSheet, old_workbook
from tests.desk.table_files import bytes_file, csv_text, ods, ods_row, workbook

HEADS = {
    "stt": "STT", "code": "Mã TTHC", "name": "Tên thủ tục hành chính", "sector": "Lĩnh vực",
    "limit": "Thời hạn giải quyết", "fee": "Phí, lệ phí", "papers": "Thành phần hồ sơ",
}  # fmt: skip
NAMES = (
    "Đăng ký khai sinh thử", "Chứng thực chữ ký thử", "Cấp bản sao trích lục thử", "Xác nhận tình trạng đất thử",
    "Đăng ký lại kết hôn thử", "Cấp giấy phép xây dựng thử", "Hỗ trợ chi phí mai táng thử", "Đăng ký hộ kinh doanh thử",
    "Chế độ thương binh thử", "Cấp lại giấy chứng nhận thử", "Công nhận hòa giải viên thử", "Cấp bản sao sổ gốc thử",
)  # fmt: skip
Row = dict[str, Any]


@dataclass
class Truth:
    """What a procedure is; ``told``: it may stay out, when the report says why."""

    code: str
    name: str
    sector: str
    days: int
    fee: int
    online: int | None = None
    papers: tuple[str, ...] = ("Tờ khai",)
    told: bool = False
    since: date | None = None


@dataclass
class Sketch:
    """A list before it is a file. Rows with ``raw`` are no procedures; ``merged`` holds rows and a column."""

    columns: list[str]
    heads: dict[str, str]
    rows: list[Row]
    truths: dict[str, Truth]
    above: list[list[object]] = field(default_factory=list)
    below: list[list[object]] = field(default_factory=list)
    others: dict[str, tuple[list[list[object]], bool]] = field(default_factory=dict)
    merged: list[tuple[Row, Row, str]] = field(default_factory=list)
    hidden_rows: list[Row] = field(default_factory=list)
    struck: list[tuple[Row, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    two_heads: dict[str, str] = field(default_factory=dict)

    def row(self, at: int) -> Row:
        """The row of the procedure at a place."""
        return next(row for row in self.rows if row.get("at") == at)

    def truth(self, at: int) -> Truth:
        """What it is."""
        return self.truths[f"1.9991{at:02d}"]

    def put(self, at: int, row: Row, *, behind: bool = False) -> None:
        """A row before, or behind, that of a procedure."""
        place = next(index for index, item in enumerate(self.rows) if item.get("at") == at)
        self.rows.insert(place + behind, row)


def sketch() -> Sketch:
    """Twelve procedures, written as they should be."""
    truths, rows = {}, []
    for at, name in enumerate(NAMES):
        truth = Truth(
            f"1.9991{at:02d}", name, "ho-tich" if at % 2 else "chung-thuc", at + 2, 1_000 * (at + 1)
        )
        truths[truth.code] = truth
        sector = "Hộ tịch" if at % 2 else "Chứng thực"
        rows.append({
            "at": at, "stt": at + 1, "code": truth.code, "name": name, "sector": sector,
            "limit": f"{truth.days} ngày làm việc", "fee": f"{truth.fee} đồng", "papers": "Tờ khai",
        })  # fmt: skip
    return Sketch(list(HEADS), dict(HEADS), rows, truths)


Mess = Callable[[Sketch], None]


def title_above(it: Sketch) -> None:
    """A letterhead."""
    it.above = [["ỦY BAN NHÂN DÂN TỈNH MẪU"], ["DANH MỤC THỦ TỤC HÀNH CHÍNH"], []]


def numbered_columns(it: Sketch) -> None:
    """(1) (2) (3) under the heads."""
    it.below = [[f"({at})" for at in range(1, len(it.columns) + 1)]]


def heads_again(it: Sketch) -> None:
    """The heads on every page."""
    it.put(3, {"raw": "heads"})


def sector_headings(it: Sketch) -> None:
    """The sector over its procedures instead of beside them."""
    for at in (8, 9):
        it.row(at)["sector"] = None
        it.truth(at).sector = "ho-tich"
    it.put(8, {"raw": [None, None, "LĨNH VỰC HỘ TỊCH"]})


def long_gap(it: Sketch) -> None:
    """Six hundred empty lines."""
    for _line in range(600):
        it.put(6, {"raw": []})


def sector_merged(it: Sketch) -> None:
    """One cell for the sector of two."""
    first, last = it.row(4), it.row(5)
    last["sector"], it.truth(5).sector = None, it.truth(4).sector
    it.merged.append((first, last, "sector"))


def papers_below(it: Sketch) -> None:
    """A second paper in a line of its own, the rest merged."""
    owner = it.row(2)
    line: Row = {"papers": "Giấy chứng sinh"}
    it.put(2, line, behind=True)
    it.merged += [(owner, line, name) for name in ("stt", "code", "name", "sector", "limit", "fee")]
    it.truth(2).papers = ("Tờ khai", "Giấy chứng sinh")


def row_hidden(it: Sketch) -> None:
    """A filter left on."""
    it.hidden_rows.append(it.row(10))


def row_struck(it: Sketch) -> None:
    """Abolished by a stroke."""
    it.struck += [(it.row(7), name) for name in it.columns]
    it.truth(7).told = True


def limit_corrected(it: Sketch) -> None:
    """The old limit struck out, the new one behind it."""
    new = it.row(1)["limit"]
    it.row(1)["limit"] = CellRichText(TextBlock(InlineFont(strike=True), "30 ngày "), str(new))


def error_value(it: Sketch) -> None:
    """A formula that went wrong."""
    it.row(11)["limit"] = "#REF!"
    it.truth(11).told = True


def zero_lost(it: Sketch) -> None:
    """The code became a number."""
    it.row(10)["code"] = 1.99911
    it.truth(10).told = True


def apostrophes(it: Sketch) -> None:
    """The code is kept as text by hand."""
    it.row(3)["code"] = "'1.999103"
    it.row(4)["code"] = "1,999104 "


def name_in_tcvn3(it: Sketch) -> None:
    """Pasted from an old document."""
    it.row(0)["name"] = misread(tcvn3(it.truth(0).name))


def name_in_another_page(it: Sketch) -> None:
    """Copied out of a program set to Russian."""
    it.row(9)["name"] = misread(it.truth(9).name.encode(), "cp1251")


def days_month_first(it: Sketch) -> None:
    """First days as a program set to American English writes them."""
    it.columns.append("since")
    it.heads["since"] = "Áp dụng từ ngày"
    for row in it.rows:
        if "at" in row:
            day = it.truth(row["at"]).since = date(2026, 7, 8 + row["at"])
            row["since"] = f"{day:%m/%d/%Y}"
    it.remarks.append("tháng trước ngày")


def name_lost(it: Sketch) -> None:
    """Saved by a program without these letters."""
    it.row(6)["name"] = "Hỗ tr? chi ph? mai t?ng"
    it.truth(6).told = True


def hidden_sheet(it: Sketch) -> None:
    """Last year's list behind the new one."""
    old: list[list[object]] = [
        [at, f"1.9991{at:02d}", "Bản cũ", "Hộ tịch", "99 ngày", "9 đồng", "x"] for at in range(12)
    ]
    old.insert(0, [*HEADS.values()])
    it.others["cũ 2019"] = (old, True)
    it.remarks.append("cũ 2019")


def example_sheet(it: Sketch) -> None:
    """A legend with more heads than the list."""
    heads: list[object] = [*HEADS.values(), "Căn cứ pháp lý", "Ghi chú", "Kết quả"]
    line: list[object] = [1, "1.999100", "Ví dụ", "Hộ tịch", "1 ngày", "1 đồng", "x", "x", "x", "x"]
    it.others["Mẫu ví dụ"] = ([heads, line], False)
    it.remarks.append("Mẫu ví dụ")


def other_order(it: Sketch) -> None:
    """The columns the other way round, and one more."""
    it.columns = [*reversed(it.columns), "Đối tượng"]
    if "online" in it.columns:  # what stands under one head stays in its order
        it.columns.remove("online")
        it.columns.insert(it.columns.index("fee") + 1, "online")
    it.heads["Đối tượng"] = "Đối tượng thực hiện"
    for row in it.rows:
        if "at" in row:
            row["Đối tượng"] = "Cá nhân"


def two_fees(it: Sketch) -> None:
    """A fee at the counter and one on the portal, under one head."""
    at = it.columns.index("fee")
    it.columns.insert(at + 1, "online")
    it.two_heads = {"fee": "Trực tiếp", "online": "Trực tuyến"}
    it.heads["online"] = ""
    for row in it.rows:
        if "at" in row:
            truth = it.truth(row["at"])
            truth.online = truth.fee // 2
            row["online"] = f"{truth.online} đồng"


MESSES: tuple[Mess, ...] = (
    title_above, numbered_columns, heads_again, sector_headings, long_gap, sector_merged, papers_below, row_hidden,
    row_struck, limit_corrected, error_value, zero_lost, apostrophes, name_in_tcvn3, name_lost, hidden_sheet,
    example_sheet, other_order, two_fees, name_in_another_page, days_month_first,
)  # fmt: skip
TEXT_MESSES: tuple[Mess, ...] = (
    title_above, numbered_columns, heads_again, sector_headings, long_gap, error_value, zero_lost, apostrophes,
    name_lost, other_order, two_fees, days_month_first,
)  # fmt: skip
ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "windows-1258": windows_1258,
    "tcvn3": tcvn3,
    "vni": vni,
}


def _grid(it: Sketch) -> tuple[list[list[Any]], dict[int, int]]:
    """The lines, and at which of them (from 1) each row stands."""
    lines: list[list[Any]] = [*it.above, [it.heads[name] for name in it.columns]]
    if it.two_heads:
        lines.append([it.two_heads.get(name) for name in it.columns])
    heads = [it.heads[name] or None for name in it.columns]
    lines += it.below
    places = {}
    for row in it.rows:
        raw = row.get("raw")
        lines.append(
            heads
            if raw == "heads"
            else raw
            if raw is not None
            else [row.get(name) for name in it.columns]
        )
        places[id(row)] = len(lines)
    return lines, places


def as_workbook(it: Sketch, folder: Path) -> Path:
    """The sketch as a workbook."""
    lines, places = _grid(it)
    sheets: dict[str, Any] = {name: rows for name, (rows, _hidden) in it.others.items()}
    sheets["Danh mục"] = [
        [None if isinstance(cell, CellRichText) else cell for cell in line] for line in lines
    ]

    def change(book: Any) -> None:
        sheet = book["Danh mục"]
        for at, line in enumerate(lines, 1):
            for column, cell in enumerate(line, 1):
                if isinstance(cell, CellRichText):
                    sheet.cell(at, column).value = cell
        for first, last, name in it.merged:
            column = it.columns.index(name) + 1
            sheet.merge_cells(
                start_row=places[id(first)],
                end_row=places[id(last)],
                start_column=column,
                end_column=column,
            )
        for row in it.hidden_rows:
            sheet.row_dimensions[places[id(row)]].hidden = True
        for row, name in it.struck:
            sheet.cell(places[id(row)], it.columns.index(name) + 1).font = Font(strike=True)
        for name, (_rows, hidden) in it.others.items():
            book[name].sheet_state = "hidden" if hidden else "visible"

    return workbook(folder, sheets, change)


def as_old_workbook(it: Sketch, folder: Path) -> Path:
    """The sketch as Excel 97–2003 has it."""
    lines, _places = _grid(it)
    return old_workbook(folder, OldSheet("Danh mục", lines))


def as_open_document(it: Sketch, folder: Path) -> Path:
    """The sketch as LibreOffice has it."""
    lines, _places = _grid(it)
    return ods(folder, {"Danh mục": "".join(map(ods_row, lines))})


def as_text(it: Sketch, folder: Path, encoding: str, separator: str) -> Path:
    """The sketch as a text file."""
    lines, _places = _grid(it)
    width = len(it.columns)
    padded = [[*line, *[None] * (width - len(line))] for line in lines]
    quoted = [[f'"{cell}"' if separator in str(cell) else cell for cell in line] for line in padded]
    return bytes_file(folder, ENCODERS[encoding](csv_text(quoted, separator)), "danh-muc.csv")
