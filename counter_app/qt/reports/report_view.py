"""One computed table on the screen: heading, grouped head, totals, notes and chart, like the paper it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QTableView, QVBoxLayout, QWidget

from counter_app.domain.paper.receipt_sheets import Align, ChartKind, Table
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, scrolling, text_label
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.reports.chart import legend
from counter_app.qt.reports.chart_over import chart_for
from counter_app.qt.reports.grouped_header import GroupedHeader
from counter_app.qt.reports.table_view import ReportModel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

MOST_ROWS_SHOWN = 40
"""Longer tables scroll by themselves instead of making the page endless."""
MOST_ROWS_WRAPPED = 150
"""Longer tables keep one line to a row: measuring every text of thousands would be waited for."""
_WIDEST_CELL = 260
_WRAPPED_CELL = 70
"""What a column of texts that wrap needs at least, for each unit of its weight."""
_TIGHTEST_CELL = 84
_PADDING = 24
_LEAST_ROWS = 150
"""What is left for rows below the head of a table that has to be pushed, in pixels at 100 % text."""


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
        self.verticalHeader().setMinimumSectionSize(scaled(28))
        self.setWordWrap(True)

    @property
    def report(self) -> ReportModel:
        """The model behind it."""
        return self._model

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        if self._wraps():
            self._wrap_rows()
        self.setFixedHeight(self._full_height())

    def _share_width(self) -> None:
        needs = [self._need(column) for column in range(len(self._table.columns))]
        weights = [column.width for column in self._table.columns]
        spare = self.viewport().width() - sum(needs)
        if spare < 0 and self._wraps():
            needs = self._tightened(needs, -spare)
        for column, need in enumerate(needs):
            more = spare * weights[column] / sum(weights) if spare > 0 else 0
            self.setColumnWidth(column, int(need + more))

    def _tightened(self, needs: list[int], missing: int) -> list[int]:
        """Columns of texts give up what is missing, as far as their words stay whole."""
        gives = [
            max(need - max(self._longest_word(at), scaled(_TIGHTEST_CELL)), 0)
            if column.align is Align.LEFT
            else 0
            for at, (need, column) in enumerate(zip(needs, self._table.columns, strict=True))
        ]
        share = min(missing / sum(gives), 1) if any(gives) else 0
        return [int(need - give * share) for need, give in zip(needs, gives, strict=True)]

    def _wraps(self) -> bool:
        return self._model.rowCount() <= MOST_ROWS_WRAPPED

    def _wrap_rows(self) -> None:
        """Make every row as high as its longest text needs at the present widths."""
        metrics, least = self.fontMetrics(), self.verticalHeader().defaultSectionSize()
        wide = [at for at, column in enumerate(self._table.columns) if column.align is Align.LEFT]
        for row in range(self._model.rowCount()):
            height = least
            for column in wide:
                room = QRect(0, 0, self.columnWidth(column) - scaled(_PADDING), 10_000)
                text = str(self._model.index(row, column).data())
                box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
                height = max(height, box.height() + scaled(_PADDING) // 2)
            self.setRowHeight(row, height)

    def _longest_word(self, column: int) -> int:
        """What the longest word of a column's texts needs: a code is never broken."""
        rows = range(self._model.rowCount())
        words = {
            word for row in rows for word in str(self._model.index(row, column).data()).split()
        }
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        return widest + scaled(_PADDING)

    def _need(self, column: int) -> int:
        rows = range(min(self._model.rowCount(), 100))
        texts = [str(self._model.index(row, column).data()) for row in rows]
        title = self._table.columns[column].title.rpartition("|")[2]
        word = max(title.split(), key=len, default="")
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
        head = self._head.fontMetrics().horizontalAdvance(word) + scaled(12)
        most = _WIDEST_CELL
        if self._wraps() and self._table.columns[column].align is Align.LEFT:
            most = round(_WRAPPED_CELL * max(self._table.columns[column].width, 1))
            head = max(head, self._longest_word(column))
        return max(min(widest + scaled(_PADDING), scaled(most)), head)

    def _full_height(self) -> int:
        count = self._model.rowCount()
        rows = sum(self.rowHeight(row) for row in range(min(count, MOST_ROWS_SHOWN)))
        rows = rows or self.verticalHeader().defaultSectionSize()
        sideways = self.horizontalScrollBar()
        bar = sideways.sizeHint().height() if sideways.maximum() else 0
        head = self._head.sizeHint().height()
        whole = head + rows + bar + 6
        # Wider than the page: no higher than what is seen of it, so that the bar to push it by is seen too.
        room = self._seen_height() if sideways.maximum() else whole
        return max(min(whole, room), head + scaled(_LEAST_ROWS))

    def _seen_height(self) -> int:
        """How high the part of the page is that is seen at once."""
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is None:
            return 10_000
        return holder.viewport().height() - self.y() - scaled(_PADDING)


class ReportView(QWidget):
    """Everything about one table, on a page that scrolls."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = ReportTable(table)
        self.chart = chart_for(table)
        sheet = Card()
        heading = text_label(table.title, "heading")
        about = text_label(table.subtitle, "muted")
        for label in (heading, about):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.legend = legend(self.chart.bars)
        sheet.add(heading, about)
        # Where the drawing is what is read, it stands before the figures.
        first = table.chart_kind in (ChartKind.HEAT, ChartKind.LINE)
        if first:
            sheet.add(self.legend, self.chart)
        sheet.add(self.table)
        if not table.rows:
            sheet.add(text_label(_("Không có số liệu trong kỳ này."), "muted"))
        self.notes = text_label("\n".join(f"• {note}" for note in table.notes), "hint")
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        sheet.add(self.notes)
        if not first:
            sheet.add(self.legend, self.chart)
        # Only now: a widget that is shown before it has a parent is a window of its own for a moment.
        self.notes.setVisible(bool(table.notes))
        drawn = self.chart.bars is not None
        self.chart.setVisible(drawn)
        self.legend.setVisible(drawn and table.chart_kind is not ChartKind.HEAT)
        sheet.body.addStretch(1)
        page = QVBoxLayout()
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(sheet)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(page))
