"""Certifying at the counter: numbers, fees, books, what becomes void, and what is erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from counter_app.desk.certification.note_facts import note_sheet
from counter_app.domain.certification.books import Certification, Certifying, Document
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.journal.erasure import BLANK_NAME
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import COPIES, everything_in, officer

SIGNATURE = "2.000884"


def certify(office: Office, *documents: Document, **facts: object) -> tuple[Certification, ...]:
    """One visit recorded now."""
    plain = {"procedure": COPIES, "documents": documents or (Document(pages=4, copies=3),)}
    return office.certification.record(Certifying(**(plain | facts))).result  # type: ignore[arg-type]


def numbers(office: Office) -> list[int]:
    """Today's numbers, latest first."""
    return [item.number for item in office.certification.latest(most=100)]


def test_a_visit_with_several_documents_takes_a_number_for_each(office: Office) -> None:
    first, second = certify(
        office, Document(title="Bằng tốt nghiệp", pages=4, copies=3), Document(pages=1, copies=2)
    )
    assert (first.number, second.number) == (1, 2)
    assert (first.fee, second.fee) == (18_000, 4_000)
    assert first.visit == second.visit == first.id
    assert (first.book, first.volume, first.year) == ("chung-thuc-ban-sao/2026", 1, "2026")
    assert (first.document.title, first.applicant, first.officer) == ("Bằng tốt nghiệp", "", "cli")
    assert office.store.certification.of_visit(first.visit) == [first, second]


def test_books_have_series_of_their_own_and_begin_anew_each_year(
    office: Office, clock: FixedClock
) -> None:
    (copy,) = certify(office)
    (signature,) = certify(office, Document(), procedure=SIGNATURE, applicant="Lê Ánh")
    (translated,) = certify(office, Document(), procedure="2.000992", applicant="Lê Ánh")
    assert [copy.number, signature.number, translated.number] == [1, 1, 2]
    assert signature.book == translated.book == "chung-thuc-chu-ky/2026"
    clock.set(datetime(2027, 1, 4, 9, tzinfo=LOCAL))
    office.confirm_clock()
    (later,) = certify(office)
    assert (later.book, later.number, later.volume) == ("chung-thuc-ban-sao/2027", 1, 1)


def test_the_preview_is_what_is_then_recorded(office: Office) -> None:
    certify(office)
    wish = Certifying(procedure=COPIES, documents=(Document(pages=200, copies=2),))
    seen = office.certification.preview(wish)
    (done,) = office.certification.record(wish).result
    assert (seen.fee, seen.number, seen.book) == (400_000, 2, done.book)
    assert (done.fee, done.number, done.signer) == (seen.fee, seen.number, seen.signer)


def test_the_same_command_sent_twice_is_one_visit(office: Office) -> None:
    wish = Certifying(procedure=COPIES, documents=(Document(), Document()), paid=True)
    first = office.certification.record(wish, op_id="visit-1")
    again = office.certification.record(wish, op_id="visit-1")
    assert again.result == first.result
    assert first.changes
    assert not again.changes
    assert numbers(office) == [2, 1]


def test_a_refused_visit_takes_no_number(office: Office) -> None:
    with pytest.raises(RuleError):
        certify(office, Document(), Document(pages=0))
    with pytest.raises(RuleError) as refused:
        certify(office, procedure="2.001035")
    assert refused.value.rule == "express"
    (done,) = certify(office)
    assert done.number == 1


def test_a_new_volume_goes_on_with_the_numbers_and_is_not_left_again(office: Office) -> None:
    certify(office)
    (second,) = certify(office, volume=2)
    (third,) = certify(office)
    assert [(second.number, second.volume), (third.number, third.volume)] == [(2, 2), (3, 2)]
    with pytest.raises(RuleError) as refused:
        certify(office, volume=1)
    assert refused.value.rule == "volume"


