"""Results handed over today, the latest first: their table, and the card it lies on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from counter_app.domain.dossier.dossier import Dossier
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card, EmptyState
from counter_app.qt.kit.kept_place import KeptPlace
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.theme import scaled
from counter_app.wording.columns import Column
from counter_app.wording.moments import clock_text

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


def returned_model(parent: QObject | None = None) -> RowsModel[Dossier]:
    """One line for each dossier returned."""
    columns: tuple[Column[Dossier], ...] = (
        Column(
            _("Thời gian"), lambda item: clock_text(item.returned_at) if item.returned_at else ""
        ),
        Column(_("Mã hồ sơ"), lambda item: item.code),
        Column(_("Chủ hồ sơ"), lambda item: item.holder_name),
        Column(_("Người nhận kết quả"), lambda item: item.collector.name if item.collector else ""),
    )
    return RowsModel(columns, parent, key=lambda item: item.id)


class ReturnedCard(Card):
    """What was handed over today.

    Signals:
        opened(str): the code of the dossier in a row that was opened.
    """

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Đã trả hôm nay"))
        self.model = returned_model(self)
        self.table = QTableView()
        self.none = EmptyState("returning", _("Hôm nay chưa trả hồ sơ nào"))
        self.body.addWidget(self.none, 1)
        self.body.addWidget(self.table, 1)
        self._lay_out()
        self.table.activated.connect(self._on_row)

    def show_returned(self, returned: Sequence[Dossier]) -> None:
        """Show the dossiers of today."""
        self.model.show(returned)
        self.table.setVisible(bool(returned))
        self.none.setVisible(not returned)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        KeptPlace(self.table, self.model)
        self.table.setAccessibleName(_("Đã trả hôm nay"))
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        metrics = self.table.fontMetrics()
        header.resizeSection(0, metrics.horizontalAdvance("88:88") + scaled(24))
        header.resizeSection(1, metrics.horizontalAdvance("T99999-999999-999999") + scaled(24))
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _on_row(self, index: QModelIndex) -> None:
        if dossier := self.model.row(index.row()):
            self.opened.emit(dossier.code)
