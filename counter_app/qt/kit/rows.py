"""A table over domain objects: each column says how it reads one, in words, with icon and tone where it is a status."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.labels import Label
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import told
from counter_app.qt.kit.theme import token

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its title, and how to read a row as words or as a status."""

    title: str
    read: Callable[[T], str | Label]


class RowsModel(QAbstractTableModel, Generic[T]):
    """Shows rows of domain objects; never edits them."""

    def __init__(
        self,
        columns: Sequence[Column[T]],
        parent: QObject | None = None,
        *,
        key: Callable[[T], Hashable],
    ) -> None:
        """``key``: what a row is, whatever its number; whoever stands on it stays there when the rows are replaced."""
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: list[T] = []

    def show(self, rows: Sequence[T]) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, at: int) -> T | None:
        """The object in a row, None when there is no such row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def key_at(self, row: int) -> Hashable:
        """What a row is, whatever its number."""
        return self._key(self._rows[row])

    def change(self, at: int, row: T) -> None:
        """Put another object in a row."""
        self._rows[at] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, self.columnCount() - 1))

    def find(self, wanted: Callable[[T], bool]) -> int:
        """The first row that is wanted, -1 when none is."""
        return next((at for at, item in enumerate(self._rows) if wanted(item)), -1)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        shown = self._columns[index.column()].read(self._rows[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return told(shown.text if isinstance(shown, Label) else shown, role)
        if not isinstance(shown, Label):
            return None
        if role == Qt.ItemDataRole.ForegroundRole and shown.tone != "ink":
            return QColor(token(shown.tone))
        if role == Qt.ItemDataRole.DecorationRole and shown.icon:
            return icon(shown.icon, shown.tone)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._columns[section].title
        return None
