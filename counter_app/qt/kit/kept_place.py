"""The place in a list stays while the list is read again: current row, chosen rows, rows in view.

Rows are known by what they are, not by their number: a row that comes in above moves nothing under the hand.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Protocol

from PySide6.QtCore import QItemSelectionModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QTableView

KEY = Qt.ItemDataRole.UserRole
NOWHERE = object()
"""No row: a key of its own, for a row's key may be None."""


class KeyedModel(Protocol):
    """A model whose rows have a name of their own."""

    def key_at(self, row: int) -> Hashable:
        """The row's key, the same at every number."""

    def rowCount(self) -> int:  # noqa: N802 - Qt's name
        """The number of rows."""


class KeptPlace(QObject):
    """Watches a view whose model replaces all of its rows, and puts the person back afterwards.

    Silent: nothing is announced, for nothing was chosen. A current row that is gone leaves none; ``row_before`` says
    where it was.
    """

    def __init__(self, view: QTableView, model: KeyedModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._current: Hashable = NOWHERE
        self.row_before = -1
        self._chosen: set[Hashable] = set()
        self._top: Hashable = NOWHERE
        self._beyond = self._value = 0
        view.model().modelAboutToBeReset.connect(self._note)
        view.model().modelReset.connect(self._put_back)

    def _note(self) -> None:
        view, key = self._view, self._model.key_at
        count = self._model.rowCount()
        current, top = view.currentIndex().row(), view.rowAt(0)
        self.row_before = current
        self._current = key(current) if 0 <= current < count else NOWHERE
        rows = view.selectionModel().selectedRows()
        self._chosen = {key(index.row()) for index in rows if index.row() < count}
        self._value = view.verticalScrollBar().value()
        self._top = key(top) if self._value > 0 and 0 <= top < count else NOWHERE
        self._beyond = self._value - self._place_of(max(top, 0))

    def _put_back(self) -> None:
        places = {self._model.key_at(row): row for row in range(self._model.rowCount())}
        chooser = self._view.selectionModel()
        chooser.blockSignals(True)
        self._choose(places, chooser)
        chooser.blockSignals(False)
        if self._value:
            self._view.doItemsLayout()  # how far can be scrolled is known only then
            at = places.get(self._top)
            value = self._value if at is None else self._place_of(at) + self._beyond
            self._view.verticalScrollBar().setValue(value)

    def _place_of(self, row: int) -> int:
        """The scroll bar's value with this row on top."""
        by_row = self._view.verticalScrollMode() == QAbstractItemView.ScrollMode.ScrollPerItem
        return row if by_row else self._view.verticalHeader().sectionPosition(row)

    def _choose(self, places: dict[Hashable, int], chooser: QItemSelectionModel) -> None:
        model, flags = self._view.model(), QItemSelectionModel.SelectionFlag
        for key in self._chosen & places.keys():
            chooser.select(model.index(places[key], 0), flags.Select | flags.Rows)
        if self._current in places:
            chooser.setCurrentIndex(model.index(places[self._current], 0), flags.NoUpdate)


def refill(widget: QListWidget, items: Sequence[QListWidgetItem]) -> None:
    """Replace the items of a list; the one in hand, known by its ``KEY`` data, stays so, else the first is.

    Lists of the same items are left alone.
    """
    before = [widget.item(row) for row in range(widget.count())]
    same = [(item.data(KEY), item.text(), item.toolTip()) for item in items]
    if same == [(item.data(KEY), item.text(), item.toolTip()) for item in before]:
        return
    current = widget.currentItem().data(KEY) if widget.currentItem() is not None else None
    value = widget.verticalScrollBar().value()
    widget.clear()
    for item in items:
        widget.addItem(item)
    keys = [item.data(KEY) for item in items]
    widget.setCurrentRow(keys.index(current) if current in keys else min(0, len(keys) - 1))
    widget.verticalScrollBar().setValue(value)
