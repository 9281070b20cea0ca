"""The work the evening still owes: one line each, in colour, icon and word, with the way to settle it."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import token


class OwedList(QWidget):
    """Lines that are settled turn green and lose their button."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[QLabel, QLabel, ActionButton]] = {}

    def add_line(self, name: str, button: ActionButton) -> None:
        """Make room for a line and the button that settles it."""
        sign, words = plain_label(), text_label("")
        at = len(self._lines)
        self._grid.addWidget(sign, at, 0)
        self._grid.addWidget(words, at, 1)
        self._grid.addWidget(button, at, 2)
        self._lines[name] = (sign, words, button)

    def say(self, name: str, count: int, owed: str, settled: str) -> None:
        """Say that ``count`` things are owed, or that none is."""
        sign, words, button = self._lines[name]
        tone = "warning" if count else "good"
        sign.setPixmap(picture("warning" if count else "ok", tone, 18))
        words.setText(owed.format(count=count) if count else settled)
        words.setStyleSheet(f"color: {token(tone)};")
        button.setVisible(bool(count))

    def text(self, name: str) -> str:
        """The text of a line now."""
        return self._lines[name][1].text()
