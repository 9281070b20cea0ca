"""Batches written so far, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from counter_app.i18n import _
from counter_app.store.records import WrittenBatch
from counter_app.wording.amounts import grouped
from counter_app.wording.moments import clock_text, short_date

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
NUMBER, WRITTEN, ENTRIES, OFFICER, VOLUME = range(5)


class BatchModel(QAbstractTableModel):
    """The history of exports, latest first; the file's name and hash are the tool tip."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batches: list[WrittenBatch] = []
        self._names: Mapping[str, str] = {}

    def show(self, batches: Sequence[WrittenBatch], names: Mapping[str, str]) -> None:
        """Replace the batches; ``names`` are the officers' by login."""
        self.beginResetModel()
        self._batches, self._names = list(batches), names
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._batches)

    @override
    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else VOLUME + 1

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        batch = self._batches[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{batch.name}\nSHA-256 {batch.sha256}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            str(batch.number),
            f"{clock_text(batch.written_at)} {short_date(batch.written_at)}",
            f"{grouped(batch.from_seq)}–{grouped(batch.to_seq)}",
            self._names.get(batch.officer, batch.officer),
            batch.volume,
        )[index.column()]

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            _("Lô"),
            _("Ghi lúc"),
            _("Việc số"),
            _("Người xuất"),
            _("USB"),
        )[section]
