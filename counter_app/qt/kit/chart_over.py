"""Charts over time and over the clock: lines through the rows of a report, and cells shaded by their value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from counter_app.domain.paper.report_table import ChartKind, Table
from counter_app.qt.kit.chart import BarChart, Chart, StackedChart, bar_colour, readable_on
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, token
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.tables import Bars

_LINES = 11
_HEAD = 2.2
_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
_STROKES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
"""Series differ by stroke as well as by colour."""


def chart_for(table: Table) -> Chart:
    """The chart a report asks for."""
    kinds: dict[ChartKind, type[Chart]] = {
        ChartKind.BARS: BarChart,
        ChartKind.STACKED: StackedChart,
        ChartKind.LINE: LineChart,
        ChartKind.HEAT: HeatChart,
    }
    return kinds[table.chart_kind](table)


def round_step(largest: float, most: int = 4) -> float:
    """The least of 1, 2, 5 times a power of ten that divides ``largest`` into at most ``most`` steps."""
    step = 1.0
    while True:
        for factor in (1, 2, 5):
            if largest <= step * factor * most:
                return step * factor
        step *= 10


class LineChart(Chart):
    """A line per series through the rows in their order; series of nothing but zeros are left out."""

    @override
    def _height(self, bars: Bars) -> int:
        return self._line() * _LINES

    @override
    def _paint(self, painter: QPainter, bars: Bars) -> None:
        line, metrics = self._line(), self.fontMetrics()
        step = round_step(bars.largest)
        top = step * -(-bars.largest // step)
        left = metrics.horizontalAdvance(grouped(top)) + 12
        field = QRectF(left, line, self.width() - left - line, self.height() - line * 3)
        self._paint_grid(painter, field, step, top)
        self._paint_days(painter, field, bars)
        for index, _name in enumerate(bars.series):
            values = [values[index] for _label, values in bars.groups]
            if any(values):
                colour = QColor(bar_colour(bars, index))
                self._paint_series(painter, field, [value / top for value in values], colour, index)

    def _paint_grid(self, painter: QPainter, field: QRectF, step: float, top: float) -> None:
        value = 0.0
        while value <= top:
            y = field.bottom() - field.height() * value / top
            painter.setPen(QColor(token("line")))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(QColor(token("muted")))
            box = QRectF(0, y - self._line() / 2, field.left() - 6, self._line())
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, right, grouped(value))
            value += step

    def _paint_days(self, painter: QPainter, field: QRectF, bars: Bars) -> None:
        """As many labels as stand beside one another, the first one always."""
        labels = [label for label, _values in bars.groups]
        painter.setPen(QColor(token("muted")))
        for at, left, room in self._label_places(field, labels):
            box = QRectF(left, field.bottom() + 4, room, self._line())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, labels[at])

    def _label_places(self, field: QRectF, labels: Sequence[str]) -> list[tuple[int, float, float]]:
        """(row, left edge, width) of the labels that find room, evenly spread."""
        widest = max(self.fontMetrics().horizontalAdvance(label) for label in labels) + 16
        every = max(-(-len(labels) * widest // max(int(field.width()), 1)), 1)
        places: list[tuple[int, float, float]] = []
        for at in range(0, len(labels), every):
            left = _across(field, at, len(labels)) - widest / 2
            left = min(max(left, 0), self.width() - widest)
            if not places or left >= places[-1][1] + widest:
                places.append((at, left, widest))
        return places

    def _paint_series(
        self, painter: QPainter, field: QRectF, parts: Sequence[float], colour: QColor, index: int
    ) -> None:
        points = [
            QPointF(_across(field, at, len(parts)), field.bottom() - field.height() * part)
            for at, part in enumerate(parts)
        ]
        pen = QPen(colour, scaled(2))
        pen.setStyle(_STROKES[index % len(_STROKES)])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if len(points) <= 62:
            for point in points:
                painter.drawEllipse(point, scaled(3), scaled(3))


def _across(field: QRectF, at: int, count: int) -> float:
    """The place of the row number ``at`` of ``count``; a single one stands in the middle."""
    return field.left() + field.width() * (at / (count - 1) if count > 1 else 0.5)


class HeatChart(Chart):
    """Rows down, series across, each cell as dark as its value is large, the value written in it."""

    @override
    def _height(self, bars: Bars) -> int:
        return round(self._line() * (_HEAD + 1.7 * len(bars.groups)))

    @override
    def _paint(self, painter: QPainter, bars: Bars) -> None:
        labels = self._label_width(bars)
        head, step = self._line() * _HEAD, self._line() * 1.7
        width = (self.width() - labels) / len(bars.series)
        painter.setPen(QColor(token("muted")))
        for index, name in enumerate(bars.series):
            box = QRectF(labels + index * width, 0, width, head)
            painter.drawText(box, _WRAPPED, name)
        for row, (label, values) in enumerate(bars.groups):
            top = head + row * step
            self._paint_label(painter, label, top, labels, step)
            for index, value in enumerate(values):
                cell = QRectF(labels + index * width + 1, top + 1, width - 2, step - 2)
                self._paint_cell(painter, cell, value, value / bars.largest)

    def _paint_cell(self, painter: QPainter, cell: QRectF, value: float, share: float) -> None:
        colour = mixed(token("accent-soft"), token("accent"), share)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour if value else token("ground")))
        painter.drawRoundedRect(cell, 3, 3)
        painter.setPen(QColor(readable_on(colour) if value else token("muted")))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, grouped(value))


def mixed(low: str, high: str, share: float) -> str:
    """A colour between two, ``share`` of the way from ``low`` (0) to ``high`` (1), as ``#RRGGBB``."""
    first, second = QColor(low), QColor(high)
    parts = (
        round(a + (b - a) * share)
        for a, b in (
            (first.red(), second.red()),
            (first.green(), second.green()),
            (first.blue(), second.blue()),
        )
    )
    return "#" + "".join(f"{part:02X}" for part in parts)
