"""What an officer's hands do: keys, committed Vietnamese text, a scanner's burst; and a printer to do it with."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from counter_app.office import Office
from tests.memory_printer import MemoryPrinter
from tests.patience import come_to_front

NO = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER = Qt.Key.Key_Return


def commit(widget: QWidget, text: str) -> None:
    """Type accented text as a Vietnamese input method commits it."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO) -> None:
    """Press a key wherever the keyboard is."""
    QTest.keyClick(focused(), key, modifier)


def hold(key: Qt.Key, modifier: Qt.KeyboardModifier = NO, times: int = 12) -> None:
    """Hold a key down: one press and many repeats before it is let go.

    As Qt does, each repeat is offered as a command first, unless what has the keyboard wants the key for itself.
    """
    widget = focused()
    QTest.keyPress(widget, key, modifier)
    for _time in range(times):
        holder = QApplication.focusWidget() or widget
        if modifier != NO or key >= Qt.Key.Key_F1:
            asked = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier, "", True)
            asked.ignore()
            QApplication.sendEvent(holder, asked)
            if not asked.isAccepted():
                QTest.keyPress(holder, key, modifier)
                continue
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            QApplication.sendEvent(holder, QKeyEvent(kind, key, modifier, "", True))
    QTest.keyRelease(QApplication.focusWidget() or widget, key, modifier)


def show(page: QWidget, width: int = 1146, height: int = 700) -> None:
    """Put a page on the screen with the keyboard in it."""
    page.resize(width, height)
    page.show()
    come_to_front(page)


def with_printer(office: Office, printer: MemoryPrinter) -> MemoryPrinter:
    """Print on this printer without asking."""
    office.printer_for = lambda _wish: printer
    office.paper.printer_for = office.printer_for
    office.rules.change_preferences(replace(office.preferences, printer="lp:may-in", sound=False))
    return printer


def dialogs(page: QWidget) -> list[QDialog]:
    """The dialogs open over a page."""
    return [item for item in page.findChildren(QDialog) if item.isVisible()]
