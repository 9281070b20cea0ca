"""The superior's notices to this office: each in full, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.theme import scaled
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.exchange import Notice


class SuperiorNoticesDialog(Dialog):
    """Every notice that came with a parcel; below the list the one in hand in full."""

    writes = False

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        columns: tuple[Column[Notice], ...] = (
            Column(_("Ngày nhận"), lambda item: item.at.date()),
            Column(_("Gói"), lambda item: str(item.parcel)),
            Column(_("Thông báo"), lambda item: item.title, 4.0),
        )
        self.model: RowsModel[Notice] = RowsModel(columns, self, key=lambda item: item.seq)
        self.table = LowTable(self.model, _("Thông báo của cấp trên"), stem="thong-bao-cap-tren")
        self.table.citizens = False
        self.table.setMinimumHeight(scaled(130))
        self.whole = Advice("info")
        self.table.chosen.connect(self._show_whole)
        self.finished.connect(self.deleteLater)
        lay_out(
            self,
            title=_("Thông báo của cấp trên"),
            about="",
            meaning="",
            parts=(self.table, self.table.foot, self.whole),
            buttons=(self.leaving(tone="primary"),),
            wide=760,
        )
        self.model.show(place.office.board.notices())
        self.table.stay()
        self.table.setFocus()

    def _show_whole(self, at: int) -> None:
        item = self.model.row(at)
        self.whole.say([] if item is None else [item.title, *item.text.split("\n")])
