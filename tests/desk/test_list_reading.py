"""Table files as they come: any encoding and separator, letterheads, headings, merged cells, several sheets."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from counter_app.desk.catalogue.lists.findings import Level, Outcome
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.catalogue.procedure import ReviewState
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.lists import GOOD, HEADS, check, load, said, valid, xlsx
from tests.makers import BIRTH

NEW = "1.999001"


def test_official_tables_with_letterhead_headings_and_numbers_are_read(
    office: Office, tmp_path: Path
) -> None:
    heads = ("STT", "Mã số TTHC", "Tên thủ tục hành chính", "Thời hạn giải quyết")
    rows = [
        (None, "DANH MỤC THỦ TỤC HÀNH CHÍNH"),
        heads,
        ("(1)", "(2)", "(3)", "(4)"),
        ("I", "LĨNH VỰC CHỨNG THỰC"),
        (1, NEW, "Thủ tục một", "Trong ngày"),
        ("II", None, "Lĩnh vực hộ tịch"),
        (2, "1.999002", "Thủ tục hai", "05 ngày"),
        ("Ghi chú: áp dụng toàn tỉnh",),
    ]
    report = load(office, xlsx(tmp_path, *rows, heads=("UBND TỈNH MẪU",)))
    outcomes = [line.outcome for line in report.lines]
    assert outcomes == [
        *(Outcome.PASSED_OVER, Outcome.NEW, Outcome.PASSED_OVER, Outcome.NEW, Outcome.PASSED_OVER),
    ]
    assert [valid(office, code).sector for code in (NEW, "1.999002")] == ["chung-thuc", "ho-tich"]
    assert report.lines[1].number == 6


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_csv_in_any_encoding_and_with_any_separator(
    office: Office, tmp_path: Path, separator: str, encoding: str
) -> None:
    lines = [HEADS, GOOD]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    if encoding == "cp1258":  # it has â and ê, but tones only as marks behind their letter
        kept = ("â", "ă", "ê", "ô", "ơ", "ư", "đ")
        spread = (
            char
            for letter in text
            for char in (_toned(letter, kept) if letter.lower() not in kept else letter)
        )
        text = "".join(spread)
        assert text != unicodedata.normalize("NFC", text)
    path = tmp_path / "danh-muc.csv"
    path.write_bytes(text.encode(encoding))
    load(office, path)
    found = valid(office, NEW)
    assert (found.name, found.sector, found.fee.amount) == (GOOD[1], "ho-tich", 8_000)


def _toned(letter: str, kept: tuple[str, ...]) -> str:
    """A letter with its tone as a mark behind it, as Windows-1258 writes it."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [char for char in parts[1:] if char in "\u0300\u0301\u0303\u0309\u0323"]
    rest = unicodedata.normalize("NFC", "".join(char for char in parts if char not in tones))
    return rest + "".join(tones)


