"""The decisions of people about journals with two branches, latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.cards import EmptyState
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable, with_foot
from counter_app.qt.kit.theme import scaled
from counter_app.wording.paper.moments import clock_text, short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior.book.settlements import Settlement


class DecisionsDialog(Dialog):
    """A list to look at: nothing of it can be changed."""

    writes = False

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        found = place.office.decisions.made()
        names = {
            journal: item.name
            for item in place.office.superior.offices()
            for journal in item.journals
        }
        self.model: RowsModel[Settlement] = RowsModel(
            _columns(names), self, key=lambda item: (item.journal, item.at)
        )
        self.table = RowsTable(self.model, _("Các quyết định"), stem="quyet-dinh-nhanh")
        self.table.citizens = False
        self.table.setMinimumHeight(scaled(260))
        self.model.show(found)
        none = EmptyState("ok", _("Chưa có quyết định nào"))
        lay_out(
            self,
            title=_("Các quyết định"),
            about=_("Nhánh nào được giữ, ai quyết định, vì sao; không sửa được."),
            meaning="",
            parts=(with_foot(self.table) if found else none,),
            buttons=(self.leaving(),),
            wide=980,
        )
        self.finished.connect(self.deleteLater)


def _columns(names: dict[str, str]) -> Sequence[Column[Settlement]]:
    said = {
        "keep": _("Giữ nhánh đang có"),
        "take": _("Lấy nhánh kia"),
        "dates": _("Chấp nhận ngày chưa tới"),
        "close": _("Đóng nhật ký"),
        "open": _("Mở lại nhật ký"),
    }
    return (
        Column(
            _("Lúc"),
            lambda item: item.at,
            1.2,
            say=lambda item: f"{clock_text(item.at)} {short_date(item.at)}",
        ),
        Column(_("Đơn vị"), lambda item: names.get(item.journal, item.journal), 2.2),
        Column(_("Quyết định"), lambda item: said.get(item.decision, item.decision), 1.5),
        Column(_("Người quyết định"), lambda item: item.by, 1.6),
        Column(_("Lý do"), lambda item: item.reason, 2.6),
        Column(_("Bản giữ lại"), lambda item: item.kept_file, 1.8, extra=True),
    )
