"""The sheet a citizen reads, in letters as large as the screen allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.public_window import PublicWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_STYLE = "background: #FFFFFF; color: #0B2239; border: none;"
_LARGEST, _LEAST = 0.075, 12
"""Part of the height that a line's letters take at most; pixels that can still be read."""
_STEP = 0.94


class SpellingSheet(PublicWindow):
    """Labels and what they say; dark on white whatever the theme, since it is read from the other side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Công dân xem lại"), parent)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, parent is None)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(_STYLE)
        self.head = plain_label(_("Mời Ông (Bà) xem lại"))
        self.rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid.addWidget(self.head, 0, 0, 1, 2)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these lines; what stood there before is gone, text and all."""
        for row in self.rows:
            for label in row:
                label.clear()
                label.deleteLater()
        self.rows = [(plain_label(name), plain_label(text)) for name, text in lines]
        for at, (name, text) in enumerate(self.rows, start=1):
            text.setWordWrap(True)
            self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, at, 1)
            for label in (name, text):
                label.show()  # a layout does so later, and counts nothing of what is hidden
        self._grid.setRowStretch(len(self.rows) + 1, 1)
        self._fit()

    def texts(self) -> list[str]:
        """The texts that can be read now."""
        return [text.text() for _name, text in self.rows]

    def _fit(self) -> None:
        """The largest letters with which every line is whole."""
        pixels = self.height() * _LARGEST
        self._size(pixels)
        while pixels > _LEAST and self._needed() > self.height():
            pixels *= _STEP
            self._size(pixels)

    def _needed(self) -> int:
        self._grid.invalidate()
        return self._grid.totalHeightForWidth(self.width()) if self.rows else 0

    def _size(self, pixels: float) -> None:
        margin = int(pixels * 0.9)
        self._grid.setContentsMargins(margin, margin // 2, margin, margin // 2)
        self._grid.setHorizontalSpacing(margin)
        self._grid.setVerticalSpacing(int(pixels * 0.35))
        _letter(self.head, pixels * 0.8, bold=True)
        for name, text in self.rows:
            _letter(name, pixels * 0.55)
            _letter(text, pixels, bold=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _letter(label: QLabel, pixels: float, *, bold: bool = False) -> None:
    font = label.font()
    font.setPixelSize(max(int(pixels), _LEAST))
    font.setBold(bold)
    label.setFont(font)
