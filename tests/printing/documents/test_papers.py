"""Slips, lists and notes: what each says in which order, on every size, and how long ones go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.dossier import Mapping, Original
from counter_app.domain.paper.sizes import PaperSize
from counter_app.i18n import use_language
from counter_app.paths import resources_dir
from counter_app.printing.papers.apology import apology
from counter_app.printing.papers.control import control
from counter_app.printing.papers.fee_note import fee_note
from counter_app.printing.papers.handover_sheet import handover_sheet
from counter_app.printing.papers.posting_sheet import posting_sheet
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.register import register, register_table
from counter_app.printing.papers.result_list import result_list
from counter_app.printing.papers.stop_notice import stop_notice
from counter_app.printing.papers.supplement import supplement
from counter_app.printing.papers.template_receipt import template_receipt
from counter_app.printing.papers.visit_receipt import visit_receipt
from counter_app.printing.raster import page_sizes
from tests.printing import slip_sheets as make
from tests.printing.drawn import GOLDEN, HEADS, LONG, LYING, ON_SHEETS, SIGNED_BY, book
from tests.printing.orders import ORDER
from tests.printing.reading import (
    all_codes,
    flat_text,
    outside_chars,
    overlapping_chars,
    pages_text,
    scan,
    squeezed,
)
from tests.printing.sheets import make_dossier, make_receipt

DATA = Path(__file__).parents[2] / "data" / "papers"
SHEETS = (PaperSize.A4, PaperSize.A5)
CODED = sorted(set(ON_SHEETS) - {"fee-note", "certified-receipt", "visit-receipt"})


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_the_text_of_every_paper_is_as_it_was_read_and_approved(name: str) -> None:
    golden = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    text = "\n".join(page.replace("\r\n", "\n") for page in pages_text(GOLDEN[name]()))
    assert text.splitlines() == golden.splitlines()


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("name", sorted(ON_SHEETS))
def test_everything_stands_in_the_order_of_the_form(name: str, size: PaperSize) -> None:
    text = squeezed(flat_text(ON_SHEETS[name](size)))
    place = 0
    for fact in ORDER[name]:
        found = text.find(squeezed(fact), place)
        assert found >= 0, fact
        place = found


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("name", sorted(ON_SHEETS))
def test_a_paper_is_the_same_each_time_and_in_every_language(name: str, size: PaperSize) -> None:
    first = ON_SHEETS[name](size)
    use_language("en", resources_dir() / "locale")
    try:
        assert ON_SHEETS[name](size) == first
    finally:
        use_language("vi", resources_dir() / "locale")
    assert outside_chars(first, margin=8) == []
    assert overlapping_chars(first) == []


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("name", CODED)
def test_a_scanner_finds_the_dossier_from_its_slip(name: str, size: PaperSize) -> None:
    if name == "apology":  # a letter: its code is text
        assert scan(ON_SHEETS[name](size)) == {}
    else:
        assert scan(ON_SHEETS[name](size)) == {"Code 128": make_dossier().barcode}


@pytest.mark.parametrize("size", list(PaperSize))
def test_every_dossier_of_a_visit_has_its_own_bars(size: PaperSize) -> None:
    sheet = make.make_visit(2)
    pdf = visit_receipt(sheet, size)
    found = all_codes(pdf)
    codes = {item.dossier.barcode for item in sheet.items}
    assert codes <= found
    (qr,) = found - codes
    assert all(item.dossier.code in qr for item in sheet.items)
    assert "Ưởng" not in qr


@pytest.mark.parametrize("name", sorted(LYING))
def test_lists_lie_on_their_side(name: str) -> None:
    pdf = LYING[name]()
    assert all(width > height for width, height in page_sizes(pdf))
    assert outside_chars(pdf, margin=8) == []
    assert overlapping_chars(pdf) == []


def test_a_fee_note_is_half_a_sheet_lying() -> None:
    ((width, height),) = page_sizes(fee_note(make.make_fee_note(), PaperSize.A5))
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 148)
    assert (
        len(page_sizes(fee_note(make.make_fee_note(dossier=make.long_dossier()), PaperSize.A4)))
        == 1
    )


def test_a_fee_note_is_never_called_a_receipt_and_invents_no_number() -> None:
    text = flat_text(fee_note(make.make_fee_note(receipt_no=""), PaperSize.A5))
    assert "biên lai" not in text.casefold()
    assert "Số chứng từ thu phí, lệ phí chính thức: ……" in text
    back = flat_text(fee_note(make.make_fee_note(refund=True), PaperSize.A5))
    assert "Hoàn phí, lệ phí" in back
    assert "NGƯỜI TRẢ TIỀN" in back


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("name", sorted(LONG))
def test_long_papers_go_on_with_nothing_lost(name: str, size: PaperSize) -> None:
    pdf = LONG[name](size)
    pages = pages_text(pdf)
    assert len(pages) > 1
    assert outside_chars(pdf, margin=8) == []
    assert overlapping_chars(pdf) == []
    for page in pages:
        assert f"gồm {len(pages):02d} trang" in page
        assert "Trang " not in page


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("name", sorted(SIGNED_BY))
def test_signatures_never_stand_alone(name: str, size: PaperSize) -> None:
    last = pages_text(LONG[name](size))[-1].replace("\r\n", "\n")
    above, signature, _below = last.partition(SIGNED_BY[name].split(" HỒ")[0])
    assert signature
    assert len([line for line in above.splitlines() if len(line) > 3]) >= 2


@pytest.mark.parametrize("size", SHEETS)
@pytest.mark.parametrize("name", sorted(HEADS))
def test_the_head_of_a_table_is_repeated(name: str, size: PaperSize) -> None:
    pages = [squeezed(page) for page in pages_text(LONG[name](size))]
    assert squeezed(HEADS[name]) in pages[1]


def test_five_thousand_lines_of_the_book_are_drawn_in_one_piece() -> None:
    """How fast is the bench's to say."""
    rows = make.make_register_rows(5_000)
    pdf = register(
        rows,
        make.make_register_head(),
        book="Hộ tịch",
        period_text="năm 2026",
        computed_at=make.MONDAY,
    )
    assert len(page_sizes(pdf)) > 200


