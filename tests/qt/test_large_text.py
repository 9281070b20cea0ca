"""At large text nothing is cut: buttons have room for their words, labels for their lines; pages scroll instead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.office.rights import Duty, Role
from counter_app.qt.board.two_ways import TwoWays
from counter_app.qt.certification.books_dialog import BooksDialog
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.print_dialog import PrintDialog
from counter_app.qt.kit.theme import apply_theme
from counter_app.qt.settings.rights import RightsPart
from counter_app.qt.window.appearance import Look
from counter_app.qt.window.header import ElidedLabel
from counter_app.qt.window.main_window import MainWindow
from counter_app.qt.window.page_list import ENTRIES
from tests.gallery.measures import pushed_out
from tests.makers import receive
from tests.patience import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from counter_app.qt.kit.workplace import Workplace

PAGES = [item.name for item in ENTRIES]
LEAST_ROOM = 1024 - 110
"""What a small screen leaves beside the folded side bar at 200 %: a page that needs more makes the window grow."""


def cut(page: QWidget) -> list[str]:
    """Words that do not fit where they stand."""
    found = []
    for item in page.findChildren(QWidget):
        if not item.isVisible() or isinstance(item, ElidedLabel):
            continue
        if isinstance(item, QLabel) and item.text():
            needed = (
                item.heightForWidth(item.width()) if item.wordWrap() else item.sizeHint().height()
            )
            wide = item.wordWrap() or item.sizeHint().width() <= item.width() + 1
            if needed > item.height() + 1 or not wide:
                found.append(item.text())
        if isinstance(item, QAbstractButton) and item.text():
            room = item.sizeHint()
            if room.width() > item.width() + 1 or room.height() > item.height() + 1:
                found.append(item.text())
    return found


def sideways(page: QWidget) -> list[str]:
    """Parts of a page that would have to be pushed to and fro to be read."""
    return [
        f"{type(area.widget()).__name__} {bar.maximum()}"
        for area in page.findChildren(QScrollArea)
        if area.isVisible() and (bar := area.horizontalScrollBar()).maximum() > 0
    ]


@pytest.fixture(params=[(150, (1366, 768)), (100, (1024, 768)), (200, (1366, 768))])
def large(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    place: Workplace,
) -> Iterator[MainWindow]:
    """The window at a text size and a screen."""
    scale, size = request.param
    wish = replace(place.office.preferences, text_scale=scale)
    place.office.rules.change_preferences(wish)
    apply_theme(qapp, wish)
    place.office.session.officer = place.office.staff.officers()[0]
    made = MainWindow(Look.of(tmp_path))
    qtbot.addWidget(made)
    made.setMinimumSize(0, 0)
    made.resize(*size)
    with qtbot.waitActive(made):
        made.show()
    made.attach(place)
    yield made
    made.close()
    made.deleteLater()
    # Before every part of it would be dressed anew in the size that the next test begins with.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    apply_theme(qapp, replace(wish, text_scale=100))


def wrong_with(qtbot: QtBot, window: MainWindow, name: str) -> list[str]:
    """What cannot be read on a page of the window, on each of its tabs, and around it."""
    assert window.view is not None
    window.view.go(name)
    page = window.view.pages.page(name)
    assert page is not None
    scale = page.place.office.preferences.text_scale
    qtbot.waitUntil(lambda: not page.place.jobs.working)

    def wrong() -> list[str]:
        settle()
        wide = page.minimumSizeHint().width()
        grows = [f"{wide} pixels wide"] if wide > LEAST_ROOM else []
        return cut(page) + (sideways(page) if scale <= 100 else []) + grows

    found = []
    for tabs in page.findChildren(QTabWidget):
        for at in range(tabs.count()):
            tabs.setCurrentIndex(at)
            found += wrong()
    return [*found, *wrong(), *cut(window.view.header), *cut(window.view.navigation)]


def test_no_words_are_cut(qtbot: QtBot, large: MainWindow) -> None:
    """Every page in one window, as it is worked in; building one for each page took a minute of every run."""
    found = {name: wrong for name in PAGES if (wrong := wrong_with(qtbot, large, name))}
    assert found == {}


def test_rights_stand_below_the_roles_that_hold_them(large: MainWindow) -> None:
    """At 200 % the boxes of one role stood under the name of the next, the last role's out of sight."""
    large.resize(1024, 768)
    assert large.view is not None
    large.view.go("queue")
    queue = large.view.pages.page("queue")
    assert queue is not None
    settle()
    assert sideways(queue) == [], "the queue has nothing beside it either"
    large.view.go("settings")
    (tabs,) = large.view.pages.page("settings").findChildren(QTabWidget)  # type: ignore[union-attr]
    tabs.setCurrentIndex(tabs.count() - 1)
    settle()
    (part,) = tabs.findChildren(RightsPart)
    assert sideways(tabs) == []
    for role, head in zip(Role, part.heads.heads, strict=True):
        box = part.grid.boxes[Duty.RECEIVE, role]
        middle = [item.mapTo(part, item.rect().center()).x() for item in (box, head)]
        assert abs(middle[0] - middle[1]) <= 12, role


def test_two_ways_stand_below_one_another_where_one_line_has_no_room(qtbot: QtBot) -> None:
    first, second = ActionButton("Theo công chức, lĩnh vực"), ActionButton("Cần giải quyết ngay")
    ways = TwoWays(first, second, "Danh sách đang xem")
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(ways)
    qtbot.addWidget(holder)
    holder.show()
    both = ways.sizeHint().width()
    for wide, below in (
        (both, False),
        (both - 1, True),
        (ways.minimumSizeHint().width(), True),
        (both, False),
    ):
        holder.resize(wide, 200)
        settle()
        assert (second.y() > first.y(), ways.sizeHint().width()) == (below, both)
        assert first.width() >= first.sizeHint().width()


def test_what_has_no_room_in_a_dialog_scrolls(qtbot: QtBot, large: MainWindow) -> None:
    assert large.view is not None
    place = large.view.place
    dossier = receive(place.office)
    paper = PrintDialog(place, place.office.paper.prints_of(dossier.code)[-1].id, large)
    paper.trouble.say("Máy in hết giấy. Cho giấy vào khay rồi in lại.", "bad")
    for dialog in (paper, BooksDialog(place, large)):
        dialog.show()
        qtbot.waitUntil(lambda: not place.jobs.working)
        settle()
        assert dialog.height() <= large.height()
        assert pushed_out(dialog) == []
        dialog.close()
