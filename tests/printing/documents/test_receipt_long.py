"""The longest names, the most papers: nothing leaves the page, nothing is missing, nothing overlaps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.paper.receipt_sheets import ReceiptSheet
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.text import one_line
from counter_app.printing.papers.receipt import receipt
from counter_app.printing.press.fonts import LETTERS
from counter_app.printing.raster import page_sizes
from tests.printing.reading import (
    flat_text,
    outside_chars,
    overlapping_chars,
    pages_text,
    scan,
    squeezed,
)
from tests.printing.sheets import make_dossier, make_heading, make_party, make_receipt

LONG = "Công ty trách nhiệm hữu hạn một thành viên thương mại dịch vụ xuất nhập khẩu nông sản Cửu Long "
EMAIL = "mot.dia.chi.thu.dien.tu.rat.dai.khong.co.khoang.trang@mot-ten-mien-cung-rat-dai.example.vn"

letters = st.sampled_from(
    LETTERS + LETTERS.upper() + "abcdeghiklmnopqrstuvxyABCDEGHIKLMNOPQRSTUVXY"
)
names = st.text(st.one_of(letters, st.sampled_from(" .,()/0123456789")), min_size=1, max_size=300)
papers = st.lists(
    st.builds(
        PaperItem,
        name=names,
        kind=st.sampled_from(PaperKind),
        quantity=st.integers(min_value=1, max_value=99),
    ),
    max_size=20,
)


@given(st.sampled_from(PaperSize), names, names, papers)
@settings(max_examples=30)
def test_everything_stays_on_the_page(
    size: PaperSize, name: str, address: str, items: list[PaperItem]
) -> None:
    applicant = make_party(name=name, address=address)
    dossier = make_dossier(applicant=applicant, owner=applicant, papers=tuple(items))
    pdf = receipt(make_receipt(dossier=dossier, receiver_name=name), size)
    assert outside_chars(pdf, margin=5) == []
    text = squeezed(flat_text(pdf))
    wanted = [name, address, *(item.name for item in items)]
    assert [part for part in wanted if squeezed(one_line(part)) not in text] == []


def worst_sheet() -> ReceiptSheet:
    """Every field as long as it gets."""
    name = (LONG * 4)[:300].strip()
    items = tuple(
        PaperItem(
            name=f"Giấy tờ thứ {number}: {LONG * (1 + number % 3)}".strip(),
            kind=list(PaperKind)[number % 4],
            quantity=number,
        )
        for number in range(1, 21)
    )
    address = f"thửa đất số 123, tờ bản đồ số 45, {LONG * 2}".strip()
    party = make_party(name=name, address=address, email=EMAIL)
    dossier = make_dossier(
        applicant=party,
        owner=party,
        authorisation=LONG.strip(),
        content=(LONG * 3).strip(),
        papers=items,
        return_channel=Channel.POSTAL,
        return_address=address,
    )
    heading = make_heading(
        parent=LONG.strip(), unit=LONG.strip(), name=LONG.strip(), address=address, sample=True
    )
    return make_receipt(
        heading=heading,
        dossier=dossier,
        receiver_name=name,
        reprint=12,
        reprint_reason=LONG.strip(),
        explanation=(LONG * 2).strip(),
        limit=LONG.strip(),
    )


@pytest.mark.parametrize("size", list(PaperSize))
def test_the_worst_receipt_keeps_everything_apart(size: PaperSize) -> None:
    pdf = receipt(worst_sheet(), size)
    assert outside_chars(pdf, margin=5) == []
    assert overlapping_chars(pdf) == []
    assert scan(pdf)["Code 128"] == worst_sheet().dossier.barcode
    text = squeezed(flat_text(pdf))
    for item in worst_sheet().dossier.papers:
        assert squeezed(item.name) in text


@pytest.mark.parametrize("size", [PaperSize.A4, PaperSize.A5])
def test_further_pages_have_numbers_and_the_head_of_the_table(size: PaperSize) -> None:
    pages = pages_text(receipt(worst_sheet(), size))
    count = len(pages)
    assert count == len(page_sizes(receipt(worst_sheet(), size))) > 1
    for number, page in enumerate(pages, start=1):
        assert f"gồm {count:02d} trang" in page
        assert page.splitlines().count(str(number)) == int(number > 1)
        assert worst_sheet().dossier.code in page
    last = pages[-1]
    assert "NGƯỜI NỘP HỒ SƠ" in last
    assert "Lưu ý:" in last


def test_a_word_as_long_as_a_page_is_wide_is_split() -> None:
    word = "Ưởng" * 70
    dossier = make_dossier(applicant=make_party(name=word))
    pdf = receipt(make_receipt(dossier=dossier), PaperSize.ROLL)
    assert outside_chars(pdf, margin=5) == []
    assert word in squeezed(flat_text(pdf))
