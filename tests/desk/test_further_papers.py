"""Every document from its print: issued by an act or by itself, drawn from the tables, printed again as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.promise.changes import Apology
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Channel, Original
from counter_app.domain.dossier.moves import Act
from counter_app.domain.paper.document_kinds import ISSUABLE
from counter_app.domain.paper.forms import amended, form_on, forms_of
from counter_app.domain.paper.sizes import PaperSize
from counter_app.domain.paper.slips import WantedPaper
from counter_app.domain.person.party import Party
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.read.prints import PrintJob
from tests.makers import BIRTH, COPIES, MARITAL, collector, draft, person, receive
from tests.printing.reading import flat_text, scan, squeezed

WANTED = (WantedPaper(name="Giấy chứng sinh", where="Trạm y tế xã"),)


def last(office: Office, code: str) -> PrintJob:
    """The latest print of a dossier."""
    return office.paper.prints_of(code)[-1]


def text_of(office: Office, job: PrintJob, size: PaperSize = PaperSize.A5) -> str:
    """What a print says, without blanks."""
    return squeezed(flat_text(office.paper.draw(job.id, size).pdf))


def says(office: Office, job: PrintJob, *facts: str) -> None:
    """Every fact stands on the print."""
    text = text_of(office, job)
    assert [fact for fact in facts if squeezed(fact) not in text] == []


def test_reception_that_asks_for_more_is_mau_02(office: Office, clock: FixedClock) -> None:
    done = office.intake.register(
        draft(BIRTH), Act.SUPPLEMENT, reason="Chưa đủ giấy", wanted=WANTED, contact="bà Lan, 0912"
    )
    job = last(office, done.result.code)
    assert (job.document, job.form, job.number) == ("supplement", "02", 1)
    facts = (
        "Mẫu số 02",
        "Số: 01/PBS-TTPVHCC",
        "Nơi cấp",
        "Giấy chứng sinh",
        "Trạm y tế xã",
        "Lý do: Chưa đủ giấy",
        "đến hết ngày 08 tháng 12 năm 2026",
        "liên hệ với bà Lan, 0912",
        "NGƯỜI HƯỚNG DẪN",
    )
    says(office, job, *facts)
    assert "Dònglệnh" not in text_of(office, job), "a paper is signed by a person"
    clock.tick(days=3)
    office.intake.accept(done.result.code)
    says(office, job, *facts)  # the last day stays what it was


def test_numbers_run_by_form_and_year(office: Office, clock: FixedClock) -> None:
    numbers = []
    for _again in range(2):
        code = receive(office).code
        office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy")
        office.moves.move(code, Act.WITHDRAW, reason="Không nộp nữa")
        numbers += [job.number for job in office.paper.prints_of(code)[1:]]
    assert numbers == [1, 1, 2, 2]
    clock.set(clock.now().replace(year=2027, month=1, day=4))
    office.confirm_clock()
    code = office.intake.register(draft(BIRTH), Act.REFUSE, reason="Sai nơi").result.code
    says(office, last(office, code), "Số: 01/PTC-TTPVHCC", "Sai nơi")


def test_a_refusal_to_resolve_is_mau_03_too(office: Office) -> None:
    from counter_app.domain.dossier.dossier import Outcome, Result

    code = receive(office).code
    facts = Result(outcome=Outcome.REFUSED)
    office.moves.move(code, Act.FINISH, reason="Không đủ điều kiện", facts=facts)
    job = last(office, code)
    assert job.document == "refusal"
    says(
        office,
        job,
        "Số: 01/PTC-UBND",
        "Ủy ban nhân dân xã",
        "thông báo không giải quyết hồ sơ này",
        "- Không đủ điều kiện",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    )
    text = text_of(office, job)
    assert squeezed("không tiếp nhận") not in text
    assert squeezed("NGƯỜI NỘP HỒ SƠ") not in text, "the citizen only receives it"


def test_an_apology_keeps_the_promise_it_apologises_for(office: Office, clock: FixedClock) -> None:
    dossier = receive(office, MARITAL)
    until = clock.now() + timedelta(days=8)
    office.promises.apologise([Apology(code=dossier.code, reason="chờ xác minh", until=until)])
    job = last(office, dossier.code)
    says(
        office,
        job,
        "Số: 01/PXL",
        "Thời gian hẹn trả kết quả: 09 giờ 00 phút, ngày 27 tháng 11 năm 2026.",
        "Lý do: chờ xác minh.",
        "09 giờ 00 phút, ngày 01 tháng 12 năm 2026.",
    )


def test_a_withdrawal_is_mau_05_with_everything_filled_in(office: Office) -> None:
    code = receive(office).code
    office.moves.move(code, Act.WITHDRAW, reason="Đổi ý", asked_by=Channel.POSTAL)
    job = last(office, code)
    assert (job.document, job.form) == ("stop", "05")
    says(
        office,
        job,
        "Theo yêu cầu của Ông (Bà), Ủy ban nhân dân xã",
        "Căn cứ Điều 21 Nghị định số 118/2025/NĐ-CP",
        "Hình thức yêu cầu: bưu chính công ích",
        "Lý do (theo yêu cầu của người nộp): Đổi ý",
        "Phí, lệ phí hoàn trả: không có",
        "/TB-UBND",
        "Nơi nhận:",
    )
    assert "……" not in text_of(office, job)


@pytest.mark.parametrize("act", [Act.STOP, Act.FINANCIAL])
def test_a_pause_ends_nothing_and_owes_no_notice(office: Office, act: Act) -> None:
    """Mẫu 05 says that processing ends (Nghị định 118/2025/NĐ-CP Điều 21); a pause goes on."""
    code = receive(office).code
    before = office.dossiers.view(code).prints
    office.moves.move(code, act, reason="Chờ xác minh")
    office.moves.move(code, Act.RESUME)
    assert office.dossiers.view(code).prints == before


def test_a_control_slip_is_issued_by_itself_and_grows(office: Office) -> None:
    code = receive(office, MARITAL).code
    job = office.further_papers.issue(code, "control", body={"partner": "Công an xã"}).result
    assert (job.form, job.number) == ("06", 1)
    says(office, job, "Số: 01/PKS-TTPVHCC", "Cơ quan phối hợp giải quyết hồ sơ: Công an xã")
    before = text_of(office, job)
    office.moves.move(code, Act.HAND, handler="canbo")
    assert text_of(office, job) != before
    says(office, job, "Người nhận", office.store.officers.names()["canbo"])
    again = office.further_papers.issue(code, "control").result
    assert again.number == 2


def test_a_fee_note_says_what_was_paid_and_keeps_it(office: Office) -> None:
    code = receive(office, fee=8_000).code
    assert office.further_papers.suggested_fee(code) == (8_000, "")
    office.fees.collect(code, amount=8_000, receipt_no="1C26TAA-0000123")
    amount, number = office.further_papers.suggested_fee(code)
    assert (amount, number) == (8_000, "1C26TAA-0000123")
    body = {"amount": amount, "receipt_no": number, "method": "chuyển khoản"}
    job = office.further_papers.issue(code, "fee_note", body=body).result
    says(office, job, "8.000 đ", "Tám nghìn đồng", number, "chuyển khoản", "Nguyễn Văn Mẫu")
    says(office, job, "PHIẾU THU NỘI BỘ", "Số: 01/PT-TTPVHCC", "NGƯỜI THU TIỀN")
    assert office.paper.draw(job.id, PaperSize.ROLL).size is PaperSize.A5


def test_what_is_not_paid_is_told_and_what_is_given_back_is_no_receipt(office: Office) -> None:
    code = receive(office, fee=8_000).code
    due = office.further_papers.issue(code, "fee_note", body={"amount": 8_000}).result
    assert due.number is None
    says(office, due, "PHIẾU BÁO PHÍ, LỆ PHÍ", "Tình trạng: chưa thu")
    assert squeezed("NGƯỜI THU TIỀN") not in text_of(office, due)
    office.fees.collect(code, amount=5_000)
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue(code, "fee_note", body={"amount": 8_000})
    assert refused.value.rule == "fee_over"
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue(code, "fee_note", body={"amount": 5_000, "refund": True})
    assert refused.value.rule == "refund_over"
    office.fees.refund(code, amount=5_000, reason="Thu nhầm")
    back = office.further_papers.issue(code, "fee_note", body={"amount": 5_000, "refund": True})
    says(office, back.result, "PHIẾU CHI NỘI BỘ HOÀN TRẢ PHÍ, LỆ PHÍ", "Số: 01/PC-TTPVHCC")
    says(office, due, "PHIẾU BÁO PHÍ, LỆ PHÍ", "chưa thu")  # as it was issued


@pytest.mark.parametrize("amount", [None, 0, -1, "8000", 10**13])
def test_a_fee_note_needs_an_amount(office: Office, amount: Any) -> None:
    code = receive(office).code
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue(code, "fee_note", body={"amount": amount})
    assert refused.value.field == "amount"


def test_guidance_names_what_is_missing_or_what_is_typed(office: Office) -> None:
    procedure = office.store.catalogue.valid(BIRTH, date(2026, 11, 23))
    assert procedure is not None
    code = receive(office, papers=procedure.papers[:1]).code
    missing = [paper.name for paper in office.further_papers.missing(code)]
    job = office.further_papers.issue(code, "guidance").result
    says(office, job, *missing)
    body = {"wanted": [item.to_dict() for item in WANTED], "note": "Mang bản chính"}
    says(
        office,
        office.further_papers.issue(code, "guidance", body=body).result,
        "Trạm y tế xã",
        "Mang bản",
    )
    whole = receive(office, papers=procedure.papers).code
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue(whole, "guidance")
    assert refused.value.field == "wanted"


def test_a_visit_has_one_slip_and_single_receipts_later(office: Office) -> None:
    forms = [(draft(name), "") for name in (BIRTH, MARITAL, COPIES)]
    dossiers = office.intake.receive_all(forms, together=True).result
    job = last(office, dossiers[0].code)
    assert job.document == "visit_receipt"
    says(office, job, *(item.code for item in dossiers), "Số: 01–03/TTPVHCC")
    second = dossiers[1].code
    with pytest.raises(RuleError, match="giấy hẹn chung"):
        office.paper.draw_receipt(second, PaperSize.A5)
    single = office.further_papers.issue(second, "receipt").result
    says(office, single, second, "Số: 02/TTPVHCC")
    assert scan(office.paper.draw_receipt(second, PaperSize.A5))["Code 128"] == dossiers[1].barcode
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue(second, "receipt")
    assert refused.value.rule == "document"


def test_certified_copies_say_how_many(office: Office) -> None:
    dossier = receive(office, COPIES, pages=3, copies=2)
    (asked,) = [paper for paper in dossier.papers if paper.certifying]
    assert (asked.pages, asked.copies) == (3, 2)
    says(office, last(office, dossier.code), "Số trang", "Số bản giấy", "Ký bản điện tử")


def test_a_paper_is_printed_by_the_form_in_force_when_it_was_issued(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office).code
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy")
    job = last(office, code)
    settings = office.rules.settings
    old = form_on(forms_of(settings), "02", date(2026, 11, 23))
    news = amended(
        forms_of(settings),
        replace(old, label="Mẫu số 02 mới", suffix="BS", title="Phiếu bổ sung"),
        date(2026, 12, 1),
    )
    office.rules.change_settings(replace(settings, forms=tuple(item.to_dict() for item in news)))
    clock.set(clock.now().replace(month=12, day=2))
    copy = office.paper.reissue(code, "supplement", reason="Mất").result
    says(office, copy, "Mẫu số 02", "Số: 01/PBS-TTPVHCC", "BẢN IN LẠI lần 1")
    other = receive(office).code
    office.moves.move(other, Act.SUPPLEMENT, reason="Thiếu giấy")
    says(office, last(office, other), "Mẫu số 02 mới", "Số: 02/BS", "PHIẾU BỔ SUNG")
    says(office, job, "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ")


def test_a_receipt_printed_again_says_what_was_corrected(office: Office) -> None:
    code = receive(office).code
    first = last(office, code)
    news = Correction(applicant=person("Nguyễn Văn Đúng"), sets=2)
    office.corrections.correct(code, news, reason="Gõ sai tên")
    copy = office.paper.reissue(code, "receipt", reason="Đính chính").result
    says(office, copy, "Đã đính chính ngày 23/11/2026: người nộp, số bộ.", "Nguyễn Văn Đúng")
    assert squeezed("đính chính ngày") not in text_of(office, first)


def test_a_receipt_printed_after_an_apology_names_the_new_day(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office, MARITAL).code
    until = clock.now() + timedelta(days=8)
    office.promises.apologise([Apology(code=code, reason="chờ xác minh", until=until)])
    copy = office.paper.reissue(code, "receipt", reason="Mất").result
    says(
        office,
        copy,
        "Xin lỗi và hẹn lại ngày 23/11/2026: dự kiến trả 09:00 thứ Ba 01/12/2026.",
        "trả kết quả giải quyết hồ sơ: 09 giờ 00 phút, ngày 27 tháng 11 năm 2026",
    )


def test_the_official_code_is_printed_once_known(office: Office) -> None:
    code = receive(office).code
    says(office, last(office, code), "(mã tạm)")
    office.official.enter(code, "H55.242-261123-010017")
    copy = office.paper.reissue(code, "receipt", reason="Có mã").result
    says(office, copy, "H55.242-261123-010017", f"Mã tại quầy: {code}")


def test_the_return_slip_is_whole(office: Office) -> None:
    from counter_app.domain.dossier.dossier import Result

    code = receive(office, originals=(Original(name="Sổ gốc", quantity=2),)).code
    facts = Result(
        abstract="Khai sinh cháu A", signed_on="2026-11-23", signer="Trần B", agency="UBND"
    )
    office.moves.move(code, Act.FINISH, result="12/KS", facts=facts)
    office.returning.hand_over(code, collector())
    says(
        office,
        last(office, code),
        "Loại kết quả: Giấy khai sinh",
        "Số, ký hiệu kết quả: 12/KS",
        "Trích yếu: Khai sinh cháu A",
        "Ngày ký: 23/11/2026 Người ký: Trần B",
        "Cơ quan ban hành: UBND",
        "Bản chính trả lại: Sổ gốc (02 bản)",
    )


def test_offers_say_what_stands_against_each_paper(office: Office) -> None:
    code = receive(office).code
    offers = {offer.document: offer.refusal for offer in office.further_papers.offers(code)}
    assert tuple(offers) == ISSUABLE
    assert offers["control"] == offers["fee_note"] == offers["guidance"] == ""
    assert "giấy hẹn riêng" in offers["receipt"]
    assert "chưa có kết quả" in offers["result_list"]
    waiting = office.intake.register(draft(BIRTH), Act.SUPPLEMENT, reason="Thiếu").result.code
    refused = {offer.document for offer in office.further_papers.offers(waiting) if offer.refusal}
    assert refused == {"control", "receipt", "result_list"}
    office.moves.move(code, Act.WITHDRAW, reason="Thôi")
    offers = {offer.document: offer.refusal for offer in office.further_papers.offers(code)}
    assert "kết thúc" in offers["guidance"]


@pytest.mark.parametrize("document", ["supplement", "stop", "handover", "anything", ""])
def test_what_an_act_issues_is_not_issued_by_itself(office: Office, document: str) -> None:
    code = receive(office).code
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue(code, document)
    assert refused.value.rule == "document"
    assert len(office.paper.prints_of(code)) == 1


def test_an_issue_sent_twice_is_one(office: Office) -> None:
    code = receive(office).code
    first = office.further_papers.issue(code, "control", op_id="mot-lan").result
    assert office.further_papers.issue(code, "control", op_id="mot-lan").result == first
    with pytest.raises(RuleError) as refused:
        office.further_papers.issue("T99001-261123-019999", "control")
    assert refused.value.field == "code"
    assert first.number == 1
    assert office.store.check().ok


def test_erased_people_leave_their_slips(office: Office) -> None:
    owner = Party.from_dict(person("Chủ Bí Mật").to_dict())
    code = receive(office, owner=owner).code
    office.moves.move(code, Act.WITHDRAW, reason="Bí mật riêng")
    office.further_papers.issue(code, "fee_note", body={"amount": 5_000, "payer": "Người Trả Hộ"})
    office.erasure.erase(code, reason="Công dân yêu cầu")
    for job in office.paper.prints_of(code):
        text = text_of(office, job)
        assert squeezed("Người Trả Hộ") not in text
        assert squeezed("Bí Mật") not in text
        assert squeezed("Bí mật riêng") not in text
    assert office.store.check().ok
