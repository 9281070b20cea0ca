"""Results handed over today, the latest first: their table, and the card it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal

from counter_app.domain.dossier.dossier import Dossier
from counter_app.domain.dossier.dossier_filter import MOST_RETURNED
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, EmptyState
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.wording.paper.moments import clock_text
from counter_app.wording.tables.columns import Column
from counter_app.wording.tables.totals import dossiers_text

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def returned_model(parent: QObject | None = None) -> RowsModel[Dossier]:
    """One line for each dossier returned."""
    columns: tuple[Column[Dossier], ...] = (
        Column(_("Lúc"), lambda item: item.returned_at, say=_clock),
        Column(_("Mã hồ sơ"), lambda item: item.code),
        Column(_("Chủ hồ sơ"), lambda item: item.holder_name, of_people=True),
        Column(_("Người nhận"), _collector, of_people=True),
    )
    return RowsModel(columns, parent, key=lambda item: item.id)


def _clock(item: Dossier) -> str:
    return clock_text(item.returned_at) if item.returned_at else ""


def _collector(item: Dossier) -> str:
    return item.collector.name if item.collector else ""


class ReturnedCard(Card):
    """The results handed over today.

    Signals:
        opened(str): the code of the dossier in a row that was opened.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Đã trả hôm nay"))
        self.model = returned_model(self)
        self.table = RowsTable(
            self.model, _("Đã trả hôm nay"), stem="da-tra-hom-nay", counted=dossiers_text
        )
        self.none = EmptyState("returning", _("Hôm nay chưa trả hồ sơ nào"))
        self.body.addWidget(self.none, 1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.table.foot)
        self.table.activated.connect(self._on_row)

    def show_returned(self, returned: Sequence[Dossier]) -> None:
        """Show the dossiers of today."""
        self.model.show(returned, most=MOST_RETURNED)
        self.table.setVisible(bool(returned))
        self.none.setVisible(not returned)

    def _on_row(self, index: QModelIndex) -> None:
        if dossier := self.model.row(index.row()):
            self.opened.emit(dossier.code)