@pytest.mark.parametrize("content", [b"", b"PK not a workbook", b"\x89PNG\0\0\0\0", b"\n\n"])
def test_what_is_no_table_is_refused(office: Office, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    for wrong in (path, tmp_path / "missing.xlsx"):
        with pytest.raises(RuleError) as refused:
            office.procedure_lists.read_list(wrong)
        assert refused.value.field == "file"


@pytest.mark.parametrize(
    ("head", "cell", "limit"),
    [
        ("Thời hạn giải quyết (ngày làm việc)", 3, "3wd"),
        ("Thời hạn giải quyết (ngày làm việc)", "05", "5wd"),
        ("Thời gian (ngày)", 15, "15d"),
        ("Thời gian (giờ)", 8.0, "8h"),
        ("Thời hạn giải quyết (ngày làm việc)", "2 tháng", "2m"),
        ("Thời hạn giải quyết (ngày làm việc)", "1/2", "0.5wd"),
        ("Thời hạn (ngày LV)", "1½", "1.5wd"),
        ("Thời gian GQ (ngày l/v)", 3, "3wd"),
        ("Thời hạn (NLV)", 10, "10wd"),
        ("Số ngày làm việc", 7, "7wd"),
        ("Thời hạn giải quyết (ngày làm việc)", "03 ngày", "3wd"),
        ("Thời hạn giải quyết (ngày làm việc)", "04 giờ", "4h"),
        ("Thời gian (ngày)", "03 ngày làm việc", "3wd"),
    ],
)
def test_a_bare_number_counts_what_its_head_says(
    office: Office, tmp_path: Path, head: str, cell: object, limit: str
) -> None:
    load(office, xlsx(tmp_path, (*GOOD[:3], cell, ""), heads=(*HEADS[:3], head, HEADS[4])))
    assert valid(office, NEW).limit == parse_limit(limit)


@pytest.mark.parametrize(
    ("head", "cell", "told"),
    [
        ("Số ngày chờ bổ sung", "1 tháng", (0, False)),
        ("Số ngày chờ bổ sung", "-5", (0, False)),
        ("Số ngày chờ bổ sung", "15 giờ", (0, False)),
        ("Số ngày chờ bổ sung", "07 ngày làm việc", (7, True)),
        ("Số ngày chờ bổ sung", "không quá 15 ngày", (15, False)),
        ("Gia hạn xác minh", "1 tháng", 0),
        ("Gia hạn xác minh", "10 ngày", 0),
        ("Gia hạn xác minh", "không quá 05 ngày làm việc", 5),
        ("Số ngày xong trước", "4 giờ", 0),
        ("Số ngày xong trước", 1, 1),
        ("Số bộ hồ sơ", "02 (hai) bộ", 2),
        ("Số bộ hồ sơ", "-2", 1),
    ],
)
def test_a_number_of_another_unit_is_no_number_of_days(
    office: Office, tmp_path: Path, head: str, cell: object, told: object
) -> None:
    report = load(office, xlsx(tmp_path, (*GOOD, cell), heads=(*HEADS, head)))
    refused = said(report.lines[0], Level.ERROR)
    assert bool(refused) == (told in {0, (0, False)} or (head, cell) == ("Số bộ hồ sơ", "-2"))
    if not refused:
        found = valid(office, NEW)
        known = {
            "Số ngày chờ bổ sung": (found.supplement_days, found.supplement_working),
            "Gia hạn xác minh": found.extension_wd,
            "Số ngày xong trước": found.inner_wd,
            "Số bộ hồ sơ": found.sets,
        }
        assert known[head] == told


@pytest.mark.parametrize(
    ("name", "note", "state", "outcome"),
    [
        ("Cấp giấy phép thử (bãi bỏ)", "", None, Outcome.BLOCKED),
        ("Cấp giấy phép thử", "Bị bãi bỏ theo Quyết định 12/QĐ-UBND", None, Outcome.BLOCKED),
        ("Cấp giấy phép thử", "Hết hiệu lực", None, Outcome.BLOCKED),
        ("Cấp giấy phép thử", "Bãi bỏ thủ tục 1.000123", None, Outcome.NEW),
        ("Cấp giấy phép thử (sửa đổi)", "Thay Quyết định đã bị bãi bỏ", None, Outcome.NEW),
        ("Cấp giấy phép thử", "Bãi bỏ", "Ngừng áp dụng", Outcome.NEW),
        ("Cấp giấy phép thử", "", "Đã bị bãi bỏ", Outcome.NEW),
        ("Cấp giấy phép thử", "Không còn hiệu lực", None, Outcome.BLOCKED),
        ("Cấp giấy phép thử", "Tạm ngừng thực hiện từ 01/11/2026", None, Outcome.BLOCKED),
        ("Cấp giấy phép thử", "Được thay thế bởi thủ tục 1.000123", None, Outcome.BLOCKED),
        ("Cấp giấy phép thử", "Thay thế thủ tục 1.000123", None, Outcome.NEW),
        ("Cấp giấy phép thử", "Bãi bỏ yêu cầu nộp sổ hộ khẩu", None, Outcome.NEW),
        ("Cấp giấy phép thử", "", "Đã hủy bỏ", Outcome.NEW),
        ("Cấp giấy phép thử", "", "Tạm dừng", Outcome.NEW),
    ],
)
def test_what_a_line_calls_abolished_is_not_put_in_force(
    office: Office, tmp_path: Path, name: str, note: str, state: str | None, outcome: Outcome
) -> None:
    more = ((), ()) if state is None else (("Tình trạng",), (state,))
    path = xlsx(
        tmp_path, (GOOD[0], name, *GOOD[2:], note, *more[1]), heads=(*HEADS, "Ghi chú", *more[0])
    )
    report = load(office, path)
    assert report.lines[0].outcome is outcome
    assert [item.state for item in report.procedures] == (
        []
        if outcome is Outcome.BLOCKED
        else [ReviewState.INACTIVE if state else ReviewState.NEEDS_CONFIRMATION]
    )


def test_a_bare_number_under_a_head_without_unit_is_an_error(
    office: Office, tmp_path: Path
) -> None:
    report = check(office, xlsx(tmp_path, (*GOOD[:3], 3, "")))
    assert said(report.lines[0], Level.ERROR) == ["limit"]


def test_words_beside_a_day_that_say_another_day_keep_the_line_out(
    office: Office, tmp_path: Path
) -> None:
    days = [
        ("Kể từ ngày 01/07/2026", "Đến hết ngày 30/06/2027", []),
        ("Hết hiệu lực 01/07/2026", "", ["valid_from"]),
        ("đến hết 30/06/2026", "", ["valid_from"]),
        ("dự kiến 13/07/2026", "", ["valid_from"]),
        ("13/07/2026 (âm lịch)", "", ["valid_from"]),
        ("", "từ 13/07/2027", ["valid_to"]),
    ]
    rows = [(f"1.99910{at}", f"Thử {at}", *GOOD[2:], *day[:2]) for at, day in enumerate(days)]
    report = check(office, xlsx(tmp_path, *rows, heads=(*HEADS, "Áp dụng từ", "Áp dụng đến")))
    assert [said(line, Level.ERROR) for line in report.lines] == [day[2] for day in days]


@pytest.mark.parametrize(("day", "told"), [("01/12/2226", True), ("01/12/2027", False)])
def test_a_year_with_a_digit_wrong_is_no_first_day(
    office: Office, tmp_path: Path, day: str, told: bool
) -> None:
    report = check(office, xlsx(tmp_path, (*GOOD, day), heads=(*HEADS, "Hiệu lực từ")))
    assert (said(report.lines[0], Level.ERROR) == ["valid_from"]) is told


def test_empty_lines_and_a_wrong_size_do_not_hide_the_rest(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, (None,), (None,), GOOD, *[(None,)] * 600)
    broken = tmp_path / "sai-kich-thuoc.xlsx"
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(broken, "w") as out:
        for name in whole.namelist():
            data = whole.read(name)
            if name.endswith("sheet1.xml"):
                data, found = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', data)
                assert found == 1
            out.writestr(name, data)
    report = check(office, broken)
    assert [(line.number, line.outcome) for line in report.lines] == [(4, Outcome.NEW)]


def test_the_best_sheet_of_a_workbook_is_taken(office: Office, tmp_path: Path) -> None:
    path = xlsx(tmp_path, GOOD)
    book = load_workbook(path)
    book.create_sheet("Bìa", 0).append(["Kèm theo Quyết định", "số 1"])
    book.save(path)
    assert check(office, path).count(Outcome.NEW) == 1


def test_merged_sectors_and_second_heads_are_understood(office: Office, tmp_path: Path) -> None:
    rows = [
        (None, None, None, "(ngày)", "Trực tiếp"),
        GOOD,
        ("1.999002", "Thủ tục hai", None, "3wd", ""),
        (BIRTH, valid(office, BIRTH).name, None, "", ""),
        ("1.999003", "Thủ tục ba", "Chứng thực", "3wd", ""),
        ("1.999004", "Thủ tục bốn", None, "3wd", ""),
    ]
    report = load(office, xlsx(tmp_path, *rows), whole=True)
    outcomes = [line.outcome for line in report.lines]
    assert outcomes == [
        *(
            Outcome.PASSED_OVER,
            Outcome.NEW,
            Outcome.NEW,
            Outcome.UNCHANGED,
            Outcome.NEW,
            Outcome.NEW,
        )
    ]
    assert [valid(office, f"1.99900{at}").sector for at in (1, 2, 3, 4)] == [
        *("ho-tich", "ho-tich", "chung-thuc", "chung-thuc")
    ]
    assert said(report.lines[2], Level.WARNING) == ["sector"]
