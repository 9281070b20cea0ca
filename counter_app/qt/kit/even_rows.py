"""Widgets of one width in rows: as many beside one another as there is room for, and no more than wished."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled


class EvenRows(FlowLayout):
    """Fills the width: at most ``most`` in a row, fewer where one would be narrower than the widest has to be."""

    def __init__(self, holder: QWidget, *, most: int, spacing: int = 10) -> None:
        super().__init__(holder, spacing=scaled(spacing))
        self._most = most

    @override
    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = max((item.minimumSize().width() for item in shown), default=0)
        return QSize(width, self.heightForWidth(width))

    @override
    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        """The height needed for the width of ``rect``."""
        shown, gap = self._shown(), self.spacing()
        if not shown:
            return 0
        widest = max(item.minimumSize().width() for item in shown)
        fits = (rect.width() + gap) // (widest + gap)
        across = max(1, min(self._most, fits))
        across = -(-len(shown) // -(-len(shown) // across))  # no row much emptier than the others
        width = (rect.width() - gap * (across - 1)) // across
        height = max(item.sizeHint().height() for item in shown)
        if move:
            for at, item in enumerate(shown):
                down, right = divmod(at, across)
                corner = QPoint(rect.x() + right * (width + gap), rect.y() + down * (height + gap))
                item.setGeometry(QRect(corner, QSize(width, height)))
        rows = -(-len(shown) // across)
        return rows * (height + gap) - gap


def in_even_rows(*widgets: QWidget, most: int, spacing: int = 10) -> QWidget:
    """Widgets in such rows, ready to be put into a column."""
    holder = QWidget()
    rows = EvenRows(holder, most=most, spacing=spacing)
    for widget in widgets:
        rows.addWidget(widget)
    return holder
