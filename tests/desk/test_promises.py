"""Promises: what a new calendar would move, who decides, what is counted anew, and apologies before the day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from counter_app.desk.promise.changes import Apology
from counter_app.domain.calendar.working_calendar import DayMark, Session, YearState
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.dossier.promises import Unmoved
from counter_app.domain.office.staff import Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import BIRTH, MARITAL, officer, receive
from tests.printing.reading import flat_text

FRIDAY = date(2026, 11, 27)
OFF = DayMark(FRIDAY, False, "Nghỉ do bão", source="Công điện 1")


def at(text: str) -> datetime:
    """A local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def close_friday(office: Office, *more: DayMark) -> None:
    """The office is told not to work on Friday 27/11."""
    year = office.calendar.year(2026)
    office.calendar.set_year(2026, [*year.days, OFF, *more], state=year.state, source=year.source)


def moved(office: Office) -> dict[str, datetime]:
    """New promises by code."""
    return {item.promise.code: item.new for item in office.calendar_impact.affected().moved}


def change(office: Office, **facts: object) -> None:
    """Another version of the three-day procedure's rules."""
    plain = office.store.catalogue.valid(MARITAL, office.intake.today())
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, **facts))  # type: ignore[arg-type]


def promise(office: Office, dossier: Dossier) -> datetime:
    """The promise now."""
    found = office.dossiers.get(dossier.code).promised_at
    assert found is not None
    return found


def test_nothing_is_affected_while_the_calendar_stands(office: Office) -> None:
    receive(office, MARITAL)
    ripple = office.calendar_impact.affected()
    assert (ripple.moved, ripple.unmoved, ripple.counted) == ((), (), 1)


def test_d14_a_new_day_off_is_told_and_moves_nothing(office: Office) -> None:
    dossier = receive(office, MARITAL, "Trần Thị Đào")
    same_day = receive(office, BIRTH)
    assert dossier.promised_at == at("2026-11-27T09:00")
    close_friday(office)
    (only,) = office.calendar_impact.affected().moved
    assert only.promise.code == dossier.code
    assert (only.old, only.new) == (at("2026-11-27T09:00"), at("2026-11-30T09:00"))
    assert (only.promise.name, only.promise.phone) == ("Trần Thị Đào", "0912345678")
    assert only.promise.procedure == dossier.procedure_name
    assert promise(office, dossier) == at("2026-11-27T09:00")
    assert promise(office, same_day) == same_day.promised_at


def test_a_calendar_is_tried_before_it_is_saved(office: Office) -> None:
    dossier = receive(office, MARITAL)
    year = office.calendar.year(2026)
    head = office.store.journal.head()
    tried = office.calendar.with_year(2026, [*year.days, OFF], year.state)
    assert [item.promise.code for item in office.calendar_impact.affected_by(tried).moved] == [
        dossier.code
    ]
    late = [Session(day, time(13), time(17)) for day in range(1, 6)]
    tried = office.calendar.with_sessions(late, date(2026, 11, 27))
    (only,) = office.calendar_impact.affected_by(tried).moved
    assert only.new == at("2026-11-27T13:00")
    assert office.store.journal.head() == head
    assert office.calendar_impact.affected().moved == ()


def test_a_year_taken_back_is_said_and_not_guessed(office: Office) -> None:
    dossier = receive(office, MARITAL)
    year = office.calendar.year(2026)
    tried = office.calendar.with_year(2026, year.days, YearState.EXPECTED)
    ripple = office.calendar_impact.affected_by(tried)
    assert ripple.moved == ()
    assert [(item.code, why) for item, why in ripple.unmoved] == [(dossier.code, Unmoved.YEAR)]


def test_a_dossier_that_restarted_is_counted_from_its_resumption(
    office: Office, clock: FixedClock
) -> None:
    change(office, resume="restart")
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=2, hours=1)
    office.moves.move(dossier.code, Act.RESUME)
    assert promise(office, dossier) == at("2026-11-30T10:00")
    close_friday(office)
    assert moved(office) == {dossier.code: at("2026-12-01T10:00")}
    office.promises.recompute([dossier.code], reason="Bão")
    assert promise(office, dossier) == at("2026-12-01T10:00")
    assert moved(office) == {}


def test_a_dossier_whose_clock_shifted_keeps_its_shift(office: Office, clock: FixedClock) -> None:
    change(office, resume="shift")
    dossier = receive(office, MARITAL)
    clock.tick(hours=1)
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=2)
    office.moves.move(dossier.code, Act.RESUME)
    assert promise(office, dossier) == at("2026-11-30T09:00")
    change(office, resume="restart")
    close_friday(office)
    assert moved(office) == {dossier.code: at("2026-12-01T09:00")}


