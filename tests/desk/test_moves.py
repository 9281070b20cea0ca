"""What goes with a move: its own time, its slip, a leader's consent, and what taking it back restores."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, Outcome, Result, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.staff import Assignment, Role
from counter_app.domain.paper.slips import WantedPaper
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.desk.second import OWN_PASSWORD, put
from tests.makers import (
    MARITAL,
    MONDAY,
    PASSWORD,
    collector,
    draft,
    everything_in,
    officer,
    receive,
)
from tests.printing.reading import flat_text

BIRTH_PAPER = WantedPaper(name="Giấy chứng sinh", where="Bệnh viện huyện", copies=2, what="")


@pytest.fixture
def code(office: Office) -> str:
    """A dossier promised for Friday 27/11, nine o'clock."""
    office.staff.put_officer(officer(Role.RECEIVER, "lan"), password=PASSWORD)
    put(office, Role.LEADER, "truong")
    return receive(office, MARITAL).code


def last_payload(office: Office, code: str, kind: str = "dossier.moved") -> dict[str, Any]:
    return [step.payload for step in office.dossiers.view(code).timeline if step.kind == kind][-1]


def waiting(office: Office) -> Dossier:
    """A dossier handed in that lacks a paper."""
    return office.intake.register(
        draft(MARITAL), Act.SUPPLEMENT, reason="Thiếu giấy", wanted=[BIRTH_PAPER], contact="Bà Lan"
    ).result


def test_the_evening_of_the_promised_day_is_not_late(
    office: Office, code: str, clock: FixedClock
) -> None:
    clock.set(MONDAY.replace(day=27, hour=16))
    assert not office.moves.is_late(office.dossiers.get(code))
    done = office.moves.move(code, Act.FINISH).result
    assert (done.state, done.late_reason) == (State.FINISHED, "")


def test_what_is_not_accepted_is_on_nobody_s_list(office: Office, code: str) -> None:
    since = date(2026, 11, 1)
    office.staff.assign(Assignment(officer="lan", sector="ho-tich", since=since))
    dossier = waiting(office)
    assert dossier.handler == ""
    assert office.intake.accept(dossier.code).result.handler == "lan"


def test_an_act_may_carry_its_own_time(office: Office, code: str, clock: FixedClock) -> None:
    clock.tick(hours=5)
    moved = office.moves.move(code, Act.FINISH, at=MONDAY.replace(hour=11)).result
    assert moved.finished_at == MONDAY.replace(hour=11)


def test_the_slip_says_what_is_wanted_until_when_and_whom_to_ask(office: Office, code: str) -> None:
    office.moves.move(
        code,
        Act.SUPPLEMENT,
        reason="Thiếu giấy",
        wanted=[BIRTH_PAPER, WantedPaper(name="  ")],
        until=date(2026, 12, 5),
        contact="Bà Lan, 0912 345 678",
    )
    slip = office.paper.prints_of(code)[-1]
    assert (slip.document, slip.form, slip.number) == ("supplement", "02", 1)
    assert slip.body["wanted"] == [BIRTH_PAPER.to_dict()]
    assert (slip.body["until"], slip.body["contact"]) == ("2026-12-05", "Bà Lan, 0912 345 678")
    assert office.dossiers.get(code).supplement_until == date(2026, 12, 5)


def test_the_last_day_cannot_be_before_the_request(office: Office, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 11, 22))
    assert (refused.value.field, refused.value.rule) == ("until", "until_before")
    with pytest.raises(RuleError) as refused:
        office.intake.register(draft(), Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 11, 22))
    assert refused.value.rule == "until_before"
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 11, 23))
    assert office.dossiers.get(code).supplement_until == date(2026, 11, 23), "it may be today"


def test_a_leader_consents_at_somebody_else_s_screen(office: Office, code: str) -> None:
    office.session.officer = office.store.officers.get("lan")
    office.moves.move(code, Act.SUPPLEMENT, reason="Lần một")
    office.moves.move(code, Act.RESUME)
    for approver, password in (("truong", "sai-mat-khau"), ("lan", PASSWORD), ("ai-do", PASSWORD)):
        with pytest.raises(RuleError) as refused:
            office.moves.move(
                code,
                Act.SUPPLEMENT,
                reason="Lần hai",
                override=True,
                approval=Approval(approver=approver, password=password),
            )
        assert (refused.value.field, refused.value.rule) == ("password", "approver")
    assert office.store.officers.wrong_tries("truong").count == 1
    office.moves.move(
        code,
        Act.SUPPLEMENT,
        reason="Lần hai",
        override=True,
        approval=Approval(approver="truong", password=OWN_PASSWORD),
    )
    assert office.session.officer is not None
    assert office.session.officer.login == "lan"
    moved = last_payload(office, code)
    assert (moved["override"], moved["approved_by"]) == (True, "truong")
    assert OWN_PASSWORD not in str(moved)


