"""Reconciliation with the official system: which code, which state, and what is owed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from counter_app.desk.official.pair_file import read_pair_file
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.codes import parse_barcode
from counter_app.domain.dossier.dossier import Mapping
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.table_files import Rows, csv_file, workbook
from tests.makers import MARITAL, receive

OFFICIAL = "H55.242.01-261123-000015"


def test_what_is_received_is_owed_until_it_has_its_official_code(
    office: Office, clock: FixedClock
) -> None:
    first = receive(office, MARITAL)
    clock.tick(days=2)
    second = receive(office, MARITAL)
    today = clock.now().date()
    assert [item.line.code for item in office.official.owed()] == [first.code, second.code]
    assert [item.line.code for item in office.official.owed(today)] == [second.code]
    assert len(office.official.owed(since=today - timedelta(days=2))) == 2
    mapped = office.official.enter(first.barcode, f" {OFFICIAL.lower()} ").result
    assert (mapped.official_code, mapped.mapping) == (OFFICIAL, Mapping.ENTERED)
    assert office.official.owed_count() == 1
    assert [item.official_code for item in office.official.entered(today)] == [OFFICIAL]


def test_an_official_code_belongs_to_one_dossier(office: Office) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    office.official.enter(one.code, OFFICIAL)
    with pytest.raises(RuleError) as refused:
        office.official.enter(two.code, OFFICIAL)
    assert (refused.value.field, refused.value.rule) == ("official_code", "official_taken")
    assert one.code in refused.value.message
    assert office.official.enter(one.code, OFFICIAL).changes == frozenset()


@pytest.mark.parametrize("text", ["", "T99001-261123-010001", "H55.242-261323-0001", "12345"])
def test_what_is_no_official_code_is_refused(office: Office, text: str) -> None:
    dossier = receive(office, MARITAL)
    with pytest.raises(RuleError) as refused:
        office.official.enter(dossier.code, text)
    assert refused.value.field == "official_code"


def test_other_states_need_a_note_and_leave_or_stay_on_the_list(office: Office) -> None:
    dossier = receive(office, MARITAL)
    with pytest.raises(RuleError) as refused:
        office.official.enter(dossier.code, "", state=Mapping.EXEMPT)
    assert refused.value.rule == "note"
    office.official.enter(dossier.code, "", state=Mapping.EXEMPT, note="Chứng thực trả ngay")
    assert office.official.owed() == []
    office.official.enter(dossier.code, OFFICIAL, state=Mapping.MISMATCH, note="Khác họ tên")
    (owed,) = office.official.owed()
    assert (owed.official_code, owed.note) == (OFFICIAL, "Khác họ tên")
    office.official.enter(dossier.code, "", state=Mapping.NOT_ENTERED, note="Ghi nhầm")
    assert office.dossiers.get(dossier.code).official_code == ""


def test_the_same_operation_twice_is_one_event(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.official.enter(dossier.code, OFFICIAL, op_id="a")
    assert office.official.enter(dossier.code, OFFICIAL, op_id="a").changes == frozenset()


CODE = "T99001-261123-010001"


@pytest.mark.parametrize(
    "data",
    [
        f"\ufeffMã quầy;Mã chính thức\n{CODE};{OFFICIAL}\n".encode(),
        f"{OFFICIAL},{CODE}\n".encode(),
        f"{CODE}\tNguyễn Văn Mẫu\t{OFFICIAL}\n\n".encode(),
        f"Mã quầy\tMã chính thức\r\n{CODE}\t{OFFICIAL}\r\n".encode("utf-16"),
        f"Ma;Họ tên;Ma\n{CODE};Lê Thị Bình;{OFFICIAL}\n".encode("cp1258", "replace"),
    ],
)
def test_pairs_are_read_from_any_order_separator_and_encoding(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ma.csv"
    path.write_bytes(data)
    (pair,) = read_pair_file(path).pairs
    assert (pair.code, pair.official) == (CODE, OFFICIAL)


def test_pairs_are_read_from_the_sheet_that_has_them(tmp_path: Path) -> None:
    """A code of digits that a spreadsheet kept as a number has lost its last ones: it is never taken for another."""
    book = Workbook()
    book.create_sheet("Ghi chú", 0).append(["Ghi chú", "Không có mã ở đây"])
    sheet = book.create_sheet("Mã")
    for row in (
        ["Mã hồ sơ (mã tạm)", "Mã chính thức"],
        [CODE, OFFICIAL],
        [990012611230100017, OFFICIAL],
    ):
        sheet.append(row)
    book.save(tmp_path / "ma.xlsx")
    kept, lost = read_pair_file(tmp_path / "ma.xlsx").pairs
    assert (kept.line, kept.code, kept.official) == (2, CODE, OFFICIAL)
    assert parse_barcode(lost.code) is None
    assert lost.code.startswith("9.900126112301")


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (
            [
                ("DANH SÁCH ĐỐI SOÁT THÁNG 11/2026",),
                ("STT", "Mã tại quầy", "Mã Cổng DVC"),
                ("1", CODE, OFFICIAL),
            ],
            3,
        ),
        (
            [
                ("UBND XÃ", "", ""),
                ("ĐỐI SOÁT", "", ""),
                ("STT", "Mã Cổng", "Mã quầy"),
                ("1", OFFICIAL, CODE),
            ],
            4,
        ),
        ([("Mã, tên", "Mã chính thức"), (f"'{CODE}", f"'{OFFICIAL}")], 2),
        ([(f'"=""{CODE}"""', f'"=""{OFFICIAL}"""')], 1),
        (
            [
                ("STT", "Mã quầy", "Mã chính thức"),
                ("1", CODE, OFFICIAL),
                ("STT", "Mã quầy", "Mã chính thức"),
            ],
            2,
        ),
        ([("Mã quầy", "Mã chính thức"), *[("", "")] * 700, (CODE, OFFICIAL)], 702),
    ],
)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_titles_heads_and_guards_around_pairs(
    tmp_path: Path, rows: Rows, line: int, separator: str
) -> None:
    quoted = [
        [f'"{cell}"' if separator in str(cell) and '"' not in str(cell) else cell for cell in row]
        for row in rows
    ]
    (pair,) = read_pair_file(csv_file(tmp_path, quoted, separator=separator)).pairs
    assert (pair.line, pair.code, pair.official) == (line, CODE, OFFICIAL)


