"""A table whose rows are ticked: which ones an act is about to be done with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from counter_app.qt.models.rows import Column, RowsModel
from counter_app.qt.overriding import override

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_CHECK = Qt.ItemDataRole.CheckStateRole


class TickedModel(RowsModel[T]):
    """Rows with a tick in the first column; ``may`` says which rows can be ticked at all.

    Signals:
        ticked_changed(): a row was ticked or left out.
    """

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        parent: QObject | None = None,
        *,
        may: Callable[[T], bool] = lambda _row: True,
    ) -> None:
        super().__init__(columns, parent)
        self._may = may
        self._ticks: list[bool] = []

    @override
    def show(self, rows: Sequence[T]) -> None:
        """Replace the rows; all that may be are ticked."""
        self._ticks = [self._may(row) for row in rows]
        super().show(rows)
        self.ticked_changed.emit()

    def ticked(self) -> list[T]:
        """The rows that are ticked, in order."""
        return [row for row, tick in zip(self._rows, self._ticks, strict=True) if tick]

    def tickable(self) -> int:
        """How many rows may be ticked."""
        return sum(self._may(row) for row in self._rows)

    def tick(self, at: int, on: bool) -> None:
        """Tick one row, or leave it out."""
        if 0 <= at < len(self._rows) and self._may(self._rows[at]) and self._ticks[at] != on:
            self._ticks[at] = on
            cell = self.index(at, 0)
            self.dataChanged.emit(cell, cell, [_CHECK])
            self.ticked_changed.emit()

    def tick_all(self, on: bool) -> None:
        """Tick every row that may be, or none."""
        self._ticks = [on and self._may(row) for row in self._rows]
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0), [_CHECK])
        self.ticked_changed.emit()

    def turn(self, at: int) -> None:
        """Turn the tick of a row round."""
        if 0 <= at < len(self._ticks):
            self.tick(at, not self._ticks[at])

    def refresh(self) -> None:
        """Read the cells again: what they are computed from has changed."""
        if self._rows:
            last = self.index(len(self._rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == _CHECK and index.isValid() and index.column() == 0:
            if not self._may(self._rows[index.row()]):
                return None
            on = self._ticks[index.row()]
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return super().data(index, role)

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != _CHECK or not index.isValid() or index.column() != 0:
            return False
        self.tick(index.row(), Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and index.column() == 0 and self._may(self._rows[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags
