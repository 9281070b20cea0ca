"""Batches written so far, as a table model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from counter_app.domain.exchange.standing import BatchState
from counter_app.i18n import _
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.rows import Index, RowsModel
from counter_app.store.read.exchange import StandingBatch
from counter_app.wording.exchange import standing_text
from counter_app.wording.paper.amounts import grouped
from counter_app.wording.tables.columns import Column

NUMBER, WRITTEN, ENTRIES, STANDING, OFFICER, VOLUME = range(6)


class BatchModel(RowsModel[StandingBatch]):
    """The history of exports, latest first; the file's name and hash are the tool tip."""

    def __init__(self, parent: QObject | None = None) -> None:
        self._names: Mapping[str, str] = {}
        columns: tuple[Column[StandingBatch], ...] = (
            Column(_("Gói"), lambda item: str(item.batch.number)),
            Column(_("Thời gian ghi"), lambda item: item.batch.written_at),
            Column(
                _("Lượt ghi từ–đến"),
                lambda item: f"{grouped(item.batch.from_seq)}–{grouped(item.batch.to_seq)}",
            ),
            Column(_("Tình trạng gói"), _standing, 2.2),
            Column(_("Người xuất"), self._officer, extra=True),
            Column(_("USB"), lambda item: item.batch.volume, extra=True),
        )
        super().__init__(
            columns, parent, key=lambda item: (item.batch.number, item.state is BatchState.BEGUN)
        )

    def _officer(self, item: StandingBatch) -> str:
        return self._names.get(item.batch.officer, item.batch.officer)

    def show_batches(self, batches: Sequence[StandingBatch], names: Mapping[str, str]) -> None:
        """Replace the batches; ``names`` are the officers' by login."""
        self._names = names
        self.show(batches)

    def chosen(self, row: int) -> StandingBatch | None:
        """The batch of a row, or the latest where none is chosen; None where there is none."""
        rows = self._rows
        return rows[row] if 0 <= row < len(rows) else next(iter(rows), None)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.ToolTipRole:
            batch = self._rows[index.row()].batch
            if not batch.name:
                return _("Gói này không được tính; cấp trên chỉ nhận gói đã ghi xong.")
            return f"{batch.name}\nSHA-256 {batch.sha256}"
        return super().data(index, role)


def _standing(item: StandingBatch) -> str:
    text = standing_text(item.state, item.why)
    return f"{text} ({item.batch.handed_to})" if item.state is BatchState.HANDED else text
