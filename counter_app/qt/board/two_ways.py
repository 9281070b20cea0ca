"""Two buttons of which one is down: two ways to look at the same page, each a key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class TwoWays(QWidget):
    """``first`` and ``second``, never both; below one another where the two have no room on one line.

    Signals:
        chosen(bool): somebody pressed the first (True) or the second one.
    """

    chosen = Signal(bool)

    def __init__(self, first: ActionButton, second: ActionButton, name: str) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.setAccessibleName(name)
        self._line = QBoxLayout(_ACROSS, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(scaled(4))
        for button in (first, second):
            button.setCheckable(True)
            self._line.addWidget(button)
        first.clicked.connect(lambda _checked=False: self._press(first=True))
        second.clicked.connect(lambda _checked=False: self._press(first=False))
        self.show_way(first=False)

    @override
    def sizeHint(self) -> QSize:
        """On one line, whichever way they stand now."""
        wide = self.first.sizeHint().width() + self._line.spacing() + self.second.sizeHint().width()
        return QSize(wide, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max(button.minimumSizeHint().width() for button in (self.first, self.second))
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = _ACROSS if self.width() >= self.sizeHint().width() else _DOWN
        if way != self._line.direction():
            self._line.setDirection(way)
            self.updateGeometry()

    def show_way(self, *, first: bool) -> None:
        """Put one down without telling anybody."""
        self.first.setChecked(first)
        self.second.setChecked(not first)

    def _press(self, *, first: bool) -> None:
        # No group of buttons: in one, Tab passes by whatever is not down.
        self.show_way(first=first)
        self.chosen.emit(first)
