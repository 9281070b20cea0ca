"""The usual table: whole rows chosen, no grid, one column taking the room, walked by arrows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.kit.theme import scaled

if TYPE_CHECKING:
    from counter_app.qt.kit.rows import RowsModel


class RowsTable(QTableView):
    """A table of rows.

    Signals:
        chosen(int): another row is current, -1 for none.
        opened(int): Enter or a double click on a row.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, model: RowsModel[Any], name: str, *, wide: int = 0) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(scaled(16), scaled(16)))
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(34))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(scaled(60))
        self.selectionModel().currentRowChanged.connect(
            lambda current, _before: self.chosen.emit(current.row())
        )
        self.activated.connect(lambda index: self.opened.emit(index.row()))
        self._kept = KeptPlace(self, model)

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


def fit_columns(table: QTableView, wide: int, widest: Mapping[int, int]) -> None:
    """Columns as wide as their words but for ``widest`` (pixels at 100 % text); ``wide`` takes the room left.

    The last columns are not pushed out by one long name.
    """
    header, model = table.horizontalHeader(), table.model()
    for column in range(model.columnCount()):
        if column != wide:
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            wish = max(table.sizeHintForColumn(column), header.sectionSizeHint(column)) + scaled(8)
            most = scaled(widest[column]) if column in widest else wish
            table.setColumnWidth(column, min(wish, most))