def test_the_procedure_as_it_was_at_reception_counts_not_as_it_is_today(
    office: Office, clock: FixedClock
) -> None:
    change(office, resume="restart")
    dossier = receive(office, MARITAL)
    change(office, resume="")
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=2, hours=1)
    office.moves.move(dossier.code, Act.RESUME)
    assert moved(office) == {}
    close_friday(office)
    assert moved(office) == {dossier.code: at("2026-12-01T10:00")}


def test_one_that_waits_and_will_restart_is_left_out_with_its_reason(office: Office) -> None:
    change(office, resume="restart")
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Thiếu")
    close_friday(office)
    ripple = office.calendar_impact.affected()
    assert ripple.moved == ()
    assert [(item.code, why) for item, why in ripple.unmoved] == [(dossier.code, Unmoved.WAITING)]
    assert office.promises.recompute([dossier.code], reason="Bão").result == ()


def test_an_extension_is_counted_again_on_top(office: Office) -> None:
    change(office, extension_wd=2)
    dossier = receive(office, MARITAL)
    office.promises.extend(dossier.code, reason="Xác minh nơi cư trú")
    assert promise(office, dossier) == at("2026-12-01T09:00")
    close_friday(office)
    assert moved(office) == {dossier.code: at("2026-12-02T09:00")}


def test_d10_an_extension_by_law_is_given_once_with_a_reason_and_a_new_receipt(
    office: Office,
) -> None:
    plain = receive(office, BIRTH)
    with pytest.raises(RuleError) as refused:
        office.promises.extend(plain.code, reason="Xác minh")
    assert refused.value.rule == "no_extension"
    change(office, extension_wd=3)
    dossier = receive(office, MARITAL)
    with pytest.raises(RuleError) as refused:
        office.promises.extend(dossier.code, reason=" ")
    assert refused.value.rule == "reason"
    office.promises.extend(dossier.code, reason="Xác minh")
    after = office.dossiers.get(dossier.code)
    assert (after.promised_at, after.extensions) == (at("2026-12-02T09:00"), 1)
    assert after.due == dossier.due
    copies = [job.copy_no for job in office.paper.prints_of(dossier.code)]
    assert copies == [0, 1]
    with pytest.raises(RuleError) as refused:
        office.promises.extend(dossier.code, reason="Nữa")
    assert refused.value.rule == "extended_once"


def test_d10_what_is_late_is_not_extended_but_apologised_for(
    office: Office, clock: FixedClock
) -> None:
    """Extended afterwards it would be on time."""
    change(office, extension_wd=5)
    late, waiting, slow = (receive(office, MARITAL, f"Nguyễn Văn {name}") for name in "ABC")
    assert promise(office, late) == at("2026-11-27T09:00")
    clock.set(at("2026-11-26T16:00"))
    office.moves.move(waiting.code, Act.SUPPLEMENT, reason="Thiếu giấy")
    clock.set(at("2026-11-27T17:00"))
    assert office.promises.may_extend(late)
    clock.set(at("2026-11-30T08:00"))
    office.moves.move(slow.code, Act.FINANCIAL, reason="Chờ thuế")
    for dossier in (late, slow):
        dossier = office.dossiers.get(dossier.code)
        assert not office.promises.may_extend(dossier)
        with pytest.raises(RuleError, match="phiếu xin lỗi") as refused:
            office.promises.extend(dossier.code, reason="Xác minh")
        assert refused.value.rule == "late"
    office.promises.extend(waiting.code, reason="Xác minh")


