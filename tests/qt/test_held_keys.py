"""A command is done before the next key is read, and once however long its key is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.queue.page import QueuePage
from tests.patience import come_to_front, settle
from tests.qt.hands import ALT, hold, press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from counter_app.office import Office
    from counter_app.qt.window.main_window import MainWindow

KEY = Qt.Key


def on_queue(window: MainWindow) -> QueuePage:
    window.open_page("queue")
    assert window.view is not None
    page = window.view.pages.currentWidget()
    assert isinstance(page, QueuePage)
    return page


def labels(office: Office) -> list[str]:
    return [ticket.label for ticket in office.queue.today_line()]


def test_a_hand_that_is_quicker_than_a_button_loses_no_key(
    window: MainWindow, office: Office
) -> None:
    page = on_queue(window)
    for key in (KEY.Key_1, KEY.Key_2, KEY.Key_1):
        press(key, ALT)
    assert sorted(labels(office)) == ["A001", "A002", "B001"]
    assert page.drawn.number.text() == "A002"


def test_a_key_held_down_draws_one_number_and_turns_one_page_back(
    window: MainWindow, office: Office
) -> None:
    window.open_page("dossiers")
    window.open_page("help")
    on_queue(window)
    hold(KEY.Key_1, ALT)
    assert labels(office) == ["A001"]
    hold(KEY.Key_F6)
    assert [ticket.calls for ticket in office.queue.today_line()] == [1]
    hold(KEY.Key_Escape)
    assert window.view is not None
    assert window.view.pages.name == "help"


class Asking(Dialog):
    """A dialog with one line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = LineEdit()
        QVBoxLayout(self).addWidget(self.line)


def test_escape_held_down_leaves_what_is_in_front(qtbot: QtBot, window: MainWindow) -> None:
    below = Asking(window)
    above = Asking(below)
    for dialog in (below, above):
        dialog.open()
        settle()
        come_to_front(dialog)
        dialog.line.setFocus()
    qtbot.waitUntil(above.line.hasFocus)
    hold(KEY.Key_Escape)
    settle()
    assert not above.isVisible()
    assert below.isVisible()
    assert QApplication.activeModalWidget() is below
    below.reject()
