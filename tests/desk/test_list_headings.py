"""What stands over the procedures of a list: sectors with their counts, columns without a head, days of no kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.desk.catalogue.lists.findings import Level
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.lists import check, said
from tests.desk.table_files import workbook
from tests.desk.test_list_messes import HEADS, row, texts

SECTORED = ("STT", "Mã TTHC", "Tên thủ tục", "Thời hạn giải quyết")


@pytest.mark.parametrize(
    "heading",
    [
        "Lĩnh vực Chứng thực (02 TTHC)",
        "II. LĨNH VỰC CHỨNG THỰC: 02 thủ tục",
        "B - Chứng thực, gồm 2 thủ tục hành chính",
        "Lĩnh vực: Chứng thực",
        "CHỨNG THỰC (2)",
    ],
)
def test_a_heading_that_counts_its_procedures_names_its_sector(
    office: Office, tmp_path: Path, heading: str
) -> None:
    line = (1, "1.999001", "Cấp giấy thử", "3 ngày làm việc")
    (found,) = check(
        office, workbook(tmp_path, {"Một": [SECTORED, (None, heading), line]})
    ).procedures
    assert found.sector == "chung-thuc"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("I", "Lĩnh vực Hộ tịch"), ("II", "Khoáng sản, địa chất")),
        ((None, "I. Hộ tịch"), (None, "II. Khoáng sản, địa chất")),
        ((None, "A. Hộ tịch"), (None, "B. KHOÁNG SẢN, ĐỊA CHẤT")),
        ((None, "1. Hộ tịch"), (None, "2. Khoáng sản, địa chất")),
        ((None, "I. Hộ tịch"), ("II", None, "Khoáng sản, địa chất")),
    ],
)
def test_below_a_sector_that_nobody_knows_no_other_is_taken(
    office: Office, tmp_path: Path, first: tuple[object, ...], second: tuple[object, ...]
) -> None:
    lines = [(at, f"1.99900{at}", f"Thủ tục {at}", "3 ngày làm việc") for at in (1, 2)]
    rows = [SECTORED, first, lines[0], second, lines[1]]
    report = check(office, workbook(tmp_path, {"Một": rows}))
    assert [item.code for item in report.procedures] == ["1.999001"]
    assert [word.lower() for word in report.unknown_sectors] == ["khoáng sản, địa chất"]


@pytest.mark.parametrize("below", ["1. Thủ tục cấp xã", "(Thực hiện tại cấp xã)"])
def test_a_part_of_a_sector_is_of_it(office: Office, tmp_path: Path, below: str) -> None:
    rows = [SECTORED, (None, "I. Hộ tịch"), (None, below), (1, "1.999001", "Một", "3 ngày")]
    (line,) = [item for item in check(office, workbook(tmp_path, {"Một": rows})).lines if item.code]
    assert said(line, Level.WARNING) == []


def test_a_column_without_a_head_and_a_head_that_lost_letters_are_told(
    office: Office, tmp_path: Path
) -> None:
    rows = [(*HEADS, None, "Ghi chú"), (*row(1), "4 ngày làm việc", "")]
    assert "cột 7 (1 ô)" in texts(check(office, workbook(tmp_path, {"Một": rows})), Level.WARNING)
    lost = [(*HEADS[:4], "Thá»i háº¡n giáº£i quyáº¿t", HEADS[5]), row(1)]
    with pytest.raises(RuleError) as refused:
        check(office, workbook(tmp_path, {"Một": lost}))
    assert refused.value.rule == "letters_lost"


@pytest.mark.parametrize("head", ["Số ngày giải quyết", "Thời hạn (ngày, giờ)"])
def test_days_of_no_kind_are_asked_about(office: Office, tmp_path: Path, head: str) -> None:
    rows = [
        (*HEADS[:4], head, HEADS[5]),
        row(1, limit=3),
        row(2, limit="7 ngày làm việc"),
    ]
    report = check(office, workbook(tmp_path, {"Một": rows}))
    assert [item.code for item in report.procedures] == ["1.999002"]
