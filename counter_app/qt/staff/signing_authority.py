"""The document by which an officer signs certifications, from a day to a day (Nghị định 280/2025/NĐ-CP)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from counter_app.domain.certification.authority import (
    DOCUMENT_LENGTH,
    POSITION_LENGTH,
    Authorisation,
    Capacity,
)
from counter_app.domain.certification.books import BOOKS, book_name
from counter_app.domain.clock import local_date
from counter_app.domain.office.staff import Duty, Officer
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, DateEdit, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.theme import scaled
from counter_app.wording.certification import capacity_text
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from datetime import date

    from counter_app.qt.kit.workplace import Workplace


class SigningPart(Card):
    """The officer's authorisations, a line to put one down, and a way to end one."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Ký chứng thực"),
            _(
                "Chủ tịch ký theo thẩm quyền; người khác ký theo văn bản ủy quyền, phân công còn hiệu lực."
            ),
        )
        self._place, self._send = place, Sending()
        self._officer: Officer | None = None
        self.model: RowsModel[Authorisation] = RowsModel(self._columns(), key=lambda item: item.id)
        self.table = RowsTable(
            self.model, _("Ủy quyền, phân công ký chứng thực"), stem="uy-quyen-ky"
        )
        self.table.citizens = False
        self.table.setMinimumHeight(scaled(120))
        self.capacity = Choice(
            [
                (Capacity.AUTHORISED, _("TUQ. Chủ tịch")),
                (Capacity.DEPUTY, _("KT. Chủ tịch")),
                (Capacity.ORDERED, _("TL. Chủ tịch")),
                (Capacity.OWN, _("Chủ tịch")),
            ]
        )
        self.position = LineEdit(most=POSITION_LENGTH)
        self.number = LineEdit(most=DOCUMENT_LENGTH)
        self.issued_on, self.since = DateEdit(), DateEdit()
        self.until = DateEdit(placeholder=_("Chưa định ngày"))
        self.book = Choice([("", _("Mọi sổ")), *((key, book_name(key)) for key in BOOKS)])
        self.book.let_shrink()
        self.give = ActionButton(_("Ghi ủ&y quyền"), self._give, name="add")
        self.end = ActionButton(_("Kết t&húc ủy quyền"), self._end, name="stop")
        self._build()
        self.held = Held(lambda: None)
        EnterMoves(self).ends_at(self.give)

    def _columns(self) -> list[Column[Authorisation]]:
        return [
            Column(_("Hiệu lực"), self._validity),
            Column(_("Ký"), lambda item: capacity_text(item.capacity.value)),
            Column(_("Văn bản"), lambda item: item.number),
            Column(_("Thời gian"), _days),
            Column(_("Ký trong sổ"), _kinds),
        ]

    def _build(self) -> None:
        self.fields = {
            "capacity": Field(_("Ký"), self.capacity),
            "position": Field(_("Chức vụ in dưới chữ ký"), self.position),
            "books": Field(_("Ký trong sổ"), self.book),
            "number": Field(_("Số, ký hiệu văn bản"), self.number),
            "issued_on": Field(_("Ngày của văn bản"), self.issued_on),
            "since": Field(_("Từ ngày"), self.since),
            "until": Field(_("Đến ngày"), self.until),
        }
        self.add(self.table, self.table.foot)
        lines = (("capacity", "position"), ("number", "issued_on"), ("since", "until"), ("books",))
        self.add(fields_in_rows(*([(self.fields[name], 1) for name in line] for line in lines)))
        self.add(flowing(self.give, self.end))

    def show_officer(self, officer: Officer) -> None:
        """Show an officer's authorisations, those in force first."""
        self._officer = officer
        today = self._today()
        found = self._place.office.authorities.all()
        mine = [item for item in found if item.officer == officer.login]
        self.model.show(sorted(mine, key=lambda item: not item.covers(today)))
        self.position.setPlaceholderText(officer.title)
        self.held.turn_to(officer.login)
        for edit in (self.position, self.number, self.issued_on, self.until):
            self.held.put(edit, "")
        self.held.put(self.capacity, Capacity.AUTHORISED)
        self.held.put(self.book, "")
        self.held.put(self.since, f"{today:%d/%m/%Y}")
        self.held.settle()
        self.end.setEnabled(bool(mine))

    def _today(self) -> date:
        return local_date(self._place.office.now())

    def _validity(self, item: Authorisation) -> Label:
        if item.covers(self._today()):
            return Label(_("Còn hiệu lực"), "good", "ok")
        if item.since > self._today():
            return Label(_("Chưa bắt đầu"), "info", "clock")
        return Label(_("Hết hiệu lực"), "muted", "stop")

    def _give(self) -> None:
        officer = self._officer
        if officer is None:
            return
        verb = self._place.office.authorities.authorise
        self._place.act(lambda: self._send(verb, self._typed(officer)), self.fields, held=self.held)

    def _typed(self, officer: Officer) -> Authorisation:
        since = self.since.day("since")
        if since is None:
            raise RuleError(_("Ghi ngày bắt đầu."), field="since")
        book = str(self.book.value() or "")
        return Authorisation(
            officer=officer.login,
            capacity=self.capacity.value(),
            position=self.position.value(),
            number=self.number.value(),
            issued_on=self.issued_on.day("issued_on"),
            since=since,
            until=self.until.day("until"),
            books=(book,) if book else (),
        )

    def _end(self) -> None:
        """The day typed as the last one, else today."""
        from counter_app.qt.kit.act_reason_dialog import ReasonDialog

        chosen = self.model.row(self.table.currentIndex().row())
        if chosen is None or not self._place.may(Duty.STAFF):
            return
        until = guard(self._place, lambda: self.until.day("until") or self._today(), self.fields)
        if until is None:
            return
        ReasonDialog(
            self._place,
            partial(self._place.office.authorities.end, chosen.id, until),
            title=_("Kết thúc ủy quyền, phân công"),
            about=chosen.document or capacity_text(chosen.capacity.value),
            meaning=_("Ngày cuối còn hiệu lực: {day}. Những gì đã ký giữ nguyên.").format(
                day=short_date(until)
            ),
            parent=self,
        ).open()


def _kinds(item: Authorisation) -> str:
    return ", ".join(map(book_name, item.books)) or _("Mọi sổ")


def _days(item: Authorisation) -> str:
    return f"{short_date(item.since)} – {short_date(item.until) if item.until else '…'}"