def test_a_book_may_go_on_from_paper_once(office: Office) -> None:
    wish = Certifying(procedure=COPIES, documents=(Document(), Document()), start=1_241)
    seen = office.certification.preview(wish)
    assert (seen.number, seen.fresh) == (1_241, True)
    assert [item.number for item in office.certification.record(wish).result] == [1_241, 1_242]
    with pytest.raises(RuleError) as refused:
        office.certification.record(replace(wish, start=2_000))
    assert refused.value.field == "start"
    assert not office.certification.preview(replace(wish, start=None)).fresh
    assert certify(office)[0].number == 1_243
    for wrong in (0, 1_000_000):
        with pytest.raises(RuleError) as refused:
            certify(office, procedure=SIGNATURE, applicant="Lê Ánh", start=wrong)
        assert refused.value.field == "start"
    assert office.store.check().ok


def test_the_only_leader_signs_until_somebody_else_is_remembered(office: Office) -> None:
    assert certify(office)[0].signer == "canbo"
    office.staff.put_officer(officer(Role.LEADER, "pho"), password="mat-khau-thu")
    assert certify(office)[0].signer == ""
    office.rules.change_preferences(replace(office.preferences, certification_signer="pho"))
    assert certify(office)[0].signer == "pho"
    assert certify(office, signer="canbo")[0].signer == "canbo"
    with pytest.raises(RuleError) as refused:
        certify(office, signer="ai-do")
    assert refused.value.field == "signer"
    office.staff.put_officer(officer(login="an"), password="mat-khau-thu")
    order = [item.officer.login for item in office.authorities.signers()]
    assert (set(order[:2]), order[2]) == ({"pho", "canbo"}, "an")


def test_a_paid_visit_is_collected_and_a_void_number_gives_it_back(
    office: Office, clock: FixedClock
) -> None:
    first, second = certify(office, Document(pages=4), Document(), paid=True, receipt_no="0000123")
    account = office.fees.account(certification=first.id)
    assert (account.fee, account.collected, account.owed) == (6_000, 6_000, 0)
    assert account.entries[0].receipt_no == "0000123"
    clock.tick(minutes=5)
    void = office.voiding.void(first.id, reason="Sai số trang").result
    assert (void.void_reason, void.voided_at) == ("Sai số trang", clock.now())
    account = office.fees.account(certification=first.id)
    assert (account.kept, account.owed, account.refunded) == (0, 0, 6_000)
    assert account.entries[-1].kind is FeeKind.REFUNDED
    assert account.entries[-1].reason == "Sai số trang"
    assert office.fees.account(certification=second.id).kept == 2_000
    assert certify(office)[0].number == 3


def test_a_void_number_needs_a_reason_is_void_once_and_later_only_by_a_leader(
    office: Office, clock: FixedClock
) -> None:
    first, second, third = certify(office, Document(), Document(), Document())
    office.session.officer = officer()
    with pytest.raises(RuleError) as refused:
        office.voiding.void(first.id, reason="  ")
    assert refused.value.field == "reason"
    office.voiding.void(first.id, reason="Hỏng lời chứng", op_id="void-1")
    assert not office.voiding.void(first.id, reason="Hỏng lời chứng", op_id="void-1").changes
    with pytest.raises(RuleError) as refused:
        office.voiding.void(first.id, reason="Hỏng")
    assert refused.value.rule == "void_twice"
    clock.tick(days=1)
    with pytest.raises(RuleError) as refused:
        office.voiding.void(second.id, reason="Hỏng")
    assert refused.value.rule == "void_day"
    office.session.officer = officer(Role.LEADER)
    assert office.voiding.void(second.id, reason="Hỏng").result.voided_at
    assert office.certification.get(third.id).voided_at is None


def test_what_is_made_void_later_still_counts_on_its_day(office: Office, clock: FixedClock) -> None:
    first, _second = certify(office, Document(pages=4, copies=3), Document(pages=1))
    monday = clock.now().date()
    clock.tick(days=2)
    office.voiding.void(first.id, reason="Hỏng")
    then = office.store.certification.tallies(monday, monday)[COPIES]
    assert (then.count, then.pages, then.copies, then.fee, then.voided) == (2, 5, 4, 20_000, 0)
    now = office.store.certification.tallies(monday, clock.now().date())[COPIES]
    assert (now.count, now.fee, now.voided, now.voided_fee) == (1, 2_000, 1, 18_000)


