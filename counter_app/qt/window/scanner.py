"""A scan caught anywhere in the program: a scanner is a keyboard that types faster than any hand.

With a Vietnamese input method on, what it types arrives as committed text and not as keys, so both are watched.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from counter_app.qt.kit.overriding import override

GAP_SECONDS = 0.05
"""Scanners leave 7–30 ms between characters, hands hardly ever under 60."""
LEAST_DIGITS = 18
LEAST_BARS = 5
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
HANDS = frozenset(
    {QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.KeyPress, QEvent.Type.InputMethod}
)


class ScanCatcher(QObject):
    """Watches every key of the program; a burst that is a scan is taken out of the field it fell into.

    A widget whose property ``takesScans`` is true keeps what is scanned into it; ``card_wanted`` says whether a card
    may be caught now. ``clock`` counts seconds.

    Signals:
        scanned(str): a receipt's digits.
        card_scanned(str): the text of an identity card's QR code.
        touched(): somebody uses keyboard or mouse.
    """

    scanned = Signal(str)
    card_scanned = Signal(str)
    touched = Signal()

    def __init__(
        self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._text = ""
        self._last = 0.0
        self._before: _Snapshot | None = None
        self.card_wanted: Callable[[], bool] = lambda: False
        self.enabled = True

    def install(self) -> None:
        """Watch the running application."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def remove(self) -> None:
        """Stop watching."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in HANDS:
            return False
        if not isinstance(watched, QWidget):
            return False
        self.touched.emit()
        if not self.enabled or watched is not _target():
            return False
        if isinstance(event, QInputMethodEvent):
            self._typed(event.commitString(), watched)
        elif isinstance(event, QKeyEvent):
            if event.key() in ENDS:
                return self._ended(watched)
            self._typed(event.text(), watched)
        return False

    def _typed(self, text: str, widget: QWidget) -> None:
        if not text:
            return
        now = self._clock()
        if now - self._last > GAP_SECONDS or not self._text:
            self._text, self._before = "", _Snapshot(widget)
        self._text += text
        self._last = now

    def _ended(self, widget: QWidget) -> bool:
        text, before = self._text, self._before
        in_time = self._clock() - self._last <= GAP_SECONDS
        self._text, self._before = "", None
        if not in_time or before is None or widget.property("takesScans"):
            return False
        if len(text) >= LEAST_DIGITS and text.isascii() and text.isdigit():
            before.restore()
            self.scanned.emit(text)
            return True
        if text.count("|") >= LEAST_BARS and self.card_wanted():
            before.restore()
            self.card_scanned.emit(text)
            return True
        return False


def _target() -> QWidget | None:
    """The widget that gets keys now: inside a popup such as a list of suggestions, the popup.

    The popup is not asked what has the keyboard inside it: PySide would bind the answer to what stands for the popup
    here, and both would be gone with it.
    """
    popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
    if popup is None or (focus is not None and popup.isAncestorOf(focus)):
        return focus
    return popup


class _Snapshot:
    """A text field as it was before a burst began."""

    def __init__(self, widget: QWidget) -> None:
        focus = QApplication.focusWidget()
        self._widget = focus if QApplication.activePopupWidget() is not None and focus else widget
        self._text, self._at, self._anchor = "", 0, 0
        if isinstance(self._widget, QLineEdit):
            self._text, self._at = self._widget.text(), self._widget.cursorPosition()
        elif isinstance(self._widget, QPlainTextEdit | QTextEdit):
            self._text = self._widget.toPlainText()
            cursor = self._widget.textCursor()
            self._at = cursor.position()

    def restore(self) -> None:
        """Put the text back as it was."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
        widget = self._widget
        if isinstance(widget, QLineEdit):
            if widget.text() != self._text:
                widget.setText(self._text)
                widget.textEdited.emit(self._text)
                widget.setCursorPosition(self._at)
        elif isinstance(widget, QPlainTextEdit | QTextEdit) and widget.toPlainText() != self._text:
            widget.setPlainText(self._text)
            cursor = QTextCursor(widget.document())
            cursor.setPosition(self._at)
            widget.setTextCursor(cursor)
