"""The small models of home, queue and closing, checked by Qt's own model tester."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

from counter_app.domain.clock import LOCAL
from counter_app.domain.dossier.dossier import State
from counter_app.domain.exchange.standing import BatchState
from counter_app.domain.queue.tickets import Priority, Ticket, TicketState
from counter_app.qt.board.urgent_lines import OFFICER, URGENCY, Urgent, UrgentModel
from counter_app.qt.closing.batch_lines import BatchModel
from counter_app.qt.closing.day_lines import CLOSED, DayLine, DayModel
from counter_app.qt.kit.ticked import TickedModel
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.queue import ticket_lines
from counter_app.qt.queue.ticket_lines import TicketModel, served_minutes, waited_minutes
from counter_app.store.read.board import BoardRow
from counter_app.store.read.closings import ClosedDay, WrittenBatch
from counter_app.store.read.exchange import StandingBatch
from counter_app.wording.dossier.labels import Label
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)
TODAY = NINE.date()
TICKET = Ticket(
    id=1,
    day=TODAY,
    queue="A",
    number=1,
    line="A",
    state=TicketState.WAITING,
    place=1.0,
    taken_at=NINE,
)
ROW = BoardRow(
    id=1,
    code="T99001-261122-010001",
    name="Nguyễn Văn Mẫu",
    phone="0912345678",
    procedure="Đăng ký khai sinh",
    sector="ho-tich",
    handler="",
    state=State.RECEIVED,
    received_at=NINE - timedelta(days=2),
    promised_at=NINE - timedelta(days=1),
    reappointed_to=None,
    reappointments=0,
    supplement_until=None,
    finished_at=None,
    accepted=True,
    inner_wd=0,
)
BATCH = WrittenBatch(
    number=1,
    from_seq=1,
    to_seq=1200,
    head=b"",
    sha256="ab",
    name="lo-1.zst",
    volume="QUAY",
    written_at=NINE,
    officer="canbo",
)
CLOSING = ClosedDay(
    day=TODAY, seq=9, to_seq=8, head=b"", closed_at=NINE, officer="canbo", totals={}
)


def filled() -> list[QAbstractItemModel]:
    """Every small model with something in it."""
    tickets, due, days, batches = TicketModel(), UrgentModel(), DayModel(), BatchModel()
    tickets.show_at([TICKET], NINE)
    due.show([Urgent(ROW, Label("Quá hạn 1 ngày lịch", "bad", "clock-overdue"))])
    days.show([DayLine(day=TODAY, received=None, closed=CLOSING)])
    batches.show_batches([StandingBatch(batch=BATCH, state=BatchState.HANDED)], {"canbo": "Cán bộ"})
    ticked: TickedModel[str] = TickedModel(
        [Column("Tên", lambda row: row)], key=lambda row: row, may=lambda row: row != "x"
    )
    ticked.show(["a", "x", "b"])
    return [tickets, due, days, batches, ticked]


@pytest.mark.parametrize("at", range(5))
def test_qt_finds_no_fault(qtmodeltester: ModelTester, place: Workplace, at: int) -> None:
    model = filled()[at]
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    across = Qt.Orientation.Horizontal
    assert all(model.headerData(column, across) for column in range(model.columnCount()))


def test_minutes_of_waiting_and_serving() -> None:
    later = NINE + timedelta(minutes=20, seconds=59)
    assert waited_minutes(TICKET, later) == 20
    called = replace(TICKET, called_at=NINE + timedelta(minutes=5))
    assert waited_minutes(called, later) == 5
    assert served_minutes(called, later) is None
    serving = replace(called, serving_at=NINE + timedelta(minutes=6))
    assert served_minutes(serving, later) == 14
    done = replace(serving, done_at=NINE + timedelta(minutes=10))
    assert served_minutes(done, later) == 4


def test_a_clock_set_back_counts_no_negative_minutes() -> None:
    assert waited_minutes(TICKET, NINE - timedelta(minutes=5)) == 0


def test_whoever_is_at_a_counter_stands_first_and_done_last(place: Workplace) -> None:
    tickets = [
        replace(TICKET, id=1, number=1, place=1.0, state=TicketState.DONE),
        replace(TICKET, id=2, number=2, place=2.0, priority=Priority.ELDERLY),
        replace(TICKET, id=3, number=3, place=3.0, state=TicketState.SERVING),
        replace(TICKET, id=4, number=4, place=1.5),
    ]
    model = TicketModel()
    model.show_at(tickets, NINE)
    assert [model.key_at(row) for row in range(4)] == [3, 4, 2, 1]
    assert model.row(99) is None
    assert model.index(2, ticket_lines.PRIORITY).data() == "Người cao tuổi"


def test_minutes_count_on_without_reading_again(place: Workplace) -> None:
    model = TicketModel()
    model.show_at([TICKET], NINE)
    model.tick(NINE + timedelta(minutes=3))
    assert model.index(0, ticket_lines.WAITED).data() == "3 phút"


def test_nobody_in_charge_is_said(place: Workplace) -> None:
    model = UrgentModel()
    model.show([Urgent(ROW, Label("Quá hạn 1 ngày lịch", "bad", "clock-overdue"))])
    assert model.index(0, OFFICER).data() == "Chưa giao"
    assert model.index(0, URGENCY).data() == "Quá hạn 1 ngày lịch"
    assert not model.index(0, URGENCY).data(Qt.ItemDataRole.DecorationRole).isNull()


def test_rows_are_ticked_except_those_that_may_not_be(place: Workplace) -> None:
    model: TickedModel[str] = TickedModel(
        [Column("Tên", lambda row: row)], key=lambda row: row, may=lambda row: row != "x"
    )
    heard: list[int] = []
    model.ticked_changed.connect(lambda: heard.append(len(model.ticked())))
    model.show(["a", "x", "b"])
    assert (model.ticked(), model.tickable()) == (["a", "b"], 2)
    check = Qt.ItemDataRole.CheckStateRole
    assert model.index(1, 0).data(check) is None
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    assert model.setData(model.index(0, 0), Qt.CheckState.Unchecked, check)
    assert not model.setData(model.index(0, 0), "z")
    model.turn(1)
    model.turn(2)
    model.turn(9)
    assert model.ticked() == []
    model.tick_all(True)
    assert model.ticked() == ["a", "b"]
    model.change(0, "c")
    assert model.ticked() == ["c", "b"]
    assert heard == [2, 1, 0, 2]


@pytest.mark.parametrize(
    ("closed", "more", "text"),
    [
        (None, False, "Chưa chốt sổ"),
        (CLOSING, False, "Đã chốt sổ 09:00"),
        (CLOSING, True, "Có thao tác mới sau khi chốt sổ"),
    ],
)
def test_the_state_of_a_day_in_words(
    place: Workplace, closed: ClosedDay | None, more: bool, text: str
) -> None:
    model = DayModel()
    model.show([DayLine(day=date(2026, 11, 23), received=3, closed=closed, more_since=more)])
    assert model.index(0, CLOSED).data() == text


def test_ticks_belong_to_rows_not_to_numbers(place: Workplace) -> None:
    model: TickedModel[str] = TickedModel(
        [Column("Tên", lambda row: row)], key=lambda row: row, may=lambda row: row != "x"
    )
    model.show(["a", "b", "c"])
    model.turn(1)
    assert model.show_again(["new", "x", "c", "b"]) == (["a"], ["new"])
    assert model.ticked() == ["c"], "nothing new is ticked, what was left out stays so"
    model.show(["b", "d", "c"])
    assert model.ticked() == ["d", "c"], "read by the officer: new rows are proposed"
    assert model.show_again([]) == (["d", "c"], [])
