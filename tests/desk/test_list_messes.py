"""Lists as provinces send them: every sheet, line and cell is read right or told; nothing half read is an update."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl.styles import Font

from counter_app.desk.catalogue.lists.findings import (
    CheckedLine,
    Level,
    ListOptions,
    ListReport,
    Outcome,
)
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk import lists
from tests.desk.lists import GOOD, Row, check, load, said, valid, xlsx
from tests.desk.old_letters import misread, tcvn3
from tests.desk.table_files import Rows, bytes_file, csv_file, csv_text, workbook
from tests.makers import BIRTH

LISTED = lists.HEADS
HEADS = ("STT", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn giải quyết", "Phí, lệ phí")


def row(number: int, name: str = "", **other: object) -> tuple[object, ...]:
    facts = {
        "code": f"1.99900{number}", "name": name or f"Thủ tục số {number}", "sector": "Hộ tịch",
        "limit": "3 ngày làm việc", "fee": "8.000 đồng",
    } | other  # fmt: skip
    return (number, *facts.values())


def texts(report: ListReport, level: Level = Level.WARNING) -> str:
    return " | ".join(item.text for item in report.remarks if item.level is level)


def line(report: ListReport, number: int) -> CheckedLine:
    (found,) = (item for item in report.lines if item.number == number)
    return found


# --- sheets ------------------------------------------------------------------------------------


def test_sheets_with_the_same_heads_are_one_list(office: Office, tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {"Hộ tịch": [HEADS, row(1)], "Chứng thực": [("Phụ lục",), HEADS, row(2), row(3), row(1)]},
    )
    report = load(office, path)
    assert (report.count(Outcome.NEW), report.count(Outcome.BLOCKED)) == (3, 1)
    assert [item.place for item in report.lines] == [
        "Hộ tịch 2",
        "Chứng thực 3",
        "Chứng thực 4",
        "Chứng thực 5",
    ]
    assert "Hộ tịch 2" in report.lines[-1].findings[0].text
    assert "“Chứng thực” (3 dòng)" in texts(report, Level.NOTE)


def test_the_largest_list_is_read_and_the_others_are_named(office: Office, tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "Mẫu ví dụ": [("Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Thời hạn", "Phí", "Căn cứ pháp lý", "Ghi chú"),
                      ("1.999399", "Ví dụ", "Hộ tịch", "3wd", "0", "Luật", "x")],
        "DANH MỤC": [HEADS, row(1), row(2), row(3)],
    }  # fmt: skip
    path = workbook(tmp_path, sheets)
    report = check(office, path)
    assert report.count(Outcome.NEW) == 3
    assert "“Mẫu ví dụ” (1 dòng)" in texts(report)
    table = office.procedure_lists.read_list(path, ["mẫu ví dụ"])
    assert [item.read for item in table.sheets] == [True, False]
    assert table.lines[0][1][0] == "1.999399"


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_left_out_and_told(office: Office, tmp_path: Path, state: str) -> None:
    def hide(book: object) -> None:
        book["cũ 2019"].sheet_state = state  # type: ignore[index]

    rows = [row(at, "Bản cũ") for at in (1, 2, 3)]
    path = workbook(tmp_path, {"Mới": [HEADS, row(1, "Bản mới")], "cũ 2019": [HEADS, *rows]}, hide)
    report = load(office, path)
    assert [item.name for item in report.lines] == ["Bản mới"]
    assert "“cũ 2019” (3 dòng)" in texts(report)
    asked = office.procedure_lists.read_list(path, ["cũ 2019"])
    columns = office.procedure_lists.columns_of(asked)
    assert "ẩn" not in texts(office.procedure_lists.check_list(asked, columns, ListOptions()))


def test_sheets_named_wrongly_or_that_do_not_fit_are_refused(
    office: Office, tmp_path: Path
) -> None:
    path = workbook(tmp_path, {"A": [HEADS, row(1)], "B": [HEADS[1:], row(2)[1:]]})
    for names in (["C"], ["A", "B"]):
        with pytest.raises(RuleError) as refused:
            office.procedure_lists.read_list(path, names)
        assert refused.value.field == "sheet"
    assert [at for at, _cells in office.procedure_lists.read_list(path, ["b"]).lines] == [2]


# --- heads -------------------------------------------------------------------------------------


def _two_lines(merged: bool) -> tuple[Rows, object]:
    heads = (
        "STT",
        "Mã TTHC",
        "Tên TTHC",
        "Lĩnh vực",
        "Thời hạn giải quyết",
        None,
        "Phí, lệ phí",
        None,
    )
    below = (None, None, None, None, "Theo quy định", "Sau cắt giảm", "Trực tiếp", "Trực tuyến")
    numbers = tuple(f"({at})" for at in range(1, 9))
    data = (1, "1.999001", "Thủ tục", "Hộ tịch", "10 ngày", "07 ngày", "15.000 đồng", "7.500 đồng")

    def merge(book: object) -> None:
        if merged:
            for area in ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3"):
                book["Một"].merge_cells(area)  # type: ignore[index]

    return [("UBND TỈNH MẪU",), ("DANH MỤC",), heads, below, numbers, data], merge


@pytest.mark.parametrize("merged", [True, False])
def test_heads_of_two_lines_are_read_together(office: Office, tmp_path: Path, merged: bool) -> None:
    rows, merge = _two_lines(merged)
    report = load(office, workbook(tmp_path, {"Một": rows}, merge))  # type: ignore[arg-type]
    found = valid(office, "1.999001")
    assert (found.fee.amount, found.fee.online_amount) == (15_000, 7_500)
    assert found.limit == parse_limit("10d")
    assert said(line(report, 6), Level.WARNING) == ["limit"]
    assert "07 ngày" in line(report, 6).findings[0].text
    assert "Sau cắt giảm" in texts(report)


@pytest.mark.parametrize(
    ("direct", "online", "amounts"),
    [
        ("20.000 đ", "10.000 đ", (20_000, 10_000)),
        (20000, 10000, (20_000, 10_000)),
        ("20.000", "20.000", (20_000, None)),
        ("20.000 đồng", None, (20_000, None)),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_two_columns_of_the_fee_are_one_fee(
    office: Office, tmp_path: Path, direct: object, online: object, amounts: object, turned: bool
) -> None:
    heads, cells = ["Phí nộp trực tiếp", "Phí nộp trực tuyến"], [direct, online]
    if turned:
        heads, cells = heads[::-1], cells[::-1]
    rows = [(*HEADS[:5], *heads), (*row(1)[:5], *cells)]
    load(office, workbook(tmp_path, {"Một": rows}))
    fee = valid(office, "1.999001").fee
    assert (fee.amount, fee.online_amount) == amounts


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        (("Mã TTHC cũ", "Mã TTHC mới", *LISTED[1:]), ("1.999001", "1.999009", *GOOD[1:])),
        ((*LISTED, "", *LISTED), (*GOOD, "", "1.999009", *GOOD[1:])),
    ],
)
def test_a_second_code_on_a_line_is_not_lost(
    office: Office, tmp_path: Path, heads: Row, row: Row
) -> None:
    """An old code beside the new one, or two tables side by side: the line names what was not read."""
    (line,) = check(office, xlsx(tmp_path, row, heads=heads)).lines
    assert [item.text for item in line.findings if "1.999009" in item.text]
    assert line.level is Level.WARNING


def test_of_an_old_value_and_the_new_one_the_new_is_read(office: Office, tmp_path: Path) -> None:
    """Wherever it stands; the old one alone is still read."""
    heads = (
        "Mã TTHC cũ",
        "Mã TTHC mới",
        "Tên thủ tục",
        "Lĩnh vực",
        "Thời hạn giải quyết trước đây",
    )
    row = ("1.999008", "1.999001", "Cấp giấy phép thử", "Hộ tịch", "9 ngày làm việc")
    path = xlsx(tmp_path, (*row, "3 ngày làm việc"), heads=(*heads, "Thời hạn giải quyết"))
    (line,) = load(office, path).lines
    assert line.code == "1.999001"
    assert valid(office, "1.999001").limit == parse_limit("3wd")
    assert [item.text for item in line.findings if "1.999008" in item.text]
    (alone,) = check(office, xlsx(tmp_path, row[:1] + row[2:], heads=heads[:1] + heads[2:])).lines
    assert alone.code == "1.999008"


def test_heads_repeated_on_every_page_are_passed_over(office: Office, tmp_path: Path) -> None:
    rows = [
        HEADS,
        row(1),
        HEADS,
        (None, "LĨNH VỰC CHỨNG THỰC"),
        row(2, sector=None),
        ("STT (tiếp)", *HEADS[1:]),
        row(3),
    ]
    report = load(office, workbook(tmp_path, {"Một": rows}), whole=True)
    assert (report.count(Outcome.NEW), report.count(Outcome.BLOCKED)) == (3, 0)
    assert valid(office, "1.999002").sector == "chung-thuc"


def test_another_table_below_is_told_not_read(office: Office, tmp_path: Path) -> None:
    other = ("Tên thủ tục", "Mã TTHC", "Lĩnh vực", "Ghi chú")
    rows = [
        HEADS,
        row(1),
        other,
        ("Khác", "1.999002", "Hộ tịch", ""),
        ("Nữa", "1.999003", "Hộ tịch", ""),
    ]
    report = check(office, workbook(tmp_path, {"Một": rows}))
    assert [item.code for item in report.lines] == ["1.999001"]
    assert "Từ dòng 3" in texts(report)
    assert "2 dòng" in texts(report)


def test_columns_that_are_not_read_are_told(office: Office, tmp_path: Path) -> None:
    rows = [(*HEADS, "Đối tượng thực hiện"), (*row(1), "Cá nhân")]
    report = check(office, workbook(tmp_path, {"Một": rows}))
    assert "Đối tượng thực hiện" in texts(report, Level.NOTE)
    assert [(item.head, item.field, item.cells) for item in report.columns][-2:] == [
        ("Phí, lệ phí", "fee", 1),
        ("Đối tượng thực hiện", "", 1),
    ]


def test_a_hidden_column_is_read_only_where_no_other_says_it(
    office: Office, tmp_path: Path
) -> None:
    def hide(book: object) -> None:
        book["Một"].column_dimensions["E"].hidden = True  # type: ignore[index]

    rows = [(*HEADS, "Thời hạn thực hiện"), (*row(1, limit="9 ngày"), "5 ngày")]
    load(office, workbook(tmp_path, {"Một": rows}, hide))
    assert valid(office, "1.999001").limit == parse_limit("5d")


# --- lines -------------------------------------------------------------------------------------


def _merged(*areas: str) -> object:
    def merge(book: object) -> None:
        for area in areas:
            book["Một"].merge_cells(area)  # type: ignore[index]

    return merge


def test_papers_under_merged_cells_are_read_and_a_second_limit_is_told(
    office: Office, tmp_path: Path
) -> None:
    heads = (*HEADS, "Thành phần hồ sơ")
    rows = [
        heads,
        (*row(1), "Tờ khai"),
        (None, None, None, None, "6 ngày làm việc", None, "Giấy chứng sinh"),
        (*row(2), "Đơn"),
        (None, None, None, None, "3 NGÀY LÀM VIỆC", None, "Đơn"),
    ]
    merge = _merged(*(f"{at}{top}:{at}{top + 1}" for at in "ABCDF" for top in (2, 4)))
    report = load(office, workbook(tmp_path, {"Một": rows}, merge))  # type: ignore[arg-type]
    assert [paper.name for paper in valid(office, "1.999001").papers] == [
        "Tờ khai",
        "Giấy chứng sinh",
    ]
    below = line(report, 3)
    assert (below.outcome, below.code) == (Outcome.PASSED_OVER, "1.999001")
    assert said(below, Level.WARNING) == ["limit"]
    assert said(line(report, 5), Level.WARNING) == [], "said once more it is no second one"
    assert [paper.name for paper in valid(office, "1.999002").papers] == ["Đơn"]
    assert report.count(Outcome.NEW) == 2


def test_one_limit_merged_over_several_procedures_is_theirs(office: Office, tmp_path: Path) -> None:
    rows = [HEADS, row(1), row(2, limit=None), row(3, limit=None)]
    load(office, workbook(tmp_path, {"Một": rows}, _merged("E2:E4")))  # type: ignore[arg-type]
    assert {valid(office, f"1.99900{at}").limit for at in (1, 2, 3)} == {parse_limit("3wd")}


@pytest.mark.parametrize("field", ["limit", "fee"])
def test_a_line_without_code_and_name_is_told(office: Office, tmp_path: Path, field: str) -> None:
    loose = [
        None,
        None,
        None,
        None,
        *("06 ngày" if name == field else None for name in ("limit", "fee")),
    ]
    report = check(office, csv_file(tmp_path, [HEADS, row(1), loose, row(2)]))
    assert said(line(report, 3), Level.WARNING) == [field]
    assert "1.999001" in line(report, 3).findings[0].text
    signed = (None, None, None, None, "CHỦ TỊCH", "(Ký tên)")
    report = check(office, csv_file(tmp_path, [HEADS, row(1), signed]))
    assert line(report, 3).findings == []


def test_struck_out_and_hidden_lines_are_told(office: Office, tmp_path: Path) -> None:
    def change(book: object) -> None:
        sheet = book["Một"]  # type: ignore[index]
        for cell in sheet[2]:
            cell.font = Font(strike=True)
        sheet.row_dimensions[3].hidden = True
        sheet["F4"].font = Font(strike=True)

    report = load(office, workbook(tmp_path, {"Một": [HEADS, row(1), row(2), row(3)]}, change))
    gone, hidden, part = report.lines
    assert (gone.outcome, gone.code, gone.level) == (Outcome.PASSED_OVER, "1.999001", Level.WARNING)
    assert (hidden.outcome, hidden.level) == (Outcome.NEW, Level.WARNING)
    assert said(part, Level.WARNING) == ["fee"]
    assert "8.000 đồng" in part.findings[0].text
    assert office.store.catalogue.valid("1.999001", office.rules.today()) is None


def test_cells_beyond_the_heads(office: Office, tmp_path: Path) -> None:
    rows = [HEADS, row(1), (*row(2), "thừa")]
    kept = check(office, workbook(tmp_path, {"Một": rows}))
    assert line(kept, 3).level is Level.WARNING
    moved = check(office, csv_file(tmp_path, rows))
    assert line(moved, 3).blocked, "in a text file the cells before may stand in a wrong column"


def test_halves_of_a_line_are_no_procedures(office: Office, tmp_path: Path) -> None:
    text = (
        csv_text([HEADS, row(1)])
        + "2;1.999002;Thủ tục\r\nhai;Hộ tịch;3wd;0\r\n"
        + csv_text([row(3)])
    )
    report = check(office, bytes_file(tmp_path, text.encode(), "a.csv"))
    assert [item.outcome for item in report.lines] == [
        Outcome.NEW, Outcome.BLOCKED, Outcome.BLOCKED, Outcome.NEW,
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["name", "sector", "limit", "fee"])
@pytest.mark.parametrize(
    "value", ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "Err:502", "#########"]
)
def test_an_error_of_a_spreadsheet_is_no_value(
    office: Office, tmp_path: Path, field: str, value: str
) -> None:
    rows = [HEADS, row(1, **{field: value}), row(2)]
    for path in (workbook(tmp_path, {"Một": rows}), csv_file(tmp_path, rows)):
        report = check(office, path)
        assert field in said(line(report, 2), Level.ERROR)
        assert report.count(Outcome.NEW) == 1


# --- codes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("digit", range(1, 10))
def test_codes_begin_with_any_digit_but_zero(office: Office, tmp_path: Path, digit: int) -> None:
    report = check(
        office, csv_file(tmp_path, [HEADS, row(1, code=f"{digit}.003847"), row(2, code="0.003847")])
    )
    assert [item.outcome for item in report.lines] == [Outcome.NEW, Outcome.BLOCKED]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (2.00099, "2.000990"), ("2.00099", "2.000990"), ("2,00099", "2.000990"), (2.5, "2.500000"),
        ("2000991", "2.000991"), (2000991, "2.000991"), ("2.OOO991", "2.000991"),
    ],
)  # fmt: skip
def test_a_code_with_digits_lost_is_offered_whole(
    office: Office, tmp_path: Path, cell: object, code: str
) -> None:
    path = workbook(tmp_path, {"Một": [HEADS, row(1, code=cell)]})
    (refused,) = check(office, path).lines
    assert refused.blocked
    assert code in refused.findings[0].text
    (taken,) = load(office, path, complete_codes=True).lines
    assert (taken.code, taken.outcome, taken.level) == (code, Outcome.NEW, Level.WARNING)
    assert valid(office, code).name == "Thủ tục số 1"


@pytest.mark.parametrize(
    "text", ["'1.999001", "1,999001", "1.999001.", " 1.999001\u00a0", "“1.999001”", "1,999001E+00"]
)
def test_signs_around_a_code_are_no_part_of_it(office: Office, tmp_path: Path, text: str) -> None:
    (found,) = check(office, workbook(tmp_path, {"Một": [HEADS, row(1, code=text)]})).lines
    assert (found.code, found.outcome) == ("1.999001", Outcome.NEW)


def test_a_code_the_catalogue_has_under_this_name_is_sure(office: Office, tmp_path: Path) -> None:
    known = next(item for item in office.catalogue.procedures() if item.code.endswith("0"))
    path = workbook(tmp_path, {"Một": [HEADS, row(1, known.name, code=float(known.code))]})
    (found,) = check(office, path).lines
    assert (found.code, found.blocked) == (known.code, False)
    assert "code" in said(found, Level.WARNING)


# --- letters -----------------------------------------------------------------------------------

GOOD_NAME = "Đăng ký khai sinh lưu động"


@pytest.mark.parametrize(
    "shown",
    [misread(tcvn3(GOOD_NAME)), misread(GOOD_NAME.encode()), misread(GOOD_NAME.encode(), "cp1258")],
    ids=["tcvn3", "utf-8 as 1252", "utf-8 as 1258"],
)
def test_a_damaged_name_is_repaired_and_told(office: Office, tmp_path: Path, shown: str) -> None:
    report = load(office, workbook(tmp_path, {"Một": [HEADS, row(1, shown), row(2)]}))
    assert valid(office, "1.999001").name == GOOD_NAME
    assert said(line(report, 2), Level.WARNING)[0] == "name"


@pytest.mark.parametrize(
    "shown", ["Đ?ng k? khai sinh", "Nguy\ufffdn", "Chá»©ng thá»±c … ờ", "Kh¿ng r¿"]
)
def test_a_name_that_cannot_be_repaired_replaces_nothing(
    office: Office, tmp_path: Path, shown: str
) -> None:
    before = valid(office, BIRTH)
    report = load(office, csv_file(tmp_path, [HEADS, row(1, shown, code=BIRTH), row(2)]))
    assert said(line(report, 2), Level.ERROR) == ["name"]
    assert valid(office, BIRTH) == before
    assert report.taken == 1


def test_heads_whose_letters_are_lost_say_so(office: Office, tmp_path: Path) -> None:
    rows = [("STT", "M? TTHC", "T?n TTHC", "L?nh v?c"), (1, "1.999001", "Th? t?c", "H? t?ch")]
    with pytest.raises(RuleError) as refused:
        check(office, csv_file(tmp_path, rows))
    assert refused.value.rule == "letters_lost"


def test_one_byte_of_another_encoding_offers_nothing(office: Office, tmp_path: Path) -> None:
    text = csv_text([HEADS, row(1), row(2, "Thủ tục hai")]).encode()
    path = bytes_file(tmp_path, text.replace(b"hai", b"h\xffai"), "a.csv")
    with pytest.raises(RuleError) as refused:
        office.procedure_lists.read_list(path)
    assert "Dòng 3 " in refused.value.message


def test_a_cell_that_became_a_date_is_no_fee(office: Office, tmp_path: Path) -> None:
    report = check(office, workbook(tmp_path, {"Một": [HEADS, row(1, fee=date(2026, 5, 3))]}))
    assert said(report.lines[0], Level.ERROR) == ["fee"]


def test_remembered_columns_still_serve(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path, [("A", "B", "C", "D"), ("1.999001", "Thủ tục", "Hộ tịch", "3wd")])
    table = office.procedure_lists.read_list(path)
    columns = {ListField.CODE: 0, ListField.NAME: 1, ListField.SECTOR: 2, ListField.LIMIT: 3}
    office.procedure_lists.load_list(table, columns)
    assert office.procedure_lists.columns_of(table) == columns


def test_a_line_of_formulas_nobody_computed_is_told(office: Office, tmp_path: Path) -> None:
    rows = [HEADS, row(1), (2, "=A1", "=A2", "=A3", "=A4", "=A5")]
    report = check(office, workbook(tmp_path, {"Một": rows}))
    assert {"code", "name", "limit"} <= set(said(line(report, 3), Level.ERROR))


def test_cells_far_to_the_right_are_told(office: Office, tmp_path: Path) -> None:
    far = (*row(1), *[None] * 300, "xa")
    report = check(office, workbook(tmp_path, {"Một": [HEADS, far]}))
    assert "xa" in line(report, 2).findings[0].text
