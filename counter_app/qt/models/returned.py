"""Results handed over today, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter_app.domain.dossier import Dossier
from counter_app.i18n import _
from counter_app.qt.overriding import override
from counter_app.qt.plain import told
from counter_app.wording.moments import clock_text

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class ReturnedModel(QAbstractTableModel):
    """One line for each dossier returned."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dossiers: list[Dossier] = []

    def show(self, dossiers: Sequence[Dossier]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self._dossiers = list(dossiers)
        self.endResetModel()

    def dossier(self, row: int) -> Dossier:
        """The dossier of a row."""
        return self._dossiers[row]

    def key_at(self, row: int) -> int:
        """The dossier's number, wherever its row stands."""
        return self._dossiers[row].id

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._dossiers)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(_titles())

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
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return told(_texts(self._dossiers[index.row()])[index.column()], role)
        return None


def _titles() -> tuple[str, ...]:
    return (_("Lúc"), _("Mã hồ sơ"), _("Chủ hồ sơ"), _("Người nhận"))


def _texts(dossier: Dossier) -> tuple[str, ...]:
    return (
        clock_text(dossier.returned_at) if dossier.returned_at else "",
        dossier.code,
        dossier.holder_name,
        dossier.collector.name if dossier.collector else "",
    )
