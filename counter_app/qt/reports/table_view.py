"""A computed report as a Qt table: typed cells, a totals row, and heads that may stand in groups."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from counter_app.domain.paper.receipt_sheets import Align, Cell, Table
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import told
from counter_app.wording.tables import cell_text

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
VALUE = Qt.ItemDataRole.UserRole
TOTAL = Qt.ItemDataRole.UserRole + 1
"""Roles: the typed cell itself, and whether it belongs to the totals row."""

_SIDE = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


class ReportModel(QAbstractTableModel):
    """Shows one ``Table``; the totals row, when there is one, stands last. Never edits."""

    def __init__(self, table: Table | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table

    @property
    def table(self) -> Table | None:
        """What is shown."""
        return self._table

    def show(self, table: Table | None) -> None:
        """Show another table, or none."""
        self.beginResetModel()
        self._table = table
        self.endResetModel()

    def titles(self) -> list[str]:
        """The columns' heads with their groups, as ``group|title``."""
        return [column.title for column in self._table.columns] if self._table else []

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        if parent.isValid() or self._table is None:
            return 0
        return len(self._table.rows) + (self._table.total is not None)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def _is_total(self, row: int) -> bool:
        return self._table is not None and row >= len(self._table.rows)

    def _cell(self, row: int, column: int) -> Cell:
        assert self._table is not None  # noqa: S101 - without a table no index is valid
        cells = (self._table.total or ()) if self._is_total(row) else self._table.rows[row]
        return cells[column] if column < len(cells) else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._table is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return told(cell_text(self._cell(index.row(), index.column())), role)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = _SIDE[self._table.columns[index.column()].align]
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.FontRole if self._is_total(index.row()):
                font = QFont()
                font.setBold(True)
                return font
        if role == VALUE:
            return self._cell(index.row(), index.column())
        return self._is_total(index.row()) if role == TOTAL else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self._table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._table.columns[section].title.replace("|", " – ")
