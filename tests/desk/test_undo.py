"""An act taken back leaves every report and every queue as before it, but for the journal, which says both."""

from __future__ import annotations

import calendar
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app import paths
from counter_app.desk.act import Done
from counter_app.desk.handover.sheets import Wanted
from counter_app.desk.promise.changes import Apology
from counter_app.desk.undo.taking_back import usual_reason
from counter_app.domain.certification.books import Certifying, Document
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import PAUSED_STATES, Original, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import Holder, Purpose
from counter_app.domain.office.staff import COMMAND_LINE, Duty, Role
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.reports.index import REPORTS
from tests.data_folder import data_folder
from tests.desk.test_duties_of_verbs import only
from tests.makers import (
    BIRTH,
    COPIES,
    MARITAL,
    MONDAY,
    PASSWORD,
    collector,
    draft,
    officer,
    receive,
)

PARTNER = "Công an xã"
KEPT = (Original(name="Giấy chứng sinh", quantity=1),)
UNTIL = datetime(2026, 12, 31, 17, tzinfo=LOCAL)
Acting = Callable[[Office, str], Done[Any]]

LASTING = [name for name, report in REPORTS.items() if report.lasting]
"""Reports of what was done; who looked at it is not undone."""


def give(office: Office, code: str, purpose: Purpose, taker: Holder, *, take: bool) -> Done[Any]:
    giver = office.dossiers.get(code).holder
    wanted = Wanted(purpose=purpose, giver=Holder(officer=giver), taker=taker, codes=[code])
    return office.handover.give(wanted, take=take)


def taken(office: Office, code: str) -> Done[Any]:
    given = give(office, code, Purpose.PROCESS, Holder(officer="lan"), take=False)
    done = office.handover.take(given.result.id, [code])
    return replace(done, entries=(*given.entries, *done.entries))


def certify(office: Office, _code: str) -> Done[Any]:
    wish = Certifying(
        procedure=COPIES,
        documents=(
            Document(title="Bằng tốt nghiệp", pages=2, copies=3),
            Document(title="Sổ hộ khẩu", pages=1, copies=1),
        ),
        applicant="Trần Thị Mẫu",
        paid=True,
    )
    return office.certification.record(wish)


def moved(act: Act, **said: Any) -> Acting:
    return lambda office, code: office.moves.move(code, act, **said)


IN_WORK: dict[str, Acting] = {
    "hand": moved(Act.HAND, handler="lan"),
    "supplement": moved(Act.SUPPLEMENT, reason="Thiếu giấy"),
    "financial": moved(Act.FINANCIAL, reason="Chờ nộp thuế"),
    "stop": moved(Act.STOP, reason="Mất điện"),
    "withdraw": moved(Act.WITHDRAW, reason="Công dân xin rút"),
    "finish": moved(Act.FINISH, result="1/KQ", reason="Chậm do mất điện"),
    "mistake": moved(Act.MISTAKE, reason="Nhập hai lần"),
    "apologise": lambda office, code: office.promises.apologise(
        [Apology(code=code, reason="Mất điện", until=UNTIL)]
    ),
    "give": lambda office, code: give(
        office, code, Purpose.PROCESS, Holder(officer="lan"), take=False
    ),
    "give and take": lambda office, code: give(
        office, code, Purpose.PROCESS, Holder(officer="lan"), take=True
    ),
    "forward": lambda office, code: give(
        office, code, Purpose.FORWARD, Holder(office=PARTNER), take=True
    ),
    "take": taken,
    "certify": certify,
}
FINISHED: dict[str, Acting] = {
    "return": lambda office, code: office.returning.hand_over(code, collector()),
    "return without originals": lambda office, code: office.returning.hand_over(
        code, collector(), originals=()
    ),
    "mistake": moved(Act.MISTAKE, reason="Nhập hai lần"),
}


