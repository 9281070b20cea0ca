"""Everything an officer has goes to another in one act: work and papers, on one sheet, and back by it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counter_app.desk.handover.caseloads import Caseload, Left, WantedCaseload, given_back
from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier import Dossier, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import Assignment, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import COPIES, MARITAL, PASSWORD, officer, receive, result

TODAY = date(2026, 11, 23)
ALL = WantedCaseload(giver="an", taker="binh")


@pytest.fixture
def staffed(office: Office) -> Office:
    """ "an" resolves two sectors, "binh" sits beside."""
    for login in ("an", "binh"):
        office.staff.put_officer(officer(login=login), password=PASSWORD)
    for sector in ("ho-tich", "chung-thuc"):
        office.staff.assign(Assignment(officer="an", sector=sector, since=TODAY))
    return office


def handed(office: Office, procedure: str = MARITAL) -> Dossier:
    """A dossier "an" works on, with its papers."""
    return office.moves.move(receive(office, procedure).code, Act.HAND, handler="an").result


def again(office: Office, dossier: Dossier) -> Dossier:
    return office.dossiers.get(dossier.code)


def whose(office: Office, *dossiers: Dossier) -> list[tuple[str, str]]:
    found = [again(office, item) for item in dossiers]
    return [(item.handler, item.holder) for item in found]


def left_of(caseload: Caseload) -> dict[str, Left]:
    return {line.code: why for line, why in caseload.left}


def test_work_and_papers_go_over_on_one_sheet_and_nothing_else_moves(staffed: Office) -> None:
    working, waiting, done = handed(staffed), handed(staffed), handed(staffed)
    counter = receive(staffed, COPIES)  # an's sector, its papers still with the receiver
    staffed.moves.move(waiting.code, Act.FINANCIAL, reason="Chờ nộp lệ phí")
    staffed.moves.move(done.code, Act.FINISH, result="1", facts=result())
    before = [again(staffed, item) for item in (working, waiting, done, counter)]
    turns = [staffed.store.promises.turns(item.id) for item in before]
    caseload = staffed.caseloads.listed(ALL)
    assert {line.item.line.code: (line.charge, line.papers) for line in caseload.lines} == {
        working.code: (True, True),
        waiting.code: (True, True),
        done.code: (False, True),  # resolved by an, and that stays said
        counter.code: (True, False),
    }
    assert caseload.counts() == {"ho-tich": 3, "chung-thuc": 1}
    sheet = staffed.caseloads.hand_over(ALL, op_id="1" * 32).result
    assert (sheet.purpose, sheet.count, sheet.missing) == (Purpose.CASELOAD, 4, 0)
    assert sheet.taken_at == sheet.given_at
    assert whose(staffed, working, waiting, done, counter) == [
        *(("binh", "binh"), ("binh", "binh")),
        *(("an", "binh"), ("binh", "cli")),
    ]
    for old in before:
        new = again(staffed, old)
        assert (new.state, new.promised_at, new.state_at) == (
            old.state,
            old.promised_at,
            old.state_at,
        )
    assert [staffed.store.promises.turns(item.id) for item in before] == turns
    assert staffed.caseloads.hand_over(ALL, op_id="1" * 32).result == sheet
    assert staffed.check().ok
    told = [step.kind for step in staffed.dossiers.view(working.code).timeline]
    assert told[-1] == "dossier.entrusted"


def test_what_is_left_out_is_named_with_its_reason(staffed: Office) -> None:
    one, two, three = handed(staffed), handed(staffed), receive(staffed, COPIES)
    wanted = Wanted(
        purpose=Purpose.PROCESS,
        giver=Holder(officer="an"),
        taker=Holder(officer="binh"),
        codes=[one.code],
    )
    staffed.handover.give(wanted)
    chosen = WantedCaseload(giver="an", taker="binh", sectors=["ho-tich"])
    caseload = staffed.caseloads.listed(chosen)
    assert caseload.codes == [two.code]
    assert left_of(caseload) == {one.code: Left.TRAVELLING, three.code: Left.OTHER_SECTOR}
    staffed.caseloads.hand_over(chosen)
    assert whose(staffed, two, three) == [("binh", "binh"), ("an", "cli")]


def test_what_was_not_shown_is_not_handed_over(staffed: Office) -> None:
    shown = handed(staffed)
    codes = staffed.caseloads.listed(ALL).codes
    later = handed(staffed)
    with pytest.raises(RuleError) as error:
        staffed.caseloads.hand_over(WantedCaseload(giver="an", taker="binh", codes=codes))
    assert error.value.rule == "changed"
    assert whose(staffed, shown, later) == [("an", "an"), ("an", "an")]


def test_an_officer_who_comes_back_takes_back_what_went_over_and_no_more(
    staffed: Office, clock: FixedClock
) -> None:
    one, two, gone = handed(staffed), handed(staffed), handed(staffed)
    sheet = staffed.caseloads.hand_over(ALL).result
    own = staffed.moves.move(receive(staffed, MARITAL).code, Act.HAND, handler="binh").result
    staffed.moves.move(gone.code, Act.HAND, handler="canbo")
    clock.tick(days=2)
    back = given_back(sheet)
    caseload = staffed.caseloads.listed(back)
    assert sorted(caseload.codes) == sorted([one.code, two.code])
    assert left_of(caseload) == {gone.code: Left.GONE}
    assert [item.id for item in staffed.caseloads.returnable()] == [sheet.id]
    returned = staffed.caseloads.hand_over(back).result
    assert (returned.giver.officer, returned.taker.officer) == ("binh", "an")
    assert whose(staffed, one, two, gone, own) == [
        *(("an", "an"), ("an", "an")),
        *(("canbo", "canbo"), ("binh", "binh")),
    ]
    with pytest.raises(RuleError) as error:
        staffed.caseloads.hand_over(back)
    assert error.value.rule == "nothing"


@pytest.mark.parametrize(
    ("giver", "taker", "rule"),
    [
        ("an", "an", "same"),
        ("ma", "binh", "officer"),
        ("an", "quan", "officer"),
        ("an", "ma", "officer"),
        ("binh", "an", "nothing"),
    ],
)
def test_between_whom_nothing_can_go(staffed: Office, giver: str, taker: str, rule: str) -> None:
    staffed.staff.put_officer(officer(Role.ADMINISTRATOR, login="quan"), password=PASSWORD)
    with pytest.raises(RuleError) as error:
        staffed.caseloads.hand_over(WantedCaseload(giver=giver, taker=taker))
    assert error.value.rule == rule


def test_nobody_away_is_given_a_caseload(staffed: Office) -> None:
    handed(staffed)
    until = TODAY + timedelta(days=1)
    staffed.absences.announce(Absence(officer="binh", since=TODAY, until=until))
    with pytest.raises(RuleError) as error:
        staffed.caseloads.hand_over(ALL)
    assert (error.value.rule, error.value.field) == ("absent", "taker")


def test_a_pause_is_one_pause_whoever_has_the_dossier(staffed: Office, clock: FixedClock) -> None:
    """Handing over in the middle of a wait must not shorten what the wait adds to the promise."""
    moved = handed(staffed)
    plain = staffed.moves.move(receive(staffed, MARITAL).code, Act.HAND, handler="canbo").result
    for item in (plain, moved):
        staffed.moves.move(item.code, Act.STOP, reason="Chờ xác minh")
    clock.tick(days=2)
    assert staffed.caseloads.hand_over(ALL).result.count == 1
    clock.tick(days=2)
    resumed = [staffed.moves.move(item.code, Act.RESUME).result for item in (plain, moved)]
    assert resumed[0].promised_at == resumed[1].promised_at
    reverted = staffed.moves.move(moved.code, Act.REVERT, reason="Nhầm").result
    assert (reverted.state, reverted.handler) == (State.STOPPED, "binh")


def test_a_mistaken_move_is_taken_back_by_whoever_has_it_now(staffed: Office) -> None:
    dossier = handed(staffed)
    promised = dossier.promised_at
    staffed.moves.move(dossier.code, Act.STOP, reason="Chờ xác minh")
    staffed.caseloads.hand_over(ALL)
    back = staffed.moves.move(dossier.code, Act.REVERT, reason="Nhầm").result
    assert (back.state, back.handler, back.promised_at) == (State.PROCESSING, "binh", promised)
    given = handed(staffed)
    staffed.caseloads.hand_over(ALL)
    assert staffed.moves.move(given.code, Act.REVERT, reason="Nhầm").result.handler == "binh"


def test_a_resumption_taken_back_gives_the_promise_back_too(
    staffed: Office, clock: FixedClock
) -> None:
    plain = staffed.moves.move(receive(staffed, MARITAL).code, Act.HAND, handler="canbo").result
    moved = handed(staffed)
    for item in (plain, moved):
        staffed.moves.move(item.code, Act.STOP, reason="Chờ xác minh")
    clock.tick(days=7)
    for item in (plain, moved):
        staffed.moves.move(item.code, Act.RESUME)
    clock.tick(days=2)
    staffed.caseloads.hand_over(ALL)
    for item in (plain, moved):
        staffed.moves.move(item.code, Act.REVERT, reason="Nhầm")
    promises = {again(staffed, item).promised_at for item in (plain, moved)}
    assert len(promises) == 1


def test_the_report_says_who_stood_in_and_what_was_done(staffed: Office, clock: FixedClock) -> None:
    dossier = handed(staffed)
    until = TODAY + timedelta(days=4)
    substitutes = (("ho-tich", "binh"), ("chung-thuc", "canbo"))
    absence = Absence(officer="an", since=TODAY, until=until, substitutes=substitutes)
    staffed.absences.announce(absence)
    staffed.session.officer = staffed.staff.known("binh")
    staffed.moves.move(dossier.code, Act.STOP, reason="Chờ xác minh")
    staffed.moves.move(dossier.code, Act.RESUME)
    clock.tick(days=7)

    def rows(last: date, **narrowed: str) -> list[tuple[object, ...]]:
        (table,) = staffed.reports.compute("substitutes", TODAY, last, **narrowed)
        return [row[1:] for row in table.rows]

    whole = rows(date(2026, 11, 30))
    assert ("Công chức an", "23/11/2026", "27/11/2026", "Hộ tịch", "Công chức binh", 2, 1) in whole
    assert [row[5:] for row in whole if row[3] == "Chứng thực"] == [(0, 0)]
    assert {row[2] for row in rows(date(2026, 11, 24))} == {"24/11/2026"}  # only days of the period
    assert [row[3] for row in rows(until, officer="binh")] == ["Hộ tịch"]
    assert [row[3] for row in rows(until, sector="chung-thuc")] == ["Chứng thực"]
