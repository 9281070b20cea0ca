"""What holds of every paper on every size, with easy and with hard content: read back from text and places."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pypdfium2
import pytest

from counter_app import paths
from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.paper.quick_card import QuickCard
from counter_app.domain.paper.quick_card import quick_card as facts_of_card
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.person.party import Party, PartyKind, Sex
from counter_app.printing.papers.apology import apology
from counter_app.printing.papers.control import control
from counter_app.printing.papers.fee_note import fee_note
from counter_app.printing.papers.guidance import guidance
from counter_app.printing.papers.handover_sheet import handover_sheet
from counter_app.printing.papers.posting_sheet import posting_sheet
from counter_app.printing.papers.quick_card import quick_card
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.papers.refusal import refusal
from counter_app.printing.papers.reminder import reminder
from counter_app.printing.papers.result_list import result_list
from counter_app.printing.papers.return_slip import return_slip
from counter_app.printing.papers.stop_notice import stop_notice
from counter_app.printing.papers.supplement import supplement
from counter_app.printing.papers.visit_receipt import visit_receipt
from counter_app.printing.raster import page_sizes
from tests.printing import slip_sheets as make
from tests.printing.drawn import book
from tests.printing.reading import all_codes, flat_text, overlapping_chars, pages_text, squeezed
from tests.printing.sheets import (
    make_authority,
    make_dossier,
    make_heading,
    make_party,
    make_receipt,
    make_return,
)

MM = 72 / 25.4
HARD_NAME = "Công Tằng Tôn Nữ Phương Uyên"
PHONE = "0296 3 123 456"
PLACE = "Nông Sơn Thượng Đức Bình Minh"
LONG_REASONS = "\n".join(
    f"Giấy chứng nhận số DA 123456 cấp ngày 05 tháng 02 năm 2024 không khớp với trang {number} của hồ sơ, "
    f"thiếu 99% chữ ký và 12 bản vẽ; gọi {PHONE} để được hướng dẫn"
    for number in range(1, 11)
)
PRINCIPAL = Party(
    PartyKind.PERSON, "Lê Văn Tám", id_no="089100000001", phone="0987 654 321",
    email="tam@example.vn", address="ấp Vĩnh Hòa, xã An Phú Mẫu", sex=Sex.MALE,
)  # fmt: skip


def hard_dossier(**changes: Any) -> Dossier:
    """Long names, a principal, twenty papers, a fee in nine figures."""
    papers = tuple(
        PaperItem(
            name=f"Giấy tờ thứ {number}: bản vẽ hiện trạng công trình có xác nhận", quantity=2
        )
        for number in range(1, 21)
    )
    values: dict[str, Any] = {
        "applicant": make_party(name=HARD_NAME, sex=Sex.FEMALE),
        "owner": PRINCIPAL,
        "authorisation": "Văn bản ủy quyền số 12/2026 chứng thực tại Ủy ban nhân dân xã An Phú Mẫu",
        "papers": papers,
        "fee": 123_456_789,
    }
    return make_dossier(**{**values, **changes})


def _heading(*, hard: bool, authority: bool = False) -> Any:
    made = make_authority() if authority else make_heading()
    if not hard:
        return made
    unit = f"Ủy ban nhân dân xã {PLACE}"
    name = f"Trung tâm Phục vụ hành chính công xã {PLACE}"
    if authority:
        return replace(made, unit=unit, name=unit, place=PLACE, counter=name, signer=HARD_NAME)
    return replace(made, parent=unit, name=name, place=PLACE)


def make_card(*, hard: bool) -> QuickCard:
    """The card as the guide tells it; hard: an office of a long name, and twice as much to say when something fails."""
    text = (paths.resources_dir() / "guide" / "huong-dan.md").read_text("utf-8")
    card = facts_of_card(text, _heading(hard=hard).name, PHONE)
    return replace(card, troubles=card.troubles * 2) if hard else card


Draw = Callable[[PaperSize, bool], bytes]


def _head(sheet: Any, hard: bool, *, authority: bool = False) -> Any:
    head = sheet.head
    return replace(
        sheet,
        head=replace(head, heading=_heading(hard=hard, authority=authority), writer=HARD_NAME),
    )


def _dossier(hard: bool) -> Dossier:
    return hard_dossier() if hard else make_dossier()


def _visit(hard: bool) -> Any:
    sheet = make.make_visit()
    if hard:
        items = tuple(
            replace(
                item,
                dossier=hard_dossier(
                    id=number, code=item.dossier.code, barcode=item.dossier.barcode
                ),
            )
            for number, item in enumerate(sheet.items)
        )
        sheet = replace(sheet, items=items)
    return _head(sheet, hard)


def _reason(hard: bool) -> str:
    return LONG_REASONS if hard else "thiếu chữ ký"


PAPERS: dict[str, Draw] = {
    "receipt": lambda size, hard: receipt(
        make_receipt(heading=_heading(hard=hard), dossier=_dossier(hard)), size
    ),
    "visit": lambda size, hard: visit_receipt(_visit(hard), size),
    "supplement": lambda size, hard: supplement(
        _head(make.make_supplement(dossier=_dossier(hard), reason=_reason(hard)), hard),
        size,
    ),
    "refusal": lambda size, hard: refusal(
        _head(make.make_refusal(dossier=_dossier(hard), reason=_reason(hard)), hard),
        size,
    ),
    "refusal to resolve": lambda size, hard: refusal(
        _head(
            make.make_refusal(dossier=_dossier(hard), reason=_reason(hard), resolved=True),
            hard,
            authority=True,
        ),
        size,
    ),
    "apology": lambda size, hard: apology(
        _head(
            make.make_apology(dossier=_dossier(hard), reason=_reason(hard)), hard, authority=True
        ),
        size,
    ),
    "stop": lambda size, hard: stop_notice(
        _head(make.make_stop(dossier=_dossier(hard), reason=_reason(hard)), hard, authority=True),
        size,
    ),
    "control": lambda size, hard: control(
        _head(make.make_control(dossier=_dossier(hard), legs=make.LEGS * (3 if hard else 1)), hard),
        size,
    ),
    "guidance": lambda size, hard: guidance(
        _head(make.make_guidance(dossier=_dossier(hard)), hard),
        size,
    ),
    "fee note": lambda size, hard: fee_note(
        _head(make.make_fee_note(dossier=_dossier(hard), payer=HARD_NAME), hard),
        size,
    ),
    "reminder": lambda size, hard: reminder(
        _head(make.make_reminder(dossier=_dossier(hard)), hard),
        size,
    ),
    "return slip": lambda size, hard: return_slip(
        make_return(heading=_heading(hard=hard), returner_name=HARD_NAME), size
    ),
}
LYING: dict[str, Callable[[bool], bytes]] = {
    "handover": lambda hard: handover_sheet(_head(make.make_handover(40 if hard else 3), hard)),
    "result list": lambda hard: result_list(_head(make.make_results(12 if hard else 3), hard)),
    "posting": lambda hard: posting_sheet(
        _head(make.make_posting(20 if hard else 2), hard, authority=True)
    ),
    "register": lambda hard: book(60 if hard else 3),
    "quick card": lambda hard: quick_card(make_card(hard=hard)),
}
CASES = [
    *(
        (name, size, hard)
        for name in PAPERS
        for size in (PaperSize.A4, PaperSize.A5)
        for hard in (False, True)
    ),
    *((name, None, hard) for name in LYING for hard in (False, True)),
]
ALL = pytest.mark.parametrize(("name", "size", "hard"), CASES)
SIGNED = re.compile(r"\(Ký[^)]*họ tên\)")
OPEN_CHOICES = (
    "Ông/Bà", "Bà)/", "/Tổ chức", "công/Bộ phận", "(BPTNTKQ)", "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "Dòng lệnh",
)  # fmt: skip


@cache
def drawn(name: str, size: PaperSize | None, hard: bool) -> bytes:
    return LYING[name](hard) if size is None else PAPERS[name](size, hard)


@ALL
def test_no_choice_of_a_form_is_left_open(name: str, size: PaperSize | None, hard: bool) -> None:
    text = squeezed(flat_text(drawn(name, size, hard)))
    assert [words for words in OPEN_CHOICES if squeezed(words) in text] == []


@ALL
def test_names_and_numbers_stand_on_one_line(name: str, size: PaperSize | None, hard: bool) -> None:
    """However a line is broken, a name that is printed is printed whole somewhere, and no number is in two halves."""
    for page in pages_text(drawn(name, size, hard)):
        lines = [line.strip() for line in page.splitlines()]
        flat, joined = " ".join(lines), "\n".join(lines)
        for whole in (PHONE, "DA 123456", "99%", HARD_NAME, "Trần Thị Ngọc Lan", "12 bản"):
            assert flat.count(whole) == joined.count(whole), whole
        for broken in (r"\d\n%", r"ngày\n\d", r"\d\n(?:đ|đồng|giờ|phút)\b", r"\n\S+\./\.$"):
            if name not in LYING:  # cells of a table stand beside each other
                assert not re.search(broken, joined), broken


@ALL
def test_signatures_have_text_above_them_on_their_page(
    name: str, size: PaperSize | None, hard: bool
) -> None:
    for number, page in enumerate(pages_text(drawn(name, size, hard)), start=1):
        found = SIGNED.search(page)
        if found is None or name == "control":
            continue
        above = [line for line in page[: found.start()].splitlines() if len(line.strip()) > 3]
        assert len(above) >= 4, f"page {number}"


@ALL
def test_nd_30_2020_margins_and_one_page_number(
    name: str, size: PaperSize | None, hard: bool
) -> None:
    pdf = drawn(name, size, hard)
    a5 = size is PaperSize.A5
    left, right = (15, 8) if a5 else (30, 15)
    document = pypdfium2.PdfDocument(pdf)
    for index, text in enumerate(pages_text(pdf)):
        page = document[index]
        width, _height = page.get_size()
        textpage = page.get_textpage()
        boxes = [
            textpage.get_charbox(at)
            for at in range(textpage.count_chars())
            if textpage.get_text_range(at, 1).strip()
        ]
        assert min(box[0] for box in boxes) >= left * MM - 2
        assert max(box[2] for box in boxes) <= width - right * MM + 2
        number = index + 1
        numbered = [line for line in text.splitlines() if line.strip() == str(number)]
        if number > 1:
            assert numbered, f"page {number} has its number"
        assert "Trang " not in text
    document.close()
    assert overlapping_chars(pdf) == []


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("size", list(PaperSize))
def test_every_dossier_is_scanned_from_its_papers(size: PaperSize, hard: bool) -> None:
    assert make_dossier().barcode in all_codes(drawn("receipt", size, hard))
    wanted = {item.dossier.barcode for item in make.make_visit().items}
    assert wanted <= all_codes(drawn("visit", size, hard))


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
def test_three_requests_of_one_visit_take_two_pages_at_most(size: PaperSize) -> None:
    owned = make.make_visit()
    items = tuple(
        replace(item, paid=0, dossier=replace(item.dossier, owner=PRINCIPAL, authorisation="Giấy ủy quyền số 3"))
        for item in owned.items
    )  # fmt: skip
    assert len(page_sizes(visit_receipt(owned, size))) <= 2
    pdf = visit_receipt(replace(owned, items=items), size)
    assert len(page_sizes(pdf)) <= 2
    text = flat_text(pdf)
    assert text.count("ấp Vĩnh Hòa") == 1, "told once, then named"
    assert text.count("như hồ sơ số 1") == 2


@pytest.mark.parametrize("size", list(PaperSize))
def test_tt_03_2025_mau_01_gives_all_of_a_principal_in_the_form_s_order(size: PaperSize) -> None:
    dossier = make_dossier(owner=PRINCIPAL, authorisation="Giấy ủy quyền số 12/2026")
    text = squeezed(flat_text(receipt(make_receipt(dossier=dossier), size)))
    order = (
        "người ủy quyền: Lê Văn Tám",
        "Địa chỉ của người ủy quyền: ấp Vĩnh Hòa",
        "Số định danh của người ủy quyền: 089100000001",
        "Số điện thoại của người ủy quyền: 0987 654 321",
        "tam@example.vn",
        "Giấy tờ ủy quyền: Giấy ủy quyền số 12/2026",
    )
    places = [text.find(squeezed(fact)) for fact in order]
    assert -1 not in places
    assert places == sorted(places)


def test_an_a4_receipt_with_a_principal_is_one_page() -> None:
    dossier = make_dossier(owner=PRINCIPAL, authorisation="Giấy ủy quyền số 12/2026")
    assert len(page_sizes(receipt(make_receipt(dossier=dossier), PaperSize.A4))) == 1


def test_a_roll_longer_than_a_pdf_page_may_be_is_cut_and_still_scanned() -> None:
    papers = tuple(
        PaperItem(name=f"Giấy tờ thứ {number} của hồ sơ xin cấp giấy phép xây dựng nhà ở riêng lẻ")
        for number in range(1, 701)
    )
    pdf = receipt(make_receipt(dossier=make_dossier(papers=papers)), PaperSize.ROLL)
    sizes = page_sizes(pdf)
    assert len(sizes) > 1
    assert max(height for _width, height in sizes) < 14_400
    assert make_dossier().barcode in all_codes(pdf)
    text = squeezed(flat_text(pdf))
    assert all(squeezed(paper.name) in text for paper in papers)


@pytest.mark.parametrize(
    ("sex", "kind", "called"),
    [
        (Sex.FEMALE, PartyKind.PERSON, "Bà"),
        (Sex.MALE, PartyKind.PERSON, "Ông"),
        (None, PartyKind.PERSON, "Ông (Bà)"),
        (None, PartyKind.ORGANISATION, ""),
    ],
)
def test_papers_call_people_by_what_is_known(sex: Sex | None, kind: PartyKind, called: str) -> None:
    dossier = make_dossier(applicant=make_party(sex=sex, kind=kind))
    letter = flat_text(apology(make.make_apology(dossier=dossier), PaperSize.A4))
    assert f"Kính gửi: {called} Nguyễn Thị Ưởng".replace("  ", " ") in letter
    slip = flat_text(receipt(make_receipt(dossier=dossier), PaperSize.A4))
    whom = called or "tổ chức"
    assert f"Tiếp nhận hồ sơ của {whom}: Nguyễn Thị Ưởng" in slip
    number = "Số định danh cá nhân:" if called else "Số định danh tổ chức:"
    assert number in slip


def test_a_letter_about_a_child_goes_to_whoever_acts_for_it() -> None:
    from counter_app.domain.person.birth import Birth

    child = make_party(name="Nguyễn Bé Tư", birth=Birth(2026, 3, 1))
    letter = flat_text(apology(make.make_apology(dossier=make_dossier(owner=child)), PaperSize.A4))
    assert "Kính gửi: Ông (Bà) Nguyễn Thị Ưởng" in letter


def test_an_apology_before_the_time_does_not_say_that_it_was_missed() -> None:
    sheet = make.make_apology()
    assert sheet.promised_at is not None
    early = flat_text(apology(sheet, PaperSize.A4))
    assert "chưa thể trả kết quả" in early
    assert "đến nay" not in early
    after = replace(sheet, head=replace(sheet.head, issued_at=sheet.promised_at.replace(hour=16)))
    assert "đến nay" in flat_text(apology(after, PaperSize.A4))


def test_who_signs_stands_level_with_the_recipients() -> None:
    pdf = apology(make.make_apology(), PaperSize.A4)
    document = pypdfium2.PdfDocument(pdf)
    textpage = document[0].get_textpage()
    places = {}
    for words in ("Nơi nhận:", "TM. ỦY BAN"):
        index, _count = textpage.search(words).get_next()
        places[words] = textpage.get_charbox(index)
    document.close()
    assert abs(places["Nơi nhận:"][1] - places["TM. ỦY BAN"][1]) < 3
    assert places["Nơi nhận:"][0] < places["TM. ỦY BAN"][0]


def test_a_control_slip_never_begins_a_page_for_blanks_or_notes() -> None:
    for size in (PaperSize.A4, PaperSize.A5):
        for legs in range(6):
            pages = pages_text(control(make.make_control(legs=(make.LEGS * 3)[:legs]), size))
            for page in pages[1:]:
                assert re.search(r"\d\d giờ \d\d phút", page), (size, legs)
