"""The usual table: whole rows chosen, no grid, texts sharing the room, sorted by any column, copied, saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.office.list_view import ListView
from counter_app.qt.kit.column_widths import ColumnWidths
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import GIVEN
from counter_app.qt.kit.rows_view import RowsView
from counter_app.qt.kit.table_export import export_table
from counter_app.qt.kit.table_foot import TableFoot
from counter_app.qt.kit.table_menu import columns_menu, menu_of
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.workplace import workplace_of
from counter_app.wording.tables.totals import rows_text

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QMenu

    from counter_app.qt.kit.rows import RowsModel


class RowsTable(RowsView):
    """A table of rows; its ``foot`` says how many there are and is laid out below it by whoever lays out the table.

    A click on a head sorts, a right click or the menu key opens what may be done, Ctrl+C copies. How it is arranged is
    kept for each officer.
    """

    def __init__(
        self,
        model: RowsModel[Any],
        name: str,
        *,
        stem: str,
        counted: Callable[[int], str] = rows_text,
    ) -> None:
        super().__init__(model, name, stem=stem, counted=counted)
        self._view: ListView | None = None
        self.foot = TableFoot(self._ask_columns, lambda: export_table(self))
        self.widths = ColumnWidths(self)
        self._hide_extra(ListView())
        header = self.horizontalHeader()
        header.setSortIndicator(GIVEN, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(True)
        model.modelReset.connect(self._on_rows)
        model.rowsInserted.connect(self.show_total)  # a lambda would keep table and model for good

    # What an officer arranges

    @override
    def turn_column(self, column: int) -> None:
        """Show a column, or leave it out."""
        self.setColumnHidden(column, not self.isColumnHidden(column))
        self.widths.share()
        self.keep_view()

    @override
    def forget_view(self) -> None:
        """Columns and widths as the program has them."""
        self._take_view(ListView())
        self.keep_view()

    @override
    def keep_view(self) -> None:
        """Keep for the officer how this list is shown."""
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

    def _on_rows(self) -> None:
        self.show_total()
        if self.isVisible():
            self.widths.measure()

    def _ask_columns(self) -> None:
        menu = columns_menu(self, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.foot.columns.mapToGlobal(self.foot.columns.rect().topLeft()))

    # What Qt asks

    @override
    def menu(self) -> QMenu:
        """The acts that are open for the row in hand."""
        return menu_of(self)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            event.accept()  # it opened the row, and is not Enter of what has the keyboard now

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


class LowTable(RowsTable):
    """Asks for no more height than its least: a page around it scrolls only where it has to; takes what is left."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self.minimumHeight(), 1))
