"""Charts drawn from a report: bars side by side or in one, the figures written on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from counter_app.domain.paper.report_table import Table
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import token
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.tables import Bars, bars_of

SERIES = ("#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
"""Okabe–Ito colours after the theme's own, in an order that stays apart for colour-blind eyes."""


def colour_of(series: int) -> str:
    """The colour of a series in the theme in use, as ``#RRGGBB``."""
    return (token("accent"), *SERIES)[series % (len(SERIES) + 1)]


def bar_colour(bars: Bars, series: int) -> str:
    """The colour of a series, by the tones that the report asks for where it does."""
    return token(bars.tones[series]) if series < len(bars.tones) else colour_of(series)


def legend_text(bars: Bars | None) -> str:
    """The series that have values, with their colours, as rich text that may wrap; empty without bars."""
    if bars is None:
        return ""
    shared, names = bars.legend()
    return (f"{escape(shared)}: " if shared else "") + " &nbsp; ".join(
        f'<span style="color:{bar_colour(bars, at)}">■</span>&nbsp;{escape(name)}'
        for at, name in names
    )


def legend(bars: Bars | None) -> QLabel:
    """A label that shows it with its colours: other labels show mark-up letter by letter."""
    label = text_label(legend_text(bars))
    label.setTextFormat(Qt.TextFormat.RichText)
    return label


class Chart(QWidget):
    """The base of every chart: its values, and a description of them for screen readers."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = bars_of(table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Biểu đồ"))
        self.setAccessibleDescription(self._spoken())

    @property
    def bars(self) -> Bars | None:
        """The bars drawn; None when the report asks for no chart or has no figures."""
        return self._bars

    def _spoken(self) -> str:
        if self._bars is None:
            return ""
        return "; ".join(
            f"{label}: "
            + ", ".join(
                f"{name} {grouped(value)}"
                for name, value in zip(self._bars.series, values, strict=True)
            )
            for label, values in self._bars.groups
        )

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _height(self, bars: Bars) -> int:
        """The height of the chart at the present text size."""
        raise NotImplementedError

    def _paint(self, painter: QPainter, bars: Bars) -> None:
        """Draw the chart."""
        raise NotImplementedError

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, self._height(self._bars) if self._bars else self._line())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._bars is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, self._bars)

    def _label_width(self, bars: Bars) -> int:
        widest = max(self.fontMetrics().horizontalAdvance(label) for label, _v in bars.groups)
        return min(widest + 16, self.width() * 2 // 5)

    def _room(self, left: float, numbers: Iterable[float]) -> float:
        """The width of the longest bar, with the number behind it whole."""
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(grouped(number)) for number in numbers)
        return self.width() - left - widest - 12

    def _paint_label(
        self, painter: QPainter, label: str, top: float, labels: int, height: float
    ) -> None:
        painter.setPen(QColor(token("ink")))
        elided = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, labels - 12)
        box = QRectF(0, top, labels - 12, height)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, elided)


class BarChart(Chart):
    """Horizontal bars side by side; as high as its groups need."""

    def _height_of(self, values: Sequence[float]) -> int:
        """A group is as high as the bars it has; zeros take no room."""
        return self._line() * max(sum(1 for value in values if value), 1) + self._line() // 2

    @override
    def _height(self, bars: Bars) -> int:
        return self._line() + sum(self._height_of(values) for _label, values in bars.groups)

    @override
    def _paint(self, painter: QPainter, bars: Bars) -> None:
        labels = self._label_width(bars)
        top = self._line() / 2
        for label, values in bars.groups:
            height = self._height_of(values)
            self._paint_label(painter, label, top, labels, height - self._line() // 2)
            self._paint_group(painter, bars, values, top, labels)
            top += height

    def _paint_group(
        self, painter: QPainter, bars: Bars, values: Sequence[float], top: float, labels: int
    ) -> None:
        line = self._line()
        room = self._room(labels, (value for _label, every in bars.groups for value in every))
        for index, value in enumerate(values):
            if not value:
                continue
            width = max(room * value / bars.largest, 2.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(bar_colour(bars, index)))
            painter.drawRoundedRect(QRectF(labels, top + line * 0.15, width, line * 0.7), 3, 3)
            painter.setPen(QColor(token("ink")))
            after = QRectF(labels + width + 6, top, self.width(), line)
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, grouped(value))
            top += line


class StackedChart(Chart):
    """One horizontal bar per group, its values one after another, the sum behind it."""

    @override
    def _height(self, bars: Bars) -> int:
        return round(self._line() * (1 + 1.6 * len(bars.groups)))

    @override
    def _paint(self, painter: QPainter, bars: Bars) -> None:
        labels = self._label_width(bars)
        top, step = self._line() / 2, self._line() * 1.6
        for label, values in bars.groups:
            self._paint_label(painter, label, top, labels, step)
            self._paint_stack(painter, bars, values, QRectF(labels, top, 0, step))
            top += step

    def _paint_stack(
        self, painter: QPainter, bars: Bars, values: Sequence[float], at: QRectF
    ) -> None:
        metrics, left = self.fontMetrics(), at.left()
        room = self._room(left, (sum(every) for _label, every in bars.groups))
        for index, value in enumerate(values):
            if not value:
                continue
            width = max(room * value / bars.longest, 2.0)
            part = QRectF(left, at.top() + at.height() * 0.12, width, at.height() * 0.76)
            painter.setPen(QColor(token("card")))
            painter.setBrush(QColor(bar_colour(bars, index)))
            painter.drawRect(part)
            if metrics.horizontalAdvance(grouped(value)) + 8 < width:
                painter.setPen(QColor(readable_on(bar_colour(bars, index))))
                painter.drawText(part, Qt.AlignmentFlag.AlignCenter, grouped(value))
            left += width
        painter.setPen(QColor(token("ink")))
        after = QRectF(left + 6, at.top(), self.width(), at.height())
        painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, grouped(sum(values)))


def readable_on(colour: str) -> str:
    """Black or white, whichever stands out more on a ground of this colour."""
    ground = QColor(colour)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (ground.redF(), ground.greenF(), ground.blueF())
    ]
    light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return "#000000" if (light + 0.05) / 0.05 > 1.05 / (light + 0.05) else "#FFFFFF"
