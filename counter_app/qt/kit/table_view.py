"""A computed report as a Qt table: typed cells, a totals row that stays last, and heads that may stand in groups."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from counter_app.domain.paper.report_table import Cell, Table
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import told
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.wording.tables.columns import Column
from counter_app.wording.tables.tables import cell_text

Row = tuple[Cell, ...]
VALUE = Qt.ItemDataRole.UserRole
TOTAL = Qt.ItemDataRole.UserRole + 1
"""Roles: the typed cell itself, and whether it belongs to the totals row."""


class ReportModel(RowsModel[Row]):
    """Shows one ``Table``, sorted by any column; the totals row, when there is one, stands last. Never edits."""

    def __init__(self, table: Table | None = None, parent: QObject | None = None) -> None:
        columns = table.columns if table is not None else ()
        super().__init__(
            [
                Column(item.title, partial(_cell, at), item.width, item.align)
                for at, item in enumerate(columns)
            ],
            parent,
            key=lambda row: row,
        )
        self._table = table
        if table is not None:
            self.show(table.rows)

    @property
    def table(self) -> Table | None:
        """The table shown."""
        return self._table

    def titles(self) -> list[str]:
        """The columns' heads with their groups, as ``group|title``."""
        return [column.title for column in self._columns]

    @override
    def _arrange(self) -> None:
        super()._arrange()
        if self._table is not None and self._table.total is not None:
            self._rows.append(tuple(self._table.total))

    def _is_total(self, row: int) -> bool:
        total = self._table is not None and self._table.total is not None
        return total and row == len(self._rows) - 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = _cell(index.column(), self._rows[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return told(cell_text(cell), role)
            case Qt.ItemDataRole.FontRole if self._is_total(index.row()):
                font = QFont()
                font.setBold(True)
                return font
            case Qt.ItemDataRole.TextAlignmentRole:
                return super().data(index, role)
        if role == VALUE:
            return cell
        return self._is_total(index.row()) if role == TOTAL else None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or self._table is None:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self._columns[section].title.replace("|", " – ")


def _cell(column: int, row: Row) -> Cell:
    return row[column] if column < len(row) else None
