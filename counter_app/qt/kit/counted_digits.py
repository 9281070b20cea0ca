"""Digits that are typed over at once, and counted with Up and Down."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counter_app.qt.kit.fields import DigitsEdit
from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}


class CountedDigits(DigitsEdit):
    """A box of digits that is selected when the keyboard comes: typing replaces its text."""

    @abstractmethod
    def step_by(self, step: int) -> None:
        """Count on by ``step``, which may be negative."""

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
            self.step_by(step)
