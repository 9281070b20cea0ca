"""An officer's absences: those running and to come, with who stands in; announcing, changing and ending one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from counter_app.domain.office.absence import Absence
from counter_app.domain.office.staff import Officer
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.caseload_dialog import CaseloadDialog
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.qt.staff.absence_dialog import AbsenceDialog
from counter_app.wording.dossier.labels import Label
from counter_app.wording.office.absences import substitutes_text
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from datetime import date

    from counter_app.qt.kit.workplace import Workplace


class AbsencesPart(Card):
    """The officer's absences, and what may be done with them."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Vắng mặt và người thay"),
            _("Trong những ngày này hồ sơ mới của lĩnh vực được giao cho người thay."),
        )
        self._place, self._send = place, Sending()
        self._officer: Officer | None = None
        self.model: RowsModel[Absence] = RowsModel(
            [
                Column(_("Người thay"), self._substitutes),
                Column(_("Từ ngày"), lambda item: item.since),
                Column(_("Đến ngày"), lambda item: item.until),
                Column(_("Tình trạng"), self._standing),
            ],
            key=lambda item: item.id,
        )
        self.table = RowsTable(self.model, _("Vắng mặt và người thay"), stem="vang-mat")
        self.table.nothing = _("Không ai vắng mặt.")
        self.table.citizens = False
        self.table.setMinimumHeight(scaled(120))
        self.announce = ActionButton(_("Ghi &vắng mặt"), self._announce, name="add")
        self.change = ActionButton(_("Đổ&i"), self._change, name="edit")
        self.end = ActionButton(_("&Làm việc lại từ hôm nay"), self._end, name="ok")
        self.hand_all = ActionButton(_("&Bàn giao hồ sơ"), self._hand_all, name="hand-over")
        self.add(self.table, self.table.foot)
        self.add(flowing(self.announce, self.change, self.end, self.hand_all))
        self.table.selectionModel().selectionChanged.connect(self._on_selected)

    def show_officer(self, officer: Officer) -> None:
        """Show an officer's absences, the latest first."""
        self._officer = officer
        absences = self._place.office.absences.all()
        self.model.show([item for item in absences if item.officer == officer.login])
        self.announce.setEnabled(officer.active)
        self._on_selected()

    def _today(self) -> date:
        return self._place.office.absences.today()

    def _chosen(self) -> Absence | None:
        """The absence chosen that is not over, else the only one that is not."""
        chosen = self.model.row(self.table.currentIndex().row())
        rows = [self.model.row(at) for at in range(self.model.rowCount())]
        ahead = [item for item in rows if item is not None and item.until >= self._today()]
        if chosen in ahead:
            return chosen
        return ahead[0] if len(ahead) == 1 else None

    def _on_selected(self) -> None:
        for button in (self.change, self.end):
            button.setEnabled(self._chosen() is not None)

    def _announce(self) -> None:
        if self._officer is not None:
            AbsenceDialog(self._place, self._officer, parent=self).open()

    def _change(self) -> None:
        chosen = self._chosen()
        if self._officer is not None and chosen is not None:
            AbsenceDialog(self._place, self._officer, chosen, parent=self).open()

    def _end(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            end = self._place.office.absences.end
            self._place.act(partial(self._send, end, chosen.id))

    def _hand_all(self) -> None:
        """Hand everything to the officer who stands in, else to the one the dialog is told."""
        chosen = self._chosen()
        if self._officer is not None:
            taker = next(iter(chosen.by_substitute), "") if chosen else ""
            CaseloadDialog(self._place, self._officer.login, taker, parent=self).open()

    def _standing(self, item: Absence) -> Label:
        if item.covers(self._today()):
            return Label(_("Đang vắng mặt"), "warning", "clock")
        if item.since > self._today():
            return Label(_("Chưa bắt đầu"), "info", "clock")
        return Label(_("Đã kết thúc"), "muted", "stop")

    def _substitutes(self, item: Absence) -> str:
        office = self._place.office
        sectors = {sector.key: sector.name for sector in office.catalogue.sectors()}
        return substitutes_text(item, office.staff.names(), sectors) or _("không có lĩnh vực")
