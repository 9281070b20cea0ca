"""Names and values beside one another, long values over several lines."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.timeline import clear_grid


class Facts(QWidget):
    """A table of what is known; what is empty is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(14))
        self._grid.setVerticalSpacing(scaled(5))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: Mapping[str, str]) -> None:
        """Show these, in order."""
        clear_grid(self._grid)
        shown = [(title, value) for title, value in facts.items() if value]
        for row, (title, value) in enumerate(shown):
            head = plain_label(title)
            head.setProperty("role", "muted")
            words = text_label(value)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignTop)