def test_a_receipt_number_of_somebody_else_is_warned_about(office: Office) -> None:
    certify(office, applicant="Lê Ánh", paid=True, receipt_no="77")
    wish = Certifying(procedure=COPIES, documents=(Document(),), paid=True, receipt_no="77")
    assert "77" in office.certification.preview(wish).warning
    assert office.certification.preview(replace(wish, applicant="Lê Ánh")).warning == ""
    assert office.certification.preview(replace(wish, receipt_no="78")).warning == ""
    assert office.certification.preview(replace(wish, paid=False)).warning == ""


def test_an_erasure_leaves_numbers_and_money_and_no_name(office: Office) -> None:
    secret = "Phan Thị Bí Mật"
    (found,) = certify(
        office, Document(title="Giấy khai sinh Bí Mật"), applicant=secret, note="nhà gần chợ",
        paid=True,
    )  # fmt: skip
    office.voiding.void(found.id, reason="Bí Mật đổi ý")
    with pytest.raises(RuleError):
        office.erasure.erase_certifications([found.id], reason="")
    office.erasure.erase_certifications([found.id], reason="Theo yêu cầu")
    kept = office.certification.get(found.id)
    assert (kept.applicant, kept.document.title, kept.note) == (BLANK_NAME, "", "")
    assert (kept.void_reason, kept.number, kept.fee) == ("", found.number, found.fee)
    assert [item.reason for item in office.fees.account(certification=found.id).entries] == ["", ""]
    assert office.store.check().problems == ()
    with pytest.raises(RuleError):
        office.erasure.erase_certifications([found.id], reason="Theo yêu cầu")
    office.session.officer = officer()
    with pytest.raises(RuleError):
        office.erasure.erase_certifications([certify(office)[0].id], reason="Theo yêu cầu")
    office.close()
    content = everything_in(office.data_dir)
    for word in ("Bí Mật", "gần chợ"):
        assert word.encode() not in content, word


def test_a_number_is_found_in_its_book(office: Office) -> None:
    (found,) = certify(office)
    by_number = office.certification.by_number
    assert by_number(1, book="chung-thuc-ban-sao") == found
    with pytest.raises(
        RuleError, match="Sổ chứng thực bản sao từ bản chính năm 2025 không có số 1"
    ):
        by_number(1, book="chung-thuc-ban-sao", year="2025")
    with pytest.raises(RuleError):
        office.certification.get(999)


def test_the_note_of_a_visit_leaves_out_the_money_of_what_became_void(office: Office) -> None:
    first, second = certify(
        office, Document(pages=4, copies=3), Document(pages=1, copies=2), paid=True, receipt_no="77"
    )
    office.voiding.void(second.id, reason="Sai số trang")
    lines = tuple(office.store.certification.of_visit(first.visit))
    sheet = note_sheet(office.certification, lines)
    assert (sheet.fee, sheet.paid, sheet.receipt_no) == (first.fee, first.fee, "77")
    assert sheet.lines == lines, "the number that is void stands there too"


@pytest.mark.parametrize(
    ("procedure", "title", "told"),
    [
        (COPIES, "Bản photo bằng tốt nghiệp", True),
        (COPIES, "Sổ hộ khẩu bị tẩy xóa", True),
        (COPIES, "Công văn có dấu Mật", True),
        (COPIES, "Giấy khai sinh, hai mặt", False),
        (SIGNATURE, "Bản photo bằng tốt nghiệp", False),
    ],
)
def test_nd_23_2015_dieu_18_22_a_copy_is_certified_from_an_original(
    office: Office, procedure: str, title: str, told: bool
) -> None:
    wish = Certifying(procedure=procedure, documents=(Document(title=title),), applicant="Lê Ánh")
    assert (title in office.certification.preview(wish).caution) is told