def test_an_override_that_was_not_needed_is_none(office: Office, code: str) -> None:
    office.moves.move(code, Act.SUPPLEMENT, reason="Lần một", override=True)
    assert last_payload(office, code)["override"] is False


def test_at_the_counter_too_more_is_asked_for_once(office: Office, code: str) -> None:
    dossier = waiting(office)
    office.session.officer = officer()
    with pytest.raises(RuleError) as refused:
        office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Vẫn thiếu")
    assert refused.value.rule == "supplement_once"
    again = office.moves.move(
        dossier.code,
        Act.SUPPLEMENT,
        reason="Vẫn thiếu",
        override=True,
        approval=Approval(approver="truong", password=OWN_PASSWORD),
    ).result
    assert (again.state, again.supplements, again.accepted) == (State.SUPPLEMENT, 2, False)
    assert office.intake.accept(dossier.code).result.state is State.RECEIVED


def test_a_mistaken_request_takes_its_slip_with_it(office: Office, code: str) -> None:
    dossier = waiting(office)
    office.moves.move(dossier.code, Act.REVERT, reason="Bấm nhầm")
    assert office.dossiers.get(dossier.code).state is State.REGISTERED
    assert [job.state for job in office.paper.prints_of(dossier.code)] == ["void"]
    assert dossier.code not in [job.subject for job in office.paper.unprinted()]
    assert office.dossiers.view(dossier.code).acts == (
        *(Act.ACCEPT, Act.REFUSE, Act.SUPPLEMENT, Act.MISTAKE),
    )
    assert office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Đúng").result.supplements == 1


def test_what_was_accepted_cannot_be_unasked(office: Office, code: str) -> None:
    dossier = waiting(office)
    assert dossier.supplement_until is not None
    assert office.intake.accept(dossier.code).result.supplement_until is None
    with pytest.raises(RuleError) as refused:
        office.moves.move(dossier.code, Act.REVERT, reason="Nhầm")
    assert refused.value.rule == "move"


def test_a_result_taken_back_leaves_no_number(office: Office, code: str) -> None:
    facts = Result(abstract="Giấy xác nhận", signed_on="2026-11-23", signer="Nguyễn Văn Ký")
    done = office.moves.move(code, Act.FINISH, result="7/XN", facts=facts).result
    assert done.result_facts == facts
    back = office.moves.move(code, Act.REVERT, reason="Nhầm hồ sơ").result
    assert (back.state, back.result, back.result_facts) == (State.RECEIVED, "", None)
    assert Act.REVERT not in office.dossiers.view(code).acts
    assert office.store.check().problems == ()


def test_a_result_cannot_be_signed_after_it_was_there(office: Office, code: str) -> None:
    for day in ("2026-11-24", "hôm qua"):
        with pytest.raises(RuleError) as refused:
            office.moves.move(code, Act.FINISH, facts=Result(signed_on=day))
        assert refused.value.field == "signed_on"


def test_a_refusal_to_resolve_needs_its_reason_and_its_slip(office: Office, code: str) -> None:
    refusal = Result(outcome=Outcome.REFUSED)
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, Act.FINISH, facts=refusal)
    assert refused.value.rule == "reason"
    office.moves.move(code, Act.FINISH, facts=refusal, reason="Không đủ điều kiện")
    slip = office.paper.prints_of(code)[-1]
    assert (slip.document, slip.form, slip.body["outcome"]) == ("refusal", "03", "refused")


def test_a_hand_over_taken_back_brings_the_paper_back(office: Office, code: str) -> None:
    office.moves.move(code, Act.HAND, handler="lan")
    assert office.dossiers.get(code).holder == "lan"
    back = office.moves.move(code, Act.REVERT, reason="Nhầm người").result
    assert (back.holder, back.handler) == ("cli", "")
    assert office.store.check().problems == ()


