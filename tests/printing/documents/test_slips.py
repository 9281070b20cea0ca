"""The small papers: return slip, queue ticket, closing sheet, trial page."""

from __future__ import annotations

import json
import unicodedata

import pytest

from counter_app import paths
from counter_app.domain.certification.books import BOOKS
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.test_code import test_code as code_of
from counter_app.printing.papers.return_slip import return_slip
from counter_app.printing.papers.sample_page import SAMPLE_QR
from counter_app.printing.papers.sample_page import test_page as trial_page
from counter_app.printing.papers.ticket import ticket
from counter_app.printing.press.fonts import VOWELS
from counter_app.printing.raster import page_sizes
from counter_app.printing.sheets.closing_sheet import closing_sheet, head_lines
from counter_app.wording.paper.numbers import told_together
from tests.printing.reading import (
    flat_text,
    outside_chars,
    overlapping_chars,
    pages_text,
    scan,
    squeezed,
)
from tests.printing.sheets import (
    make_closing,
    make_dossier,
    make_heading,
    make_return,
    make_ticket,
)

SIZES = list(PaperSize)
LONG = "Trung tâm Phục vụ hành chính công xã có cái tên dài hơn mọi tấm biển " * 3


@pytest.mark.parametrize("size", SIZES)
def test_a_return_slip_says_who_took_what_and_how_it_was_checked(size: PaperSize) -> None:
    sheet = make_return(reprint=1, reprint_reason="mờ mực")
    pdf = return_slip(sheet, size)
    text = squeezed(flat_text(pdf))
    for fact in (
        "GIẤY BIÊN NHẬN TRẢ KẾT QUẢ",
        "BẢN IN LẠI lần 1 – Lý do: mờ mực",
        sheet.dossier.code,
        "Thủ tục hành chính: Đăng ký khai sinh",
        "Chủ hồ sơ: Nguyễn Thị Ưởng",
        "Thời gian hẹn trả kết quả: 09 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        "Số, ký hiệu kết quả: Giấy khai sinh số 123/2026",
        "Thời gian trả kết quả: 09 giờ 15 phút, ngày 27 tháng 11 năm 2026",
        "Người nhận kết quả: Nguyễn Văn Bảy",
        "Số định danh cá nhân: 089084001111",
        "Văn bản ủy quyền: Giấy ủy quyền số 15/2026",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả: người nhận báo mất",
        "Giấy tờ đã đối chiếu: Thẻ căn cước",
        "NGƯỜI TRẢ KẾT QUẢ",
        "Trần Thị Ngọc Lan",
    ):
        assert squeezed(fact) in text
    assert scan(pdf) == {"Code 128": sheet.dossier.barcode}
    assert len(page_sizes(pdf)) == 1
    assert pdf == return_slip(sheet, size)


def test_a_return_slip_without_a_collector_leaves_room_to_write() -> None:
    text = flat_text(return_slip(make_return(dossier=make_dossier()), PaperSize.A5))
    assert "Người nhận kết quả: ……" in text
    assert "Số, ký hiệu kết quả: ……" in text
    assert "ủy quyền" not in text


def test_a_dossier_without_a_date_has_no_promise_on_its_slip() -> None:
    slip = return_slip(make_return(dossier=make_dossier(promised_at=None)), PaperSize.A4)
    assert "hẹn trả" not in flat_text(slip)


def test_a_ticket_shows_its_number_largest() -> None:
    pdf = ticket(make_ticket())
    text = flat_text(pdf)
    for fact in (
        "A012",
        "Hộ tịch – Chứng thực",
        "Còn 7 người trước Ông (Bà)",
        "Lấy số lúc 08:05 thứ Hai 23/11/2026",
    ):
        assert fact in text
    assert "ƯU TIÊN" not in text
    assert len(page_sizes(pdf)) == 1
    assert overlapping_chars(pdf, tallest=90) == []