class World:
    """An office with a day behind it, and one dossier to act on."""

    def __init__(self, founded: Path, folder: Path, *, kept: bool = False) -> None:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(founded, paths.database_path(folder))
        self.clock = FixedClock(MONDAY)
        self.office = Office.open(folder, clock=self.clock, officer=COMMAND_LINE)
        office = self.office
        office.staff.put_officer(officer(Role.SECTOR_OFFICER, "lan"), password=PASSWORD)
        office.rules.change_settings(replace(office.settings, partners=(PARTNER,)))
        other = receive(office, BIRTH, "Lê Thị Khác")
        office.moves.move(other.code, Act.FINISH)
        office.returning.hand_over(other.code, collector("Lê Thị Khác"))
        self.code = receive(
            office, MARITAL, fee=15_000, originals=KEPT if kept else (), resolver=PARTNER
        ).code
        self.clock.tick(minutes=10)

    def later(self, days: int) -> None:
        self.clock.tick(days=days, minutes=3)

    def seen(self) -> dict[str, Any]:
        """Everything that lists, boards and reports say now."""
        office, today = self.office, self.clock.now().date()
        board = replace(office.board.morning(), now=MONDAY)
        told: dict[str, Any] = {name: self._report(name, today) for name in LASTING}
        told |= {
            "board": asdict(board),
            "unprinted": [(job.id, job.state) for job in office.paper.unprinted()],
            "held": office.holders.all(),
            "on their way": office.holders.under_way(),
            "open sheets": office.handover.sheets(open_only=True),
            "returned today": office.returning.today_list(),
            "pick list": office.shelves.pick_list(),
            "caseload": office.store.handover.caseload("lan"),
            "unconfirmed": office.confirmations.unconfirmed(most=9),
            "totals": office.closing.totals(today),
            "dossiers": [
                {key: row[key] for key in row.keys() if key != "state_at"}  # noqa: SIM118
                for row in office.store.database.connection.execute("SELECT * FROM dossier")
            ],
            "papers": [
                job.state for job in office.store.prints.of(self.code) if job.state != "void"
            ],
        }
        return told

    def _report(self, name: str, today: date) -> object:
        first, last = today.replace(day=1), _end_of_month(today)
        if REPORTS[name].one_day:
            first = last = today
        office = self.office
        tables = office.reports.compute(name, first, last)
        return [(table.title, table.rows) for table in tables]


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def act_and_undo(world: World, acting: Acting) -> dict[str, Any]:
    done = acting(world.office, world.code)
    assert done.entries
    world.clock.tick(seconds=8)
    entries = world.office.store.journal.head().seq
    world.office.undoing.undo(done.entries)
    assert world.office.store.journal.head().seq > entries, "nothing is deleted"
    return world.seen()


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {key: (before[key], after[key]) for key in before if before[key] != after[key]}


BOOKED = {"certified", "certifications", "fees", "day", "totals"}
"""What says of a number of a book that it is void, as the law wants it, and of money that it came and went."""


MOVED = {"board", "dossiers", "register", "due", "caseload"}
ENDS = {"mistake", "withdraw", "finish"}
"""A pause that such an act ended is taken up with what it had taken by then: its promise has moved by that already."""


@pytest.mark.parametrize("late", [0, 20], ids=["in time", "late"])
def test_what_was_done_to_a_dossier_in_work_is_undone(
    founded: Path, tmp_path: Path, late: int
) -> None:
    world = World(founded, tmp_path)
    world.later(late)
    before = world.seen()
    for name, acting in IN_WORK.items():
        after = act_and_undo(world, acting)
        allowed = BOOKED if name == "certify" else set()
        assert differences(before, after).keys() <= allowed, name
        before = after
    assert world.office.store.check().problems == ()
    world.office.close()


@pytest.mark.parametrize("name", FINISHED)
def test_what_was_done_to_a_result_is_undone(founded: Path, tmp_path: Path, name: str) -> None:
    world = World(founded, tmp_path, kept=name != "mistake")
    office = world.office
    office.moves.move(world.code, Act.FINISH, result="2/KQ")
    office.shelves.put([world.code], "Kệ A1")
    world.later(1)
    before = world.seen()
    assert differences(before, act_and_undo(world, FINISHED[name])) == {}
    office.returning.hand_over(world.code, collector())
    office.moves.move(world.code, Act.REVERT, reason="Chưa giao")
    assert differences(before, world.seen()) == {}, "the verb of the terminal does the same"
    assert office.store.check().problems == ()
    office.close()


@settings(max_examples=8, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from(sorted(IN_WORK)), st.integers(0, 3)), max_size=4),
    last=st.sampled_from(sorted({**IN_WORK, **FINISHED})),
)
def test_after_whatever_came_before(founded: Path, steps: list[tuple[str, int]], last: str) -> None:
    with data_folder() as data:
        world = World(founded, data)
        for step, days in steps:
            try:
                IN_WORK[step](world.office, world.code)
            except RuleError:
                continue
            finally:
                world.later(days)
        acting = {**IN_WORK, **FINISHED}[last]
        before = world.seen()
        paused = world.office.dossiers.get(world.code).state in PAUSED_STATES
        try:
            done = acting(world.office, world.code)
        except RuleError:
            world.office.close()
            return
        world.office.undoing.undo(done.entries)
        allowed = BOOKED if last == "certify" else MOVED if paused and last in ENDS else set()
        assert differences(before, world.seen()).keys() <= allowed
        world.office.close()


