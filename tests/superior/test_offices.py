"""The superior's desk over real batches: the board of offices, rates with their n, and dossiers that travelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock, local_text
from counter_app.domain.office.events import CLOCK_CONFIRMED, ClockConfirmed
from counter_app.domain.office.staff import Officer, Role
from counter_app.errors import Cancelled, RuleError
from counter_app.office import Office
from counter_app.reports.index import compute
from counter_app.superior.reports.far_dossiers import met_twice
from counter_app.superior.reports.office_board import OfficeLine, Trouble
from counter_app.superior.reports.office_words import trouble_label, trouble_step
from counter_app.superior_desk.columns import MetLine, met_columns, overdue_columns
from counter_app.superior_desk.office_reports import SummedWanted
from counter_app.wording.tables.columns import doubted_cells, shown
from tests.superior.offices import office, take
from tests.superior_offices import NAMES, TODAY, TWICE, Sticks, sticks
from tests.sync.makers import receive

FIRST, LAST = date(2026, 11, 1), TODAY.date()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sticks]:
    """Four communes that worked, with their sticks."""
    root = tmp_path_factory.mktemp("communes")
    return root, sticks(root)


@pytest.fixture(scope="module")
def above(world: tuple[Path, Sticks]) -> Iterator[Office]:
    """The superior after three sticks: one office lacks a batch, one has two branches."""
    _root, found = world
    office = found.open(FixedClock(TODAY))
    found.introduce(office)
    for stick in (found.whole, found.lacking, found.other):
        office.superior.take_in(stick)
    yield office
    office.close()


def by_number(office: Office) -> dict[str, OfficeLine]:
    return {line.number: line for line in office.superior.board()}


def test_the_board_says_what_keeps_each_office_from_being_whole(above: Office) -> None:
    lines = by_number(above)
    assert list(lines) == list(NAMES)[:4]
    assert [line.trouble for line in lines.values()] == [
        Trouble.NONE,
        Trouble.MISSING,
        Trouble.LATE,
        Trouble.FORK,
    ]
    lacking = lines["99002"]
    assert (lacking.held, lacking.missing, lacking.arrived) == (1, 12, TODAY)
    assert lines["99003"].behind == 9, "Monday the 9th to Monday the 23rd, days off left out"
    assert (lines["99004"].forks, lines["99004"].refused) == (1, 0)
    for line in lines.values():
        assert bool(trouble_step(line)) is (line.trouble is not Trouble.NONE), trouble_label(line)


def test_what_waits_behind_pauses_is_told_apart_from_what_is_overdue(above: Office) -> None:
    work = by_number(above)["99004"].work
    assert work is not None
    assert (work.paused, work.hidden, work.overdue) == (2, 2, 1)
    assert work.hidden_since == "2026-11-09"
    lacking = by_number(above)["99002"].work
    assert lacking is not None
    assert (lacking.paused, lacking.hidden) == (2, 0), (
        "no promised day had passed when it sent last"
    )


def test_offices_are_compared_with_n_and_with_how_sure_it_is(above: Office) -> None:
    (table,) = above.superior.compute(SummedWanted(name="compared", first=FIRST, last=LAST))
    rows = {str(row[1])[-6:-1]: row for row in table.rows}
    _number, _name, ended, in_time, rate, low, high, *waits, place = rows["99004"]
    assert (ended, in_time, rate) == (10, 9, 90.0)
    assert waits == [3, 1, 2, 2], "open, overdue, paused, paused past the promised day"
    assert rows["99002"][7:11] == (4, 0, 2, 0)
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert low < 90 < high
    assert place == "1–4", "so few dossiers place nobody"
    assert table.total is not None
    assert table.total[2] == sum(int(str(row[2])) for row in table.rows)
    (groups,) = above.superior.compute(SummedWanted(name="groups", first=FIRST, last=LAST))
    assert groups.total is not None
    assert groups.total[2:11] == table.total[2:11], "the same dossiers by whose hands"
    assert [row[1] for row in groups.rows] == ["Lãnh đạo", "Chưa giao cho ai"]


def test_all_sums_are_the_offices_own(above: Office, world: tuple[Path, Sticks]) -> None:
    (by_office,) = above.superior.compute(SummedWanted(name="offices", first=FIRST, last=LAST))
    (by_sector,) = above.superior.compute(SummedWanted(name="sectors", first=FIRST, last=LAST))
    assert by_office.total == by_sector.total
    wanted = SummedWanted(name="sectors", first=FIRST, last=LAST, sector="ho-tich")
    (one,) = above.superior.compute(wanted)
    (offices,) = above.superior.compute(replace(wanted, name="offices"))
    assert [row[1] for row in one.rows] == ["Hộ tịch"]
    assert one.total == offices.total


def test_any_report_of_an_office_is_what_the_office_itself_prints(
    above: Office, world: tuple[Path, Sticks]
) -> None:
    root, _sticks = world
    office = next(item for item in above.superior.offices() if item.number == "99001")
    wanted = SummedWanted(
        name="late", first=FIRST, last=LAST, office="99001", journals=office.journals
    )
    tables = above.superior.compute(wanted)
    own = Office.open(root / "99001", clock=FixedClock(TODAY))
    told = date(2026, 11, 20)
    assert [table.rows for table in tables] == [
        table.rows for table in compute(own.store, "late", FIRST, told)
    ]
    own.close()
    assert any("mới gửi đến ngày 20/11/2026" in note for note in tables[0].notes)
    assert above.superior.file_of(wanted, tables, "pdf").startswith(b"%PDF")
    assert above.superior.file_of(wanted, tables, "xlsx").startswith(b"PK")
    with pytest.raises(RuleError, match="Không có báo cáo"):
        above.superior.compute(replace(wanted, name="quá khứ"))


def test_overdue_ones_stand_together_and_a_dossier_is_seen_as_far_as_it_travelled(
    above: Office,
) -> None:
    found = above.superior.overdue()
    assert found.total == len(found.lines) == 3
    assert [line.days_late for line in found.lines] == [8, 8, 7]
    worst = found.lines[0]
    seen = above.superior.far_dossier(worst.journal, worst.code.lower())
    assert seen.dossier.code == worst.code
    assert [step.kind for step in seen.timeline] == ["dossier.received", "paper.issued"]
    assert seen.told == date(2026, 11, 20)
    with pytest.raises(RuleError, match="Chưa có hồ sơ"):
        above.superior.far_dossier(worst.journal, "T99001-261120-019999")


def test_a_person_who_went_to_two_offices_is_met(above: Office) -> None:
    (met,) = above.superior.met_twice()
    assert met.key == TWICE["id_no"]
    assert [line.office for line in met.lines] == ["99001", "99003"]
    assert met.same_procedure
    assert not met.by_code


def test_a_doubted_clock_is_told_where_a_person_is_met(tmp_path: Path) -> None:
    here, doubted = tmp_path / "tinh", ""
    for number, named in enumerate(("99001", "99002"), 1):
        with office(tmp_path / f"{named}.db", number, named=named) as sending:
            store = sending.store
            if number == 2:
                known = store.clock.now()
                assert isinstance(store.clock, FixedClock)
                store.clock.set(known - timedelta(days=3))
                store.database.clock_confirmed = True
                with store.transaction() as tx:
                    word = ClockConfirmed(
                        doubt="behind",
                        at=local_text(tx.now),
                        known=local_text(known),
                        approved_by="",
                    )
                    tx.record(CLOCK_CONFIRMED, f"clock:{tx.now:%Y-%m-%d}", word, actor="lan")
                doubted = receive(store, 7)
            sending.enrolled(here)
            sending.export(tmp_path / named)
        assert take(tmp_path / named, here).imported
    (met,) = met_twice(here, FixedClock(TODAY), date(2026, 1, 1))
    lines = [MetLine(meeting=met, line=line) for line in met.lines]
    column = next(each for each in met_columns() if each.title == "Mã hồ sơ")
    told = [line.line.code for line in lines if shown(column, line, 1).icon == "clock"]
    assert told == [doubted]
    assert doubted_cells(overdue_columns(), met.lines) == (doubted,)
    assert doubted_cells(met_columns(), lines) == (doubted,)


def test_who_may_not_is_told_and_whoever_stops_it_is_obeyed(above: Office) -> None:
    chief = above.session.officer
    try:
        above.session.officer = Officer(
            login="son.pv", name="Phạm Văn Sơn", role=Role.SECTOR_OFFICER
        )
        assert above.superior.board()
        with pytest.raises(RuleError, match="Nhận gói"):
            above.superior.take_in(Path("nowhere"))
        with pytest.raises(RuleError, match="Quyết định nhánh"):
            above.decisions.settle("0" * 16, "keep", reason="Thử")
    finally:
        above.session.officer = chief
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        above.superior.overdue(cancelled=lambda: next(asked))
