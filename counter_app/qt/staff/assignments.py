"""Sectors in an officer's charge, from a day to a day: who gets a dossier when it is received."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_date
from counter_app.domain.office.staff import Assignment, Officer
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, DateEdit, Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from datetime import date

    from counter_app.qt.kit.workplace import Workplace


class AssignmentsPart(Card):
    """The officer's assignments, a line to add one, and a way to end one."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Lĩnh vực phụ trách"),
            _("Hồ sơ mới thuộc lĩnh vực được giao thẳng cho người phụ trách."),
        )
        self._place, self._send = place, Sending()
        self._officer: Officer | None = None
        self._names: dict[str, str] = {}
        self.model: RowsModel[Assignment] = RowsModel(
            [
                Column(_("Lĩnh vực"), lambda item: self._names.get(item.sector, item.sector)),
                Column(_("Từ"), lambda item: item.since),
                Column(_("Đến"), lambda item: item.until, say=_until),
                Column(_("Hiệu lực"), self._validity),
            ],
            key=lambda item: (item.officer, item.sector, item.since),
        )
        self.table = RowsTable(self.model, _("Lĩnh vực phụ trách"), stem="phan-cong-linh-vuc")
        self.table.nothing = _("Chưa phân công lĩnh vực nào.")
        self.table.citizens = False
        self.table.setMinimumHeight(scaled(150))
        self.sector = Choice()
        self.sector.let_shrink()
        self.since, self.until = DateEdit(), DateEdit(placeholder=_("Chưa định ngày"))
        self.add_button = ActionButton(_("&Giao lĩnh vực"), self._add, name="add")
        self.end_button = ActionButton(_("&Kết thúc hôm qua"), self._end, name="stop")
        self.fields = {
            "sector": Field(_("Lĩnh vực"), self.sector),
            "since": Field(_("Từ ngày"), self.since),
            "until": Field(_("Đến ngày"), self.until),
        }
        self.add(self.table, self.table.foot)
        self.add(fields_in_rows(tuple(zip(self.fields.values(), (3, 2, 2), strict=True))))
        self.add(flowing(self.add_button, self.end_button))
        self.held = Held(lambda: None)
        EnterMoves(self).ends_at(self.add_button)

    def show_officer(self, officer: Officer) -> None:
        """Show an officer's assignments, those in force first."""
        self._officer = officer
        sectors = self._place.office.catalogue.sectors()
        self._names = {sector.key: sector.name for sector in sectors}
        self.sector.offer([(sector.key, sector.name) for sector in sectors], keep=True)
        mine = [
            item for item in self._place.office.staff.assignments() if item.officer == officer.login
        ]
        mine.sort(key=lambda item: (not item.covers(self._today()), item.sector, item.since))
        self.model.show(mine)
        self.held.turn_to(officer.login)
        self.held.put(self.since, f"{self._today():%d/%m/%Y}")
        self.held.put(self.until, "")
        self.held.settle()

    def _today(self) -> date:
        return local_date(self._place.office.now())

    def _validity(self, item: Assignment) -> Label:
        if item.covers(self._today()):
            return Label(_("Đang phụ trách"), "good", "ok")
        if item.since > self._today():
            return Label(_("Chưa bắt đầu"), "info", "clock")
        return Label(_("Đã thôi phụ trách"), "muted", "stop")

    def _add(self) -> None:
        officer = self._officer
        if officer is None:
            return
        staff = self._place.office.staff
        self._place.act(
            lambda: self._send(staff.assign, self._typed(officer)),
            self.fields,
            held=self.held,
        )

    def _typed(self, officer: Officer) -> Assignment:
        since = self.since.day("since")
        if since is None:
            raise RuleError(_("Ghi ngày bắt đầu."), field="since")
        return Assignment(
            officer=officer.login,
            sector=self.sector.value() or "",
            since=since,
            until=self.until.day("until"),
        )

    def _end(self) -> None:
        chosen = self.model.row(self.table.currentIndex().row())
        if chosen is None:
            return
        last = max(self._today() - timedelta(days=1), chosen.since)
        staff = self._place.office.staff
        self._place.act(
            lambda: self._send(staff.assign, replace(chosen, until=last)),
            self.fields,
        )


def _until(item: Assignment) -> str:
    return short_date(item.until) if item.until else "…"
