"""Who, which counter, what time: always whole; alarms give way to icons that keep their counts and keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from counter_app.domain.clock import LOCAL
from counter_app.qt.kit.theme import apply_theme, dress, scaled
from counter_app.qt.kit.unprinted import UnprintedDialog
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.header import EXPORT_KEY, PRINTS_KEY, Header
from counter_app.qt.window.minute import MinuteTimer
from counter_app.qt.window.navigation import FOLD_KEY, Navigation
from counter_app.settings import OfficeSettings, Preferences
from tests.patience import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from counter_app.domain.office.staff import Officer
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.qt.window.main_window import MainWindow

MONDAY = datetime(2026, 11, 23, 9, 42, tzinfo=LOCAL)
LONG = "Nguyễn Hoàng Phương Thảo Nguyên"


@pytest.fixture
def officer(place: Workplace) -> Officer:
    """Somebody with a long name."""
    return replace(place.office.staff.officers()[0], name=LONG)


@pytest.fixture
def sizes(qapp: QApplication) -> Iterator[None]:
    """Text sizes end with the test."""
    yield
    apply_theme(qapp, Preferences())


def made(qtbot: QtBot, officer: Officer, width: int) -> Header:
    """A header as wide as the window leaves it, with all that can stand in it."""
    header = Header()
    dress(header)
    qtbot.addWidget(header)
    name = "Trung tâm Phục vụ hành chính công xã An Hòa Thượng"
    header.show_office(OfficeSettings(name=name, sample=True), Preferences(counter="12"))
    header.show_moment(MONDAY, officer)
    header.show_owed(12, 34)
    tray = QLabel()
    tray.setFixedWidth(scaled(30))
    header.take(tray)
    header.resize(width, header.sizeHint().height())
    header.show()
    settle()
    return header


@pytest.mark.parametrize(
    ("scale", "width"), [(100, 1106), (100, 960), (150, 1280), (200, 1262), (200, 930)]
)
def test_who_counter_and_time_are_whole(
    qtbot: QtBot, qapp: QApplication, officer: Officer, sizes: None, scale: int, width: int
) -> None:
    apply_theme(qapp, Preferences(text_scale=scale))
    header = made(qtbot, officer, width)
    for label in (header.who, header.counter, header.time, header.day):
        assert label.isVisible()
        wrap = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag(0)
        need = label.fontMetrics().boundingRect(label.rect(), wrap, label.text())
        assert label.width() >= need.width(), label.text()
        assert label.height() >= need.height(), label.text()
        right = label.mapTo(header, label.rect().topRight()).x()
        assert right < header.width(), label.text()
    assert header.who.text() == LONG
    assert "12" in header.counter.text()
    for tile in (header.export, header.prints):
        assert tile.isVisible()
        assert str(tile.count) in tile.text()
        assert tile.width() >= tile.sizeHint().width()
    edges = sorted(
        (item.geometry().left(), item.geometry().right())
        for item in (header.export, header.prints, header.sample, header.palette_button)
        if item.isVisible()
    )
    assert all(one[1] < other[0] for one, other in pairwise(edges))


def test_the_line_is_laid_out_by_the_words_that_were_chosen(
    qtbot: QtBot, qapp: QApplication, officer: Officer, sizes: None
) -> None:
    """Without an alarm nothing asked for it again: the name lay over the counter, two tiles had all the room."""
    apply_theme(qapp, Preferences(text_scale=200))
    header = Header()
    dress(header)
    qtbot.addWidget(header)
    header.resize(1262, 92)
    header.show()
    settle()
    name = "Trung tâm Phục vụ hành chính công xã An Hòa"
    header.show_office(OfficeSettings(name=name, sample=True), Preferences(counter="1"))
    header.show_moment(MONDAY, replace(officer, name="Nguyễn Thị Lan"))
    header.show_owed(0, 0)
    for tile in (header.palette_button, header.lock):
        assert tile.isHidden() or tile.width() <= tile.sizeHint().width()
    assert header.counter.width() >= header.counter.sizeHint().width()
    assert not header.who.geometry().intersects(header.counter.geometry())


def test_alarms_fall_back_to_icons_that_still_tell(qtbot: QtBot, officer: Officer) -> None:
    header = made(qtbot, officer, 1500)
    assert header.prints.text() == "34 giấy tờ chờ in"
    header.resize(760, header.height())
    settle()
    assert (header.export.text(), header.prints.text()) == ("12", "34")
    assert header.prints.accessibleName() == "34 giấy tờ chờ in"
    assert PRINTS_KEY in header.prints.toolTip()
    header.show_owed(0, 0)
    assert header.prints.isHidden()
    assert header.export.isHidden()


def test_a_tile_that_gives_way_while_words_are_chosen_is_not_answered(
    qtbot: QtBot, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word that is shown resizes the tray's tile at once, which asks the head to fit: answered, it never ended."""
    header = made(qtbot, officer, 1500)
    choose, fit = Header._choose, Header.fit
    under_way, asked, answered = [0], [0], [0]

    def chosen(head: Header) -> None:
        answered[0] += under_way[0]
        if not under_way[0]:
            under_way[0] = 1
            choose(head)
            under_way[0] = 0

    def wished(head: Header) -> None:
        asked[0] += under_way[0]
        fit(head)

    monkeypatch.setattr(Header, "_choose", chosen)
    monkeypatch.setattr(Header, "fit", wished)
    header.take(QPushButton("Chuyển số liệu của năm 2025 sang máy mới: 10 %"))
    for width in range(1500, 700, -50):
        header.resize(width, header.height())
        settle()
    assert asked[0], "a tile that always has its width proves nothing"
    assert not answered[0], "the head chooses while it chooses"


