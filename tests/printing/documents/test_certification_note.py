"""The internal note of certification fees, read back from its PDF."""

from __future__ import annotations

import pytest

from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.paper.sizes import PaperSize
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import COPIES
from tests.printing.reading import flat_text

DOCUMENTS = (Document(title="Bằng tốt nghiệp", pages=4, copies=3), Document(pages=210))


@pytest.mark.parametrize("size", PaperSize)
def test_it_says_numbers_documents_and_money_on_every_paper(
    office: Office, size: PaperSize
) -> None:
    wish = Certifying(
        procedure=COPIES, documents=DOCUMENTS, applicant="Lê Ánh", paid=True, receipt_no="0077"
    )
    visit = office.certification.record(wish).result[0].visit
    text = flat_text(office.certification.note(visit, size))
    for words in (
        *(
            "PHIẾU THU NỘI BỘ PHÍ CHỨNG THỰC",
            "NGƯỜI THU TIỀN",
            "Lê Ánh",
            "1–2",
            "1/2026",
            "218.000 đ",
            "0077",
        ),
        *("Bằng tốt nghiệp: 4 trang × 3 bản = 18.000 đ", "Hai trăm mười tám nghìn đồng"),
    ):
        assert words in text, words
    assert "chưa thu" not in text


def test_a_void_number_costs_nothing_and_many_documents_are_summed_up(office: Office) -> None:
    done = office.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),) * 30)
    ).result
    office.voiding.void(done[0].id, reason="Hỏng")
    text = flat_text(office.certification.note(done[0].visit, PaperSize.A5))
    assert "Số 1: 1 trang × 1 bản, đã hủy" in text
    assert "và 6 giấy tờ khác" in text
    assert "58.000 đ" in text
    assert "PHIẾU BÁO PHÍ CHỨNG THỰC" in text
    assert "Tình trạng: chưa thu" in text
    assert "Đã thu" not in text
    assert "NGƯỜI THU TIỀN" not in text


def test_an_unknown_visit_has_no_note(office: Office) -> None:
    with pytest.raises(RuleError):
        office.certification.note(404, PaperSize.A5)
