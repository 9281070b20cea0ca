"""Two buttons of which one is down: two ways to look at the same page, each a key away."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.theme import scaled


class TwoWays(QWidget):
    """``first`` and ``second``, never both.

    Signals:
        chosen(bool): somebody pressed the first (True) or the second one.
    """

    chosen = Signal(bool)

    def __init__(self, first: ActionButton, second: ActionButton, name: str) -> None:
        super().__init__()
        self.first, self.second = first, second
        self.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(4))
        for button in (first, second):
            button.setCheckable(True)
            line.addWidget(button)
        first.clicked.connect(lambda _checked=False: self._press(first=True))
        second.clicked.connect(lambda _checked=False: self._press(first=False))
        self.show_way(first=False)

    def show_way(self, *, first: bool) -> None:
        """Put one down without telling anybody."""
        self.first.setChecked(first)
        self.second.setChecked(not first)

    def _press(self, *, first: bool) -> None:
        # No group of buttons: in one, Tab passes by whatever is not down.
        self.show_way(first=first)
        self.chosen.emit(first)
