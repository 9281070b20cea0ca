"""Days at the closing page: closed or not, on a stick or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from counter_app.i18n import _
from counter_app.qt.labels import Label
from counter_app.qt.widgets.icons import icon
from counter_app.qt.widgets.theme import token
from counter_app.store.records import ClosedDay
from counter_app.wording.amounts import grouped
from counter_app.wording.moments import clock_text, short_date, weekday_name

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
DAY, RECEIVED, CLOSED, EXPORTED = range(4)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day: ``received`` dossiers not yet on a stick (None when all of it is on one), its closing, and whether
    more was done with dossiers after it."""

    day: date
    received: int | None
    closed: ClosedDay | None
    more_since: bool = False

    @property
    def closing(self) -> Label:
        """Whether the day is closed, for colour, icon and word."""
        if self.closed is None:
            return Label(_("Chưa chốt"), "warning", "warning")
        if self.more_since:
            return Label(_("Có việc mới sau khi chốt"), "warning", "warning")
        clock = clock_text(self.closed.closed_at)
        return Label(_("Đã chốt {clock}").format(clock=clock), "good", "ok")

    @property
    def exporting(self) -> Label:
        """Whether the day is on a stick."""
        if self.received is None:
            return Label(_("Đã có trên USB"), "good", "ok")
        return Label(_("Chưa có trên USB"), "warning", "usb")


class DayModel(QAbstractTableModel):
    """The days that still ask for something, and today; the latest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[DayLine] = []

    def show(self, lines: Sequence[DayLine]) -> None:
        """Replace the days."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, row: int) -> DayLine:
        """The day in a row."""
        return self._lines[row]

    def row_of(self, day: date) -> int:
        """The row of a day, -1 when it is not shown."""
        return next((at for at, line in enumerate(self._lines) if line.day == day), -1)

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else EXPORTED + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                f"{weekday_name(line.day)} {short_date(line.day)}",
                "" if line.received is None else grouped(line.received),
                line.closing.text,
                line.exporting.text,
            )[index.column()]
        mark = {CLOSED: line.closing, EXPORTED: line.exporting}.get(index.column())
        if mark is not None and role == Qt.ItemDataRole.DecorationRole:
            return icon(mark.icon, mark.tone)
        if mark is not None and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(token(mark.tone))
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (_("Ngày"), _("Hồ sơ mới"), _("Chốt ngày"), _("USB"))[section]
