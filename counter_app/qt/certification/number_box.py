"""A number that may be left empty: typed over at once, counted with Up and Down, passed on with Enter."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counter_app.qt.kit.counted_digits import CountedDigits
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, sized


class NumberBox(CountedDigits):
    """A box of large digits that is selected when the keyboard comes: typing replaces its text."""

    def __init__(self, most: int, value: int | None = 1) -> None:
        super().__init__("" if value is None else str(value), most=len(str(most)))
        self._most = most
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFont(sized(18))
        self.setMinimumWidth(scaled(90))
        self.setMinimumHeight(scaled(46))

    def number(self) -> int | None:
        """The number as typed, None when nothing is."""
        return int(self.text()) if self.text() else None

    def put(self, number: int | None) -> None:
        """Show another number, or none."""
        self.setText("" if number is None else str(number))

    @override
    def step_by(self, step: int) -> None:
        self.put(min(max((self.number() or 0) + step, 1), self._most))
