"""A table over domain objects: each column says how it reads one, in words, with icon and tone where it is a status."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from counter_app.domain.paper.report_table import Align
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import told
from counter_app.qt.kit.theme import token
from counter_app.wording.tables.columns import Column, head_text, in_order, shown

if TYPE_CHECKING:
    from counter_app.office import Office

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
SIDES = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    Align.CENTRE: Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}
GIVEN = -1
"""No column: the order in which the page hands its rows over."""


class RowsModel(QAbstractTableModel, Generic[T]):
    """Shows rows of domain objects in the order given or by a column; never edits them."""

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
        self._given: list[T] = []
        self._rows: list[T] = []
        self._by, self._falling = GIVEN, False
        self._total: int | None = 0

    @property
    def columns(self) -> tuple[Column[T], ...]:
        """The columns, as they were declared."""
        return self._columns

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """The column sorted by, ``GIVEN`` for none, and whether falling."""
        return self._by, self._falling

    @property
    def total(self) -> int | None:
        """The number of rows, shown or not; None when only that there are more is known."""
        return self._total

    def show(self, rows: Sequence[T], *, total: int | None = None, most: int = 0) -> None:
        """Replace the rows; ``total``: how many there are, where not all of them were read.

        ``most``: so many were read at most, and how many there are nobody counted: then there may be more.
        """
        self.beginResetModel()
        self._given = list(rows)
        count = len(self._given)
        self._total = total if total is not None else None if most and count >= most else count
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        if self._by == GIVEN:
            self._rows = list(self._given)
            return
        order = in_order(self._columns[self._by], self._given, falling=self._falling)
        self._rows = [self._given[at] for at in order]

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column, ``GIVEN`` for the page's own order; equal rows stay as the page gave them."""
        wish = (column, column != GIVEN and order == Qt.SortOrder.DescendingOrder)
        if wish != (self._by, self._falling):
            self.beginResetModel()
            self._by, self._falling = wish
            self._arrange()
            self.endResetModel()

    def row(self, at: int) -> T | None:
        """The object in a row, None when there is no such row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def rows(self) -> Sequence[T]:
        """All of them, as they stand on the screen."""
        return tuple(self._rows)

    def everything(self) -> Callable[[Office], Sequence[T]]:
        """Reads every row that is meant, in the order of the screen as it is now; on any thread, of any office."""
        rows = tuple(self._rows)
        return lambda _office: rows

    def key_at(self, row: int) -> Hashable:
        """The key of a row, the same at every number."""
        return self._key(self._rows[row])

    def change(self, at: int, row: T) -> None:
        """Put another object in a row; it stays where it stands until the rows are sorted again."""
        given = next(place for place, item in enumerate(self._given) if item is self._rows[at])
        self._given[given] = self._rows[at] = row
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
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(SIDES[column.align])
        said = shown(column, self._rows[index.row()], index.row() + 1)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return told(said.text, role)
        if role == Qt.ItemDataRole.ForegroundRole and said.tone != "ink":
            return QColor(token(said.tone))
        if role == Qt.ItemDataRole.DecorationRole and said.icon:
            return icon(said.icon, said.tone)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return told(head_text(self._columns[section].title), role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(SIDES[self._columns[section].align])
        return None
