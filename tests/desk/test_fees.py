"""Money of dossiers: taken in parts, given back, and added up by sector, officer and day."""

from __future__ import annotations

import pytest

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.fees.payments import FeeKind, Method
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.read.fees import FeeTotal
from tests.makers import COPIES, MARITAL, draft, officer, receive


def test_a_fee_is_taken_in_parts_and_never_more_than_is_due(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office, COPIES, pages=4, copies=3).code
    assert office.fees.account(code).owed == 18_000
    done = office.fees.collect(code, amount=10_000, receipt_no=" 0001 ", method=Method.TRANSFER)
    entry = done.result.entry
    assert (entry.kind, entry.amount, entry.receipt_no) == (FeeKind.COLLECTED, 10_000, "0001")
    assert (entry.method, entry.at, entry.officer) == ("transfer", clock.now(), "cli")
    assert done.changes == {"fee", "dossier"}
    assert done.result.account.owed == 8_000
    with pytest.raises(RuleError) as refused:
        office.fees.collect(code, amount=8_001)
    assert refused.value.rule == "fee_over"
    assert "8.000" in refused.value.message
    assert office.fees.collect(code).result.account.owed == 0
    with pytest.raises(RuleError):
        office.fees.collect(code)


def test_a_fee_nobody_knows_takes_what_is_typed(office: Office) -> None:
    code = receive(office, MARITAL).code
    assert office.fees.account(code).owed is None
    with pytest.raises(RuleError):
        office.fees.collect(code)
    assert office.fees.collect(code, amount=15_000).result.account.kept == 15_000


def test_a_withdrawn_dossier_gives_back_no_more_than_it_took(office: Office) -> None:
    code = receive(office, COPIES, pages=2).code
    office.fees.collect(code, receipt_no="9")
    office.moves.move(code, Act.WITHDRAW, reason="Đổi ý")
    with pytest.raises(RuleError) as refused:
        office.fees.refund(code, amount=4_001, reason="Rút")
    assert refused.value.rule == "refund_over"
    with pytest.raises(RuleError) as refused:
        office.fees.refund(code, reason=" ")
    assert refused.value.field == "reason"
    account = office.fees.refund(code, amount=1_000, reason="Rút").result.account
    assert (account.kept, account.refunded) == (3_000, 1_000)
    with pytest.raises(RuleError) as refused:
        office.fees.refund(code, amount=3_500, reason="Rút")
    assert refused.value.rule == "refund_over", "what was given back is not kept any more"
    assert office.fees.refund(code, reason="Rút").result.account.kept == 0
    with pytest.raises(RuleError):
        office.fees.refund(code, reason="Rút")


def test_a_wrong_entry_is_put_right_by_a_refund_and_a_payment(office: Office) -> None:
    code = receive(office, COPIES, pages=2).code
    office.fees.collect(code, receipt_no="sai")
    office.fees.refund(code, reason="Ghi sai số biên lai")
    account = office.fees.collect(code, receipt_no="đúng").result.account
    assert (account.kept, account.owed) == (4_000, 0)
    assert [item.receipt_no for item in account.entries] == ["sai", "", "đúng"]


def test_the_same_command_sent_twice_is_one_entry(office: Office) -> None:
    code = receive(office, COPIES).code
    done = [office.fees.collect(code, amount=500, op_id="pay-1") for _time in range(2)]
    assert done[0].result.entry == done[1].result.entry
    assert not done[1].changes
    back = [office.fees.refund(code, reason="Rút", op_id="back-1") for _time in range(2)]
    assert back[0].result.entry == back[1].result.entry
    assert office.fees.account(code).kept == 0


def test_a_receipt_number_of_another_payer_today_is_warned_about(
    office: Office, clock: FixedClock
) -> None:
    first = receive(office, COPIES, pages=3).code
    other = receive(office, COPIES, "Lê Ánh").code
    office.fees.collect(first, amount=1_000, receipt_no="55")
    assert office.fees.collect(first, amount=1_000, receipt_no="55").result.warning == ""
    assert first in office.fees.warning("55", other)
    done = office.fees.collect(other, amount=1_000, receipt_no="55").result
    assert first in done.warning
    again = receive(office, COPIES).code
    assert office.fees.warning("55", again) != ""
    assert office.fees.warning("", other) == ""
    clock.tick(days=1)
    assert office.fees.warning("55", again) == ""


