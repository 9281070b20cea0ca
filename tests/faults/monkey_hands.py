"""Hands that never tire: keys, mouse, scanner and other windows, at whatever is in front."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QWidget,
)
from shiboken6 import isValid

from counter_app.domain.dossier.typed_keys import BACK, shown
from tests.qt.hands import commit
from tests.typing_methods import Typist

if TYPE_CHECKING:
    from counter_app.qt.window.app import Program
    from counter_app.qt.window.main_window import MainWindow

KEY = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hands:
    """What fingers can do; every press finds its own target, for the one before may have closed a window."""

    def __init__(self, program: Program, chance: random.Random) -> None:
        self._program = program
        self.chance = chance
        self._seconds = 0.0

    @property
    def window(self) -> MainWindow:
        """The window."""
        assert self._program.window is not None
        return self._program.window

    def front(self) -> QWidget:
        """What keys and mouse reach now: a dialog when one is open."""
        return QApplication.activeModalWidget() or self.window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        """Press a key and let it go, slower than any scanner."""
        self._breathe()
        widget = self._target()
        QTest.keyPress(widget, key, modifier)
        if isValid(widget):
            QTest.keyRelease(widget, key, modifier)

    def type(self, text: str) -> None:
        """Type a text; accents come through the input method."""
        self._breathe()
        if not text.isascii():
            commit(self._target(), text)
            return
        for letter in text:
            self._breathe()
            QTest.keyClicks(self._target(), letter)

    def scan(self, text: str, method: str = "", *, holds: bool = False) -> None:
        """Hold something before the scanner: no time passes between its keys, which may go through a typing method.

        One that ``holds`` keeps the word being typed to itself, as input methods proper do.
        """
        self._breathe()
        typist, held = Typist(method, spelled=True), ""
        for char in text:
            events = typist.press(char)
            if not (holds and method and char.isascii()):
                self._send(events)
                continue
            held = "".join(key.char for key in shown(held, events))
            if char.isalnum():
                QApplication.sendEvent(self._target(), QInputMethodEvent(held, []))
            else:
                commit(self._target(), held)
                held = ""
        if held:
            commit(self._target(), held)
        self._send(typist.end() if not holds else [])
        widget = self._target()
        QTest.keyPress(widget, KEY.Key_Return)
        if isValid(widget):
            QTest.keyRelease(widget, KEY.Key_Return)

    def _send(self, events: Sequence[str]) -> None:
        for event in events:
            widget = self._target()
            if event == BACK:
                QTest.keyClick(widget, KEY.Key_Backspace)
            elif event.isascii():
                QTest.keyClicks(widget, event)
            else:
                kind = QEvent.Type.KeyPress
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, PLAIN, event))

    def click(self) -> str:
        """Click a button, a row or a list in front; its name."""
        shown = self._to_click()
        if not shown:
            return "nothing"
        widget = self.chance.choice(shown)
        if isinstance(widget, QAbstractItemView):
            return self._click_row(widget)
        spot = widget.visibleRegion().boundingRect().center()
        name = (
            f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"
        )
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, PLAIN, spot)
        return name[:60]

    def _to_click(self) -> list[QAbstractButton | QAbstractItemView | QComboBox]:
        """What a mouse can reach, from top to bottom; what ``findChildren`` finds would live as long as the window."""
        front = self.front()
        shown = [
            item
            for item in QApplication.allWidgets()
            if isinstance(item, QAbstractButton | QAbstractItemView | QComboBox)
            and front.isAncestorOf(item)
            and item.isVisible()
            and item.isEnabled()
            and not item.visibleRegion().isEmpty()
        ]

        def place(item: QWidget) -> tuple[int, int, str, int]:
            spot = item.mapTo(front, QPoint(0, 0))
            return spot.y(), spot.x(), type(item).__name__, item.width()

        return sorted(shown, key=place)

    def _click_row(self, view: QAbstractItemView) -> str:
        area = view.viewport().visibleRegion().boundingRect()
        if area.isEmpty():
            return "nothing"
        spot = QPoint(
            self.chance.randint(area.left(), area.right()),
            self.chance.randint(area.top(), area.bottom()),
        )
        twice = self.chance.random() < 0.3
        (QTest.mouseDClick if twice else QTest.mouseClick)(
            view.viewport(), Qt.MouseButton.LeftButton, PLAIN, spot
        )
        return f"row of {view.accessibleName() or type(view).__name__}"

    def settle(self) -> None:
        """Let what was begun happen, and what was closed go."""
        for _turn in range(2):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _target(self) -> QWidget:
        popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
        if popup is not None:
            return focus if focus is not None and popup.isAncestorOf(focus) else popup
        front = self.front()
        if not front.isActiveWindow():
            front.activateWindow()
            QCoreApplication.processEvents()
            front = self.front()
        focus = QApplication.focusWidget()
        return focus if focus is not None and focus.window() is front.window() else front

    def _breathe(self) -> None:
        self._seconds += 1
        if self.window.scanner is not None:
            self.window.scanner._clock = lambda: self._seconds
