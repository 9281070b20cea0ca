"""The consolidated table against the offices' own figures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from counter_app.errors import RuleError
from counter_app.reports.figures import Ii06a, ii06a_totals
from counter_app.store.store import Store
from counter_app.superior.inbox import import_batches
from counter_app.superior.report import consolidated, standings
from tests.sync.makers import MORNING, busy_store, carry, move, receive

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
    table = consolidated(here, FIRST, LAST, clock=offices[0].clock)
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
    notes = consolidated(here, FIRST, date(2026, 11, 26), clock=offices[0].clock).notes
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
        consolidated(here, FIRST, LAST, clock=offices[0].clock)
    with pytest.raises(RuleError, match="Ngày cuối kỳ"):
        consolidated(here, LAST, FIRST, clock=offices[0].clock)
    for store in offices:
        store.close()
