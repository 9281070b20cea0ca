"""A citizen asks about a dossier: answered at once, passed on, answered, told, taken back, erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from counter_app.desk.dossier.moves import Move
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.moves import Act
from counter_app.domain.followups.followup import Asking, FollowUp, Means, Standing
from counter_app.domain.followups.pasted import PastedDossier
from counter_app.domain.handover.whereabouts import Holder
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import Assignment
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.reports.index import compute
from counter_app.wording.dossier.timeline import event_text
from tests.makers import MARITAL, PASSWORD, collector, everything_in, officer, person, receive

CODE = "H57.132-260804-0583"
ELSEWHERE = PastedDossier(
    official_code=CODE, applicant="Lê Văn Xa", promised=date(2026, 3, 20), words=("Phí: 0",)
)


def ask(at_counter: Office, code: str = "", **facts: Any) -> FollowUp:
    """An enquiry passed on, unless an answer is given."""
    said = {"asker": "Trần Thị Hỏi", "phone": "0912000000", "asked": "Bao giờ có kết quả?"} | facts
    return at_counter.followups.ask(Asking(code=code, **said)).result


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)


def test_an_enquiry_is_counted_and_goes_to_whoever_resolves_the_dossier(
    office: Office, clock: FixedClock
) -> None:
    office.staff.assign(Assignment(officer="canbo", sector="ho-tich", since=date(2026, 1, 1)))
    dossier = receive(office, MARITAL)
    clock.set(at(30, 9))
    first = ask(office, dossier.code, means=Means.TELEPHONE)
    assert (first.times, first.reminder, first.sent_officer) == (1, 1, "canbo")
    assert first.answer_due == at(30, 9).replace(month=12, day=1)
    at_once = ask(office, dossier.code, answer="Ngày mai")
    assert (at_once.times, at_once.reminder, at_once.answer_due) == (2, 0, None)
    assert at_once.standing(clock.now()) is Standing.AT_ONCE
    third = ask(office, dossier.code)
    assert (third.times, third.reminder) == (3, 2)
    (one, two) = [job for job in office.paper.prints_of(dossier.code) if job.document == "reminder"]
    assert (one.number, two.number, two.form) == (1, 2, "DD")
    assert one.body["late_days"] == 3  # promised for the 27th, the 24th being a holiday
    assert office.paper.draw(two.id).pdf.startswith(b"%PDF")
    again = office.paper.reissue(dossier.code, "reminder", reason="Mất", issue=one.id).result
    assert (again.issue, again.number, again.body) == (one.id, 1, one.body)
    assert [item.id for item in office.followups.waiting()] == [first.id, third.id]
    assert office.store.check().problems == ()


def test_who_holds_it_is_who_has_the_papers_or_resolves_it_elsewhere(office: Office) -> None:
    settings = replace(office.settings, partners=("Công an xã Thử", "Văn phòng đất đai"))
    office.rules.change_settings(settings)
    dossier = receive(office, MARITAL, resolver="Văn phòng đất đai")
    assert office.followups.prospect(dossier.code).holder == Holder(office="Văn phòng đất đai")
    nobody = receive(office, MARITAL, name="Lê Không Ai")
    with pytest.raises(RuleError) as refused:
        ask(office, nobody.code)
    assert (refused.value.field, refused.value.rule) == ("office", "holder")
    assert ask(office, nobody.code, office="Công an xã Thử").sent_office == "Công an xã Thử"
    with pytest.raises(RuleError) as refused:
        ask(office, nobody.code, officer="khong-co")
    assert refused.value.rule == "officer"


def test_who_resolves_it_holds_it_whoever_has_its_sector(office: Office) -> None:
    for login in ("lan", "mai", "tam"):
        office.staff.put_officer(officer(login=login), password=PASSWORD)
    office.staff.assign(Assignment(officer="mai", sector="ho-tich", since=date(2026, 11, 1)))
    code = receive(office, MARITAL).code
    assert office.followups.prospect(code).holder == Holder(officer="mai")
    office.moves.move(code, Act.HAND, handler="lan")
    assert office.followups.prospect(code).holder == Holder(officer="lan")
    today = date(2026, 11, 23)
    away = Absence(officer="lan", since=today, until=today, substitutes=(("ho-tich", "tam"),))
    office.absences.announce(away)
    assert office.followups.prospect(code).holder == Holder(officer="tam")


def test_a_dossier_that_is_over_is_answered_at_once(office: Office) -> None:
    dossier = receive(office)
    office.moves.do(dossier.code, Move(act=Act.FINISH, result="12"))
    assert (
        ask(office, dossier.code, officer="canbo").reminder == 1
    )  # a result may still be far away
    assert not office.followups.prospect(dossier.code).over
    office.returning.hand_over(dossier.code, collector())
    assert office.followups.prospect(dossier.code).over
    with pytest.raises(RuleError) as refused:
        ask(office, dossier.code, officer="canbo")
    assert (refused.value.field, refused.value.rule) == ("answer", "over")
    assert ask(office, dossier.code, answer="Đã trả hôm nay").times == 2


def test_what_only_the_official_system_has_is_written_down_with_its_pasted_facts(
    office: Office,
) -> None:
    first = ask(office, pasted=ELSEWHERE, office="Chi nhánh đất đai")
    assert (first.dossier, first.shown_code, first.pasted) == (None, CODE, ELSEWHERE)
    again = ask(office, pasted=replace(ELSEWHERE, words=()), office="Chi nhánh đất đai")
    assert (again.times, again.reminder) == (2, 2)
    (job,) = office.paper.prints_of(again.subject)
    assert office.paper.draw(job.id).pdf.startswith(b"%PDF")
    done = office.answers.answer(first.id, "Đã ký").result
    assert done.answer == "Đã ký"
    assert done.told_at is None
    assert office.store.check().problems == ()


def test_the_official_code_says_which_dossier_here_it_is(office: Office) -> None:
    before = ask(office, pasted=ELSEWHERE, office="Chi nhánh đất đai")
    dossier = receive(office, MARITAL)
    office.official.enter(dossier.code, CODE)
    known = ask(office, pasted=ELSEWHERE, officer="canbo")
    assert (known.code, known.times, known.reminder) == (dossier.code, 2, 2)
    assert [item.id for item in office.followups.about(dossier.code)] == [before.id, known.id]
    other = receive(office, MARITAL, name="Người Khác")
    office.official.enter(other.code, "H57.132-260804-0999")
    with pytest.raises(RuleError) as refused:
        ask(office, other.code, pasted=ELSEWHERE, officer="canbo")
    assert refused.value.rule == "another"


def test_a_dossier_is_found_by_code_scan_name_and_telephone_and_never_by_half_a_code(
    office: Office,
) -> None:
    dossier = receive(office, MARITAL, name="Phạm Thị Duy Nhất")
    receive(office, MARITAL, name="Nguyễn Văn Trùng")
    receive(office, MARITAL, name="Nguyễn Văn Trùng")
    other = receive(
        office, MARITAL, name="Lê Thị Kia", applicant=person("Lê Thị Kia", phone="0987654321")
    )
    assert office.followups.named("0987 654 321").code == other.code
    for text in (dossier.code, dossier.code.lower(), dossier.barcode, "pham thi duy nhat"):
        assert office.followups.named(text).code == dossier.code
    for text, rule in (
        ("nguyen van trung", "many"),
        ("T99001-261123-019999", "rule"),
        (CODE, "rule"),
    ):
        with pytest.raises(RuleError) as refused:
            office.followups.named(text)
        assert (refused.value.field, refused.value.rule) == ("code", rule)


def test_an_answer_is_told_corrected_and_judged_by_when_it_was_given(
    office: Office, clock: FixedClock
) -> None:
    number = ask(office, receive(office, MARITAL).code, officer="canbo").id
    clock.set(at(25, 14))
    with pytest.raises(RuleError) as refused:
        office.answers.answer(number, "Xong", at=at(25, 15))
    assert (refused.value.field, refused.value.rule) == ("at", "moment_future")
    with pytest.raises(RuleError) as refused:
        office.answers.tell(number)
    assert refused.value.rule == "unanswered"
    done = office.answers.answer(number, "Đang trình ký", by="Lê Nam", at=at(25, 11)).result
    assert done.standing(clock.now()) is Standing.IN_TIME
    assert [item.id for item in office.followups.untold()] == [number]
    with pytest.raises(RuleError) as refused:
        office.answers.answer(number, "Đã ký")
    assert (refused.value.field, refused.value.rule) == ("reason", "answered")
    again = office.answers.answer(number, "Đã ký", reason="Nghe nhầm").result
    assert (again.answer, again.answered_at) == ("Đã ký", at(25, 11))
    assert office.answers.tell(number).result.told_at == clock.now()
    with pytest.raises(RuleError) as refused:
        office.answers.tell(number)
    assert refused.value.rule == "told"
    assert office.board.morning().counts["untold"] == 0


def test_what_was_written_down_by_mistake_counts_for_nothing(office: Office) -> None:
    dossier = receive(office, MARITAL)
    wrong = ask(office, dossier.code, officer="canbo")
    with pytest.raises(RuleError):
        office.answers.void(wrong.id, reason=" ")
    office.answers.void(wrong.id, reason="Nhầm hồ sơ")
    assert office.followups.waiting() == []
    states = [j.state for j in office.paper.prints_of(dossier.code) if j.document == "reminder"]
    assert states == ["void"]
    assert ask(office, dossier.code, officer="canbo").times == 1
    with pytest.raises(RuleError) as refused:
        office.answers.answer(wrong.id, "Xong")
    assert refused.value.rule == "void"
    with pytest.raises(RuleError) as refused:
        office.answers.void(wrong.id, reason="Lần nữa")
    assert refused.value.rule == "void"


def test_the_board_the_closing_sheet_and_the_report_tell_of_it(
    office: Office, clock: FixedClock
) -> None:
    dossier = receive(office, MARITAL)
    ask(office, dossier.code, officer="canbo", means=Means.TELEPHONE)
    ask(office, dossier.code, answer="Thứ Sáu")
    ask(office, pasted=ELSEWHERE, office="Chi nhánh đất đai", means=Means.PAPER)
    clock.set(at(25, 16))
    counts = office.board.morning().counts
    assert (counts["unanswered"], counts["answer_overdue"]) == (2, 2)
    late, open_one = office.board.morning().unanswered
    office.answers.answer(late.id, "Đã xong", told=True)
    closed = office.closing.close_day().result
    assert closed.totals["unanswered"] == [CODE]
    assert (closed.totals["answers_waiting"], closed.totals["answers_overdue"]) == (1, 1)
    assert office.evening.closing_pdf(date(2026, 11, 25)).startswith(b"%PDF")
    days = date(2026, 11, 23), date(2026, 11, 25)
    figures, again, reminders = compute(office.store, "followups", *days)
    assert figures.total == (None, "Tổng số", 3, 1, 1, 1, 1, 0, 1, 0, 1)
    assert [row[1:6] for row in figures.rows] == [
        ("Hộ tịch", 2, 1, 1, 0),
        ("Hồ sơ không có ở đây", 1, 0, 0, 1),
    ]
    assert [(row[1], row[3], row[4]) for row in again.rows] == [(dossier.code, 2, 1)]
    assert [row[1] for row in reminders.rows] == [dossier.code, CODE]
    # As of the first day nothing was late yet, whatever became of it.
    before, *_rest = compute(office.store, "followups", days[0], days[0])
    assert before.total == (None, "Tổng số", 3, 1, 1, 1, 1, 0, 0, 2, 0)
    assert open_one.waits()


def test_only_the_clock_is_asked_where_the_year_is_not_confirmed(
    office: Office, clock: FixedClock
) -> None:
    dossier = receive(office, MARITAL)
    clock.set(datetime(2026, 12, 31, 16, 0, tzinfo=LOCAL))
    office.confirm_clock()
    prospect = office.followups.prospect(dossier.code)
    assert prospect.by_clock
    due = ask(office, dossier.code, officer="canbo").answer_due
    assert due == datetime(2027, 1, 1, 16, 0, tzinfo=LOCAL) == prospect.answer_due


def test_an_erasure_takes_who_asked_and_what_was_said_with_the_dossier(office: Office) -> None:
    said = {"asker": "Bimat Hỏi", "asked": "Bimat sao lâu?"}
    pasted = replace(ELSEWHERE, applicant="Bimat Xa", words=("Bimat ghi chú",))
    stray = ask(office, pasted=pasted, office="Bimat cơ quan", **said)
    bystander = ask(office, pasted=PastedDossier(applicant="Người Ngoài"), officer="canbo")
    dossier = receive(office)
    office.official.enter(dossier.code, CODE)
    own = ask(office, dossier.code, officer="canbo", pasted=pasted, **said)
    office.answers.answer(own.id, "Bimat trả lời", by="Bimat Nam", told=True)
    office.answers.answer(stray.id, "Bimat trả lời xa", told=True)
    office.moves.do(dossier.code, Move(act=Act.FINISH, result="12"))
    office.returning.hand_over(dossier.code, collector())
    office.erasure.erase(dossier.code, reason="Luật 91/2025/QH15")
    assert b"bimat" not in everything_in(office.data_dir).lower()
    for item in (office.followups.get(own.id), office.followups.get(stray.id)):
        assert (item.asker, item.asked, item.answer, item.pasted) == ("", "", "", PastedDossier())
        assert item.standing(office.now()) is Standing.IN_TIME
    assert office.followups.get(bystander.id).pasted.applicant == "Người Ngoài"
    for step in office.dossiers.view(dossier.code).timeline:
        assert event_text(step.kind, step.payload, {})
    (job,) = [j for j in office.paper.prints_of(dossier.code) if j.document == "reminder"]
    with pytest.raises(RuleError) as refused:
        office.paper.draw(job.id)
    assert refused.value.rule == "erased"
    assert office.store.check().problems == ()


def test_who_asked_about_a_dossier_elsewhere_is_erased_alone(office: Office) -> None:
    one = ask(office, pasted=ELSEWHERE, officer="canbo")
    other = ask(office, pasted=PastedDossier(applicant="Người Ngoài"), officer="canbo")
    own = ask(office, receive(office, MARITAL).code, answer="Mai")
    for number in (one.id, own.id, 999):  # waits for its answer; goes with its dossier; is none
        with pytest.raises(RuleError) as refused:
            office.erasure.erase_followups([number], reason="Theo đơn")
        assert refused.value.rule == "here"
    office.answers.answer(one.id, "Đã xong", told=True)
    assert office.erasure.erase_followups([one.id], reason="Theo đơn").result == 1
    with pytest.raises(
        RuleError
    ):  # said again after a kill: the erasure's own entry stands under the same subject
        office.erasure.erase_followups([one.id], reason="Theo đơn")
    assert office.followups.get(one.id).asker == ""
    assert office.followups.get(other.id).asker == "Trần Thị Hỏi"
    assert office.store.check().problems == ()
