"""A report on the screen has the hands of every list: sorted, copied, arranged; on paper it stays as it is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from counter_app.domain.office.staff import Role
from counter_app.domain.paper.report_table import Align
from counter_app.qt.kit.report_view import ReportTable
from counter_app.qt.kit.table_view import TOTAL
from counter_app.qt.reports.page import ReportsPage
from tests.makers import COPIES, MARITAL, officer, receive
from tests.qt.days import cells, press, shown

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def of_the_day(qtbot: QtBot, place: Workplace) -> ReportTable:
    """The day's figures by sector on the screen."""
    page = ReportsPage(place)
    shown(qtbot, place, page)
    press(page, Key.Key_F8)
    qtbot.waitUntil(lambda: page._job is None, timeout=15_000)
    return page.tabs.views[0].table


@pytest.fixture
def table(qtbot: QtBot, place: Workplace, office: Office) -> ReportTable:
    """Two sectors, one with two dossiers."""
    receive(office, MARITAL, fee=15_000)
    for _time in range(2):
        receive(office, COPIES, fee=2_000, pages=1)
    return of_the_day(qtbot, place)


def pasted() -> str:
    return QGuiApplication.clipboard().text()


def head(table: ReportTable, column: int) -> QPoint:
    """Where a click on a column's head goes."""
    header = table.horizontalHeader()
    left = header.sectionViewportPosition(column)
    return QPoint(left + header.sectionSize(column) // 2, header.height() - 4)


def test_a_click_on_a_head_sorts_and_the_total_stays_last(table: ReportTable) -> None:
    given, last = cells(table.report, 2), table.report.rowCount() - 1
    assert len(given) > 2
    view = table.horizontalHeader().viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=head(table, 2))
    rising = cells(table.report, 2)
    assert rising[:-1] == sorted(given[:-1], key=int)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=head(table, 2))
    assert cells(table.report, 2)[:-1] == rising[:-1][::-1]
    assert table.report.index(last, 1).data() == "Tổng số"
    assert table.report.index(last, 1).data(TOTAL)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=head(table, 2))
    assert cells(table.report, 2) == given, "a third click gives the report's own order back"


def test_rows_are_copied_by_keys(table: ReportTable) -> None:
    table.setFocus()
    table.choose(0)
    QTest.keyClick(table, Key.Key_C, CONTROL)
    assert pasted().split("\t")[1] == table.report.index(0, 1).data()
    QTest.keyClick(table, Key.Key_C, CONTROL | SHIFT)
    lines = pasted().splitlines()
    assert len(lines) == table.report.rowCount() + 1
    assert "Tổng số" in lines[-1]


def test_the_menu_key_offers_copies_order_columns_and_the_pages_verbs(table: ReportTable) -> None:
    table.setFocus()
    table.choose(0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(table, event)
    (menu,) = [item for item in table.findChildren(QMenu) if item.isVisible()]
    said = [action.text() for action in menu.actions()]
    assert "Sao chép ô" in said
    assert "Sắp xếp theo" in said
    assert "Chọn cột" in said
    assert any("Lưu Excel" in text for text in said)
    assert not any("Lưu danh sách" in text for text in said), "a report is issued by its page"
    menu.close()


def test_columns_and_widths_are_kept_for_each_officer(
    qtbot: QtBot, place: Workplace, office: Office, table: ReportTable
) -> None:
    office.session.officer = officer(Role.LEADER, login="an")
    table.hide()
    table.show()
    table.horizontalHeader().resizeSection(1, 301)
    table.turn_column(3)
    for login, kept in (("binh", False), ("an", True)):
        office.session.officer = officer(Role.LEADER, login=login)
        again = of_the_day(qtbot, place)
        assert (again.columnWidth(1) == 301) is kept
        assert again.isColumnHidden(3) is kept
    again.forget_view()
    assert again.columnWidth(1) != 301
    assert not again.isColumnHidden(3)


def test_a_column_left_out_takes_no_part_in_measuring_and_comes_back_as_it_was(
    qtbot: QtBot, table: ReportTable
) -> None:
    """Texts of a column nobody sees would be wrapped word by word; one shown again is not drawn by hand."""
    heights = [table.rowHeight(row) for row in range(table.report.rowCount())]
    widths = [table.columnWidth(column) for column in range(table.report.columnCount())]
    texts = next(at for at, column in enumerate(table._table.columns) if column.align is Align.LEFT)
    table.turn_column(texts)
    assert [table.rowHeight(row) for row in range(table.report.rowCount())] <= heights
    table.turn_column(texts)
    qtbot.waitUntil(lambda: not table._settled.isActive())
    assert table._view.widths == {}
    assert [table.columnWidth(column) for column in range(table.report.columnCount())] == widths