def test_a_priority_ticket_tells_nobody_why() -> None:
    sheet = make_ticket(priority=True, ahead=0, heading=make_heading(sample=True))
    text = flat_text(ticket(sheet))
    assert "ƯU TIÊN Sắp đến lượt Ông (Bà)" in text
    assert "bạn" not in text.casefold()
    assert "DỮ LIỆU MẪU" in text


@pytest.mark.parametrize("label", ["A1", "A012", "B1012", "AB123456"])
def test_any_number_fits_the_roll(label: str) -> None:
    pdf = ticket(make_ticket(label=label, heading=make_heading(name=LONG), queue_name=LONG))
    assert outside_chars(pdf, margin=8) == []
    assert label in flat_text(pdf)


def test_a_closing_sheet_carries_the_totals_and_the_chain() -> None:
    sheet = make_closing()
    pdf = closing_sheet(sheet)
    text = flat_text(pdf)
    for fact in (
        "Thứ Hai, ngày 23 tháng 11 năm 2026",
        "1 Hồ sơ tiếp nhận trong ngày 37",
        "2 Phí, lệ phí đã thu 1.250.000 đ",
        "từ số 10.234 đến số 10.519 (286 lượt ghi)",
        "9F3A 07C2 B1D4 E5F6 0718 293A 4B5C 6D7E 8F90",
        "Có 01 giấy hẹn chưa in được.",
        "NGƯỜI CHỐT SỔ",
        "Trần Thị Ngọc Lan",
    ):
        assert fact in text
    assert squeezed(sheet.head.upper()) in squeezed(text)
    assert pdf == closing_sheet(sheet)
    assert overlapping_chars(pdf) == []


def test_a_day_without_events_closes_too() -> None:
    text = flat_text(closing_sheet(make_closing(first_seq=11, last_seq=10, notes=(), totals=[])))
    assert "không có lượt ghi nào" in text
    assert "Ghi chú" not in text


def test_the_chain_head_is_grouped_to_be_read_aloud() -> None:
    assert head_lines("ab12cd34ef") == ["AB12 CD34 EF"]
    assert head_lines("0" * 64) == [" ".join(["0000"] * 8)] * 2
    assert head_lines("") == ["…"]


@pytest.mark.parametrize("size", SIZES)
def test_the_trial_page_shows_every_letter_and_both_codes(size: PaperSize) -> None:
    pdf = trial_page(size, "")
    letters = squeezed("".join(pages_text(pdf)))
    missing = {
        char for char in (*VOWELS, "đ") if char not in letters or char.upper() not in letters
    }
    assert missing == set()
    assert unicodedata.is_normalized("NFC", letters)
    assert scan(pdf) == {"Code 128": code_of("").barcode, "QR Code": SAMPLE_QR}
    assert len(page_sizes(pdf)) == 1
    assert outside_chars(pdf, margin=5) == []


@pytest.mark.parametrize(("many", "pages"), [(10, 1), (22, 2)])
def test_a_closing_sheet_keeps_what_is_signed_with_the_signatures(many: int, pages: int) -> None:
    """A busy commune's numbers fit on the page; where they do not, they go to the next with the names."""
    listed = paths.resources_dir() / "catalogue" / "sectors.json"
    sectors = {item["key"]: item["name"] for item in json.loads(listed.read_text("utf-8"))}
    names = [f"book:{key}" for key in list(sectors)[:many]] + [
        f"certification:{book}" for book in BOOKS
    ]
    names += ["handover", *(f"form:{form:02}" for form in range(1, 7))]
    numbers = told_together([(name, 1234) for name in names], sectors)
    totals = [
        (f"Phí, lệ phí theo giấy tiếp nhận {row} (đồng)", "427.000")
        for row in range(18 * pages + 3)
    ]
    sheet = make_closing(totals=totals, numbers=numbers, notes=(), head="n0cj1rs68j")
    pdf = closing_sheet(sheet)
    last = pages_text(pdf)[-1]
    assert len(pages_text(pdf)) == pages
    assert "từ sổ gốc: 1234" in last
    assert "NGƯỜI CHỐT SỔ" in last
    assert overlapping_chars(pdf) == []
