"""A small whole number: typed, or counted with Up and Down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from counter_app.qt.widgets.fields import DigitsEdit
from counter_app.qt.widgets.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class CountBox(DigitsEdit):
    """From 1 to ``most``; an empty or wrong text counts as the nearest number allowed.

    Signals:
        counted(int): another number stands in the box.
    """

    counted = Signal(int)

    def __init__(self, most: int, value: int = 1) -> None:
        super().__init__(str(value), most=len(str(most)))
        self._most = most
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMinimumWidth(scaled(56))
        self.textChanged.connect(lambda _text: self.counted.emit(self.count()))
        self.editingFinished.connect(lambda: self.set_count(self.count()))

    def count(self) -> int:
        """The number."""
        return min(max(int(self.text() or 1), 1), self._most)

    def set_count(self, number: int) -> None:
        """Show another number."""
        self.setText(str(min(max(number, 1), self._most)))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_count(self.count() + step)