def test_the_book_has_the_columns_of_the_form_and_takes_a_table() -> None:
    text = squeezed(flat_text(book(3)))
    for fact in (
        "SỔ THEO DÕI HỒ SƠ",
        "Số: 01/STD-TTPVHCC",
        "Hộ tịch, quyển số 01/2026 – Từ ngày 01/11/2026",
        "Nhận và trả kết quả",
        "Phương thức nhận kết quả",
        "Ký nhận",
        "Lập lúc 09:00 23/11/2026",
    ):
        assert squeezed(fact) in text
    table = register_table(make.make_register_rows(3))
    again = register(
        table,
        make.make_register_head(),
        book="Hộ tịch, quyển số 01/2026",
        period_text="Từ ngày 01/11/2026 đến ngày 23/11/2026",
        computed_at=make.MONDAY,
    )
    assert again == book(3)


def test_a_supplement_without_a_list_asks_for_what_the_officer_wrote() -> None:
    sheet = make.make_supplement(wanted=(), reason="Tờ khai chưa ký\nThiếu ngày sinh", until=None)
    text = flat_text(supplement(sheet, PaperSize.A5))
    assert "1. Tờ khai chưa ký" in text
    assert "2. Thiếu ngày sinh" in text
    assert "Thời hạn hoàn thiện" not in text


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        (["Tờ khai", "Bản sao"], ["1. Tờ khai", "2. Bản sao"]),
        (["- Tờ khai", "– Bản sao"], ["1. Tờ khai", "2. Bản sao"]),
        (["a) Tờ khai", "b) Bản sao"], ["a) Tờ khai", "b) Bản sao"]),
        (["Gồm:", "1. 02 ảnh"], ["- Gồm:", "1. 02 ảnh"]),
        (["2.000 đồng còn thiếu", "5/12 hết hạn"], ["1. 2.000 đồng còn thiếu", "2. 5/12 hết hạn"]),
    ],
)
def test_a_list_has_one_number_before_each_line(written: list[str], drawn: list[str]) -> None:
    sheet = make.make_supplement(wanted=(), reason="\n".join(written), until=None)
    assert f"sau: {' '.join(drawn)} Lý do:" in flat_text(supplement(sheet, PaperSize.A4))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("withdraw", "Theo yêu cầu của Ông (Bà),"),
        ("close", "Do hồ sơ không được hoàn thiện trong thời hạn đã thông báo,"),
        ("stop", "Qua xem xét hồ sơ,"),
    ],
)
def test_a_stop_says_on_whose_wish(act: str, said: str) -> None:
    text = flat_text(stop_notice(make.make_stop(act=act, fee_back=None), PaperSize.A4))
    assert said in text
    assert ("Thời gian yêu cầu dừng" in text) is (act == "withdraw")
    assert "Phí, lệ phí hoàn trả: ……" in text


