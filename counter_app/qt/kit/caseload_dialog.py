"""Handing over everything an officer has: giver and receiver, sectors, the list with the reasons of those that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.desk.handover.caseloads import (
    Caseload,
    CaseloadLine,
    Left,
    WantedCaseload,
    given_back,
)
from counter_app.domain.dossier.dossier import DossierLine
from counter_app.domain.handover.whereabouts import Sheet
from counter_app.domain.office.absence import may_stand_in
from counter_app.i18n import _, plural
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label, state_label
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

Row = CaseloadLine | tuple[DossierLine, Left]


class CaseloadDialog(Dialog):
    """Shows what goes over before anything is done; a sheet that brought dossiers gives them back."""

    def __init__(
        self, place: Workplace, giver: str = "", taker: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        self._caseload = Caseload(lines=(), left=())
        self._offer(giver, taker)
        self.fields = {
            "back": Field(_("Bàn giao"), self.what),
            "sectors": Field(_("Lĩnh vực"), self.sector),
            "giver": Field(_("Người giao"), self.giver, required=True),
            "taker": Field(_("Người nhận"), self.taker, required=True),
        }
        self.counts = text_label("", "heading")
        self.model: RowsModel[Row] = RowsModel(self._columns(), self, key=_key)
        self.table = RowsTable(self.model, _("Hồ sơ bàn giao"), stem="ban-giao-ho-so")
        self.table.setMinimumHeight(scaled(330))
        self.save = ActionButton(
            _("Bàn giao"),
            self._on_save,
            name="hand-over",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.shut = self.leaving()
        self._lay_out()
        self._show()
        for choice in (self.what, self.giver, self.taker, self.sector):
            choice.currentIndexChanged.connect(self._show)
        self.finished.connect(self.deleteLater)

    def _offer(self, giver: str, taker: str) -> None:
        office = self._place.office
        self._names = office.staff.names()
        self._sectors = {item.key: item.name for item in office.catalogue.sectors()}
        self._sheets = {sheet.id: sheet for sheet in office.caseloads.returnable()}
        self.what = Choice(
            [
                (None, _("Toàn bộ hồ sơ đang có")),
                *((sheet.id, self._sheet_text(sheet)) for sheet in self._sheets.values()),
            ]
        )
        officers = office.staff.officers()
        self.giver = Choice([("", _("Chưa chọn")), *((item.login, item.name) for item in officers)])
        takers = [(item.login, item.name) for item in officers if may_stand_in(item)]
        self.taker = Choice([("", _("Chưa chọn")), *takers])
        self.sector = Choice([("", _("Mọi lĩnh vực")), *self._sectors.items()])
        self.giver.choose(giver)
        self.taker.choose(taker)

    def _lay_out(self) -> None:
        chosen = QWidget()
        grid = QGridLayout(chosen)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, field in enumerate(self.fields.values()):
            grid.addWidget(field, at // 2, at % 2)
        for choice in (self.what, self.giver, self.taker, self.sector):
            choice.let_shrink()
        lay_out(
            self,
            title=_("Bàn giao toàn bộ hồ sơ"),
            about="",
            meaning=_(
                "Người nhận giải quyết tiếp và giữ hồ sơ giấy của người giao; lập một phiếu, coi như đã nhận. Trạng "
                "thái và ngày hẹn trả giữ nguyên."
            ),
            parts=(chosen, self.counts, self.table, self.table.foot),
            buttons=(self.shut, self.save),
            wide=820,
        )

    def _sheet_text(self, sheet: Sheet) -> str:
        return _("Giao lại theo phiếu {number} cho {name}").format(
            number=sheet.label, name=self._names.get(sheet.giver.officer, sheet.giver.officer)
        )

    def _wanted(self) -> WantedCaseload:
        sheet = self._sheets.get(self.what.value())
        if sheet is not None:
            return given_back(sheet, self._caseload.codes)
        sector = str(self.sector.value() or "")
        return WantedCaseload(
            giver=str(self.giver.value() or ""),
            taker=str(self.taker.value() or ""),
            sectors=(sector,) if sector else (),
            codes=self._caseload.codes,
        )

    def _show(self) -> None:
        """Read what would go over, and what stays and why."""
        sheet = self._sheets.get(self.what.value())
        for name in ("giver", "taker", "sectors"):
            self.fields[name].setEnabled(sheet is None)
        if sheet is not None:
            self.giver.choose(sheet.taker.officer)
            self.taker.choose(sheet.giver.officer)
            self.sector.choose("")
        self._caseload = self._place.office.caseloads.listed(self._wanted())
        lines, left = self._caseload.lines, self._caseload.left
        self.model.show([*lines, *left])
        sectors = ", ".join(
            f"{self._sectors.get(key, key)} {count}"
            for key, count in self._caseload.counts().items()
        )
        text = plural("Bàn giao {count} hồ sơ, để lại {left} hồ sơ.", len(lines)).format(
            count=len(lines), left=len(left)
        )
        self.counts.setText(f"{text} {sectors}".strip())
        self.save.setEnabled(bool(lines))

    def _columns(self) -> tuple[Column[Row], ...]:
        return (
            Column(_("Mã hồ sơ"), lambda row: _line(row).code),
            Column(_("Người nộp"), lambda row: _line(row).name, of_people=True),
            Column(_("Lĩnh vực"), self._sector),
            Column(_("Tình trạng"), lambda row: state_label(_line(row).state)),
            Column(_("Bàn giao"), _what),
        )

    def _sector(self, row: Row) -> str:
        return self._sectors.get(_line(row).sector, _line(row).sector)

    def _on_save(self) -> None:
        self._place.act(self._do, self.fields, self._on_done)

    def _do(self) -> Done[Sheet]:
        return self._place.office.caseloads.hand_over(self._wanted(), op_id=self._op)

    def _on_done(self, sheet: Sheet) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        place, above = self._place, self.parentWidget()
        self.accept()
        place.act(
            lambda: place.office.handover.paper(sheet.id, op_id=new_op()),
            then=lambda job: PrintDialog(place, job.id, above).open(),
        )


def _line(row: Row) -> DossierLine:
    return row.item.line if isinstance(row, CaseloadLine) else row[0]


def _key(row: Row) -> int:
    return _line(row).id


def _what(row: Row) -> Label:
    """The part of a dossier that goes over, or the reason why it stays."""
    if isinstance(row, CaseloadLine):
        if row.charge and row.papers:
            return Label(_("Giải quyết tiếp, giữ giấy tờ"), "good", "ok")
        if row.charge:
            return Label(_("Giải quyết tiếp; giấy ở chỗ khác"), "good", "ok")
        return Label(_("Chỉ giấy tờ đang giữ"), "good", "ok")
    return {
        Left.TRAVELLING: Label(_("Để lại: trên phiếu chưa nhận"), "warning", "transfer"),
        Left.OTHER_SECTOR: Label(_("Để lại: lĩnh vực khác"), "muted", "filter"),
        Left.GONE: Label(_("Không còn ở người giao"), "muted", "stop"),
    }[row[1]]
