"""The first page: its numbers are the office's, and each leads to the list it counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counter_app.domain.clock import FixedClock
from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.dossier.moves import Act
from counter_app.domain.office.first_steps import StepKey
from counter_app.office import Office
from counter_app.qt.board import urgent_lines
from counter_app.qt.board.page import BoardPage
from counter_app.qt.kit.workplace import Workplace
from tests.qt.days import SINGLE_STATUS, cells, press, receive, shown, take

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_tiles_count_what_their_lists_hold(
    qtbot: QtBot, place: Workplace, office: Office, clock: FixedClock
) -> None:
    late = receive(office, "Lê Văn Đạt")
    lacking = receive(office, "Ngô Thị Én", SINGLE_STATUS)
    office.moves.move(lacking.code, Act.SUPPLEMENT, reason="Thiếu giấy tờ")
    soon = receive(office, "Đỗ Thị Gấm", SINGLE_STATUS)
    clock.tick(days=3)
    today = receive(office, "Hoàng Ưng")
    ready = receive(office, "Vũ Ý")
    office.moves.move(ready.code, Act.FINISH)
    take(office, "AAB")
    page = BoardPage(place)
    listener = shown(qtbot, place, page)
    values = {name: tile.value for name, tile in page.tiles.items()}
    assert values == {
        "overdue": 1,
        "due_today": 1,
        "due_soon": 1,
        "lacking": 1,
        "ready": 1,
        "open": 4,
        "received": 2,
        "waiting": 3,
        "unprinted": 6,
        "not_exported": 2,
    }
    assert cells(page.due, urgent_lines.CODE) == [late.code, today.code, soon.code]
    assert cells(page.due, urgent_lines.URGENCY) == [
        "Quá hạn 3 ngày lịch",
        "Hẹn trả hôm nay",
        "Còn 1 ngày làm việc",
    ]
    for name in ("overdue", "due_today", "due_soon", "open", "received"):
        page.tiles[name].click()
        target, argument = listener.wanted[-1]
        assert target == "dossiers"
        assert isinstance(argument, DossierFilter)
        assert len(office.dossiers.page(argument, size=50)) == values[name], name
    page.tiles["waiting"].click()
    page.tiles["not_exported"].click()
    assert listener.wanted[-2:] == [("queue", None), ("closing", "export")]


def test_enter_opens_the_dossier_that_is_due(
    qtbot: QtBot, place: Workplace, office: Office
) -> None:
    dossier = receive(office)
    page = BoardPage(place)
    listener = shown(qtbot, place, page)
    press(page, Qt.Key.Key_L, alt=True)
    page.table.selectRow(0)
    page.table.setFocus()
    press(page, Qt.Key.Key_Return)
    assert listener.wanted == [("dossier", dossier.code)]


def test_a_tile_is_pressed_by_keyboard(qtbot: QtBot, place: Workplace, office: Office) -> None:
    take(office, "A")
    page = BoardPage(place)
    listener = shown(qtbot, place, page)
    page.tiles["waiting"].setFocus()
    press(page, Qt.Key.Key_Space)
    assert listener.wanted == [("queue", None)]


def test_an_empty_morning_welcomes_and_says_what_to_press(qtbot: QtBot, place: Workplace) -> None:
    page = BoardPage(place)
    shown(qtbot, place, page)
    press(page, Qt.Key.Key_L, alt=True)
    assert page.welcome.isVisible()
    assert not page.table.isVisible()
    assert page.first_field() is page.intake


def test_everything_fits_without_scrolling(qtbot: QtBot, place: Workplace, office: Office) -> None:
    """Once the first days are over."""
    for key in StepKey:
        office.rules.first_steps.leave(key)
    for _index in range(12):
        receive(office)
    page = BoardPage(place)
    shown(qtbot, place, page)
    page.resize(1130, 640)
    assert page.figures.mapTo(page, page.figures.rect().bottomLeft()).y() <= 640


def test_what_changes_is_read_again(qtbot: QtBot, place: Workplace, office: Office) -> None:
    page = BoardPage(place)
    shown(qtbot, place, page)
    place.hub.done(office.queue.take("A"))
    assert page.tiles["waiting"].value == 1
    assert page.tiles["waiting"].tone == "accent"
    assert page.tiles["overdue"].tone == "muted"
