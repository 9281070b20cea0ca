"""A table whose rows are ticked: which ones an act is about to be done with."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.wording.tables.columns import Column

T = TypeVar("T")
_CHECK = Qt.ItemDataRole.CheckStateRole


class TickedModel(RowsModel[T]):
    """Rows with a tick in the first column; ``may`` says which can be ticked at all, ``propose`` which of those are.

    What is not proposed is ticked one by one, never with all.

    Signals:
        ticked_changed(): a row was ticked or left out.
    """

    ticked_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        parent: QObject | None = None,
        *,
        key: Callable[[T], Hashable],
        may: Callable[[T], bool] = lambda _row: True,
        propose: Callable[[T], bool] = lambda _row: True,
    ) -> None:
        super().__init__(columns, parent, key=key)
        self._may, self._propose = may, propose
        self._ticks: list[bool] = []
        self._could: list[bool] = []
        self._before: dict[Hashable, bool] = {}
        self._new = False

    @override
    def show(self, rows: Sequence[T], *, total: int | None = None, most: int = 0) -> None:
        """Replace the rows; those shown before keep their ticks, new ones that are proposed are ticked."""
        self._replace(rows, new=True, total=total, most=most)

    def show_again(self, rows: Sequence[T], *, total: int | None = None) -> tuple[list[T], list[T]]:
        """Replace the rows after somebody else's act: ticks stay, nothing new is ticked.

        Returns the ticked rows that are gone, and the new ones that may be ticked.
        """
        known, ticked = {self._key(row) for row in self._rows}, self.ticked()
        self._replace(rows, new=False, total=total, most=0)
        now = {self._key(row) for row in self.tickable_rows()}
        gone = [row for row in ticked if self._key(row) not in now]
        return gone, [row for row in self.tickable_rows() if self._key(row) not in known]

    def _replace(self, rows: Sequence[T], *, new: bool, total: int | None, most: int) -> None:
        keys = map(self._key, self._rows)
        shown = zip(keys, self._ticks, self._could, strict=True)
        self._before = {key: tick for key, tick, could in shown if could}
        self._new = new
        super().show(rows, total=total, most=most)
        self.ticked_changed.emit()

    @override
    def _arrange(self) -> None:
        """Ticks go with their rows, in whatever order those stand."""
        super()._arrange()
        self._could = [self._may(row) for row in self._rows]
        self._ticks = [
            could and self._before.get(self._key(row), self._new and self._propose(row))
            for row, could in zip(self._rows, self._could, strict=True)
        ]

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        keys = map(self._key, self._rows)
        self._before, self._new = dict(zip(keys, self._ticks, strict=True)), False
        super().sort(column, order)

    def ticked(self) -> list[T]:
        """The rows that are ticked, in order."""
        return [row for row, tick in zip(self._rows, self._ticks, strict=True) if tick]

    def tickable_rows(self) -> list[T]:
        """The rows that may be ticked, in order."""
        return [row for row in self._rows if self._may(row)]

    def tickable(self) -> int:
        """The number of rows that may be ticked."""
        return len(self.tickable_rows())

    def proposed(self) -> int:
        """The number of proposed rows."""
        return sum(map(self._propose, self.tickable_rows()))

    def all_ticked(self) -> bool:
        """True if there are proposed rows and each of them is ticked."""
        ticks = [
            tick
            for row, tick in zip(self._rows, self._ticks, strict=True)
            if self._may(row) and self._propose(row)
        ]
        return bool(ticks) and all(ticks)

    def tick(self, at: int, on: bool) -> None:
        """Tick one row, or leave it out."""
        if 0 <= at < len(self._rows) and self._may(self._rows[at]) and self._ticks[at] != on:
            self._ticks[at] = on
            cell = self.index(at, 0)
            self.dataChanged.emit(cell, cell, [_CHECK])
            self.ticked_changed.emit()

    def tick_all(self, on: bool) -> None:
        """Tick every row that is proposed, or none."""
        self._ticks = [on and self._may(row) and self._propose(row) for row in self._rows]
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
