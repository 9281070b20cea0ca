"""The clock of the law at the desk: what is not counted, who is affected, and how it is corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from counter_app.desk.dossier.move_event import moved_payload
from counter_app.domain.calendar.working_calendar import DayMark
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.events import DOSSIER_MOVED
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import BIRTH, MARITAL, PASSWORD, officer, receive


def at(text: str) -> datetime:
    """A local moment."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def learn(office: Office, **facts: object) -> None:
    """Another version of the three-day procedure."""
    plain = office.store.catalogue.valid(MARITAL, office.intake.today())
    assert plain is not None
    office.catalogue.put_procedure(replace(plain, **facts))  # type: ignore[arg-type]


def gone_on_as_once(office: Office, code: str, promised: datetime) -> None:
    """A resumption as it was written until November 2026: the whole limit again, whatever the wait was for."""
    dossier = office.dossiers.get(code)
    moment = office.board.now()
    payload = moved_payload(
        replace(dossier, promised_at=promised), Act.RESUME, State.PROCESSING, at=moment
    )
    payload["clock"] = "restart"
    with office.store.transaction() as tx:
        tx.record(DOSSIER_MOVED, code, payload, actor="cli")


def test_nd_301_2026_article_3_4_open_dossiers_are_corrected_by_a_decision(
    office: Office, clock: FixedClock
) -> None:
    """A three-day dossier of 23/11 nine waits for its tax from 25/11 nine to 30/11 nine: 16 working hours are left."""
    right, wrong = receive(office, MARITAL).code, receive(office, MARITAL).code
    clock.set(at("2026-11-25T09:00"))
    for code in (right, wrong):
        office.moves.move(code, Act.FINANCIAL, reason="Chờ thuế")
    clock.set(at("2026-11-30T09:00"))
    office.moves.move(right, Act.RESUME)
    gone_on_as_once(office, wrong, at("2026-12-03T09:00"))
    assert office.dossiers.get(right).promised_at == at("2026-12-02T09:00")
    assert office.board.morning().counts["given_anew"] == 1
    (found,) = office.calendar_impact.affected().moved
    assert (found.promise.code, found.old, found.new, found.given_anew) == (
        wrong, at("2026-12-03T09:00"), at("2026-12-02T09:00"), True,
    )  # fmt: skip
    reason = "Thời gian chờ thuế không tính vào hạn"
    (done,) = office.promises.recompute([right, wrong], reason=reason).result
    assert (done.code, done.promised_at) == (wrong, at("2026-12-02T09:00"))
    assert office.board.morning().counts["given_anew"] == 0
    assert office.calendar_impact.affected().moved == ()
    assert [job.copy_no for job in office.paper.prints_of(wrong)] == [0, 1]
    assert office.store.check().problems == ()


def test_a_procedure_that_counts_anew_names_its_source(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        learn(office, resume="restart", source="", legal_basis=" ")
    assert (refused.value.rule, refused.value.field) == ("restart_source", "source")
    learn(office, resume="restart", source="Nghị định 00/2026/NĐ-CP Điều 1", legal_basis="")


def test_a_stop_after_a_wait_for_papers_is_the_same_wait(office: Office, clock: FixedClock) -> None:
    learn(office, resume="restart")
    papers, tax = receive(office, MARITAL).code, receive(office, MARITAL).code
    office.moves.move(papers, Act.SUPPLEMENT, reason="Thiếu")
    office.moves.move(tax, Act.FINANCIAL, reason="Chờ thuế")
    for code in (papers, tax):
        office.moves.move(code, Act.STOP, reason="Công dân đi xa")
    clock.set(at("2026-11-30T10:00"))
    resumed = [office.moves.move(code, Act.RESUME).result.promised_at for code in (papers, tax)]
    assert resumed == [at("2026-12-03T10:00"), at("2026-12-03T10:00")]
    clock.set(at("2026-12-01T10:00"))
    office.moves.move(tax, Act.FINANCIAL, reason="Chờ thuế lần nữa")
    clock.set(at("2026-12-02T10:00"))
    assert office.moves.move(tax, Act.RESUME).result.promised_at == at("2026-12-04T10:00")


def storm(office: Office, *sessions: tuple[time, time]) -> None:
    """Monday 23/11 has only these hours."""
    year = office.calendar.year(2026)
    mark = DayMark(date(2026, 11, 23), True, "Nghỉ do bão", sessions=sessions)
    office.calendar.set_year(2026, [*year.days, mark], state=year.state, source="Công điện 1")


def test_a_storm_moves_what_was_promised_for_the_evening_to_the_next_session(
    office: Office, clock: FixedClock
) -> None:
    """The afternoon of Monday is closed at eleven; Tuesday is a holiday."""
    birth, marital = receive(office, BIRTH).code, receive(office, MARITAL).code
    clock.set(at("2026-11-23T11:00"))
    storm(office, (time(7, 30), time(11, 30)))
    moved = {item.promise.code: item.new for item in office.calendar_impact.affected().moved}
    assert moved == {birth: at("2026-11-25T11:30")}
    office.promises.recompute([birth, marital], reason="Nghỉ do bão")
    assert office.dossiers.get(birth).promised_at == at("2026-11-25T11:30")
    clock.set(at("2026-11-23T11:20"))
    assert receive(office, BIRTH).promised_at == at("2026-11-25T11:30")
    assert office.calendar_impact.affected().moved == ()
    assert office.store.check().problems == (), "a shortened day is no damage to the file"


def test_a_closure_during_a_pause_takes_nothing_from_what_is_left(
    office: Office, clock: FixedClock
) -> None:
    code = receive(office, MARITAL).code
    office.moves.move(code, Act.FINANCIAL, reason="Chờ thuế")
    clock.set(at("2026-11-30T09:00"))
    promised = office.moves.move(code, Act.RESUME).result.promised_at
    storm(office, (time(7, 30), time(11, 30)))
    assert office.calendar_impact.affected().moved == ()
    assert office.promises.recompute([code], reason="Nghỉ do bão").result == ()
    assert office.dossiers.get(code).promised_at == promised == at("2026-12-03T09:00")


def test_nd_301_2026_article_4_7_an_outage_stops_a_group_and_lets_it_go_on_whole(
    office: Office, clock: FixedClock
) -> None:
    """Wednesday nine to Thursday eleven: ten working hours. Who was handed on goes back to whoever had it."""
    fresh, working, other = (receive(office, MARITAL).code for _index in range(3))
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    office.moves.move(working, Act.HAND, handler="lan")
    clock.set(at("2026-11-25T10:00"))
    begun = office.outages.begin(
        [fresh, working], reason="Hệ thống của tỉnh ngừng", at=at("2026-11-25T09:00")
    )
    assert {row.code for row in begun.result.rows} == {fresh, working}
    assert {office.dossiers.get(code).state for code in (fresh, working)} == {State.STOPPED}
    assert office.dossiers.get(other).state is State.RECEIVED
    assert [job.document for job in office.paper.prints_of(fresh)] == ["receipt"], "nobody's fault"
    assert office.board.morning().counts["outage"] == 2
    clock.set(at("2026-11-26T11:00"))
    done = office.outages.end(begun.result.key).result
    assert {(item.code, item.state) for item in done} == {
        (fresh, State.RECEIVED), (working, State.PROCESSING),
    }  # fmt: skip
    assert {item.promised_at for item in done} == {at("2026-11-30T11:00")}
    assert office.dossiers.get(other).promised_at == at("2026-11-27T09:00")
    assert office.outages.open() == []
    with pytest.raises(RuleError) as refused:
        office.outages.end(begun.result.key)
    assert refused.value.rule == "outage"
    assert office.calendar_impact.affected().moved == ()
    assert office.store.check().problems == ()


def test_who_came_during_an_outage_stands_still_from_then_and_one_wrong_stops_none(
    office: Office, clock: FixedClock
) -> None:
    early, waits = receive(office, MARITAL).code, receive(office, MARITAL).code
    office.moves.move(waits, Act.SUPPLEMENT, reason="Thiếu")
    clock.set(at("2026-11-25T11:00"))
    late = receive(office, MARITAL).code
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        office.outages.begin([early, late, waits], reason="Mất mạng")
    assert (refused.value.rule, waits in refused.value.message) == ("move", True)
    assert office.store.journal.head() == head
    outage = office.outages.begin(
        [early, late], reason="Mất mạng", at=at("2026-11-25T09:00")
    ).result
    clock.set(at("2026-11-25T14:30"))
    ended = {item.code: item.promised_at for item in office.outages.end(outage.key).result}
    assert ended == {early: at("2026-11-27T14:30"), late: at("2026-11-30T14:30")}


def test_one_that_was_let_go_on_alone_is_no_longer_held(office: Office, clock: FixedClock) -> None:
    first, second = receive(office, MARITAL).code, receive(office, MARITAL).code
    outage = office.outages.begin([first, second], reason="Mất mạng").result
    office.moves.move(first, Act.RESUME)
    office.moves.move(first, Act.STOP, reason="Việc khác")
    assert [row.code for row in office.outages.open()[0].rows] == [second]
    assert [item.code for item in office.outages.end(outage.key).result] == [second]
    assert office.dossiers.get(first).state is State.STOPPED
