"""A command is done before the next key is read, and once however long its key is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import LineEdit
from counter_app.qt.kit.held_keys import is_repeat, takes_held
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


ASKED, UP = QEvent.Type.ShortcutOverride.value, QEvent.Type.KeyRelease.value
"""Negative where Qt says itself that it is a repeat."""


@pytest.mark.parametrize(
    ("events", "held"),
    [
        # A release and a press for each repeat, of the same moment; Qt sees through some of them only.
        ([(ASKED, 10), (UP, 600), (ASKED, 600), (UP, 640), (ASKED, 640), (UP, 700)], [0, 1, 1]),
        ([(ASKED, 10), (-UP, 600), (-ASKED, 600), (UP, 640), (ASKED, 640)], [0, 1, 1]),
        # A hand, twice; and a typing method that hands on each release ahead of its press.
        ([(ASKED, 10), (UP, 60), (ASKED, 200), (UP, 260)], [0, 0]),
        ([(ASKED, 10), (UP, 60), (UP, 200), (ASKED, 200)], [0, 0]),
    ],
)
def test_repeats_are_told_by_their_moment_under_x11(
    monkeypatch: pytest.MonkeyPatch,
    qapp: QApplication,
    events: list[tuple[int, int]],
    held: list[int],
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    qapp.setProperty("lastKey", None)
    told = []
    for kind, moment in events:
        event = QKeyEvent(QEvent.Type(abs(kind)), KEY.Key_4, ALT, "4", kind < 0)
        event.setTimestamp(moment)
        taken = takes_held(event)
        if abs(kind) == ASKED:
            told.append(int(taken))
            assert is_repeat(event) is taken, "asked again of the same press"
    qapp.setProperty("lastKey", None)
    assert told == held
