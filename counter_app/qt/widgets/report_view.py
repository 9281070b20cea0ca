"""One computed table on the screen: heading, grouped head, totals, notes and chart, like the paper it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget
from typing_extensions import override

from counter_app.domain.sheets import Table
from counter_app.i18n import _
from counter_app.qt.models.table_view import ReportModel
from counter_app.qt.widgets.cards import Card, scrolling, text_label
from counter_app.qt.widgets.chart import BarChart, legend_text
from counter_app.qt.widgets.grouped_header import GroupedHeader
from counter_app.qt.widgets.theme import scaled, sized

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

MOST_ROWS_SHOWN = 40
"""Longer tables scroll by themselves instead of making the page endless."""
_WIDEST_CELL = 260


class ReportTable(QTableView):
    """Columns share the width by their weights, but never less than their contents need."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self._table = table
        self._model = ReportModel(table, self)
        self._head = GroupedHeader(self)
        self.setHorizontalHeader(self._head)
        self.setModel(self._model)
        self._head.set_titles(self._model.titles(), table.numbers)
        self.setAccessibleName(table.title)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(sized(9.5))
        self._head.setFont(sized(9.5))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(28))

    @property
    def report(self) -> ReportModel:
        """The model behind it."""
        return self._model

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        self.setFixedHeight(self._full_height())

    def _share_width(self) -> None:
        needs = [self._need(column) for column in range(len(self._table.columns))]
        weights = [column.width for column in self._table.columns]
        spare = self.viewport().width() - sum(needs)
        for column, need in enumerate(needs):
            more = spare * weights[column] / sum(weights) if spare > 0 else 0
            self.setColumnWidth(column, int(need + more))

    def _need(self, column: int) -> int:
        rows = range(min(self._model.rowCount(), 100))
        texts = [str(self._model.index(row, column).data()) for row in rows]
        title = self._table.columns[column].title.rpartition("|")[2]
        word = max(title.split(), key=len, default="")
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        head = self._head.fontMetrics().horizontalAdvance(word) + scaled(12)
        return max(min(widest + scaled(20), scaled(_WIDEST_CELL)), head)

    def _full_height(self) -> int:
        rows = min(max(self._model.rowCount(), 1), MOST_ROWS_SHOWN)
        sideways = self.horizontalScrollBar()
        bar = sideways.sizeHint().height() if sideways.maximum() else 0
        head = self._head.sizeHint().height()
        return head + rows * self.verticalHeader().defaultSectionSize() + bar + 6


class ReportView(QWidget):
    """Everything about one table, on a page that scrolls."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = ReportTable(table)
        self.chart = BarChart(table)
        sheet = Card()
        heading = text_label(table.title, "heading")
        about = text_label(table.subtitle, "muted")
        for label in (heading, about):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sheet.add(heading, about, self.table)
        if not table.rows:
            sheet.add(text_label(_("Không có số liệu trong kỳ này."), "muted"))
        self.notes = text_label("\n".join(f"• {note}" for note in table.notes), "hint")
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.legend = text_label(legend_text(self.chart.bars))
        sheet.add(self.notes, self.legend, self.chart)
        # Only now: a widget that is shown before it has a parent is a window of its own for a moment.
        self.notes.setVisible(bool(table.notes))
        for part in (self.legend, self.chart):
            part.setVisible(self.chart.bars is not None)
        sheet.body.addStretch(1)
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(page))
