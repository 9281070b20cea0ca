"""Enter goes to the next field, as hands trained by accounting programs expect."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QTextEdit,
    QWidget,
)
from typing_extensions import override

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EnterMoves(QObject):
    """Watches a form: Enter → next field, Shift+Enter → previous, in several lines of text only Ctrl+Enter.

    On a push button Enter presses it. A key held down moves once. Lists and tables keep their own Enter.

    Signals:
        ended(): Enter was pressed in the last field.
    """

    ended = Signal()

    def __init__(self, form: QWidget) -> None:
        super().__init__(form)
        self._form = form
        form.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in ENTER:
            return False
        focus = QApplication.focusWidget()
        if focus is None or not self._form.isAncestorOf(focus):
            return False
        return self._on_enter(focus, event)

    def _on_enter(self, focus: QWidget, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if isinstance(focus, QAbstractItemView):
            return False
        in_lines = isinstance(focus, QPlainTextEdit | QTextEdit)
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if in_lines is not control:
            return False
        if event.isAutoRepeat():
            return True
        back = modifiers == Qt.KeyboardModifier.ShiftModifier
        if isinstance(focus, QPushButton) and not back:
            focus.click()
        elif not self.move(focus, back=back) and not back:
            self.ended.emit()
        return True

    def move(self, focus: QWidget, *, back: bool = False) -> bool:
        """Give the keyboard to the field after (or before) ``focus``; whether there was one."""
        fields = self.fields()
        if focus not in fields:
            return False
        at = fields.index(focus) + (-1 if back else 1)
        if not 0 <= at < len(fields):
            return False
        reason = Qt.FocusReason.BacktabFocusReason if back else Qt.FocusReason.TabFocusReason
        fields[at].setFocus(reason)
        return True

    def fields(self) -> list[QWidget]:
        """The inputs of the form in tab order; push buttons are left out except the last one reached by Tab."""
        found: list[QWidget] = []
        widget = self._form.nextInFocusChain()
        while widget is not None and widget is not self._form:
            if self._form.isAncestorOf(widget) and _takes_keyboard(widget):
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found


def _takes_keyboard(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractButton) and not isinstance(widget, QCheckBox | QRadioButton):
        stop = widget.property("enterStop")
        if not stop:
            return False
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return tab and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
