"""One computed table on the screen: heading, grouped head, totals, notes and chart, like the paper it will be."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.office.list_view import ListView
from counter_app.domain.paper.report_table import Align, ChartKind, Table
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, scrolling, text_label
from counter_app.qt.kit.chart import legend
from counter_app.qt.kit.chart_over import chart_for
from counter_app.qt.kit.column_widths import KEPT_MS
from counter_app.qt.kit.grouped_header import GroupedHeader
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import GIVEN
from counter_app.qt.kit.rows_view import RowsView
from counter_app.qt.kit.table_menu import menu_of
from counter_app.qt.kit.table_view import ReportModel
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.kit.workplace import workplace_of
from counter_app.wording.tables.totals import rows_text

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QMenu

MOST_ROWS_SHOWN = 40
"""Longer tables scroll by themselves instead of making the page endless."""
MOST_ROWS_WRAPPED = 150
"""Longer tables keep one line to a row: measuring every text of thousands would be waited for."""
_WIDEST_CELL = 260
_WRAPPED_CELL = 70
"""The least width of a column of texts that wrap, for each unit of its weight."""
_TIGHTEST_CELL = 84
_FEW_LINES, _RAGGED = 3, 1.2
"""Lines of a text that is squeezed, and how much wider they are than its parts: words end where they end."""
_PADDING = 24
_LEAST_ROWS = 150
"""The room left for rows below the head of a table that has to be pushed, in pixels at 100 % text."""


class ReportTable(RowsView):
    """Columns share the width by their weights, but never less than their contents need.

    Sorted by a click on a head, copied and arranged like every list; on paper the report stays as it is issued.
    """

    exports = False

    def __init__(self, table: Table) -> None:
        self._table = table
        self._model = ReportModel(table)
        super().__init__(self._model, table.title, stem=f"bao-cao/{table.name}", counted=rows_text)
        self._model.setParent(self)
        self._view, self._sharing = ListView(), False
        self._head = GroupedHeader(self)
        self.setHorizontalHeader(self._head)
        self._head.set_titles(self._model.titles(), table.numbers)
        self._dress()
        self._head.setSortIndicator(GIVEN, Qt.SortOrder.AscendingOrder)
        self._head.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self._settled = QTimer(self, singleShot=True, interval=KEPT_MS)
        self._settled.timeout.connect(self.keep_view)
        self._head.sectionResized.connect(self._on_resized)
        self._model.modelReset.connect(self._arrange)

    def _dress(self) -> None:
        self.setShowGrid(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFont(sized(9.5))
        self._head.setFont(sized(9.5))
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.verticalHeader().setDefaultSectionSize(scaled(28))
        self.verticalHeader().setMinimumSectionSize(scaled(28))
        self.setWordWrap(True)

    @property
    def report(self) -> ReportModel:
        """The model behind it."""
        return self._model

    @override
    def menu(self) -> QMenu:
        """The acts that are open for the row in hand."""
        return menu_of(self)

    # What an officer arranges

    @override
    def turn_column(self, column: int) -> None:
        """Show a column, or leave it out."""
        self._leave_out(column, left_out=not self.isColumnHidden(column))
        self._arrange()
        self.keep_view()

    @override
    def forget_view(self) -> None:
        """Columns and widths as the program has them."""
        self._take(ListView())
        self.keep_view()

    @override
    def keep_view(self) -> None:
        """Keep for the officer how this report is shown."""
        self._settled.stop()  # nothing is left to be kept for whoever signs in next
        titles = self._model.titles()
        hidden = tuple(title for at, title in enumerate(titles) if self.isColumnHidden(at))
        view = ListView(widths=self._view.widths, hidden=hidden)
        place = workplace_of(self)
        if place is not None:
            place.office.views.keep_list(self.stem, view)
        self._view = view

    def _take(self, view: ListView) -> None:
        self._view = view
        for at, title in enumerate(self._model.titles()):
            self._leave_out(at, left_out=at > 0 and title in view.hidden)
        self._arrange()

    def _leave_out(self, column: int, *, left_out: bool) -> None:
        """Nobody draws by hand what Qt makes of the widths meanwhile."""
        self._sharing = True
        self.setColumnHidden(column, left_out)
        self._sharing = False

    def _on_resized(self, column: int, _before: int, width: int) -> None:
        if self._sharing or not width or not self.isVisible():
            return
        unit = scaled(100) / 100
        drawn = {**self._view.widths, self._model.titles()[column]: round(width / unit)}
        self._view = ListView(widths=drawn, hidden=self._view.hidden)
        self._settled.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        place = workplace_of(self)
        if place is not None:
            self._take(place.office.views.of_list(self.stem))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        self._share_width()
        if self._wraps():
            self._wrap_rows()
        self.setFixedHeight(self._full_height())

    def _share_width(self) -> None:
        shown = [at for at in range(len(self._table.columns)) if not self.isColumnHidden(at)]
        drawn = {
            at: scaled(self._view.widths[title])
            for at, title in enumerate(self._model.titles())
            if title in self._view.widths
        }
        needs = [self._need(column) for column in range(len(self._table.columns))]
        free = [at for at in shown if at not in drawn]
        weights = {at: self._table.columns[at].width for at in free}
        room = self.viewport().width() - sum(drawn[at] for at in shown if at in drawn)
        spare = room - sum(needs[at] for at in free)
        if spare < 0 and self._wraps():
            needs = self._tightened(needs, -spare, free)
        was, self._sharing = (
            self._sharing,
            True,
        )  # a scroll bar that goes makes the room be shared within
        for column in shown:
            more = (
                spare * weights[column] / sum(weights.values())
                if column in weights and spare > 0
                else 0
            )
            self.setColumnWidth(column, drawn.get(column, int(needs[column] + more)))
        self._sharing = was

    def _tightened(self, needs: list[int], missing: int, free: Collection[int]) -> list[int]:
        """Those of the ``free`` columns that hold texts give up what is missing.

        A few lines each where that is enough, else as far as their words stay whole. Where even that is not enough the
        table has to be pushed anyway, and they stay at a few lines.
        """
        texts = [
            at
            for at, column in enumerate(self._table.columns)
            if column.align is Align.LEFT and at in free
        ]
        word = {at: max(self._longest_word(at), scaled(_TIGHTEST_CELL)) for at in texts}
        lines = {at: max(word[at], self._in_few_lines(at)) for at in texts}
        few, most = ({at: max(needs[at] - least[at], 0) for at in texts} for least in (lines, word))
        gives = most if sum(few.values()) < missing <= sum(most.values()) else few
        share = min(missing / sum(gives.values()), 1) if any(gives.values()) else 0
        return [int(need - gives.get(at, 0) * share) for at, need in enumerate(needs)]

    def _in_few_lines(self, column: int) -> int:
        """The width at which a column's longest text goes over ``_FEW_LINES``."""
        rows = range(self._model.rowCount())
        texts = (str(self._model.index(row, column).data()) for row in rows)
        widest = max(map(self.fontMetrics().horizontalAdvance, texts), default=0)
        return round(widest / _FEW_LINES * _RAGGED) + scaled(_PADDING)

    def _wraps(self) -> bool:
        return self._model.rowCount() <= MOST_ROWS_WRAPPED

    def _wrap_rows(self) -> None:
        """Make every row as high as its longest text needs at the present widths."""
        metrics, least = self.fontMetrics(), self.verticalHeader().defaultSectionSize()
        wide = [
            at
            for at, column in enumerate(self._table.columns)
            if column.align is Align.LEFT and not self.isColumnHidden(at)
        ]
        for row in range(self._model.rowCount()):
            height = least
            for column in wide:
                room = QRect(0, 0, self.columnWidth(column) - scaled(_PADDING), 10_000)
                text = str(self._model.index(row, column).data())
                box = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
                height = max(height, box.height() + scaled(_PADDING) // 2)
            self.setRowHeight(row, height)

    def _longest_word(self, column: int) -> int:
        """The width of the longest word of a column's texts: a code is never broken."""
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
        most = scaled(_WIDEST_CELL)
        if self._wraps() and self._table.columns[column].align is Align.LEFT:
            wish = scaled(_WRAPPED_CELL * max(self._table.columns[column].width, 1))
            most = max(wish, min(self._in_few_lines(column), most))
            head = max(head, self._longest_word(column))
        return max(min(widest + scaled(_PADDING), most), head)

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
        """The height of the part of the page that is seen at once."""
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
