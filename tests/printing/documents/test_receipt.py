"""Mẫu 01: every field on every paper, readable by people, by programs and by scanners."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.person.party import PartyKind
from counter_app.i18n import use_language
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.receipt_rows import KIND_COLUMNS, qr_text
from counter_app.printing.raster import page_sizes
from tests.printing.reading import flat_text, outside_chars, pages_text, scan, squeezed
from tests.printing.sheets import (
    PAPERS,
    at,
    make_dossier,
    make_heading,
    make_party,
    make_receipt,
)

DATA = Path(__file__).parents[2] / "data"
LABELS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
    "Mã hồ sơ:",
    "Trung tâm Phục vụ hành chính công xã An Phú Mẫu",
    "Tiếp nhận hồ sơ của Ông (Bà):",
    "Số định danh cá nhân:",
    "Địa chỉ:",
    "Số điện thoại:",
    "Email:",
    "Nội dung yêu cầu giải quyết:",
    "Thành phần hồ sơ nộp gồm:",
    "Số lượng hồ sơ:",
    "Thời gian giải quyết hồ sơ theo quy định là:",
    "Thời gian nhận hồ sơ:",
    "Thời gian trả kết quả giải quyết hồ sơ:",
    "Đăng ký nhận kết quả tại:",
    "Vào Sổ theo dõi hồ sơ, Quyển số",
    "Số thứ tự",
    "NGƯỜI NỘP HỒ SƠ",
    "NGƯỜI TIẾP NHẬN HỒ SƠ",
)
SIZES = list(PaperSize)


@pytest.mark.parametrize("size", SIZES)
def test_every_label_stands_in_the_order_of_the_form(size: PaperSize) -> None:
    text = squeezed(flat_text(receipt(make_receipt(), size)))
    places = [text.find(squeezed(label)) for label in LABELS]
    assert -1 not in places, LABELS[places.index(-1)]
    # The two signatures stand side by side, so their two-line titles mingle on narrow paper.
    assert places[:-2] == sorted(places[:-2])


@pytest.mark.parametrize("size", SIZES)
def test_every_fact_is_printed(size: PaperSize) -> None:
    sheet = make_receipt()
    text = squeezed(flat_text(receipt(sheet, size)))
    facts = (
        "Mẫu số 01",
        "ỦY BAN NHÂN DÂN XÃ AN PHÚ MẪU",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        sheet.number,
        "An Phú Mẫu, ngày 23 tháng 11 năm 2026",
        sheet.dossier.code,
        sheet.dossier.barcode,
        sheet.dossier.applicant.name,
        sheet.dossier.applicant.id_no,
        sheet.dossier.applicant.address,
        sheet.dossier.applicant.phone,
        sheet.dossier.applicant.email,
        "Đăng ký khai sinh",
        *(paper.name for paper in PAPERS),
        "xuất trình",
        "01 (bộ)",
        "8.000 đ (Tám nghìn đồng)",
        "03 ngày làm việc",
        "09 giờ 00 phút, ngày 23 tháng 11 năm 2026",
        "09 giờ 00 phút, ngày 27 tháng 11 năm 2026",
        "trừ 24/11 (Ngày Văn hóa Việt Nam)",
        "số 15 đường Nguyễn Huệ, ấp Phú Hòa",
        "01/2026-HT",
        "Điều 6 Nghị định số 118/2025/NĐ-CP",
        "0296 3 123 456",
        sheet.receiver_name,
        "A1B2C3D4E5",
    )
    assert [fact for fact in facts if squeezed(fact) not in text] == []


def test_the_papers_are_a_table_on_sheets_and_a_list_on_the_roll() -> None:
    table = flat_text(receipt(make_receipt(), PaperSize.A5))
    for title in ("TT", "Thành phần hồ sơ", *KIND_COLUMNS.values()):
        assert squeezed(title) in squeezed(table)
    strip = flat_text(receipt(make_receipt(), PaperSize.ROLL))
    assert "Giấy chứng sinh – 01 bản chính" in strip
    assert "cha, mẹ – 02 bản sao" in strip


@pytest.mark.parametrize("size", SIZES)
def test_the_same_data_give_the_same_bytes(size: PaperSize) -> None:
    first = receipt(make_receipt(), size)
    receipt(make_receipt(receiver_name="Người khác Ñ Ж"), size)
    assert receipt(make_receipt(), size) == first
    assert receipt(make_receipt(receiver_name="Trần Văn B"), size) != first


@pytest.mark.parametrize("size", SIZES)
def test_scanners_read_both_codes(size: PaperSize) -> None:
    sheet = make_receipt()
    codes = scan(receipt(sheet, size))
    assert codes == {"Code 128": sheet.dossier.barcode, "QR Code": qr_text(sheet)}


@pytest.mark.parametrize("size", SIZES)
def test_a_longer_barcode_is_read_too(size: PaperSize) -> None:
    digits = "99001261123011234565"
    pdf = receipt(make_receipt(dossier=make_dossier(barcode=digits)), size)
    assert scan(pdf)["Code 128"] == digits


def test_the_qr_code_names_nobody() -> None:
    said = qr_text(make_receipt())
    assert "09:00 thứ Sáu 27/11/2026" in said
    assert "0296 3 123 456" in said
    assert "Ưởng" not in said
    assert "089184001234" not in said


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
def test_an_ordinary_receipt_is_one_page(size: PaperSize) -> None:
    assert len(page_sizes(receipt(make_receipt(), size))) == 1


def test_the_roll_is_as_long_as_its_content() -> None:
    short = page_sizes(receipt(make_receipt(dossier=make_dossier(papers=())), PaperSize.ROLL))
    long = page_sizes(receipt(make_receipt(), PaperSize.ROLL))
    assert len(short) == len(long) == 1
    assert short[0][1] < long[0][1]
    assert round(long[0][0] / 72 * 25.4) == 80


@pytest.mark.parametrize("size", SIZES)
def test_a_reprint_and_invented_data_say_so(size: PaperSize) -> None:
    plain = flat_text(receipt(make_receipt(), size))
    assert "BẢN IN LẠI" not in plain
    assert "DỮ LIỆU MẪU" not in plain
    again = make_receipt(reprint=1, reprint_reason="rách")
    assert squeezed("BẢN IN LẠI lần 1 – Lý do: rách") in squeezed(flat_text(receipt(again, size)))
    marked = make_receipt(
        heading=make_heading(sample=True), reprint=2, reprint_reason="máy in kẹt giấy"
    )
    text = squeezed(flat_text(receipt(marked, size)))
    assert squeezed("BẢN IN LẠI lần 2 – Lý do: máy in kẹt giấy") in text
    assert squeezed("DỮ LIỆU MẪU – không có giá trị sử dụng") in text
    assert scan(receipt(marked, size)) == scan(receipt(make_receipt(), size))


@pytest.mark.parametrize("size", SIZES)
def test_an_owner_and_an_authority_are_named(size: PaperSize) -> None:
    owner = make_party(name="Lê Văn Tám", id_no="089100000001", address="ấp Vĩnh Hòa")
    owned = flat_text(receipt(make_receipt(dossier=make_dossier(owner=owner)), size))
    assert squeezed("Chủ hồ sơ: Lê Văn Tám") in squeezed(owned)
    assert squeezed("Địa chỉ của chủ hồ sơ: ấp Vĩnh Hòa") in squeezed(owned)
    dossier = make_dossier(owner=owner, authorisation="Giấy ủy quyền số 12/2026")
    text = squeezed(flat_text(receipt(make_receipt(dossier=dossier), size)))
    for fact in (
        "Họ và tên người ủy quyền: Lê Văn Tám",
        "Số định danh của người ủy quyền: 089100000001",
        "Địa chỉ của người ủy quyền: ấp Vĩnh Hòa",
        "Giấy tờ ủy quyền: Giấy ủy quyền số 12/2026",
    ):
        assert squeezed(fact) in text


@pytest.mark.parametrize(
    ("channel", "address", "said"),
    [
        (Channel.DIRECT, "", "Trung tâm Phục vụ hành chính công xã An Phú Mẫu, số 15"),
        (Channel.POSTAL, "ấp Vĩnh Hòa", "qua dịch vụ bưu chính công ích, ấp Vĩnh Hòa"),
        (Channel.POSTAL, "", "qua dịch vụ bưu chính công ích, số 12/3 đường Trần Hưng Đạo"),
        (Channel.ONLINE, "", "bản điện tử, qua Cổng Dịch vụ công quốc gia"),
    ],
)
def test_where_the_result_is_given_out(channel: Channel, address: str, said: str) -> None:
    dossier = make_dossier(return_channel=channel, return_address=address)
    text = flat_text(receipt(make_receipt(dossier=dossier), PaperSize.A4))
    assert f"Đăng ký nhận kết quả tại: {said}" in text


@pytest.mark.parametrize("size", SIZES)
def test_what_is_unknown_is_left_to_the_pen(size: PaperSize) -> None:
    empty = make_party(id_no="", phone="", email="", address="")
    dossier = make_dossier(
        applicant=empty, promised_at=None, fee=None, book="", book_no=0, papers=()
    )
    sheet = make_receipt(dossier=dossier, limit="", explanation="", book="", head="", form_label="")
    sheet = replace(sheet, heading=make_heading(phone="", place="", parent=""))
    text = flat_text(receipt(sheet, size))
    assert "Email: ……" in text
    assert "Phí, lệ phí" not in text
    assert squeezed("trả kết quả giải quyết hồ sơ: theo thông báo của cơ quan") in squeezed(text)
    assert outside_chars(receipt(sheet, size)) == []


def test_an_organisation_signs_by_hand() -> None:
    firm = make_party(kind=PartyKind.ORGANISATION, name="Công ty Mẫu")
    text = flat_text(receipt(make_receipt(dossier=make_dossier(applicant=firm)), PaperSize.A4))
    assert text.count("Công ty Mẫu") == 1


@pytest.mark.parametrize("size", SIZES)
def test_whoever_comes_for_an_organisation_is_told_what_to_bring(size: PaperSize) -> None:
    firm = make_party(kind=PartyKind.ORGANISATION, name="Công ty TNHH An Phú", sex=None)
    pdf = receipt(make_receipt(dossier=make_dossier(applicant=firm, owner=None)), size)
    text = squeezed(flat_text(pdf))
    assert squeezed("giấy giới thiệu hoặc giấy ủy quyền của tổ chức") in text
    assert squeezed("Ông (Bà)") not in text
    assert len(pages_text(pdf)) == 1


def test_a_free_service_says_that_nothing_is_due() -> None:
    text = flat_text(receipt(make_receipt(dossier=make_dossier(fee=0)), PaperSize.A4))
    assert "Phí, lệ phí: không thu" in text


def test_the_abstract_follows_the_procedure() -> None:
    dossier = make_dossier(content="Khai sinh cho trẻ bị bỏ rơi")
    text = flat_text(receipt(make_receipt(dossier=dossier), PaperSize.A4))
    assert "giải quyết: Đăng ký khai sinh – Khai sinh cho trẻ bị bỏ rơi" in text


@pytest.mark.parametrize("size", SIZES)
def test_decomposed_text_is_composed(size: PaperSize) -> None:
    name = unicodedata.normalize("NFD", "Nguyễn Thị Ưởng")
    pdf = receipt(make_receipt(dossier=make_dossier(applicant=make_party(name=name))), size)
    text = flat_text(pdf)
    assert text == unicodedata.normalize("NFC", text)
    assert pdf == receipt(make_receipt(), size)


def test_the_paper_stays_vietnamese_when_the_screen_is_english(tmp_path: Path) -> None:
    before = receipt(make_receipt(), PaperSize.A5)
    use_language("en", Path(__file__).parents[3] / "resources" / "locale")
    try:
        assert receipt(make_receipt(), PaperSize.A5) == before
    finally:
        use_language("vi", tmp_path)


def test_the_text_of_the_golden_receipt() -> None:
    golden = (DATA / "receipt-a5.txt").read_text(encoding="utf-8")
    (page,) = pages_text(receipt(make_receipt(), PaperSize.A5))
    assert page.replace("\r\n", "\n").splitlines() == golden.splitlines()


def test_early_days_and_months_have_their_zero() -> None:
    sheet = make_receipt(issued_at=at(2026, 2, 5, 8, 0))
    assert "An Phú Mẫu, ngày 05 tháng 02 năm 2026" in flat_text(receipt(sheet, PaperSize.A4))
