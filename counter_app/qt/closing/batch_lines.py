"""Batches written so far, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.store.read.closings import WrittenBatch
from counter_app.wording.amounts import grouped
from counter_app.wording.columns import Column
from counter_app.wording.moments import clock_text, short_date

NUMBER, WRITTEN, ENTRIES, OFFICER, VOLUME = range(5)


class BatchModel(RowsModel[WrittenBatch]):
    """The history of exports, latest first; the file's name and hash are the tool tip."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._names: Mapping[str, str] = {}
        columns: tuple[Column[WrittenBatch], ...] = (
            Column(_("Gói"), lambda batch: str(batch.number)),
            Column(_("Thời gian ghi"), _written),
            Column(
                _("Lượt ghi từ–đến"),
                lambda batch: f"{grouped(batch.from_seq)}–{grouped(batch.to_seq)}",
            ),
            Column(_("Người xuất"), lambda batch: self._names.get(batch.officer, batch.officer)),
            Column(_("USB"), lambda batch: batch.volume),
        )
        super().__init__(columns, parent, key=lambda batch: batch.number)

    def show_batches(self, batches: Sequence[WrittenBatch], names: Mapping[str, str]) -> None:
        """Replace the batches; ``names`` are the officers' by login."""
        self._names = names
        self.show(batches)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            batch = self._rows[index.row()]
            return f"{batch.name}\nSHA-256 {batch.sha256}"
        return super().data(index, role)


def _written(batch: WrittenBatch) -> str:
    return f"{clock_text(batch.written_at)} {short_date(batch.written_at)}"
