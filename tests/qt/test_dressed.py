"""The sheet lies on the windows: what is put together takes on its looks once, in its window."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.dressed import once_dressed
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import apply_theme, dress
from counter_app.settings import Preferences
from tests.patience import settle

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.qt.window.main_window import MainWindow

MOST = 2
"""Changes of looks for each widget of a page; four where all that is put into something takes its looks on anew."""


class Changes(QObject):
    """Counts what takes its looks on anew."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: Counter[int] = Counter()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self.seen[id(watched)] += 1
        return False


def test_a_page_takes_its_looks_on_once_and_not_at_each_step_of_its_making(
    window: MainWindow,
) -> None:
    assert window.view is not None
    changes = Changes()
    window.installEventFilter(changes)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(changes)
    window.view.go("intake")
    app.removeEventFilter(changes)
    page = window.view.pages.page("intake")
    assert page is not None
    whole = len(page.findChildren(QWidget))
    assert sum(changes.seen.values()) < MOST * whole, (sum(changes.seen.values()), whole)


def test_every_window_and_dialog_wears_the_sheet(qtbot: QtBot, window: MainWindow) -> None:
    assert window.styleSheet()
    beside, alone = Dialog(window), Dialog()
    qtbot.addWidget(alone)
    title = QLabel("Tên", beside)
    title.setProperty("role", "title")
    lone = QLabel("Tên", alone)
    lone.setProperty("role", "title")
    for label in (title, lone):
        label.ensurePolished()
        assert label.font().weight() == 600
    beside.deleteLater()


def test_a_change_of_looks_reaches_what_is_dressed(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, Preferences())  # it may be the first of its process
    page = QWidget()
    qtbot.addWidget(page)
    dress(page)
    label = QLabel("Tên", page)
    label.setProperty("role", "title")
    page.show()
    before = label.font().pointSizeF()
    apply_theme(app, Preferences(text_scale=200))
    after = label.font().pointSizeF()
    apply_theme(app, Preferences())
    assert after == 2 * before


def test_what_the_sheet_gives_its_size_is_measured_in_the_window(qtbot: QtBot) -> None:
    host, part, measured = QWidget(), QWidget(), list[int]()
    qtbot.addWidget(host)
    dress(host)
    label = QLabel("Tên của một mục dài", part)
    label.setProperty("role", "title")
    once_dressed(part, lambda: measured.append(label.sizeHint().width()))
    assert measured == []
    column = QVBoxLayout(host)
    column.addWidget(part)
    host.show()
    settle()
    assert measured == [label.sizeHint().width()]


def test_what_is_made_ahead_is_measured_in_its_window_only(qtbot: QtBot) -> None:
    """Between two slices of a page that is made ahead the loop polishes what stands in no window yet."""
    host, part, measured = QWidget(), QWidget(), list[int]()
    qtbot.addWidget(host)
    dress(host)
    label = QLabel("Tên của một mục dài", part)
    label.setProperty("role", "title")
    once_dressed(part, lambda: measured.append(label.sizeHint().width()))
    settle()
    part.ensurePolished()
    QVBoxLayout(host).addWidget(part)
    host.show()
    settle()
    assert measured == [label.sizeHint().width()]


def test_what_was_reckoned_before_is_reckoned_again(qtbot: QtBot) -> None:
    """A page made ahead is asked for its size before it wears the sheet; its columns are as wide as their words."""
    host, part, inner, measured = QWidget(), QWidget(), QWidget(), list[int]()
    qtbot.addWidget(host)
    dress(host)
    title = QLabel("Tên của một mục dài")
    title.setProperty("role", "title")
    QVBoxLayout(inner).addWidget(title)
    QVBoxLayout(part).addWidget(inner)
    plain = inner.sizeHint().width()
    once_dressed(part, lambda: measured.append(inner.sizeHint().width()))
    column = QVBoxLayout(host)
    column.addWidget(part)
    host.show()
    settle()
    assert measured == [inner.sizeHint().width()]
    assert measured[0] > plain
