"""Lines of a list as provinces and spreadsheets leave them: read right, or told with what is doubtful about them."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from counter_app.desk.catalogue.lists.findings import CheckedLine, Level, Outcome
from counter_app.desk.tables.cell_looks import PLAIN, cell_of, look_of
from counter_app.desk.tables.old_records import _format_text
from counter_app.desk.tables.table_reader import read_tables
from counter_app.domain.catalogue.codes import read_code
from counter_app.domain.catalogue.list_fields import money_counted, speaks_of_end
from counter_app.office import Office
from counter_app.wording.catalogue.listing import fee_words
from tests.desk.lists import GOOD, HEADS, Row, check, said, xlsx
from tests.desk.table_files import Rows, bytes_file, ods, ods_cell, ods_row, workbook

SECTOR, LIMIT, FEE = GOOD[2:]


def line(number: int, **cells: object) -> Row:
    """A good line with some of its cells changed."""
    told = {"code": f"1.9990{number:02d}", "name": f"Cấp giấy phép số {number}"} | cells
    rest = ("sector", SECTOR), ("limit", LIMIT), ("fee", FEE)
    return [told["code"], told["name"], *(told.get(name, usual) for name, usual in rest)]


def texts(found: CheckedLine) -> str:
    return " ".join(item.text for item in found.findings)


@pytest.mark.parametrize(
    ("text", "code", "proposed"),
    [
        ("１．００９５０１", "1.009501", ""),
        ("1\u2024009501", "1.009501", ""),
        ("1·009501", "", "1.009501"),
        ("1。009501", "", "1.009501"),
        ("1–009501", "", "1.009501"),
        ("1/009501", "", "1.009501"),
        ("1.009.501", "", "1.009501"),
        ("1.009501)", "", "1.009501"),
        ("Mã: 1.009501", "", "1.009501"),
        ("1.009501 (mới)", "", "1.009501"),
        ("1.00487", "", "1.004870"),
        ("1.009501; 1.009502", "", ""),
        ("1.0095011.009502", "", ""),
        ("01.009501", "", ""),
        ("1.0095012", "", ""),
        ("T-HTI-009501", "", ""),
    ],
)
def test_what_a_code_can_only_have_been(text: str, code: str, proposed: str) -> None:
    found = read_code(text)
    assert (found.code, found.proposed) == (code, proposed)


@pytest.mark.parametrize(
    ("head", "counted"),
    [
        ("Phí (nghìn đồng)", "nghìn"),
        ("Mức thu (đơn vị tính: 1.000 đồng)", "nghìn"),
        ("ĐVT: 1000đ", "nghìn"),
        ("Lệ phí (triệu đồng)", "triệu"),
        ("Phí, lệ phí (đồng)", ""),
        ("Phí, lệ phí", ""),
        ("Mức thu 11.000 đồng", ""),
    ],
)
def test_what_a_head_counts_money_in(head: str, counted: str) -> None:
    assert money_counted(head) == counted


def test_an_amount_counts_what_its_head_or_the_line_above_says(
    office: Office, tmp_path: Path
) -> None:
    """1.500 under "nghìn đồng" would else be one thousandth of what citizens pay."""
    amounts = ("1500", 1500, "15,5", "8.000 đồng", "Không", "50/bản")
    told = ["Chưa rõ", "1.500.000 đ", "15.500 đ", "8.000 đ", "Không thu", "50.000 đ/bản"]
    rows = [line(at, fee=amount) for at, amount in enumerate(amounts)]
    rows[0] = line(0, fee="1.500")
    heads = (*HEADS[:4], "Phí, lệ phí (nghìn đồng)")
    by_head = check(office, xlsx(tmp_path, *rows, heads=heads))
    above = ["", "", "", "", "Đơn vị tính: 1.000 đồng"]
    by_line = check(office, xlsx(tmp_path, HEADS, *rows, heads=above))
    for report in (by_head, by_line):
        assert [fee_words(item.fee) for item in report.procedures] == told


def test_sums_notes_and_signatures_are_no_faults(office: Office, tmp_path: Path) -> None:
    """Fault 17: what is no procedure does not keep a whole list out; a number it gives is told."""
    report = check(
        office,
        xlsx(
            tmp_path,
            line(1),
            ["Tổng cộng: 1 thủ tục"],
            [None, "Cộng", None, None, 16000],
            [2, "Tổng số"],
            ["Ghi chú: phí theo Nghị quyết 12, năm 2024"],
            ["Người lập biểu", None, None, None, "CHỦ TỊCH"],
            ["Đăng ký khai sinh", None, None, "5 ngày làm việc"],
            [None, "Thủ tục chưa có mã"],
        ),
    )
    outcomes = [item.outcome for item in report.lines]
    assert outcomes == [Outcome.NEW, *[Outcome.PASSED_OVER] * 6, Outcome.BLOCKED]
    assert [item.number for item in report.lines if said(item, Level.WARNING)] == [8]


def test_what_stands_around_pages_and_below_a_decision_is_no_fault(
    office: Office, tmp_path: Path
) -> None:
    texts = [
        "Trang 1/2",
        "(tiếp theo)",
        "Cộng mang sang",
        "Nơi nhận:",
        "- Như Điều 3;",
        "- Lưu: VT.",
    ]
    report = check(
        office, xlsx(tmp_path, line(1), *[[None, text] for text in texts], [None, "Trang trại"])
    )
    outcomes = [item.outcome for item in report.lines]
    assert outcomes == [Outcome.NEW, *[Outcome.PASSED_OVER] * 6, Outcome.BLOCKED]


def test_heads_broken_over_two_lines_are_heads(office: Office, tmp_path: Path) -> None:
    second = ["TTHC", "thủ tục", None, "(ngày làm việc)", "(đồng)"]
    heads = ("Mã", "Tên", "Lĩnh vực", "Thời hạn", "Phí")
    report = check(office, xlsx(tmp_path, second, line(1, limit=3, fee=8000), heads=heads))
    assert [item.outcome for item in report.lines] == [Outcome.PASSED_OVER, Outcome.NEW]
    assert report.procedures[0].limit is not None


def test_one_code_with_two_contents_is_told_on_both_lines(office: Office, tmp_path: Path) -> None:
    same, other = line(1), line(2, limit="9 ngày làm việc")
    first, second, third, fourth = check(office, xlsx(tmp_path, same, same, line(2), other)).lines
    assert (first.level, second.outcome) == (None, Outcome.BLOCKED)
    assert texts(second) == "Trùng với dòng 2."
    assert (third.level, fourth.outcome) == (Level.WARNING, Outcome.BLOCKED)
    assert "Dòng 5 " in texts(third)
    assert "dòng 4 nhưng khác Thời hạn giải quyết" in texts(fourth)


def test_a_name_that_lost_its_accents_replaces_none(office: Office, tmp_path: Path) -> None:
    known = next(item for item in office.catalogue.procedures() if item.name == "Đăng ký khai sinh")
    bare = line(1, code=known.code, name="Dang ký khai sinh", limit="1 ngày làm việc")
    new = line(2, name="Cap giay phep thu")
    kept, told = check(office, xlsx(tmp_path, bare, new), accepted=frozenset({"*"})).lines
    report = check(office, xlsx(tmp_path, bare, new), accepted=frozenset({"*"}))
    assert [item.name for item in report.procedures] == [known.name, "Cap giay phep thu"]
    assert said(kept, Level.WARNING)[0] == said(told, Level.WARNING)[0] == "name"


@pytest.mark.parametrize(
    "value", ["#N/A N/A", "Phí #REF!", "Loading...", "Đang tải...", "#ERROR!", "#SPILL!"]
)
def test_values_that_no_spreadsheet_computed_are_no_names(
    office: Office, tmp_path: Path, value: str
) -> None:
    (found,) = check(office, xlsx(tmp_path, line(1, name=value))).lines
    assert said(found, Level.ERROR) == ["name"]


ENDED = "B. DANH MỤC THỦ TỤC HÀNH CHÍNH BỊ BÃI BỎ"


@pytest.mark.parametrize(
    ("title", "ends"),
    [
        (ENDED, True),
        ("II. Thủ tục hành chính hết hiệu lực", True),
        ("Bãi bỏ", True),
        ("C. TTHC bị bãi bỏ", True),
        ("IV. Danh mục TTHC không còn hiệu lực", True),
        ("Đưa ra khỏi danh mục", True),
        ("TTHC tạm ngừng thực hiện", True),
        ("Danh mục TTHC còn hiệu lực", False),
        ("DANH MỤC THỦ TỤC BAN HÀNH MỚI, SỬA ĐỔI, BỔ SUNG, BÃI BỎ", False),
        ("A. Thủ tục hành chính sửa đổi, bổ sung", False),
        ("(Bãi bỏ Quyết định số 12/QĐ-UBND)", None),
        ("LĨNH VỰC HỘ TỊCH", None),
        ("Hủy bỏ việc đăng ký kết hôn", None),
        (f"{ENDED} {'theo quyết định của chủ tịch ' * 8}", None),
    ],
)
def test_a_title_says_whether_procedures_are_abolished(title: str, ends: bool | None) -> None:
    assert speaks_of_end(title) is ends


def test_what_stands_under_abolished_ones_is_not_taken_for_new(
    office: Office, tmp_path: Path
) -> None:
    """An announcement lists what it abolishes in the same columns as what it issues."""
    inside = check(
        office,
        xlsx(
            tmp_path, ["A. DANH MỤC THỦ TỤC BAN HÀNH MỚI"], line(1), [ENDED], ["HỘ TỊCH"], line(2)
        ),
    ).lines
    taken = [item.outcome for item in inside if item.code]
    assert taken == [Outcome.NEW, Outcome.BLOCKED]
    above = check(office, xlsx(tmp_path, HEADS, line(3), heads=[ENDED])).lines
    assert [item.outcome for item in above] == [Outcome.BLOCKED]
    sheets: dict[str, Rows] = {"Mới": [HEADS, line(4)], "Bãi bỏ": [HEADS, line(5)]}
    apart = check(office, workbook(tmp_path, sheets)).lines
    assert [item.outcome for item in apart] == [Outcome.NEW, Outcome.BLOCKED]
    heads = (*HEADS, "Tình trạng")
    told = check(office, xlsx(tmp_path, [ENDED], [*line(6), "Cần rà soát"], heads=heads)).lines
    assert [item.outcome for item in told if item.code] == [Outcome.NEW], "its own column says it"


def test_heads_repeated_in_other_places_are_no_procedure(office: Office, tmp_path: Path) -> None:
    report = check(office, xlsx(tmp_path, line(1), ["STT", *HEADS[1:]], line(2)))
    assert [item.outcome for item in report.lines] == [Outcome.NEW] * 2


def test_a_name_too_long_for_one_is_refused_before_it_is_written(
    office: Office, tmp_path: Path
) -> None:
    (found,) = check(office, xlsx(tmp_path, line(1, name="Thủ tục " + "dài " * 300))).lines
    assert said(found, Level.ERROR) == ["name"]


@pytest.mark.parametrize(
    ("own", "value", "shown"),
    [
        ('#,##0" nghìn đồng"', 1500, "1500 nghìn đồng"),
        ('#,##0,"k"', 8000, "8 k"),
        ("[$USD] #,##0", 10, "USD 10"),
        ("[$$-409]#,##0.00", 10, "$ 10"),
        ('_-* #,##0\\ "₫"_-;_-* "-"??\\ "₫"_-;_-@_-', 8000, "8000 ₫"),
        ('0" ngày làm việc"', 3, "3 ngày làm việc"),
        ('"Miễn phí"', 0, "Miễn phí"),
        ("0.000000", 1.00981, "1.009810"),
        ("#,##0", 8000, 8000),
        ("_(* #,##0_);_(* (#,##0)", 8000, 8000),
        ('[<1000]0" đ"', 5, 5),
        ("0%", 0.5, "50%"),
        ("General", 5, 5),
        ("", 5, 5),
    ],
)
def test_a_number_is_read_with_the_words_it_is_shown_with(
    own: str, value: float, shown: object
) -> None:
    """1.500 shown as "1.500 nghìn đồng" is no 1.500 đồng."""
    assert cell_of(value, look_of(struck=False, number=164, own=own)) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1.500 nghìn đồng", "1500 nghìn đồng"),
        ("1,5 triệu", "1,5 triệu"),
        ("$1,500.00", "$1,500.00"),
        ("1500", 1500),
        ("1.500", 1500),
        ("1.5E+03", 1500),
        ("-1500", 1500),
    ],
)
def test_an_open_document_s_number_too(tmp_path: Path, text: str, shown: object) -> None:
    cell = ods_cell(1500).replace("<text:p>1500", f"<text:p>{text}")
    (sheet,) = read_tables(ods(tmp_path, {"A": ods_row([cell, "x"])})).sheets
    assert sheet.rows[0].cells[0] == shown


@pytest.mark.parametrize(
    "data", [b'\x06\0\x000" kg"', b'\x060" kg"', b"\x06\0\x01" + '0" kg"'.encode("utf-16-le")]
)
def test_formats_of_old_workbooks_are_read_whole(data: bytes) -> None:
    assert _format_text(data) == '0" kg"'


def test_a_day_as_a_bare_number_is_asked_about_where_days_count_from_1904(
    office: Office, tmp_path: Path
) -> None:
    def change(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    rows = [(*HEADS, "Áp dụng từ"), [*line(1), date(2026, 7, 1)], [*line(2), 44742]]
    told, asked = check(office, workbook(tmp_path, {"A": rows}, change)).lines
    assert (told.level, said(asked, Level.ERROR)) == (None, ["valid_from"])


def test_a_line_shorter_than_the_others_is_told(office: Office, tmp_path: Path) -> None:
    lines = [";".join(map(str, row)) for row in (HEADS, line(1), line(2)[:3], line(3))]
    report = check(office, bytes_file(tmp_path, "\n".join(lines).encode(), "a.csv"))
    assert [item.level for item in report.lines] == [None, Level.WARNING, None]
    assert "3 ô" in texts(report.lines[1])


def test_a_table_of_heads_alone_says_so(office: Office, tmp_path: Path) -> None:
    report = check(office, xlsx(tmp_path))
    assert [item.level for item in report.remarks] == [Level.WARNING]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, "TRUE"),
        (False, "FALSE"),
        (timedelta(hours=72, minutes=5), "72:05:00"),
        (timedelta(seconds=90), "0:01:30"),
        (time(7, 30), "07:30:00"),
    ],
)
def test_what_is_no_text_reads_as_a_spreadsheet_shows_it(value: object, shown: object) -> None:
    """Else a fee says "False" on a receipt, and a limit "3 days, 0:05:00" in a sentence."""
    assert cell_of(value, PLAIN) == shown
