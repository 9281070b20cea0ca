"""The usual table: whole rows chosen, no grid, texts sharing the room, sorted by any column, copied, saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from counter_app.domain.office.list_view import ListView
from counter_app.qt.kit.column_widths import ColumnWidths
from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import GIVEN
from counter_app.qt.kit.table_copy import copy_cell, copy_rows
from counter_app.qt.kit.table_foot import TableFoot
from counter_app.qt.kit.theme import scaled
from counter_app.wording.totals import rows_text, seen_text, sorted_text

if TYPE_CHECKING:
    from counter_app.qt.kit.rows import RowsModel
    from counter_app.wording.columns import Column

COPY_ALL = QKeySequence("Ctrl+Shift+C")


class RowsTable(QTableView):
    """A table of rows; its ``foot`` says how many there are and is laid out below it by whoever lays out the table.

    ``stem`` names the list in files and in what each officer keeps of it, ``counted`` counts its rows in words.

    Signals:
        chosen(int): another row is current, -1 for none.
        opened(int): Enter or a double click on a row.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(
        self,
        model: RowsModel[Any],
        name: str,
        *,
        stem: str,
        counted: Callable[[int], str] = rows_text,
    ) -> None:
        super().__init__()
        self.rows_model = model
        self.stem, self._counted = stem, counted
        self._view: ListView | None = None
        self.setModel(model)
        self.setAccessibleName(name)
        self._set_looks()
        from counter_app.qt.kit.table_export import export_table

        self.foot = TableFoot(self._ask_columns, lambda: export_table(self))
        self.widths = ColumnWidths(self)
        self._kept = KeptPlace(self, model)
        self._hide_extra(ListView())
        header = self.horizontalHeader()
        header.setSortIndicator(GIVEN, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(
            lambda current, _before: self.chosen.emit(current.row())
        )
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        model.modelReset.connect(self._on_rows)
        model.rowsInserted.connect(lambda *_rows: self.show_total())

    def _set_looks(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(scaled(16), scaled(16)))
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(
            max(self.fontMetrics().height() + scaled(12), scaled(30))
        )
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    # The row in hand

    def choose(self, at: int) -> None:
        """Make a row current; another one than there are chooses the last or none.

        The row that is current already stays as it is, marked rows and what is in view too, and is announced again.
        """
        model = self.model()
        at = min(at, model.rowCount() - 1)
        if 0 <= at == self.currentIndex().row():
            self.chosen.emit(at)
        elif at >= 0:
            self.setCurrentIndex(model.index(at, 0))
        else:
            self.chosen.emit(-1)

    def stay(self) -> None:
        """After the rows were replaced: the row in hand stays in hand; when it is gone, the one in its place is."""
        at = self.currentIndex().row()
        self.choose(at if at >= 0 else max(self._kept.row_before, 0))

    @property
    def row_before(self) -> int:
        """Where the row in hand stood before the rows were replaced; -1 when none was."""
        return self._kept.row_before

    @property
    def ticks(self) -> bool:
        """Whether its rows are ticked."""
        return hasattr(self.rows_model, "turn")

    def turn_tick(self, at: int) -> None:
        """Turn the tick of a row round, where rows are ticked."""
        turn = getattr(self.rows_model, "turn", None)
        if turn is not None:
            turn(at)

    # What an officer arranges

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, ``GIVEN`` for the page's own order."""
        self.horizontalHeader().setSortIndicator(column, order)

    def turn_column(self, column: int) -> None:
        """Show a column, or leave it out."""
        self.setColumnHidden(column, not self.isColumnHidden(column))
        self.widths.share()
        self.keep_view()

    def forget_view(self) -> None:
        """Columns and widths as the program has them."""
        self._take_view(ListView())
        self.keep_view()

    def keep_view(self) -> None:
        """Keep for the officer how this list is shown."""
        from counter_app.qt.kit.table_export import workplace_of

        place = workplace_of(self)
        columns = self.rows_model.columns
        hidden = {at for at in range(len(columns)) if self.isColumnHidden(at)}
        view = ListView(
            widths=self.widths.drawn(),
            shown=tuple(c.title for at, c in enumerate(columns) if c.extra and at not in hidden),
            hidden=tuple(c.title for at, c in enumerate(columns) if not c.extra and at in hidden),
        )
        if place is not None and view != self._view:
            self._view = view
            place.office.views.keep_list(self.stem, view)

    def _take_view(self, view: ListView) -> None:
        self._hide_extra(view)
        self.widths.take(view)
        self.widths.measure()

    def _hide_extra(self, view: ListView) -> None:
        for at, column in enumerate(self.rows_model.columns):
            wanted = column.title in view.shown if column.extra else column.title not in view.hidden
            self.setColumnHidden(at, not (wanted or at == 0))

    def columns_in_order(self) -> tuple[Column[Any], ...]:
        """The columns that are shown, from left to right."""
        header, columns = self.horizontalHeader(), self.rows_model.columns
        order = sorted(range(len(columns)), key=header.visualIndex)
        return tuple(columns[at] for at in order if not self.isColumnHidden(at))

    # Copying, totals

    def copy_cell(self) -> None:
        """The cell in hand to the clipboard."""
        at = self.currentIndex()
        row = self.rows_model.row(at.row())
        if row is not None:
            copy_cell(self.rows_model.columns[at.column()], row)

    def copy_chosen(self) -> None:
        """The chosen rows to the clipboard."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if not rows and self.currentIndex().isValid():
            rows = [self.currentIndex().row()]
        found = [self.rows_model.row(at) for at in rows]
        if found:
            copy_rows(self.columns_in_order(), found)

    def copy_all(self) -> None:
        """Every row that is seen to the clipboard, below the columns' titles."""
        copy_rows(self.columns_in_order(), self.rows_model.rows(), head=True)

    def about(self) -> str:
        """How many rows there are, how many are seen, and by what they are sorted."""
        by, falling = self.rows_model.sorted_by
        title = "" if by == GIVEN else self.rows_model.columns[by].title
        words = seen_text(self._counted, self.rows_model.total, self.rows_model.rowCount())
        return " · ".join(filter(None, (words, sorted_text(title, falling=falling))))

    def show_total(self) -> None:
        """Say in the foot what ``about`` says."""
        self.foot.say(self.about())

    def _on_rows(self) -> None:
        self.show_total()
        if self.isVisible():
            self.widths.measure()

    def _ask_columns(self) -> None:
        from counter_app.qt.kit.table_menu import columns_menu

        menu = columns_menu(self, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.foot.columns.mapToGlobal(self.foot.columns.rect().topLeft()))

    # What Qt asks

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        from counter_app.qt.kit.table_menu import menu_of

        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            box = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(box.bottomLeft())
        menu_of(self).popup(at)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif QKeySequence(event.keyCombination()) == COPY_ALL:
            self.copy_all()
        else:
            super().keyPressEvent(event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_kept_view()
        self.widths.measure()

    @override
    def setVisible(self, visible: bool) -> None:
        """Its foot comes and goes with it."""
        super().setVisible(visible)
        if self.foot.parentWidget() is not None:
            self.foot.setVisible(visible)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self.widths.share()

    def _take_kept_view(self) -> None:
        """Another officer may have signed in since it was last shown."""
        from counter_app.qt.kit.table_export import workplace_of

        place = workplace_of(self)
        view = place.office.views.of_list(self.stem) if place is not None else ListView()
        if view != self._view:
            self._view = view
            self._hide_extra(view)
            self.widths.take(view)


def with_foot(table: RowsTable) -> QWidget:
    """A table with its foot, where it is laid out as one thing."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(scaled(2))
    box.addWidget(table, 1)
    box.addWidget(table.foot)
    return holder
