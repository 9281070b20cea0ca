"""A paper's name beside its box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from counter_app.qt.kit.overriding import override

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from counter_app.qt.kit.tick_box import TickBox


class PaperName(QLabel):
    """A paper's name over several lines; a click on it ticks the box."""

    def __init__(self, text: str, box: TickBox) -> None:
        super().__init__(text)
        self._box = box
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._box.toggle()