def test_the_clock_goes_on_when_the_minute_begins(qtbot: QtBot, qapp: QApplication) -> None:
    now = [MONDAY.replace(second=59, microsecond=990_000)]
    seen: list[str] = []
    timer = MinuteTimer(lambda: now[0], lambda: seen.append(f"{now[0]:%H:%M}"), qapp)
    timer.tick()
    assert timer.interval() == 10
    now[0] += timedelta(milliseconds=10)
    qtbot.waitUntil(lambda: seen == ["09:42", "09:43"])
    assert timer.interval() == 60_000
    timer.stop()


def test_the_alarms_have_keys(window: MainWindow) -> None:
    view = window.view
    assert view is not None
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(UnprintedDialog)
    dialog.close()
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert view.pages.name == "closing"
    keys = {item.key for item in view.commands()}
    assert {PRINTS_KEY, FOLD_KEY} <= keys
    assert EXPORT_KEY not in keys - {PRINTS_KEY, FOLD_KEY}


def test_the_side_bar_folds_where_there_is_no_room(qtbot: QtBot) -> None:
    side = Navigation()
    qtbot.addWidget(side)
    side.resize(side.width(), 700)
    wide = side.width()
    assert side.buttons["board"].text() == "Hôm nay"
    side.follow(width=1199)
    assert side.width() < wide / 3
    button = side.buttons["board"]
    assert (button.text(), button.accessibleName()) == ("", "Hôm nay")
    assert "F9" in button.toolTip()
    side.follow(width=1200)
    assert (side.width(), button.text()) == (wide, "Hôm nay")


def test_every_page_is_in_sight_at_the_largest_text(
    qtbot: QtBot, qapp: QApplication, sizes: None
) -> None:
    apply_theme(qapp, Preferences(text_scale=200))
    side = Navigation()
    qtbot.addWidget(side)
    side.follow(width=1366)
    side.resize(side.width(), 768)
    side.show()
    settle()
    assert side.area.verticalScrollBar().maximum() == 0


def test_the_wish_for_the_side_bar_is_kept_for_its_officer(
    window: MainWindow, tmp_path: Path, place: Workplace
) -> None:
    view = window.view
    assert view is not None
    wide = view.navigation.width()
    QTest.keySequence(window, QKeySequence(FOLD_KEY))
    assert view.navigation.width() < wide / 3
    login = place.office.staff.officers()[0].login
    kept = Look.of(tmp_path)
    assert kept.sides == {login: "folded"}
    again, other = Navigation(), Navigation()
    kept.dress_side(again, login)
    kept.dress_side(other, "khac")
    assert (again.folded, other.folded) == (True, False)
    QTest.keySequence(window, QKeySequence(FOLD_KEY))
    assert Look.of(tmp_path).sides == {}
