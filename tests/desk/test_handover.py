"""Sheets by scanning a stack: who has which paper, and what may not go on a sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.desk.handover.sheets import Wanted
from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.codes import DossierCode
from counter_app.domain.dossier.dossier import Dossier, Mapping, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Fit, Holder, Purpose, Sheet
from counter_app.domain.office.staff import Assignment
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.store.core.states_sql import HELD
from counter_app.wording.dossier.timeline import event_text
from tests.makers import MARITAL, PASSWORD, collector, everything_in, officer, receive

HERE = Holder(officer="cli")
LAN = Holder(officer="lan")
THERE = Holder(office="UBND xã Bên")


@pytest.fixture(autouse=True)
def _partners(office: Office) -> None:
    office.staff.put_officer(officer(login="lan"), password=PASSWORD)
    office.rules.change_settings(replace(office.handover.settings, partners=(THERE.office,)))


def given(
    office: Office,
    *dossiers: Dossier,
    purpose: Purpose = Purpose.PROCESS,
    giver: Holder = HERE,
    taker: Holder = LAN,
    **said: object,
) -> Sheet:
    """A sheet over these dossiers."""
    codes = [item.code for item in dossiers]
    wanted = Wanted(purpose=purpose, giver=giver, taker=taker, codes=codes)
    return office.handover.give(wanted, **said).result  # type: ignore[arg-type]


def again(office: Office, dossier: Dossier) -> Dossier:
    return office.dossiers.get(dossier.code)


def test_a_sheet_is_one_event_with_a_number_of_the_year(office: Office) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    before = office.store.journal.head().seq
    sheet = given(office, two, one)
    assert office.store.journal.head().seq == before + 1
    assert (sheet.label, sheet.count, sheet.missing) == ("1/2026", 2, 2)
    assert [row.line.code for row in sheet.rows] == [two.code, one.code]
    assert given(office, receive(office, MARITAL)).label == "2/2026"
    assert office.handover.sheet_numbered("1").id == sheet.id
    assert [item.label for item in office.handover.sheets()] == ["2/2026", "1/2026"]


def test_what_was_taken_is_with_the_taker_and_what_was_not_stays_on_the_sheet(
    office: Office, clock: FixedClock
) -> None:
    one, two = receive(office, MARITAL), receive(office, MARITAL)
    sheet = given(office, one, two)
    assert again(office, one).holder == "cli"
    assert again(office, one).handover == sheet.id
    clock.tick(minutes=20)
    sheet = office.handover.take(sheet.id, [one.barcode]).result
    assert [row.missing for row in sheet.rows] == [False, True]
    assert [item.missing for item in office.handover.sheets()] == [1]
    assert sheet.taken_at is None
    held = again(office, one)
    assert (held.holder, held.handover, held.held_since) == ("lan", None, clock.now())
    assert again(office, two).handover == sheet.id
    sheet = office.handover.take(sheet.id, [two.code]).result
    assert sheet.taken_at == clock.now()
    assert office.handover.sheets(open_only=True) == []


def test_taking_papers_to_work_on_makes_the_taker_its_handler(office: Office) -> None:
    dossier = receive(office, MARITAL)
    sheet = given(office, dossier)
    assert again(office, dossier).state is State.RECEIVED
    office.handover.take(sheet.id, [dossier.code])
    moved = again(office, dossier)
    assert (moved.state, moved.handler) == (State.PROCESSING, "lan")
    legs = office.store.handover.legs(dossier.id)
    assert [(leg.giver.officer, leg.taker.officer) for leg in legs] == [("cli", "lan")]


def test_a_paused_dossier_changes_hands_without_moving(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.SUPPLEMENT, reason="Thiếu giấy")
    office.handover.take(given(office, dossier).id, [dossier.code])
    kept = again(office, dossier)
    assert (kept.state, kept.holder) == (State.SUPPLEMENT, "lan")


@pytest.mark.parametrize(("days", "outcome"), [(0, "early"), (4, "on_time"), (7, "late")], ids=str)
def test_a_leg_says_how_the_dossier_stood_when_it_was_taken(
    office: Office, clock: FixedClock, days: int, outcome: str
) -> None:
    dossier = receive(office, MARITAL)
    assert dossier.promised_at is not None
    sheet = given(office, dossier)
    clock.tick(days=days)
    office.handover.take(sheet.id, [dossier.code])
    (leg,) = office.store.handover.legs(dossier.id)
    assert (leg.outcome, leg.given_at, leg.taken_at) == (outcome, dossier.received_at, clock.now())


def test_handing_on_inside_the_office_writes_its_leg_with_the_outcome(office: Office) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.HAND, handler="lan")
    (leg,) = office.store.handover.legs(dossier.id)
    assert (leg.sheet, leg.taker.officer, leg.outcome) == (None, "lan", "early")


def test_scans_are_judged(office: Office, clock: FixedClock) -> None:
    dossier, other = receive(office, MARITAL), receive(office, MARITAL)

    def judged(text: str, purpose: Purpose = Purpose.PROCESS, on: tuple[int, ...] = ()) -> Fit:
        return office.handover.scan(text, purpose, HERE, on).fit

    assert judged(dossier.barcode) is Fit.OK
    assert judged(dossier.barcode, on=(dossier.id,)) is Fit.ON_SHEET
    assert judged(dossier.code, Purpose.RESULT) is Fit.NO_RESULT
    assert judged("xin chào") is Fit.UNKNOWN
    assert judged("T99001-261123-019999") is Fit.UNKNOWN
    assert judged(dossier.barcode[:-1] + str((int(dossier.barcode[-1]) + 1) % 10)) is Fit.DAMAGED
    stranger = DossierCode(office="12345", day=clock.now().date(), device=1, sequence=1)
    assert judged(stranger.barcode) is Fit.OTHER_OFFICE
    given(office, other)
    assert judged(other.code) is Fit.TRAVELLING
    office.moves.move(dossier.code, Act.HAND, handler="lan")
    assert judged(dossier.code) is Fit.ELSEWHERE
    office.moves.move(dossier.code, Act.FINISH)
    assert judged(dossier.code) is Fit.ENDED
    assert office.handover.scan(dossier.code, Purpose.RESULT, LAN).fit is Fit.OK


def test_papers_written_down_with_somebody_else_go_on_only_when_they_lie_here(
    office: Office,
) -> None:
    dossier = receive(office, MARITAL)
    office.moves.move(dossier.code, Act.HAND, handler="canbo")
    wanted = Wanted(purpose=Purpose.PROCESS, giver=HERE, taker=LAN, codes=[dossier.code])
    with pytest.raises(RuleError) as refused:
        office.handover.give(wanted)
    assert refused.value.rule == "elsewhere"
    sheet = office.handover.give(replace(wanted, anyway={dossier.code})).result
    assert sheet.count == 1


def test_a_dossier_is_never_on_two_open_sheets(office: Office) -> None:
    dossier = receive(office, MARITAL)
    first = given(office, dossier)
    head = office.store.journal.head()
    with pytest.raises(RuleError) as refused:
        given(office, receive(office, MARITAL), dossier)
    assert refused.value.rule == "travelling"
    with pytest.raises(RuleError) as refused:
        office.moves.move(dossier.code, Act.HAND, handler="canbo")
    assert refused.value.rule == "on_sheet"
    assert office.handover.sheets()[0].id == first.id
    assert office.store.journal.head().seq == head.seq + 2  # the other dossier and its receipt


def test_another_connection_cannot_put_it_on_a_second_sheet(office: Office) -> None:
    dossier = receive(office, MARITAL)
    with office.twin() as other:
        given(other, dossier)
        with pytest.raises(RuleError):
            given(office, dossier)
    assert len(office.handover.sheets()) == 1


def test_the_same_operation_twice_is_one_sheet_and_one_taking(office: Office) -> None:
    dossier = receive(office, MARITAL)
    first = given(office, dossier, op_id="a")
    assert given(office, dossier, op_id="a").id == first.id
    office.handover.take(first.id, [dossier.code], op_id="b")
    seq = office.store.journal.head().seq
    assert office.handover.take(first.id, [dossier.code], op_id="b").changes == frozenset()
    assert office.store.journal.head().seq == seq


def test_what_was_given_by_mistake_is_recalled(office: Office, clock: FixedClock) -> None:
    dossier = receive(office, MARITAL)
    since = again(office, dossier).held_since
    sheet = given(office, dossier)
    clock.tick(hours=1)
    sheet = office.handover.recall(sheet.id, [dossier.code]).result
    assert sheet.rows[0].leg.recalled
    assert sheet.taken_at == clock.now()
    back = again(office, dossier)
    assert (back.holder, back.held_since, back.handover) == ("cli", since, None)
    assert back.state is State.RECEIVED
    assert office.store.handover.legs(dossier.id) == []
    with pytest.raises(RuleError):
        office.handover.recall(sheet.id, [dossier.code])


def test_papers_go_to_another_office_and_come_back_in_one_scan(office: Office) -> None:
    dossier = receive(office, MARITAL)
    sheet = given(office, dossier, purpose=Purpose.FORWARD, taker=THERE)
    office.handover.take(sheet.id, [dossier.code])
    away = again(office, dossier)
    assert (away.holder_office, away.holder, away.state) == (THERE.office, "", State.PROCESSING)
    steps = office.dossiers.view(dossier.code).timeline
    step = next(item for item in steps if item.payload.get("act") == "hand")
    assert THERE.office in event_text(step.kind, step.payload, {})
    assert office.handover.scan(dossier.code, Purpose.BACK, THERE).fit is Fit.OK
    given(office, dossier, purpose=Purpose.BACK, giver=THERE, taker=LAN, take=True)
    back = again(office, dossier)
    assert (back.holder_office, back.holder) == ("", "lan")
    assert office.handover.sheets(open_only=True) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"taker": HERE}, "taker"),
        ({"taker": Holder(officer="ai-do")}, "taker"),
        ({"taker": THERE}, "taker"),
        ({"giver": THERE}, "giver"),
        ({"purpose": Purpose.FORWARD}, "taker"),
        ({"purpose": Purpose.FORWARD, "taker": Holder(office="Nơi lạ")}, "taker"),
        ({"codes": []}, "codes"),
    ],
    ids=str,
)
def test_a_sheet_that_cannot_be_is_refused_at_its_field(
    office: Office, change: dict[str, object], field: str
) -> None:
    dossier = receive(office, MARITAL)
    wanted = Wanted(purpose=Purpose.PROCESS, giver=HERE, taker=LAN, codes=[dossier.code])
    with pytest.raises(RuleError) as refused:
        office.handover.give(replace(wanted, **change))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert office.handover.sheets() == []


def test_papers_out_longer_than_eight_working_hours_raise_an_alarm(
    office: Office, clock: FixedClock
) -> None:
    dossier = receive(office, MARITAL)
    given(office, dossier)
    clock.tick(hours=8)  # of which one and a half are lunch
    assert office.holders.alarms() == []
    clock.tick(days=2)  # the holiday between does not count
    (alarm,) = office.holders.alarms()
    assert alarm.row.line.code == dossier.code
    assert alarm.minutes > 8 * 60
    office.rules.change_settings(replace(office.handover.settings, handover_hours=100))
    assert office.holders.alarms() == []


def test_holders_are_counted_and_those_under_way_apart(office: Office) -> None:
    one, two, three = (receive(office, MARITAL) for _turn in range(3))
    office.moves.move(one.code, Act.HAND, handler="lan")
    given(office, two)
    held = {item.holder.officer: item.count for item in office.holders.all()}
    assert held == {"lan": 1, "cli": 1}
    assert [item.line.code for item in office.holders.held_by(HERE)] == [three.code]
    assert [item.line.code for item in office.holders.under_way()] == [two.code]
    office.moves.move(one.code, Act.FINISH)
    assert [item.holder.officer for item in office.holders.all()] == ["cli", "lan"]
    office.returning.hand_over(one.code, collector(lost_receipt=True, identity_checked="CC"))
    assert [item.holder.officer for item in office.holders.all()] == ["cli"]


def test_proposals_name_what_should_be_handed_on(office: Office) -> None:
    procedure = next(item for item in office.catalogue.procedures() if item.code == MARITAL)
    plain = receive(office, MARITAL)
    office.catalogue.put_procedure(replace(procedure, resolver="ubnd xa ben"))
    away = receive(office, MARITAL)
    finished = receive(office, MARITAL, return_place=THERE.office)
    office.moves.move(finished.code, Act.FINISH)
    since = date(2026, 11, 1)
    office.staff.assign(Assignment(officer="lan", sector=procedure.sector, since=since))

    def proposed(purpose: Purpose, giver: Holder = HERE) -> list[tuple[Holder | None, str]]:
        return [(taker, item.line.code) for taker, item in office.holders.proposals(purpose, giver)]

    assert proposed(Purpose.PROCESS) == [(LAN, plain.code)]
    assert proposed(Purpose.PROCESS, LAN) == []
    assert proposed(Purpose.FORWARD) == [(THERE, away.code), (THERE, finished.code)]
    assert proposed(Purpose.RESULT) == [(None, finished.code)]
    sheet = given(office, away, purpose=Purpose.FORWARD, taker=THERE)
    assert proposed(Purpose.FORWARD) == [(THERE, finished.code)]
    office.handover.take(sheet.id, [away.code])
    assert proposed(Purpose.BACK, THERE) == [(None, away.code)]


def test_lists_over_many_dossiers_go_by_their_indexes(office: Office) -> None:
    connection, asked = office.store.database.connection, list[str]()
    connection.set_trace_callback(asked.append)
    office.store.handover.held()
    connection.set_trace_callback(None)
    of_one = "AND handover IS NULL AND holder_office = '' AND holder = 'a' ORDER BY held_since, id LIMIT 5"
    one_persons = " ".join(("SELECT * FROM dossier WHERE state IN", HELD, of_one))
    plans = {
        "dossier_originals": "SELECT * FROM dossier WHERE state IN (3, 7, 10) AND originals_kept IS NOT NULL "
        "AND originals_kept IS NOT originals_returned ORDER BY id LIMIT 5",
        "dossier_in_transit": "SELECT id FROM dossier WHERE handover IS NOT NULL",
        "COVERING INDEX dossier_held": asked[0],
        "dossier_held (holder_office=? AND holder=?)": one_persons,
        "dossier_official": "SELECT code FROM dossier WHERE official_code = 'x' AND official_code <> ''",
    }
    for index, sql in plans.items():
        plan = " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert index in plan, plan
        assert "TEMP B-TREE" not in plan or "dossier_held" not in index, plan


def test_a_year_without_its_calendar_still_raises_the_alarm(
    office: Office, clock: FixedClock
) -> None:
    given(office, receive(office, MARITAL))
    clock.tick(days=6 * 365)
    (alarm,) = office.holders.alarms()
    assert alarm.minutes > 365 * 24 * 60


def test_sheets_of_a_day_and_unknown_ones(office: Office, clock: FixedClock) -> None:
    given(office, receive(office, MARITAL))
    today = clock.now().date()
    store = office.store.handover
    assert len(store.sheets(day=today)) == 1
    assert store.sheets(day=today - timedelta(days=1)) == []
    for text in ("", "x", "1/2025", "9"):
        with pytest.raises(RuleError):
            office.handover.sheet_numbered(text)
    with pytest.raises(RuleError):
        office.handover.sheet(999_999)


def test_an_erased_dossier_leaves_no_name_on_its_sheet(office: Office) -> None:
    secret = "Phan Thị Bí Mật"
    dossier = receive(office, MARITAL, secret)
    sheet = given(office, dossier)
    office.handover.take(sheet.id, [dossier.code])
    office.official.enter(dossier.code, "", state=Mapping.EXEMPT, note=f"{secret} tự làm")
    office.moves.move(dossier.code, Act.WITHDRAW, reason="Không làm nữa")
    office.erasure.erase(dossier.code, reason="Theo yêu cầu")
    assert office.store.check().problems == ()
    row = office.handover.sheet(sheet.id).rows[0]
    assert secret not in row.line.names
    office.close()
    content = everything_in(office.data_dir)
    assert secret.encode() not in content
