"""A locked screen shows nothing of the work behind it, takes its password, and whoever comes next finds none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.qt.kit.trouble import TroubleDialog
from counter_app.qt.kit.unprinted import UnprintedDialog
from counter_app.qt.window.counter_view import CounterView
from counter_app.qt.window.main_window import MainWindow
from tests.qt.days import come_to_front, is_gone
from tests.qt.hands import focused

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def view_of(window: MainWindow) -> CounterView:
    """The signed-in part."""
    assert window.view is not None
    return window.view


def let_in(qtbot: QtBot, window: MainWindow) -> None:
    """The password, typed where the keyboard is."""
    come_to_front(window)
    QTest.keyClicks(QApplication.activePopupWidget() or focused(), FIRST_PASSWORD)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view is not None and window.view.isVisible())


def test_a_list_that_has_dropped_down_does_not_keep_the_keyboard(
    qtbot: QtBot, window: MainWindow
) -> None:
    view_of(window).go("settings")
    box = next(item for item in window.findChildren(QComboBox) if item.isVisible())
    box.showPopup()
    assert QApplication.activePopupWidget() is not None
    window.gate.idle.emit()
    let_in(qtbot, window)


def test_a_dialog_that_work_opens_behind_the_password_waits_there(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.lock()
    page = view_of(window).pages.currentWidget()
    dialog, of_window = QDialog(page), QDialog(window)
    for item in (dialog, of_window):
        item.open()
    qtbot.waitUntil(lambda: not dialog.isVisible() and not of_window.isVisible())
    let_in(qtbot, window)
    assert dialog.isVisible()
    assert of_window.isVisible()
    dialog.reject()
    of_window.reject()
    other = QDialog(page)
    other.open()
    qtbot.wait(1)
    assert other.isVisible(), "nothing is hidden any more"
    other.reject()


def test_trouble_at_the_password_is_shown(window: MainWindow) -> None:
    window.lock()
    trouble = TroubleDialog("Ổ đĩa đầy.", window)
    trouble.open()
    QApplication.processEvents()
    assert trouble.isVisible()
    trouble.reject()


def test_who_comes_next_finds_no_dialog_of_who_was_here(qtbot: QtBot, window: MainWindow) -> None:
    view_of(window).show_unprinted()
    dialog = window.findChildren(UnprintedDialog)[0]
    window.lock()
    window.sign_in.switch.click()
    let_in(qtbot, window)
    qtbot.waitUntil(lambda: is_gone(dialog))
    assert window.findChildren(QDialog) == []


@pytest.mark.parametrize("waking", ["a key", "a command", "the next minute"])
def test_after_the_computer_slept_nobody_goes_on_without_the_password(
    qtbot: QtBot, window: MainWindow, waking: str
) -> None:
    """No timer counts while it sleeps: the first touch would begin the quiet minutes anew."""
    view = view_of(window)
    view.go("settings")
    window.gate.read_minutes()
    window.gate.count_anew()
    slept = [0.0]
    awake = window.gate.ticking
    window.gate.ticking = lambda: awake() + slept[0]
    slept[0] = window.gate.quiet.interval() / 1000 - 60
    window.gate.look()
    assert view.isVisible()
    slept[0] += 120
    page = view.pages.name
    if waking == "the next minute":
        view.minute.timeout.emit()
    elif waking == "a command":
        QTest.keyClick(focused(), Qt.Key.Key_F1)
    else:
        QTest.keyClick(focused(), Qt.Key.Key_A)
    assert not view.isVisible()
    assert view.pages.name == page, "the key that woke it did nothing else"
    let_in(qtbot, window)
