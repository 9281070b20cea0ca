"""The consolidated table against the offices' own figures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.clock import FixedClock
from counter_app.errors import RuleError
from counter_app.reports.figures.figures import Ii06a, ii06a_totals
from counter_app.reports.index import last_day
from counter_app.store.store import Store
from counter_app.superior.reports.gathering import OfficesAsked
from counter_app.superior.reports.report import consolidated, standings
from tests.superior.trusting import import_batches
from tests.sync.makers import MORNING, busy_store, carry, move, new_store, receive

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def cells(figures: Ii06a) -> tuple[int, ...]:
    """A row of the form."""
    return (
        *(figures.received, figures.online, figures.direct, figures.carried),
        *(figures.resolved, figures.early, figures.on_time, figures.late),
        *(figures.pending, figures.pending_in_term, figures.pending_overdue),
    )


@pytest.fixture
def offices(tmp_path: Path) -> list[Store]:
    """Two computers of one office and one of another, busy over several days."""
    made = []
    for place, (number, device) in enumerate((("99001", 1), ("99001", 2), ("99002", 1))):
        clock = FixedClock(MORNING - timedelta(days=40))
        store = busy_store(
            tmp_path / f"{place}.db", number=number, device=device, clock=clock, dossiers=4 + place
        )
        clock.set(MORNING)
        code = receive(store, 90, days=1)
        receive(store, 91, days=9, online=True)
        clock.tick(days=3)
        move(store, code, "finish", 9)
        made.append(store)
    return made


def test_lines_are_the_offices_own_sums(offices: list[Store], usb: Path, here: Path) -> None:
    for store in offices:
        carry(store, usb)
    import_batches(usb, here, offices[0].clock)
    table = consolidated(OfficesAsked(here, FIRST, LAST, clock=offices[0].clock))
    own = [ii06a_totals(store, FIRST, LAST) for store in offices]
    assert [row[2:] for row in table.rows] == [cells(own[0] + own[1]), cells(own[2])]
    assert table.total is not None
    assert table.total[2:] == cells(own[0] + own[1] + own[2])
    assert [row[1] for row in table.rows] == [
        "Ủy ban nhân dân xã Thử 99001 (99001)",
        "Ủy ban nhân dân xã Thử 99002 (99002)",
    ]
    assert own[0].late == 1
    assert own[0].carried > 0
    assert "Tổng hợp từ 2 đơn vị" in table.subtitle
    for store in offices:
        store.close()


def test_what_is_not_complete_is_said(
    offices: list[Store], usb: Path, here: Path, tmp_path: Path
) -> None:
    carry(offices[0], usb, last=8)
    carry(offices[2], usb)
    (tmp_path / "gap").mkdir()
    carry(offices[1], tmp_path / "gap", first=9)
    import_batches(usb, here, offices[0].clock)
    import_batches(tmp_path / "gap", here, offices[0].clock)
    notes = consolidated(
        OfficesAsked(here, FIRST, date(2026, 11, 26), clock=offices[0].clock)
    ).notes
    behind = [note for note in notes if note.startswith("Chưa đủ số liệu")]
    assert len(behind) == 1
    assert "99001" in behind[0]
    assert "14/10/2026" in behind[0]
    assert any("Còn 1 gói đang giữ" in note for note in notes)
    for store in offices:
        store.close()


def test_standings_tell_how_far_each_sender_reaches(
    offices: list[Store], usb: Path, here: Path
) -> None:
    for store in offices:
        carry(store, usb)
    import_batches(usb, here, offices[0].clock)
    found = standings(here, offices[0].clock)
    assert [(item.office, item.device) for item in found] == [
        ("99001", 1),
        ("99001", 2),
        ("99002", 1),
    ]
    assert {item.last_day for item in found} == {"2026-11-26"}
    for store in offices:
        store.close()


def test_nothing_imported_and_days_reversed(here: Path, offices: list[Store]) -> None:
    with pytest.raises(RuleError, match="Chưa nhập gói dữ liệu nào"):
        consolidated(OfficesAsked(here, FIRST, LAST, clock=offices[0].clock))
    with pytest.raises(RuleError, match="Ngày cuối kỳ"):
        consolidated(OfficesAsked(here, LAST, FIRST, clock=offices[0].clock))
    for store in offices:
        store.close()


def test_a_promise_for_a_day_to_come_is_not_overdue(usb: Path, here: Path, tmp_path: Path) -> None:
    """The month runs until the 30th; today is the 23rd, and what is promised for the 25th has its time."""
    clock = FixedClock(MORNING)
    store = new_store(tmp_path / "a.db", clock=clock)
    receive(store, 1, days=2)
    receive(store, 2, days=40)
    carry(store, usb)
    import_batches(usb, here, clock)
    table = consolidated(OfficesAsked(here, FIRST, LAST, clock=clock))
    assert table.total is not None
    assert table.total[2:] == (2, 0, 2, 0, 0, 0, 0, 0, 2, 2, 0)
    assert "đến ngày 23/11/2026" in table.subtitle
    assert not [note for note in table.notes if note.startswith("Chưa đủ")]
    clock.tick(days=5)
    later = consolidated(OfficesAsked(here, FIRST, LAST, clock=clock))
    assert later.total == table.total, "nobody knows here what became of it after the 23rd"
    assert [note for note in later.notes if note.startswith("Chưa đủ số liệu")]
    store.close()


DAYS = st.lists(
    st.tuples(
        st.integers(0, 6),
        st.integers(-3, 12),
        st.sampled_from(["", "finish", "supplement", "resume", "withdraw"]),
    ),
    min_size=1,
    max_size=9,
)
STATES = {"finish": 9, "supplement": 5, "resume": 4, "withdraw": 7}


@settings(max_examples=15)
@given(acts=DAYS, over=st.integers(-4, 30))
def test_the_superior_counts_what_the_office_reports(
    acts: list[tuple[int, int, str]], over: int
) -> None:
    """Whatever was done, and whether the period is over or still running."""
    with TemporaryDirectory() as name:
        folder, clock = Path(name), FixedClock(MORNING)
        (folder / "usb").mkdir()
        store = new_store(folder / "a.db", clock=clock)
        for number, (days, promised, act) in enumerate(acts, 1):
            clock.tick(days=days)
            code = receive(store, number, days=promised, online=bool(promised % 2))
            if act == "resume":
                move(store, code, "supplement", 5)
                clock.tick(days=1)
            if act:
                move(store, code, act, STATES[act])
        carry(store, folder / "usb")
        here = folder / "here"
        import_batches(folder / "usb", here, clock)
        today = clock.now().date()
        first = min(MORNING.date() + timedelta(days=2), today)
        last = max(today + timedelta(days=over), first)
        table = consolidated(OfficesAsked(here, first, last, clock=clock))
        own = ii06a_totals(store, first, last_day("II.06a", first, last, today))
        assert table.total is not None
        assert table.total[2:] == cells(own)
        store.close()
