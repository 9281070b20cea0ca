"""A small whole number: typed, or counted with Up and Down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from counter_app.qt.kit.counted_digits import CountedDigits
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled


class CountBox(CountedDigits):
    """A count from 1 to ``most``; an empty or wrong text counts as the nearest number allowed.

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
    def step_by(self, step: int) -> None:
        self.set_count(self.count() + step)
