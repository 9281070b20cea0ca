"""Dossiers in a table, read page by page by key: a million of them open as fast as ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from counter_app.domain.dossier.dossier import DossierLine, Urgency, urgency
from counter_app.i18n import _
from counter_app.qt.kit.icons import icon
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import told
from counter_app.qt.kit.theme import token
from counter_app.store.read.dossier import PAGE, DossierFilter
from counter_app.wording.labels import state_label, urgency_label
from counter_app.wording.moments import clock_text, due_text, short_date

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Read = Callable[[DossierFilter, DossierLine | None, int], list[DossierLine]]
"""(filter, the line before, how many) → the next lines."""

LINE_ROLE = Qt.ItemDataRole.UserRole
MOST_AGAIN = 500
"""How many lines a reload reads at once at most, however far the officer scrolled."""


class LineColumn(IntEnum):
    """The columns in order."""

    CODE = 0
    NAME = 1
    PROCEDURE = 2
    RECEIVED = 3
    DUE = 4
    STATE = 5


class LinesModel(QAbstractTableModel):
    """Dossier lines of a filter, or of one search; never edits them."""

    def __init__(
        self,
        read: Read,
        today: Callable[[], date],
        parent: QObject | None = None,
        *,
        soon: Callable[[], date] | None = None,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._today = today
        self._soon = soon
        self._filter: DossierFilter | None = None
        self._lines: list[DossierLine] = []
        self._more = False

    def show_filter(self, chosen: DossierFilter) -> None:
        """Show what a filter lets through; further pages come as they are scrolled to."""
        again = len(self._lines) if chosen == self._filter else 0
        size = min(max(PAGE, again), MOST_AGAIN)
        self.beginResetModel()
        self._filter = chosen
        self._lines = self._read(chosen, None, size)
        self._more = len(self._lines) == size
        self.endResetModel()

    def show_lines(self, lines: Sequence[DossierLine]) -> None:
        """Show exactly these lines: what a search found, best first."""
        self.beginResetModel()
        self._filter = None
        self._lines = list(lines)
        self._more = False
        self.endResetModel()

    def has_more(self) -> bool:
        """Whether further lines can be fetched."""
        return self._more

    def line(self, row: int) -> DossierLine:
        """The dossier line of a row."""
        return self._lines[row]

    def key_at(self, row: int) -> int:
        """The dossier's number, wherever its row stands."""
        return self._lines[row].id

    def row_of(self, dossier: int) -> int:
        """The row of the dossier with this number, -1 when it is not loaded."""
        return next((row for row, line in enumerate(self._lines) if line.id == dossier), -1)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(LineColumn)

    @override
    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._more

    @override
    def fetchMore(self, parent: Index) -> None:
        if parent.isValid() or not self._more or self._filter is None:
            return
        found = self._read(self._filter, self._lines[-1], PAGE)
        self._more = len(found) == PAGE
        if not found:
            return
        first = len(self._lines)
        self.beginInsertRows(ROOT, first, first + len(found) - 1)
        self._lines += found
        self.endInsertRows()

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return _titles()[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.checkIndex(index, self.CheckIndexOption.IndexIsValid):
            return None
        line, column = self._lines[index.row()], LineColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(line, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return told(self._whole_text(line, column), role)
            case Qt.ItemDataRole.DecorationRole if column is LineColumn.DUE:
                mark = urgency_label(self._urgency(line))
                return icon(mark.icon, mark.tone) if mark.icon else None
            case Qt.ItemDataRole.DecorationRole if column is LineColumn.STATE:
                state = state_label(line.state)
                return icon(state.icon, state.tone)
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(line, column)
            case Qt.ItemDataRole.FontRole if column is LineColumn.CODE:
                font = QFont()
                font.setBold(True)
                return font
            case int() if role == LINE_ROLE:
                return line
        return None

    def _urgency(self, line: DossierLine) -> Urgency:
        return urgency(line, self._today(), soon=self._soon() if self._soon else None)

    def _text(self, line: DossierLine, column: LineColumn) -> str:
        match column:
            case LineColumn.CODE:
                return line.code
            case LineColumn.NAME:
                return line.name
            case LineColumn.PROCEDURE:
                return line.procedure_name
            case LineColumn.RECEIVED:
                return short_date(line.received_at)
            case LineColumn.DUE:
                return self._due_text(line)
            case LineColumn.STATE:
                return state_label(line.state).text

    def _whole_text(self, line: DossierLine, column: LineColumn) -> str:
        if column is LineColumn.NAME and len(line.names) > 1:
            return _("Người nộp: {name}\nChủ hồ sơ: {owner}").format(
                name=line.names[0], owner=line.names[1]
            )
        if column is LineColumn.RECEIVED:
            return f"{clock_text(line.received_at)} {short_date(line.received_at)}"
        if column is LineColumn.DUE and line.promised_at is not None:
            mark = urgency_label(self._urgency(line))
            return " · ".join(part for part in (due_text(line.promised_at), mark.text) if part)
        return self._text(line, column)

    def _due_text(self, line: DossierLine) -> str:
        if line.promised_at is None:
            return _("Không hẹn ngày trả")
        moment = self._near(line.promised_at)
        how = self._urgency(line)
        if how in {Urgency.NONE, Urgency.IN_TERM}:
            return moment
        return f"{moment} · {urgency_label(how).text}"

    def _near(self, moment: datetime) -> str:
        """``25/11 09:00``, with the year when it is another one."""
        pattern = "%d/%m %H:%M" if moment.year == self._today().year else "%d/%m/%Y"
        return moment.strftime(pattern)

    def _colour(self, line: DossierLine, column: LineColumn) -> QColor | None:
        if column is not LineColumn.DUE:
            return None
        how = self._urgency(line)
        if how in {Urgency.NONE, Urgency.IN_TERM}:
            return None
        return QColor(token(urgency_label(how).tone))


def _titles() -> tuple[str, ...]:
    return (
        _("Mã hồ sơ"),
        _("Người nộp"),
        _("Thủ tục"),
        _("Ngày nhận"),
        _("Hẹn trả"),
        _("Trạng thái"),
    )