def test_a_mistaken_pause_taken_back_leaves_the_first_promise(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Nhầm")
    office.moves.move(dossier.code, Act.REVERT, reason="Nhầm hồ sơ")
    assert moved(office) == {}
    close_friday(office)
    assert moved(office) == {dossier.code: at("2026-11-30T09:00")}


def test_an_accepted_dossier_is_counted_from_its_acceptance(
    office: Office, clock: FixedClock
) -> None:
    from tests.makers import draft

    code = office.intake.register(draft(MARITAL), Act.SUPPLEMENT, reason="Thiếu").result.code
    assert office.calendar_impact.affected().counted == 0
    clock.tick(hours=1)
    office.intake.accept(code)
    close_friday(office)
    assert moved(office) == {code: at("2026-11-30T10:00")}


def test_ended_dossiers_are_not_touched(office: Office) -> None:
    code = receive(office, MARITAL).code
    office.moves.move(code, Act.FINISH)
    close_friday(office)
    assert office.calendar_impact.affected().counted == 0
    with pytest.raises(RuleError):
        office.promises.recompute([code], reason="Bão")


def test_recomputing_is_a_decision_with_a_reason_and_new_receipts(office: Office) -> None:
    chosen, left = receive(office, MARITAL), receive(office, MARITAL)
    close_friday(office)
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.promises.recompute([chosen.code], reason="")
    assert refused.value.rule == "reason"
    office.session.officer = officer(Role.RECEIVER)
    with pytest.raises(RuleError) as refused:
        office.promises.recompute([chosen.code], reason="Bão")
    assert refused.value.rule == "duty"
    assert office.store.journal.head() == head
    office.session.officer = officer(Role.ADMINISTRATOR)
    done = office.promises.recompute([chosen.code, chosen.code], reason="Nghỉ do bão")
    assert [item.code for item in done.result] == [chosen.code]
    assert promise(office, chosen) == at("2026-11-30T09:00")
    assert promise(office, left) == at("2026-11-27T09:00")
    job = office.paper.prints_of(chosen.code)[-1]
    assert (job.document, job.copy_no, job.reason) == ("receipt", 1, "Nghỉ do bão")
    assert set(moved(office)) == {left.code}
    again = office.promises.recompute([chosen.code], reason="Nghỉ do bão")
    assert (again.result, again.changes) == ((), frozenset())


def test_changing_days_that_are_over_moves_no_report(office: Office, clock: FixedClock) -> None:
    dossier = receive(office, MARITAL)
    clock.tick(days=4)
    office.moves.move(dossier.code, Act.FINISH, result="1/KQ")
    today = office.reports.today()
    before = office.reports.compute("II.06a", date(2026, 11, 1), today)
    before += office.reports.compute("day", today, today)
    year = office.calendar.year(2026)
    marks = [mark for mark in year.days if mark.day.month != 11]
    marks.append(DayMark(date(2026, 11, 25), False, "Nghỉ"))
    office.calendar.set_year(2026, marks, state=year.state, source=year.source)
    after = office.reports.compute("II.06a", date(2026, 11, 1), today)
    after += office.reports.compute("day", today, today)
    assert after == before
    assert office.dossiers.get(dossier.code).promised_at == dossier.promised_at


def test_d13_another_office_has_its_own_earlier_day(office: Office) -> None:
    assert office.promises.inner_deadline(receive(office, MARITAL)) is None
    change(office, inner_wd=2)
    dossier = receive(office, MARITAL)
    assert dossier.policy.inner_wd == 2
    assert office.promises.inner_deadline(dossier) == at("2026-11-25T09:00")
    change(office, inner_wd=3)
    dossier = receive(office, MARITAL)
    assert office.promises.inner_deadline(dossier) == at("2026-11-23T09:00")
    change(office, inner_wd=0)
    assert office.promises.inner_deadline(office.dossiers.get(dossier.code)) is not None
    office.moves.move(dossier.code, Act.FINISH)
    assert office.promises.inner_deadline(office.dossiers.get(dossier.code)) is None


def test_d12_a_dossier_without_a_day_is_never_late_nor_moved(
    office: Office, clock: FixedClock
) -> None:
    change(office, no_due=True)
    dossier = receive(office, MARITAL)
    assert (dossier.promised_at, dossier.due, dossier.limit) == (None, None, None)
    close_friday(office)
    clock.tick(days=30)
    assert office.calendar_impact.affected().counted == 0
    morning = office.board.morning()
    assert (morning.overdue, morning.apologies) == ((), ())
    with pytest.raises(RuleError, match="không hẹn"):
        office.promises.apologise(
            [Apology(code=dossier.code, reason="Chậm", until=at("2026-12-31T17:00"))]
        )
    done = office.moves.move(dossier.code, Act.FINISH).result
    assert (done.state, done.late_reason) == (State.FINISHED, "")


def test_the_proposed_day_is_counted_in_working_days(office: Office) -> None:
    assert office.promises.proposed(1) == at("2026-11-25T17:30")
    assert office.promises.proposed(3) == at("2026-11-27T17:30")
    assert office.promises.proposed(1, after=date(2026, 11, 27)) == at("2026-11-30T17:30")
    assert office.promises.proposed(1, after=date(2026, 11, 1)) == at("2026-11-25T17:30")
    with pytest.raises(RuleError) as refused:
        office.promises.proposed(0)
    assert refused.value.field == "days"


def test_apologies_are_issued_all_in_one_act_or_none(office: Office) -> None:
    first, second = receive(office, BIRTH), receive(office, MARITAL)
    until = office.promises.proposed(5)
    good = [Apology(code=item.code, reason="Chờ ký", until=until) for item in (first, second)]
    head = office.store.journal.head()
    for wrong in (
        replace(good[1], reason=" "),
        replace(good[1], until=at("2026-11-23T08:00")),
        replace(good[1], until=at("2026-11-28T10:00")),
    ):
        with pytest.raises(RuleError):
            office.promises.apologise([good[0], wrong])
    assert office.store.journal.head() == head
    done = office.promises.apologise(good).result
    assert {item.reappointed_to for item in done} == {until}
    assert [item.promised_at for item in done] == [first.promised_at, second.promised_at]
    papers = [job for job in office.paper.prints_of(first.code) if job.document == "apology"]
    assert [(job.form, job.number, job.body["reason"]) for job in papers] == [("04", 1, "Chờ ký")]


def test_an_apology_names_a_day_to_come(office: Office, clock: FixedClock) -> None:
    code = receive(office, BIRTH).code
    clock.tick(days=9)
    office.confirm_clock()
    hours = ("2026-12-03T03:00", "2026-12-03T12:15", "2026-12-03T17:31", "2026-12-05T09:00")
    for over in ("2026-11-30T10:00", "2026-12-02T08:00", *hours):
        with pytest.raises(RuleError) as refused:
            office.promises.apologise([Apology(code=code, reason="Chờ ký", until=at(over))])
        assert refused.value.rule == "reappointed_day"
    item = Apology(code=code, reason="Chờ ký", until=at("2026-12-02T10:00"))
    assert office.promises.apologise([item]).result[0].reappointments == 1


def test_nobody_apologises_for_the_time_a_citizen_is_waited_for(
    office: Office, clock: FixedClock
) -> None:
    """Nghị định 301/2026/NĐ-CP Điều 3 khoản 4: it is not counted, so nothing is late and no re-appointment is spent."""
    waiting, missed = (receive(office, MARITAL).code for _dossier in range(2))
    office.moves.move(waiting, Act.SUPPLEMENT, reason="Thiếu")
    clock.set(at("2026-12-01T10:00"))
    office.confirm_clock()
    office.moves.move(missed, Act.SUPPLEMENT, reason="Thiếu")
    clock.tick(days=1)
    over = at("2026-12-04T10:00")
    with pytest.raises(RuleError, match="tạm dừng") as refused:
        office.promises.apologise([Apology(code=waiting, reason="Chờ ký", until=over)])
    assert refused.value.rule == "move"
    item = Apology(code=missed, reason="Chờ ký", until=over)
    assert office.promises.apologise([item]).result[0].reappointments == 1


def test_a_second_apology_needs_a_leader(office: Office) -> None:
    code = receive(office, BIRTH).code
    item = Apology(code=code, reason="Chờ ký", until=office.promises.proposed(3))
    office.promises.apologise([item])
    later = replace(item, until=office.promises.proposed(6))
    with pytest.raises(RuleError) as refused:
        office.promises.apologise([later])
    assert refused.value.rule == "reappointed_once"
    office.session.officer = officer(Role.SECTOR_OFFICER)
    with pytest.raises(RuleError) as refused:
        office.promises.apologise([replace(later, override=True)])
    assert refused.value.rule == "reappointed_once"
    office.session.officer = officer(Role.LEADER)
    done = office.promises.apologise([replace(later, override=True)]).result
    assert done[0].reappointments == 2


def test_the_new_receipt_says_the_new_day(office: Office) -> None:
    code = receive(office, MARITAL).code
    close_friday(office)
    office.promises.recompute([code], reason="Nghỉ do bão")
    first, again = office.paper.prints_of(code)
    words = flat_text(office.paper.draw(again.id).pdf)
    assert "30/11/2026" in words
    assert "09:00 thứ Sáu 27/11/2026" not in words
    assert first.issue == again.issue


def test_an_extension_sent_twice_is_given_once(office: Office) -> None:
    change(office, extension_wd=1)
    code = receive(office, MARITAL).code
    first = office.promises.extend(code, reason="Xác minh", op_id="op-1")
    again = office.promises.extend(code, reason="Xác minh", op_id="op-1")
    assert first.changes
    assert (again.changes, again.result.extensions) == (frozenset(), 1)


def test_codes_are_taken_as_they_are_typed(office: Office) -> None:
    code = receive(office, MARITAL).code
    close_friday(office)
    (done,) = office.promises.recompute([f" {code.lower()} "], reason="Bão").result
    assert done.code == code
    with pytest.raises(RuleError) as refused:
        office.promises.recompute(["T99001-261123-019999"], reason="Bão")
    assert refused.value.field == "code"
