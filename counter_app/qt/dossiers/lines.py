"""Dossiers in a table, read page by page by key: a million of them open as fast as ten, sorted by whatever column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QFont

from counter_app.desk.dossier.line_columns import ORDERS, LineWords, line_columns
from counter_app.domain.dossier.dossier import DossierLine
from counter_app.domain.dossier.dossier_filter import PAGE, DossierFilter, LineOrder
from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import told
from counter_app.qt.kit.rows import GIVEN, ROOT, Index, RowsModel
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import urgency_label
from counter_app.wording.paper.moments import clock_text, due_text, short_date
from counter_app.wording.tables.columns import Column, in_order

if TYPE_CHECKING:
    from counter_app.office import Office

LINE_ROLE = Qt.ItemDataRole.UserRole
MOST_AGAIN = 500
"""The most lines a reload reads at once, however far the officer scrolled."""
MOST_FOUND = 2_000
"""So much of what a search found is looked through and sorted; of more the number is said."""
WRITTEN = 1_000
"""Lines read at once where all of them are written down."""


class LinesReader(Protocol):
    """The source of lines."""

    def page(
        self,
        chosen: DossierFilter,
        *,
        after: DossierLine | None = None,
        size: int = PAGE,
        order: LineOrder = LineOrder.GIVEN,
        falling: bool = False,
    ) -> list[DossierLine]:
        """The next lines of a filter."""

    def matching(self, chosen: DossierFilter) -> int:
        """The number of lines."""

    def find(self, text: str, *, most: int = PAGE) -> list[DossierLine]:
        """The lines a search finds."""

    def found(self, text: str) -> int | None:
        """The number it finds."""


class LineColumn(IntEnum):
    """The columns in order."""

    CODE = 0
    NAME = 1
    PROCEDURE = 2
    RECEIVED = 3
    DUE = 4
    STATE = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """The question a list answers: a filter or a searched text, and the column it is sorted by."""

    chosen: DossierFilter | None
    text: str
    columns: tuple[Column[DossierLine], ...]
    by: int
    falling: bool

    def read(
        self, reader: LinesReader, seen: Sequence[DossierLine], size: int
    ) -> list[DossierLine]:
        """The next lines behind those seen."""
        if self.chosen is not None:
            after = seen[-1] if seen else None
            order = LineOrder.GIVEN if self.by == GIVEN else ORDERS[self.by]
            return reader.page(
                self.chosen, after=after, size=size, order=order, falling=self.falling
            )
        if self.by == GIVEN:
            most = min(len(seen) + size, MOST_FOUND)
            return reader.find(self.text, most=most)[len(seen) :]
        found = reader.find(self.text, most=MOST_FOUND)
        order_in = in_order(self.columns[self.by], found, falling=self.falling)
        return [found[at] for at in order_in][len(seen) : len(seen) + size]


class LinesModel(RowsModel[DossierLine]):
    """Dossier lines of a filter, or of one search; never edits them."""

    def __init__(
        self, reader: LinesReader, words: LineWords, parent: QObject | None = None
    ) -> None:
        super().__init__(line_columns(words), parent, key=lambda line: line.id)
        self._reader, self.words = reader, words
        self._filter: DossierFilter | None = None
        self._text = ""
        self._more = False

    def show_filter(self, chosen: DossierFilter) -> None:
        """Show what a filter lets through; further pages come as they are scrolled to."""
        again = len(self._rows) if chosen == self._filter else 0
        self._filter, self._text = chosen, ""
        self._total = self._reader.matching(chosen)
        self._read_first(again)

    def show_found(self, text: str) -> None:
        """Show what a search finds, best first; further finds come as they are scrolled to."""
        again = len(self._rows) if text == self._text else 0
        self._filter, self._text = None, text
        self._total = self._reader.found(text)
        self._read_first(again)

    def _read_first(self, again: int) -> None:
        size = min(max(PAGE, again), MOST_AGAIN)
        self.beginResetModel()
        self._given = self._rows = self._asked().read(self._reader, [], size)
        self._more = len(self._rows) == size and self._total != size
        self.endResetModel()

    def _asked(self) -> Asked:
        column, falling = self.sorted_by
        if column != GIVEN and not self.can_sort():
            column = GIVEN
        return Asked(self._filter, self._text, self.columns, column, falling)

    def can_sort(self) -> bool:
        """True if sorting goes over everything: a search that finds too much stays best first."""
        return self._filter is not None or (self._total is not None and self._total <= MOST_FOUND)

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort all of them, read or not; the row in hand stays in hand where it is read again."""
        falling = column != GIVEN and order == Qt.SortOrder.DescendingOrder
        if (column, falling) != self.sorted_by:
            self._by, self._falling = column, falling
            if self._filter is not None or self._text:
                self._read_first(0)

    @override
    def everything(self) -> Callable[[Office], Sequence[DossierLine]]:
        asked = self._asked()

        def read(office: Office) -> Sequence[DossierLine]:
            found: list[DossierLine] = []
            while page := asked.read(office.dossiers, found, WRITTEN):
                found += page
            return found

        return read

    def line(self, row: int) -> DossierLine:
        """The dossier line of a row."""
        return self._rows[row]

    def row_of(self, dossier: int) -> int:
        """The row of the dossier with this number, -1 when it is not loaded."""
        return self.find(lambda line: line.id == dossier)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    @override
    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._more:
            return
        found = self._asked().read(self._reader, self._rows, PAGE)
        self._more = len(found) == PAGE
        if not found:
            return
        first = len(self._rows)
        self.beginInsertRows(ROOT, first, first + len(found) - 1)
        self._rows += found
        self.endInsertRows()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        match role:
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return told(self._whole_text(index), role)
            case Qt.ItemDataRole.FontRole if index.column() == LineColumn.CODE:
                font = QFont()
                font.setBold(True)
                return font
            case int() if role == LINE_ROLE:
                return self._rows[index.row()]
        return super().data(index, role)

    def _whole_text(self, index: Index) -> str:
        line, column = self._rows[index.row()], index.column()
        if column == LineColumn.NAME and len(line.names) > 1:
            return _("Người nộp: {name}\nChủ hồ sơ: {owner}").format(
                name=line.names[0], owner=line.names[1]
            )
        if column == LineColumn.RECEIVED:
            return f"{clock_text(line.received_at)} {short_date(line.received_at)}"
        if column == LineColumn.DUE and line.promised_at is not None:
            mark = urgency_label(self.words.urgency(line))
            return " · ".join(part for part in (due_text(line.promised_at), mark.text) if part)
        return str(super().data(index))
