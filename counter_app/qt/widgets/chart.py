"""Bars drawn from a report: one group of bars per row, one colour per value, the figures written beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from counter_app.domain.sheets import Table
from counter_app.i18n import _
from counter_app.qt.models.table_view import cell_text
from counter_app.qt.widgets.theme import token
from counter_app.wording.amounts import grouped

MOST_BARS = 12
"""Groups drawn one by one; the smaller ones beyond are added up as "others"."""
SERIES = ("#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
"""Okabe–Ito colours after the theme's own, in an order that stays apart for colour-blind eyes."""


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn: a name per series, and per group its label and values in the order of the series."""

    series: tuple[str, ...]
    groups: tuple[tuple[str, tuple[float, ...]], ...]

    @property
    def largest(self) -> float:
        """The longest bar's value, at least 1."""
        return max((value for _label, values in self.groups for value in values), default=0) or 1


def bars_of(table: Table) -> Bars | None:
    """The bars a report asks for through ``Table.chart``; None when it asks for none or has no figures."""
    if len(table.chart) < 2:
        return None
    label, *columns = table.chart
    rows = [
        (cell_text(row[label]), tuple(_number(row[column]) for column in columns))
        for row in table.rows
    ]
    rows = [row for row in rows if any(row[1])]
    if not rows:
        return None
    names = tuple(table.columns[column].title.replace("|", " – ") for column in columns)
    return Bars(names, tuple(_shortened(rows)))


def _number(cell: object) -> float:
    return float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else 0.0


def _shortened(
    rows: list[tuple[str, tuple[float, ...]]],
) -> list[tuple[str, tuple[float, ...]]]:
    if len(rows) <= MOST_BARS:
        return rows
    kept = sorted(rows, key=lambda row: -sum(row[1]))[: MOST_BARS - 1]
    names = {label for label, _values in kept}
    others = [values for label, values in rows if label not in names]
    shown = [row for row in rows if row[0] in names]
    return [*shown, (_("Còn lại"), tuple(map(sum, zip(*others, strict=True))))]


def colour_of(series: int) -> str:
    """The colour of a series in the theme in use, as ``#RRGGBB``."""
    return (token("accent"), *SERIES)[series % (len(SERIES) + 1)]


def legend_text(bars: Bars | None) -> str:
    """The series with their colours as rich text that may wrap; empty without bars."""
    names = bars.series if bars else ()
    return " &nbsp; ".join(
        f'<span style="color:{colour_of(at)}">■</span>&nbsp;{escape(name)}'
        for at, name in enumerate(names)
    )


class BarChart(QWidget):
    """Horizontal bars; as high as its groups need."""

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = bars_of(table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Biểu đồ"))
        self.setAccessibleDescription(self._spoken())

    @property
    def bars(self) -> Bars | None:
        """What is drawn; None when the report asks for no chart or has no figures."""
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

    def _height_of(self, values: Sequence[float]) -> int:
        """A group is as high as the bars it has; zeros take no room."""
        return self._line() * max(sum(1 for value in values if value), 1) + self._line() // 2

    @override
    def sizeHint(self) -> QSize:
        groups = self._bars.groups if self._bars else ()
        height = sum(self._height_of(values) for _label, values in groups)
        return QSize(480, self._line() + height)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._bars is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels = self._label_width(self._bars)
        top = self._line() / 2
        for label, values in self._bars.groups:
            self._paint_label(painter, label, top, labels, self._height_of(values))
            self._paint_group(painter, values, top, labels)
            top += self._height_of(values)

    def _label_width(self, bars: Bars) -> int:
        widest = max(self.fontMetrics().horizontalAdvance(label) for label, _v in bars.groups)
        return min(widest + 12, self.width() * 2 // 5)

    def _paint_label(
        self, painter: QPainter, label: str, top: float, labels: int, height: int
    ) -> None:
        painter.setPen(QColor(token("ink")))
        elided = self.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, labels - 12)
        box = QRectF(0, top, labels - 12, height - self._line() // 2)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, elided)

    def _paint_group(
        self, painter: QPainter, values: Sequence[float], top: float, labels: int
    ) -> None:
        assert self._bars is not None  # noqa: S101 - only called while painting
        line = self._line()
        room = self.width() - labels - self.fontMetrics().horizontalAdvance("000.000") - 12
        for index, value in enumerate(values):
            if not value:
                continue
            width = max(room * value / self._bars.largest, 2.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour_of(index)))
            painter.drawRoundedRect(QRectF(labels, top + line * 0.15, width, line * 0.7), 3, 3)
            painter.setPen(QColor(token("ink")))
            after = QRectF(labels + width + 6, top, self.width(), line)
            painter.drawText(after, Qt.AlignmentFlag.AlignVCenter, grouped(value))
            top += line
