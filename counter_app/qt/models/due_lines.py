"""Dossiers that are due, with the officer who has them, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from typing_extensions import override

from counter_app.domain.dossier import DossierLine, urgency
from counter_app.i18n import _
from counter_app.qt.labels import urgency_label
from counter_app.qt.widgets.icons import icon
from counter_app.qt.widgets.theme import token
from counter_app.wording.moments import clock_text, short_date

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
URGENCY, PROMISE, CODE, NAME, OFFICER, PROCEDURE = range(6)


class DueModel(QAbstractTableModel):
    """Overdue dossiers and those due today, the most urgent first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[DossierLine] = []
        self._names: Mapping[str, str] = {}
        self._today = date.min

    def show(self, lines: Sequence[DossierLine], names: Mapping[str, str], today: date) -> None:
        """Replace the lines; ``names`` are the officers' by login."""
        self.beginResetModel()
        self._lines, self._names, self._today = list(lines), names, today
        self.endResetModel()

    def line(self, row: int) -> DossierLine:
        """The dossier in a row."""
        return self._lines[row]

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else PROCEDURE + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts(line)[index.column()]
        if index.column() == URGENCY:
            mark = urgency_label(urgency(line, self._today))
            if role == Qt.ItemDataRole.DecorationRole:
                return icon(mark.icon, mark.tone)
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(token(mark.tone))
        return None

    def _texts(self, line: DossierLine) -> tuple[str, ...]:
        at = line.promised_at
        return (
            urgency_label(urgency(line, self._today)).text,
            f"{clock_text(at)} {short_date(at)}" if at else "",
            line.code,
            line.name,
            self._names.get(line.handler, line.handler) or _("Chưa giao"),
            line.procedure_name,
        )

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            _("Tình trạng"),
            _("Hẹn trả"),
            _("Mã hồ sơ"),
            _("Người nộp"),
            _("Người thụ lý"),
            _("Thủ tục"),
        )[section]