def test_yesterday_s_move_is_a_leader_s_to_take_back_whatever_time_is_typed(
    office: Office, code: str, clock: FixedClock
) -> None:
    office.session.officer = office.store.officers.get("lan")
    office.moves.move(code, Act.FINISH)
    clock.tick(days=1)
    with pytest.raises(RuleError) as refused:
        office.moves.move(code, Act.REVERT, reason="Nhầm", at=MONDAY)
    assert refused.value.rule == "revert"
    office.session.officer = office.store.officers.get("truong")
    assert office.moves.move(code, Act.REVERT, reason="Nhầm").result.state is State.RECEIVED


def test_a_pause_taken_up_again_keeps_its_first_part(
    office: Office, code: str, clock: FixedClock
) -> None:
    """Paused from nine on Monday with 32 working hours left until Friday nine: they are left at every resumption."""
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu", until=date(2026, 12, 10))
    clock.set(MONDAY.replace(day=25, hour=9))
    office.moves.move(code, Act.RESUME)
    back = office.moves.move(code, Act.REVERT, reason="Người khác nộp").result
    assert (back.state, back.supplement_until) == (State.SUPPLEMENT, date(2026, 12, 10))
    office.moves.move(code, Act.STOP, reason="Chờ công an")
    clock.set(MONDAY.replace(day=30, hour=9))
    resumed = office.moves.move(code, Act.RESUME).result
    assert resumed.promised_at == MONDAY.replace(month=12, day=3, hour=9)


def test_an_erased_dossier_keeps_no_abstract(office: Office, code: str) -> None:
    secret = "Xác nhận cho Phan Thị Kín"
    office.moves.move(
        code, Act.SUPPLEMENT, reason="Thiếu", wanted=[WantedPaper(name=secret, what=secret)]
    )
    office.moves.move(code, Act.RESUME)
    office.moves.move(code, Act.FINISH, facts=Result(abstract=secret, signer="Người Ký"))
    office.returning.hand_over(code, collector())
    office.erasure.erase(code, reason="Theo yêu cầu")
    facts = office.dossiers.get(code).result_facts
    assert facts is not None
    assert (facts.abstract, facts.signer) == ("", "")
    assert office.store.check().problems == ()
    office.close()
    content = everything_in(office.data_dir)
    assert secret.encode() not in content


def test_a_slip_taken_back_is_not_printed_again(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.WITHDRAW, reason="Xin rút")
    assert office.paper.reissue(dossier.code, "stop", reason="Mất").result.copy_no == 1
    office.moves.move(dossier.code, Act.REVERT, reason="Nhầm hồ sơ")
    with pytest.raises(RuleError) as refused:
        office.paper.reissue(dossier.code, "stop", reason="Mất")
    assert refused.value.field == "document"
    office.moves.move(dossier.code, Act.WITHDRAW, reason="Xin rút thật")
    again = office.paper.reissue(dossier.code, "stop", reason="Mất").result
    assert (again.number, again.copy_no) == (2, 1)


def test_a_verification_s_days_belong_to_the_time_allowed(
    office: Office, clock: FixedClock
) -> None:
    dossier = receive(office, MARITAL)
    office.promises.extend(dossier.code, reason="Xác minh")
    clock.set(MONDAY.replace(month=12, day=8))
    office.moves.move(dossier.code, Act.FINISH)
    used, allowed = office.store.database.connection.execute(
        "SELECT used, allowed FROM dossier_span WHERE dossier = ? AND used IS NOT NULL",
        (dossier.id,),
    ).fetchone()
    assert used == allowed == (3 + 7) * 8 * 60


def test_time_given_anew_after_a_supplement_is_time_allowed(
    office: Office, clock: FixedClock
) -> None:
    """Finished at the very minute of the new promise, a dossier has used just what was allowed."""
    plain = office.store.catalogue.valid(MARITAL, MONDAY.date())
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, resume="restart"))
    code = receive(office, MARITAL).code
    clock.set(MONDAY.replace(hour=15))
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu ảnh")
    clock.set(MONDAY.replace(day=26, hour=10))
    promised = office.moves.move(code, Act.RESUME).result.promised_at
    assert promised == MONDAY.replace(month=12, day=1, hour=10)
    clock.set(promised)
    dossier = office.moves.move(code, Act.FINISH).result
    row = office.store.database.connection.execute(
        "SELECT used, allowed FROM dossier_span WHERE dossier = ? AND used IS NOT NULL",
        (dossier.id,),
    ).fetchone()
    # Four hours on Monday before the pause, then three days anew.
    assert tuple(row) == (4 * 60 + 3 * 8 * 60,) * 2


