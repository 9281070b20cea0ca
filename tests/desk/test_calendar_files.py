"""A year's days from a table of a spreadsheet: as from the program's own file, or told line by line."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl.styles import Font

from counter_app.domain.calendar.calendar_file import read_calendar_file
from counter_app.domain.calendar.workdays import YearState
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.old_letters import tcvn3
from tests.desk.old_workbook import OldSheet, old_workbook
from tests.desk.table_files import Rows, bytes_file, csv_file, csv_text, ods, ods_row, workbook

HEADS = ("STT", "Ngày", "Loại", "Tên", "Căn cứ", "Giờ")
ROWS: Rows = [
    ("LỊCH NGHỈ NĂM 2028",),
    HEADS,
    ("1", "01/01/2028", "nghỉ", "Tết Dương lịch", "Bộ luật Lao động", None),
    ("2", "04/03/2028", "làm bù", "Làm bù", None, "07:30-11:30"),
]


def taken(office: Office, path: Path) -> list[tuple[date, bool, str]]:
    office.calendar.import_year(office.calendar.read_file(path))
    return [(mark.day, mark.work, mark.name) for mark in office.calendar.year(2028).days]


def refused(office: Office, path: Path) -> str:
    with pytest.raises(RuleError) as error:
        office.calendar.read_file(path)
    assert (error.value.field, error.value.rule) == ("file", "calendar_file")
    return error.value.message


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls", "csv", "utf-16", "tcvn3"])
def test_a_year_is_taken_in_from_every_kind_of_table(
    office: Office, tmp_path: Path, kind: str
) -> None:
    path = {
        "xlsx": lambda: workbook(tmp_path, {"Lịch": ROWS}),
        "ods": lambda: ods(tmp_path, {"Lịch": "".join(map(ods_row, ROWS))}),
        "xls": lambda: old_workbook(tmp_path, OldSheet("Lịch", ROWS)),
        "csv": lambda: csv_file(tmp_path, ROWS),
        "utf-16": lambda: bytes_file(tmp_path, csv_text(ROWS, "\t").encode("utf-16"), "a.csv"),
        "tcvn3": lambda: bytes_file(tmp_path, tcvn3(csv_text(ROWS)), "a.csv"),
    }[kind]()
    days = taken(office, path)
    assert [(day, work) for day, work, _name in days] == [
        (date(2028, 1, 1), False),
        (date(2028, 3, 4), True),
    ]
    assert [name for _day, _work, name in days] == ["Tết Dương lịch", "Làm bù"]
    mark = office.calendar.year(2028).days[1]
    assert mark.sessions == ((time(7, 30), time(11, 30)),)
    assert office.calendar.year(2028).state is YearState.EXPECTED, "nobody confirmed it"


def test_runs_of_days_and_days_as_a_spreadsheet_keeps_them(office: Office, tmp_path: Path) -> None:
    rows: Rows = [
        ("Từ ngày", "Đến ngày", "Loại ngày", "Nội dung"),
        (date(2028, 1, 25), date(2028, 1, 27), "Nghỉ Tết", "Tết Nguyên đán"),
        ((date(2028, 9, 2) - date(1899, 12, 30)).days, None, "nghỉ", "Quốc khánh"),
        ("2028-04-30", "01/05/2028", "nghỉ lễ", "30/4, 1/5"),
        (None, None, None, "Ghi chú: theo công văn"),
    ]
    days = [day for day, _work, _name in taken(office, workbook(tmp_path, {"A": rows}))]
    assert days == [
        *(date(2028, 1, at) for at in (25, 26, 27)),
        *(date(2028, 4, 30), date(2028, 5, 1), date(2028, 9, 2)),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("1", "30/02/2028", "nghỉ", "Tết"), "30/02/2028"),
        (("1", "1/1/28", "nghỉ", "Tết"), "1/1/28"),
        (("1", "01/01/2028", "nửa ngày", "Tết"), "nửa ngày"),
        (("1", "01/01/2028", "nghỉ", ""), "tên"),
        (("1", "01/01/2028", "nghỉ", "T?t D??ng l?ch"), "hỏng"),
        (("1", "#REF!", "nghỉ", "Tết"), "hỏng"),
        (("1", "01/01/2028", "làm bù", "Bù", "", "cả ngày"), "cả ngày"),
        (("1", "04/03/2028", "nghỉ", "Trùng"), "dòng 5"),
        (("1", "01/01/2029", "nghỉ", "Năm khác"), "2029"),
        (("1", "ÂL 10/03/2028", "nghỉ", "Giỗ Tổ"), "ÂL"),
        (("1", "trước 10/03/2028", "nghỉ", "Lễ"), "trước"),
        (("1", "Thứ hai, 01/01/2028", "nghỉ", "Tết"), "Thứ hai"),
        (("1", "T7 02/01/2028", "nghỉ", "Tết"), "T7"),
        (("1", "01/01/2028", "nghỉ", "Tết", "", "7:30-11:30"), "giờ"),
        (("1", "08/04/2028", "làm bù", "Bù", "", "1:30-5:00"), "1:30"),
        (("1", "08/04/2028", "làm bù", "Bù", "", "13:00-24:00"), "24:00"),
        (("1", "08/04/2028", "làm bù", "Bù", "", "7:30-11:30 11:00-17:00"), "11:00"),
        (("1", "08/04/2028", "chỉ trực tiếp nhận", "Trực"), "trực"),
        (("1", "01/01/2028", "nghỉ", "Tết", "", "", "dư"), "dư"),
    ],
)
def test_what_is_not_certain_is_told_with_its_line_and_nothing_is_taken(
    office: Office, tmp_path: Path, line: tuple[str, ...], told: str
) -> None:
    rows = [ROWS[0], HEADS, line, ROWS[2], ROWS[3]] if "Trùng" not in line else [*ROWS, line]
    rows = [*rows, ("9", "05/03/2028", "nghỉ", "Thêm")]
    message = refused(office, csv_file(tmp_path, rows))
    if "Trùng" in line:
        assert "Dòng 5: " in message
    elif "Năm khác" not in line:
        assert "Dòng 3: " in message
    assert told.replace("dòng 5", "dòng 4") in message
    with pytest.raises(RuleError):
        office.calendar.year(2028)


@pytest.mark.parametrize(
    "day", ["Thứ bảy, 01/01/2028", "T7 01/01/2028", "thứ 7 ngày 01/01/2028", "ngày 01/01/2028"]
)
def test_the_weekday_before_a_date_is_compared_with_it(
    office: Office, tmp_path: Path, day: str
) -> None:
    path = csv_file(tmp_path, [HEADS, ("1", day, "nghỉ", "Tết")])
    assert [found for found, _work, _name in taken(office, path)] == [date(2028, 1, 1)]


def test_a_count_of_days_is_compared_with_the_days_told(office: Office, tmp_path: Path) -> None:
    heads = ("Từ ngày", "Đến ngày", "Số ngày", "Loại", "Tên")
    first, last = "25/01/2028", "27/01/2028"
    good = csv_file(tmp_path, [heads, (first, last, "03 ngày", "nghỉ", "Tết")])
    assert len(office.calendar.plan_import(office.calendar.read_file(good)).changes) == 3
    for row in ((first, "", "3", "nghỉ", "Tết"), (first, last, "5", "nghỉ", "Tết")):
        assert "Dòng 2: " in refused(office, csv_file(tmp_path, [heads, row]))


DAY = '{"date": "2028-01-01", "kind": "off", "name": "Tết"}'
YEAR = '{"year": 2028, "state": "expected", "source": "", "days": [DAY]}'


@pytest.mark.parametrize(
    "text",
    [
        YEAR.replace('"year": 2028', '"year": 2027, "year": 2028'),
        YEAR.replace("DAY", DAY.replace('"kind"', '"date": "2028-01-02", "kind"')),
        YEAR.replace("DAY", DAY.replace("Tết", "Táº¿t")),
        YEAR.replace("DAY", DAY.replace("Tết", "T?t D??ng l?ch")),
        YEAR.replace("DAY", DAY.replace("2028-01-01", "2028-W05-3")),
        YEAR.replace("DAY", DAY.replace('"off"', '"work", "sessions": [{"start": "07:30", "end": "11:30", "x": 1}]')),
        YEAR.replace('"days"', '"remarks": "Đã đối chiếu", "days"'),
        YEAR.replace('"days"', '"remarks": [2028], "days"'),
    ],
    ids=["year twice", "date twice", "misread", "lost letters", "a week", "more of a session",
         "a remark", "remarks of numbers"],
)  # fmt: skip
def test_json_that_says_two_things_or_damaged_ones_is_not_taken(text: str) -> None:
    assert not read_calendar_file(YEAR.replace("DAY", DAY)).problems
    assert read_calendar_file(text.replace("DAY", DAY)).problems


@pytest.mark.parametrize(
    ("data", "kind"), [(b"%PDF-1.7", "PDF"), (b"BEGIN:VCALENDAR", "iCalendar"), (b"", "trống")]
)
def test_a_file_that_is_no_calendar_of_ours_is_called_by_what_it_is(
    office: Office, tmp_path: Path, data: bytes, kind: str
) -> None:
    with pytest.raises(RuleError) as error:
        office.calendar.read_file(bytes_file(tmp_path, data, "lich.json"))
    assert kind in error.value.message


def test_struck_out_and_hidden_lines_are_not_dropped_in_silence(
    office: Office, tmp_path: Path
) -> None:
    def change(book: object) -> None:
        sheet = book["A"]  # type: ignore[index]
        sheet.row_dimensions[3].hidden = True
        for cell in sheet[4]:
            cell.font = Font(strike=True)

    message = refused(office, workbook(tmp_path, {"A": ROWS}, change))
    assert "Dòng 3: " in message
    assert "Dòng 4: " in message


def test_an_excerpt_takes_no_day_away(office: Office, tmp_path: Path) -> None:
    before = office.calendar.year(2026)
    path = csv_file(tmp_path, [HEADS, ("1", "27/11/2026", "nghỉ", "Bão")])
    assert str(len(before.days)) in refused(office, path)
    listed = [
        ("", f"{mark.day:%d/%m/%Y}", "làm bù" if mark.work else "nghỉ", mark.name)
        for mark in before.days
    ]
    whole = csv_file(tmp_path, [HEADS, ("", "27/11/2026", "nghỉ", "Bão"), *listed])
    plan = office.calendar.plan_import(office.calendar.read_file(whole))
    assert date(2026, 11, 27) in [change.day for change in plan.changes]
    assert (plan.file.state, plan.file.source) == (before.state, before.source)


def test_two_sheets_or_none_with_days_are_told(office: Office, tmp_path: Path) -> None:
    assert "A, B" in refused(office, workbook(tmp_path, {"A": ROWS, "B": ROWS}))
    assert "Ngày, Loại" in refused(office, csv_file(tmp_path, [("Ngày", "Số"), ("1", "2")]))


def test_json_of_every_unicode_encoding_is_read_and_faults_are_told_in_vietnamese(
    office: Office, tmp_path: Path
) -> None:
    text = office.calendar.export_year(2026)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le"):
        path = bytes_file(tmp_path, text.encode(encoding), "lich.json")
        assert office.calendar.plan_import(office.calendar.read_file(path)).empty
    broken = bytes_file(tmp_path, text.replace('"days"', "“days”").encode(), "lich.json")
    with pytest.raises(RuleError) as error:
        office.calendar.import_year(office.calendar.read_file(broken))
    assert "sai ở dòng" in error.value.message
    assert "Expecting" not in error.value.message


def test_a_day_of_duty_is_read_as_one(office: Office, tmp_path: Path) -> None:
    rows: Rows = [*ROWS, ("3", "05/03/2028", "Chỉ trực tiếp nhận", "Trực", None, "07:30-11:30")]
    taken(office, workbook(tmp_path, {"Lịch": rows}))
    mark = office.calendar.year(2028).days[2]
    assert (mark.reception, mark.work) == (True, False)


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("09/02/2028", "12/25/2028", "01/13/2028"), date(2028, 9, 2)),
        (("02/09/2028", "05/09/2028"), date(2028, 9, 2)),
    ],
    ids=["month first", "could be either"],
)
def test_the_order_of_its_days_is_told_with_what_the_table_changes(
    office: Office, tmp_path: Path, days: tuple[str, ...], found: date
) -> None:
    lines = [("", day, "nghỉ", f"Nghỉ {day}") for day in days]
    text = office.calendar.read_file(csv_file(tmp_path, [HEADS, *lines]))
    plan = office.calendar.plan_import(text)
    assert found in [change.day for change in plan.changes]
    (remark,) = plan.file.remarks
    assert "“Ngày”" in remark


def test_days_that_excel_has_turned_are_no_calendar(office: Office, tmp_path: Path) -> None:
    turned = [date(2028, 1, 5), date(2028, 3, 4), date(2028, 2, 9)]
    lines: Rows = [("", day, "nghỉ", f"{day}") for day in (*turned, "30/04/2028")]
    assert "đảo ngày và tháng" in refused(office, workbook(tmp_path, {"A": [HEADS, *lines]}))


def test_remarks_of_a_file_are_texts_or_wrong(office: Office) -> None:
    content = YEAR.replace("DAY", DAY).replace('"days"', '"remarks": 5, "days"')
    assert office.calendar.plan_import(content).file.problems