def test_pairs_of_every_sheet_are_read_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    other = "T99001-261123-010002"

    def change(book: Any) -> None:
        book["Cũ"].sheet_state = "hidden"
        book["11"].row_dimensions[2].hidden = True
        for cell in book["12"][2]:
            cell.font = Font(strike=True)

    heads = ("Mã quầy", "Mã chính thức")
    sheets: dict[str, Rows] = {
        "11": [heads, (CODE, OFFICIAL), (other, None)],
        "12": [heads, (CODE, "H55.242.01-261123-000016"), (other, "H55.242.01-261123-000017")],
        "Cũ": [heads, (other, OFFICIAL)],
        "Ghi chú": [("Không có mã",)],
    }
    file = read_pair_file(workbook(tmp_path, sheets, change))
    assert [(pair.place, pair.official[-2:]) for pair in file.pairs] == [
        ("11 2", "15"),
        ("11 3", ""),
        ("12 3", "17"),
    ]
    told = " ".join(file.remarks)
    for words in ("“Cũ”", "“Ghi chú”", "11 2 bị ẩn", "12 2 có chữ bị gạch"):
        assert words in told


SECOND = "H55.242.01-261123-000016"
ANOTHER = "T99001-261123-010002"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ((CODE, OFFICIAL, SECOND), SECOND),
        ((CODE, ANOTHER, OFFICIAL), ANOTHER),
        (("", OFFICIAL), OFFICIAL),
        (("261123-000015", ""), "261123-000015"),
    ],
    ids=["two official", "two of ours", "official alone", "half of one"],
)
def test_a_line_that_is_no_certain_pair_is_told_and_left_out(
    tmp_path: Path, row: tuple[str, ...], told: str
) -> None:
    file = read_pair_file(csv_file(tmp_path, [(ANOTHER, SECOND), row]))
    assert [pair.code for pair in file.pairs] == [ANOTHER]
    (remark,) = file.remarks
    assert "Dòng 2 " in remark
    assert told in remark


def test_where_no_line_is_a_pair_the_reasons_are_told(tmp_path: Path) -> None:
    with pytest.raises(RuleError) as refused:
        read_pair_file(csv_file(tmp_path, [(CODE, OFFICIAL, SECOND)]))
    assert "Dòng 1 " in refused.value.message


def test_a_dossier_with_two_codes_in_a_file_keeps_the_first_and_a_changed_one_is_told(
    office: Office, tmp_path: Path
) -> None:
    code = receive(office, MARITAL).code
    twice = office.official.import_pairs(csv_file(tmp_path, [(code, OFFICIAL), (code, SECOND)]))
    assert (len(twice.result.entered), len(twice.result.refused)) == (1, 1)
    assert "Dòng 2: " in twice.result.refused[0]
    assert "dòng 1" in twice.result.refused[0]
    assert office.dossiers.get(code).official_code == OFFICIAL
    changed = office.official.import_pairs(csv_file(tmp_path, [(code, SECOND)])).result
    assert OFFICIAL in changed.remarks[0]
    assert SECOND in changed.remarks[0]


@pytest.mark.parametrize("data", [b"khong co gi", b"", b"\0\1\2\3", b"PK\3\4 hong"])
def test_a_file_without_pairs_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ma.csv"
    path.write_bytes(data)
    with pytest.raises(RuleError) as refused:
        read_pair_file(path)
    assert refused.value.field == "file"


def test_good_lines_are_entered_and_each_bad_one_is_told(office: Office, tmp_path: Path) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    text = "\n".join(
        [
            "Mã,Mã chính thức",
            f"{one.code},{OFFICIAL}",
            f"{two.code},{OFFICIAL}",
            f"{two.code},sai",
            f"T99001-261123-019999,{OFFICIAL}",
            f"{one.code},{OFFICIAL}",
        ]
    )
    path = tmp_path / "ma.csv"
    path.write_text(text, "utf-8")
    done = office.official.import_pairs(path).result
    assert (done.entered, done.unchanged) == ((one.code,), (one.code,))
    assert [line.partition(":")[0] for line in done.refused] == ["Dòng 3", "Dòng 4", "Dòng 5"]


def test_search_finds_by_the_official_code(office: Office) -> None:
    dossier = receive(office, MARITAL)
    receive(office, MARITAL)
    office.official.enter(dossier.code, OFFICIAL)
    assert [line.code for line in office.dossiers.find(OFFICIAL.lower())] == [dossier.code]
    assert office.dossiers.find("H55.242.01-261123-000016") == []
