"""Reports under their headings, with the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.i18n import _
from counter_app.qt.kit.report_list import ReportList
from counter_app.qt.kit.workplace import Workplace
from counter_app.reports.index import REPORTS, grouped_reports
from counter_app.reports.report import GROUPS
from tests.qt.days import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def shown(qtbot: QtBot, place: Workplace) -> ReportList:
    """The list on the screen."""
    made = ReportList(place.may)
    qtbot.addWidget(made)
    made.resize(260, 300)
    with qtbot.waitActive(made):
        made.show()
    made.setFocus()
    return made


def test_every_report_stands_under_its_heading(shown: ReportList) -> None:
    texts = [shown.item(row).text() for row in range(shown.count())]
    expected = []
    for group, reports in grouped_reports():
        expected += [_(GROUPS[group]), *(_(report.label) for report in reports)]
    assert texts == expected


def test_the_arrows_pass_over_the_headings_and_reach_all(shown: ReportList) -> None:
    reached = [shown.report().name]
    for _press in range(len(REPORTS) - 1):
        press(shown, Qt.Key.Key_Down)
        reached.append(shown.report().name)
    assert sorted(reached) == sorted(REPORTS)
    press(shown, Qt.Key.Key_Down)
    assert shown.report().name == reached[-1]
    press(shown, *[Qt.Key.Key_Up] * len(REPORTS))
    assert shown.report().name == reached[0]


def test_home_and_end_reach_the_first_and_the_last_report(shown: ReportList) -> None:
    first = shown.report().name
    press(shown, Qt.Key.Key_End)
    last = shown.report().name
    assert shown.currentRow() == shown.count() - 1
    press(shown, Qt.Key.Key_Home)
    assert shown.report().name == first != last
    press(shown, Qt.Key.Key_Down, *[Qt.Key.Key_PageUp] * 5)
    assert shown.report().name == first


def test_a_heading_cannot_be_clicked(shown: ReportList) -> None:
    before = shown.report().name
    heading = shown.visualItemRect(shown.item(0)).center()
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=heading)
    assert shown.report().name == before


def test_first_letters_find_a_report(shown: ReportList) -> None:
    QTest.keyClicks(shown, "Bi")
    assert shown.report().name == "II.06a"


def test_by_name(shown: ReportList, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.chosen):
        assert shown.choose("trips")
    assert shown.report().name == "trips"
    assert not shown.choose("khong-co")
    assert shown.report().name == "trips"


def test_long_names_are_shown_whole(shown: ReportList) -> None:
    for row in range(shown.count()):
        item = shown.item(row)
        width = shown.fontMetrics().horizontalAdvance(item.text())
        lines = -(-width // (shown.viewport().width() - 22))
        assert item.sizeHint().height() >= lines * shown.fontMetrics().height()
