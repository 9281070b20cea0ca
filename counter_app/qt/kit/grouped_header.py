"""A table's head in levels: columns whose titles begin with the same group stand under one cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygon
from PySide6.QtWidgets import QHeaderView, QWidget

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, token
from counter_app.wording.tables.tables import HeadCell, head_cells

_PADDING = 5
_BREAK = "\N{ZERO WIDTH SPACE}"
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


def _breakable(formula: str) -> str:
    """A column's number such as ``(3)=(4)+(5)`` may break before its signs."""
    return formula.replace("=", f"{_BREAK}=").replace("+", f"{_BREAK}+")


class GroupedHeader(QHeaderView):
    """The horizontal head of a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cells: list[HeadCell] = []
        self._levels: list[int] = []
        self.setSectionsMovable(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(36)
        self.sectionResized.connect(self._measure)

    def set_titles(self, titles: Sequence[str], numbers: Sequence[str] = ()) -> None:
        """Show these titles and below them the columns' numbers; call it after the model has as many columns."""
        below, cells = head_cells(titles)
        self._cells = cells + [
            HeadCell(_breakable(number), column, column, below, below)
            for column, number in enumerate(numbers)
        ]
        self._measure()

    def cells(self) -> list[HeadCell]:
        """The cells as they are drawn, for whoever wants to read the head aloud."""
        return list(self._cells)

    def _span(self, cell: HeadCell) -> tuple[int, int]:
        left = self.sectionViewportPosition(cell.first)
        width = sum(self.sectionSize(column) for column in range(cell.first, cell.last + 1))
        return left, width

    def _measure(self) -> None:
        """Give every level the height its wrapped texts need at the present widths."""
        depth = max((cell.bottom for cell in self._cells), default=-1) + 1
        levels = [self.fontMetrics().height() + 2 * _PADDING] * depth
        for cell in sorted(self._cells, key=lambda item: item.bottom - item.top):
            need = self._text_height(cell) + 2 * _PADDING
            spare = need - sum(levels[cell.top : cell.bottom + 1])
            levels[cell.bottom] += max(spare, 0)
        if levels != self._levels:
            self._levels = levels
            self.updateGeometry()
            self.geometriesChanged.emit()
        self.viewport().update()

    def _text_height(self, cell: HeadCell) -> int:
        width = max(self._span(cell)[1] - 2 * _PADDING, 1)
        box = self.fontMetrics().boundingRect(QRect(0, 0, width, 10_000), int(_WRAPPED), cell.text)
        return box.height()

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sum(self._levels) or super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(token("accent-soft")))
        for cell in self._cells:
            self._paint_cell(painter, cell)
        self._paint_order(painter)

    def _paint_order(self, painter: QPainter) -> None:
        """A triangle at the foot of the column that the rows are sorted by."""
        column = self.sortIndicatorSection()
        if not self.isSortIndicatorShown() or not 0 <= column < self.count():
            return
        right = self.sectionViewportPosition(column) + self.sectionSize(column) - scaled(4)
        high, wide, foot = scaled(5), scaled(8), self.height() - scaled(4)
        rising = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        base, point = (foot, foot - high) if rising else (foot - high, foot)
        corners = (
            QPoint(right - wide, base),
            QPoint(right, base),
            QPoint(right - wide // 2, point),
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(token("accent-strong")))
        painter.drawPolygon(QPolygon(corners))

    def _paint_cell(self, painter: QPainter, cell: HeadCell) -> None:
        left, width = self._span(cell)
        top = sum(self._levels[: cell.top])
        height = sum(self._levels[cell.top : cell.bottom + 1])
        box = QRect(left, top, width, height)
        painter.setPen(QColor(token("line")))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(QColor(token("ink")))
        inner = box.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.drawText(inner, int(_WRAPPED), cell.text)