def test_one_visit_may_stand_on_one_receipt(office: Office) -> None:
    forms = [(draft(COPIES, "Lê Ánh"), ""), (draft(COPIES, "Trần Bê"), "")]
    one, two = office.intake.receive_all(forms, together=True).result
    office.fees.collect(one.code, receipt_no="8")
    assert office.fees.warning("8", two.code) == ""
    (paper,) = office.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),))
    ).result
    warned = office.fees.collect(certification=paper.id, receipt_no="8").result
    assert one.code in warned.warning
    assert warned.account.owed == 0


def test_totals_are_by_sector_officer_and_day_and_never_change_later(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office, COPIES, pages=2).code
    monday = clock.now().date()
    office.fees.collect(code)
    office.session.officer = officer()
    office.certification.record(
        Certifying(procedure=COPIES, documents=(Document(),) * 2, paid=True)
    )
    before = office.store.fees.totals(monday, monday)
    clock.tick(days=1)
    consent = Approval(approver="canbo", password=FIRST_PASSWORD)
    office.fees.refund(code, reason="Rút", approval=consent)
    assert office.store.fees.totals(monday, monday) == before
    tuesday = clock.now().date()
    plain = {"sector": "chung-thuc", "day": monday, "refunded": 0, "refunds": 0}
    assert office.store.fees.totals(monday, tuesday) == [
        FeeTotal(officer="cli", collected=4_000, payments=1, **plain),  # type: ignore[arg-type]
        FeeTotal(officer="lan", collected=4_000, payments=2, **plain),  # type: ignore[arg-type]
        FeeTotal(
            sector="chung-thuc", officer="lan", day=tuesday,
            collected=0, refunded=4_000, payments=0, refunds=1,
        ),
    ]  # fmt: skip


def test_a_refund_reason_goes_with_the_erased_dossier(office: Office) -> None:
    code = receive(office, COPIES).code
    office.fees.collect(code)
    office.moves.move(code, Act.WITHDRAW, reason="Đổi ý")
    office.fees.refund(code, reason="Bà Bí Mật xin lại")
    office.erasure.erase(code, reason="Theo yêu cầu")
    account = office.fees.account(code)
    assert [item.reason for item in account.entries] == ["", ""]
    assert account.refunded == 2_000
    assert office.store.check().problems == ()


def test_an_unknown_matter_is_refused(office: Office) -> None:
    with pytest.raises(RuleError):
        office.fees.account("T99001-261123-019999")
    with pytest.raises(RuleError):
        office.fees.collect(certification=404, amount=1)
    code = receive(office, COPIES).code
    with pytest.raises(RuleError) as refused:
        office.fees.collect(code, receipt_no="1" * 61)
    assert refused.value.field == "receipt_no"


@pytest.mark.parametrize("amount", [0, -1, 1_000_000_001])
def test_a_sum_out_of_bounds_is_told_its_bounds(office: Office, amount: int) -> None:
    """Money typed in digits was told to be typed in digits."""
    code = receive(office, COPIES).code
    with pytest.raises(RuleError, match=r"từ 1 đến 1\.000\.000\.000 đồng") as refused:
        office.fees.collect(code, amount=amount)
    assert refused.value.field == "amount"
    with pytest.raises(RuleError, match=r"nhiều nhất là 1\.000\.000\.000 đồng"):
        receive(office, COPIES, fee=1_000_000_001)


@pytest.mark.parametrize("act", [Act.WITHDRAW, Act.MISTAKE])
def test_nothing_is_paid_for_what_was_given_up(office: Office, act: Act) -> None:
    """The refund of what was withdrawn makes no new debt; taken back, it is owed again."""
    code = receive(office, "1.004222").code
    office.fees.collect(code)
    office.fees.refund(code, reason="Công dân rút")
    office.moves.move(code, act, reason="Ghi nhầm")
    assert office.fees.account(code).owed == 0
    for amount in (None, 20_000):
        with pytest.raises(RuleError, match="không thu phí") as refused:
            office.fees.collect(code, amount=amount)
        assert (refused.value.field, refused.value.rule) == ("amount", "fee_over")
    with pytest.raises(RuleError, match="không thu phí"):
        office.fees.waive(code, ground="child")
    office.moves.move(code, Act.REVERT, reason="Ghi nhầm")
    assert office.fees.account(code).owed == 20_000
