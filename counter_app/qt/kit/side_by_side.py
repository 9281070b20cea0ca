"""Two parts beside one another, or below one another where the window is narrow or the text large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


NARROW = 620
"""Below so many pixels at 100 % text a form and what stands beside it are both too narrow: two sheets at 200 %."""


class SideBySide(QWidget):
    """``least`` pixels of width at 100 % text are needed to stand beside one another."""

    def __init__(
        self, first: QWidget, second: QWidget, *, least: int, weights: tuple[int, int] = (1, 1)
    ) -> None:
        super().__init__()
        self._least = least
        self._parts = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(16)
        self._box.addWidget(first)
        self._box.addWidget(second)
        self.weigh(*weights)

    def weigh(self, first: int, second: int) -> None:
        """Share the width anew: parts of it beside one another."""
        self._box.setStretch(0, first)
        self._box.setStretch(1, second)

    @property
    def narrow(self) -> bool:
        """True if the second part stands below the first."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider part: below one another they need no more, and no window has to grow for them."""
        own = super().minimumSizeHint()
        return QSize(max(_least_width(part) for part in self._parts), own.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(self._least)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if way != self._box.direction():
            self._box.setDirection(way)
        heights = [_least_height(part, self.width()) for part in self._parts]
        # Said outright: a page around it that counts heights for widths would squeeze one over the other.
        self.setMinimumHeight(0 if wide else sum(heights) + self._box.spacing())


def _least_height(part: QWidget, width: int) -> int:
    """The least height a layout may make a widget of this width."""
    layout = part.layout()
    high = layout.totalMinimumHeightForWidth(width) if layout is not None else 0
    return max(part.minimumHeight(), part.minimumSizeHint().height(), high)


def _least_width(part: QWidget) -> int:
    """The least width a layout may make a widget."""
    own = part.minimumWidth()
    return own or min(part.minimumSizeHint().width(), part.maximumWidth())
