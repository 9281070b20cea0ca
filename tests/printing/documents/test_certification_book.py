"""A month of a book on paper: heads on every page, rows whole, its pages numbered on, its end never alone."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from counter_app.domain.certification.books import Certification, Document, SigningAs
from counter_app.domain.clock import LOCAL
from counter_app.domain.paper.certification_sheet import BookSheet, LockSheet
from counter_app.domain.paper.heading import Heading
from counter_app.domain.paper.report_table import Table
from counter_app.printing.papers.certification_book import certification_book, lock_page
from counter_app.reports.certification.certification_book import (
    book_columns,
    book_total,
    signer_text,
)
from counter_app.wording.tables.columns import cells, heads
from tests.printing.reading import flat_text, outside_chars, pages_text

HEADING = Heading(
    parent="",
    unit="ỦY BAN NHÂN DÂN XÃ NÔNG SƠN",
    name="Ủy ban nhân dân xã Nông Sơn",
    place="Nông Sơn",
)
NAME = "Nguyễn Thị Hoàng Phương Thảo Trần Lê Minh Châu Bảo Ngọc"
FIRST = 17
DAY = date(2026, 12, 1)


def lines(count: int) -> list[Certification]:
    """Lines with long names; every seventh is void."""
    at = datetime(2026, 11, 23, 9, tzinfo=LOCAL)
    return [
        Certification(
            id=number, visit=number, at=at, procedure="2.000815", sector="chung-thuc",
            applicant=NAME, fee=6_000, book="chung-thuc-ban-sao/2026", volume=1, number=number,
            document=Document(title=f"Bằng tốt nghiệp trung học phổ thông số {number:04d}", pages=4),
            signer="lan", officer="lan",
            signing=SigningAs(capacity="tuq", position="Công chức Tư pháp - Hộ tịch"),
            voided_at=at if number % 7 == 0 else None,
            void_reason="Ghi sai số trang của bản chính" if number % 7 == 0 else "",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip


def sheet(count: int) -> BookSheet:
    """A month with so many lines, from page 17 on."""
    rows = lines(count)
    columns = book_columns(
        lambda item: signer_text(NAME, "", item), lambda item: item.voided_at is not None, DAY
    )
    table = Table(
        name="book", title="", subtitle="", columns=heads(columns), rows=cells(columns, rows),
        total=book_total(rows) if rows else None,
    )  # fmt: skip
    return BookSheet(
        heading=HEADING, name="Sổ chứng thực bản sao từ bản chính", year=2026, month=11,
        day=DAY, first_page=FIRST, numbers=f"từ số 1 đến số {count}" if rows else "",
        volumes="quyển số 1" if rows else "", table=table, notes=("Có việc chứng thực.",),
    )  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 30, 400])
def test_nd_23_2015_dieu_13_every_page_has_its_number_its_head_and_whole_rows(count: int) -> None:
    pdf, pages = certification_book(sheet(count))
    texts = pages_text(pdf)
    assert len(texts) == pages
    for at, text in enumerate(texts):
        assert f"Trang {FIRST + at:02d}" in text
        assert "Họ tên người yêu cầu" in " ".join(text.split())
    whole = flat_text(pdf)
    for number in range(1, count + 1):
        assert f"số {number:04d}" in whole
    assert f"từ trang {FIRST} đến trang {FIRST + pages - 1}" in whole
    assert outside_chars(pdf) == []
    last = " ".join(texts[-1].split())
    assert "NGƯỜI KÝ CHỨNG THỰC" in last
    assert count == 0 or NAME.split()[0] in last, "the end of the month stands below an entry"


def test_the_same_month_is_the_same_bytes() -> None:
    assert certification_book(sheet(30)) == certification_book(sheet(30))


def test_nd_23_2015_dieu_13_the_lock_page_says_the_total_in_words() -> None:
    pdf = lock_page(
        LockSheet(
            heading=HEADING, name="Sổ chứng thực chữ ký", year=2026, day=date(2026, 12, 31), page=40,
            entries=1_234, lines=("Số đã hủy (2): 4–5.",), signature=("CHỦ TỊCH",),
            signer_name="Lê Ánh", officer_name=NAME,
        )
    )  # fmt: skip
    text = flat_text(pdf)
    assert "1.234 (một nghìn hai trăm ba mươi tư)" in text
    assert "Trang 40" in text
    assert "Ngày 31 tháng 12 năm 2026" in text
    assert "CHỦ TỊCH" in text
    assert outside_chars(pdf) == []