def test_a_hand_over_says_when_papers_were_given_and_when_they_were_taken() -> None:
    given = make.make_handover().given_at
    text = flat_text(handover_sheet(make.make_handover(taken_at=given.replace(hour=15, minute=20))))
    assert "Thời gian giao: 10 giờ 00 phút" in text
    assert "Thời gian nhận: 15 giờ 20 phút" in text


def test_an_apology_without_a_day_leaves_room_for_it() -> None:
    sheet = make.make_apology(until=None, promised_at=None, reason="")
    text = flat_text(apology(sheet, PaperSize.A4))
    assert text.count("………") >= 3


def test_a_control_slip_has_room_for_the_legs_to_come() -> None:
    text = flat_text(control(make.make_control(legs=()), PaperSize.A4))
    assert text.count("1. Giao: …") >= 2
    assert text.count("2. Nhận: …") >= 2


def test_results_tell_what_is_still_paid_and_what_goes_by_post() -> None:
    text = flat_text(result_list(make.make_results()))
    assert (
        "Tổng số 03 kết quả. Phí, lệ phí còn phải thu khi trả kết quả: 8.000 đ (Tám nghìn đồng)."
        in text
    )
    assert "X" in text
    paid = make.make_results(lines=make.make_results(1).lines)
    assert "còn phải thu" not in flat_text(result_list(paid))


def test_a_posting_tells_all_that_has_to_be_public_and_nothing_of_how_it_was_found() -> None:
    for wide in (False, True):
        text = squeezed(flat_text(posting_sheet(make.make_posting(), wide=wide)))
        for fact in (
            "DANH MỤC THỦ TỤC HÀNH CHÍNH NIÊM YẾT CÔNG KHAI",
            "Giấy chứng sinh (01 bản chính), nếu có",
            "Thẻ căn cước (xuất trình)",
            "Lĩnh vực: Chứng thực",
            "Cách thức thực hiện",
            "Trực tiếp tại quầy; trực tuyến",
            "Cơ quan giải quyết",
            "Kết quả",
            "Tổng số 04 thủ tục",
            "Tiếp nhận phản ánh, kiến nghị: 0296 3 123 456",
        ):
            assert squeezed(fact) in text, fact
        assert "nguồn" not in text


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_official_code_takes_the_place_of_the_provisional_one(size: PaperSize) -> None:
    plain = make_dossier()
    official = "H55.242.01-261123-0100017"
    own = flat_text(receipt(make_receipt(), size))
    assert "mã tạm" in own
    known = receipt(make_receipt(dossier=make_dossier(official_code=official)), size)
    text = flat_text(known)
    assert official in text
    assert "mã tạm" not in text
    assert squeezed(f"Mã tại quầy: {plain.code}") in squeezed(text)
    assert scan(known)["Code 128"] == plain.barcode
    assert official in scan(known)["QR Code"]
    assert outside_chars(known, margin=5) == []
    exempt = receipt(make_receipt(dossier=make_dossier(mapping=Mapping.EXEMPT)), size)
    assert "mã tạm" not in flat_text(exempt)


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_later_print_says_what_changed_and_what_is_kept(size: PaperSize) -> None:
    dossier = make_dossier(originals_kept=(Original(name="Sổ hộ khẩu", quantity=2),))
    notes = ("Đã đính chính ngày 24/11/2026: người nộp.",)
    text = squeezed(flat_text(receipt(make_receipt(dossier=dossier, notes=notes), size)))
    assert squeezed(notes[0]) in text
    assert squeezed("trả cùng kết quả: Sổ hộ khẩu (02 bản)") in text
    assert squeezed("Hình thức nộp: trực tiếp") in text


def test_certified_copies_on_the_roll_are_said_in_words() -> None:
    papers = (
        PaperItem(name="Bằng tốt nghiệp", kind=PaperKind.COPY, pages=3, copies=2, electronic=True),
    )
    text = flat_text(receipt(make_receipt(dossier=make_dossier(papers=papers)), PaperSize.ROLL))
    assert squeezed("– 03 trang, 02 bản giấy, ký bản điện tử") in squeezed(text)


def test_a_template_without_lines_of_its_own_names_the_office() -> None:
    sheet = make.make_template()
    bare = make.TEMPLATE.from_dict({**make.TEMPLATE.to_dict(), "header": [], "signatures": []})
    text = flat_text(template_receipt(make.make_template(template=bare), PaperSize.A4))
    assert "TRUNG TÂM PHỤC VỤ" in text
    assert "NGƯỜI NỘP HỒ SƠ" not in text
    assert sheet.template.header