def test_nghi_dinh_301_2026_dieu_6_the_interlinked_group_waits_seven_working_days(
    office: Office,
) -> None:
    code = office.intake.receive(replace(draft(), procedure="2.000986")).result.code
    office.moves.move(code, Act.SUPPLEMENT, reason="Thiếu giấy")
    # Monday 23/11/2026; 24/11 and the weekend do not count.
    assert office.dossiers.get(code).supplement_until == date(2026, 12, 3)
    asked = office.intake.register(
        replace(draft(), procedure="2.000986"), Act.SUPPLEMENT, reason="Thiếu"
    )
    assert asked.result.supplement_until == date(2026, 12, 3)


def test_what_a_paper_tells_is_refused_when_too_long_and_never_cut(office: Office) -> None:
    """Mẫu 02 to 05 print the reason: half a sentence would be another one."""
    reason = "\n".join(
        f"{at}. Giấy tờ thứ {at} chưa có xác nhận của cơ quan có thẩm quyền theo quy định tại Điều {at}"
        for at in range(1, 31)
    )
    assert 2_000 < len(reason) < 4_000
    code = receive(office, MARITAL).code
    office.moves.move(code, Act.SUPPLEMENT, reason=reason)
    assert last_payload(office, code, "dossier.moved")["reason"] == reason
    registered = office.intake.register(draft(MARITAL), Act.REFUSE, reason=reason).result
    drawn = flat_text(office.paper.draw(office.paper.prints_of(registered.code)[-1].id).pdf)
    assert "30. Giấy tờ thứ 30 chưa có xác nhận" in drawn
    assert "- 1. Giấy" not in drawn, "a line with its own number has no dash before it"
    assert last_payload(office, registered.code, "dossier.moved")["reason"] == reason
    asked = flat_text(office.paper.draw(office.paper.prints_of(code)[-1].id).pdf)
    assert "30. Giấy tờ thứ 30" in asked
    assert "1. 1. Giấy" not in asked, "nor a second number on Mẫu 02"
    office.moves.move(code, Act.RESUME)
    far, long = "x" * 4_001, "y" * 501
    for field, said in (
        ("reason", {"reason": far}),
        ("signer", {"facts": Result(signer=long)}),
        ("abstract", {"facts": Result(abstract=long)}),
    ):
        with pytest.raises(RuleError) as refused:
            office.moves.move(code, Act.FINISH, **said)
        assert (refused.value.field, refused.value.rule) == (field, "length")
    with pytest.raises(RuleError) as refused:
        office.intake.register(draft(MARITAL), Act.REFUSE, reason=far)
    assert refused.value.field == "reason"


def test_more_papers_than_a_slip_lists_are_told_as_that(office: Office) -> None:
    many = [WantedPaper(name=f"Giấy {at}") for at in range(101)]
    with pytest.raises(RuleError, match="nhiều nhất 100 giấy tờ"):
        office.intake.register(draft(MARITAL), Act.SUPPLEMENT, reason="Thiếu", wanted=many)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("a) Tờ khai chưa ký", "a) Tờ khai chưa ký"),
        ("2.1. Thiếu ảnh", "2.1. Thiếu ảnh"),
        ("II/ Thiếu ảnh", "II/ Thiếu ảnh"),
        ("– Thiếu ảnh", "- Thiếu ảnh"),
        ("• Thiếu ảnh", "- Thiếu ảnh"),
        ("Thiếu ảnh", "- Thiếu ảnh"),
    ],
)
def test_a_list_has_one_mark_before_each_line(office: Office, line: str, printed: str) -> None:
    refused = office.intake.register(draft(MARITAL), Act.REFUSE, reason=f"Dòng đầu\n{line}").result
    drawn = flat_text(office.paper.draw(office.paper.prints_of(refused.code)[-1].id).pdf)
    assert f"- Dòng đầu {printed} " in drawn