@pytest.mark.parametrize("ending", sorted(ENDS - {"finish"}))
def test_a_pause_ended_by_mistake_moves_the_promise_as_if_it_never_had_been(
    founded: Path, tmp_path: Path, ending: str
) -> None:
    promised = []
    for way in ("mistaken", "plain"):
        world = World(founded, tmp_path / way)
        IN_WORK["stop"](world.office, world.code)
        world.later(1)
        if way == "mistaken":
            world.office.undoing.undo(IN_WORK[ending](world.office, world.code).entries)
        world.later(1)
        world.office.moves.move(world.code, Act.RESUME)
        promised.append(world.office.dossiers.get(world.code).promised_at)
        world.office.close()
    assert promised[0] == promised[1]


def test_what_was_built_upon_stays_and_a_second_time_is_the_first(
    founded: Path, tmp_path: Path
) -> None:
    world = World(founded, tmp_path)
    office = world.office
    done = office.moves.move(world.code, Act.HAND, handler="lan")
    first = office.undoing.undo(done.entries, op_id="hoan-tac-1")
    again = office.undoing.undo(done.entries, op_id="hoan-tac-1")
    assert again.result == first.result
    assert (again.changes, again.entries) == (frozenset(), ())
    with pytest.raises(RuleError) as refused:
        office.undoing.undo(done.entries)
    assert refused.value.rule == "built_upon"
    apology = Apology(code=world.code, reason="Mất điện", until=UNTIL)
    sorry = office.promises.apologise([apology])
    office.moves.move(world.code, Act.FINISH)
    with pytest.raises(RuleError) as refused:
        office.undoing.undo(sorry.entries)
    assert refused.value.rule == "built_upon"
    office.close()


def test_another_days_act_is_a_leaders_and_a_reception_is_none(
    founded: Path, tmp_path: Path
) -> None:
    world = World(founded, tmp_path)
    office = world.office
    lan = officer(Role.SECTOR_OFFICER, "lan")
    office.session.officer = lan
    done = office.moves.move(world.code, Act.HAND, handler="lan")
    world.later(1)
    with pytest.raises(RuleError) as refused:
        office.undoing.undo(done.entries)
    assert refused.value.rule == "revert"
    office.session.officer = COMMAND_LINE
    assert office.undoing.undo(done.entries).result.codes == (world.code,)
    got = office.intake.receive(draft())
    with pytest.raises(RuleError) as refused:
        office.undoing.undo(got.entries)
    assert refused.value.rule == "not_undoable"
    office.close()


def test_who_may_do_it_may_take_it_back_and_nobody_else(founded: Path, tmp_path: Path) -> None:
    world = World(founded, tmp_path)
    office = world.office
    office.session.officer = officer(Role.LEADER, "truong")
    entries = certify(office, "").entries
    office.session.officer = officer(Role.LEADER, "truong", table=only(Duty.RETURN))
    with pytest.raises(RuleError) as refused:
        office.undoing.undo(entries)
    assert refused.value.rule == "duty"
    office.session.officer = officer(Role.LEADER, "truong", table=only(Duty.RECEIVE))
    assert office.undoing.undo(entries).result.numbers
    office.close()


def test_a_number_of_a_book_stays_used_and_says_why(founded: Path, tmp_path: Path) -> None:
    world = World(founded, tmp_path)
    office = world.office
    done = office.undoing.undo(certify(office, "").entries).result
    assert done.numbers == ("1", "2")
    lines = office.certification.latest()
    assert {line.void_reason for line in lines} == {usual_reason()}
    assert certify(office, "").result[0].number == 3
    office.close()


def test_several_apologies_of_one_act_go_together_or_not_at_all(
    founded: Path, tmp_path: Path
) -> None:
    world = World(founded, tmp_path)
    office = world.office
    other = receive(office, MARITAL, "Phạm Văn Hai").code
    apologies = [Apology(code=code, reason="Mất điện", until=UNTIL) for code in (world.code, other)]
    done = office.promises.apologise(apologies)
    office.moves.move(other, Act.FINISH)
    with pytest.raises(RuleError):
        office.undoing.undo(done.entries)
    assert office.dossiers.get(world.code).reappointments == 1
    office.moves.move(other, Act.REVERT, reason="Nhầm")
    office.close()


def test_the_terminal_lists_and_takes_back(founded: Path, tmp_path: Path) -> None:
    world = World(founded, tmp_path)
    office = world.office
    office.moves.move(world.code, Act.FINISH)
    found = office.undoing.latest()
    assert (found[0].subject, found[0].name) == (world.code, "Chuyển trạng thái hồ sơ")
    office.undoing.undo([found[0].seq])
    assert office.dossiers.get(world.code).state is State.RECEIVED
    office.close()
