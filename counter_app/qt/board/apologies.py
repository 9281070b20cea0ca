"""Apologies (Mẫu 04) for what is late, and for what somebody knows will be: one list, reasons and days, one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.desk.promise.call_columns import apology_columns
from counter_app.desk.promise.call_sheets import apology_table
from counter_app.desk.promise.changes import Apology
from counter_app.domain.dossier.allowed_times import reappointments_allowed
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.approval_part import ApprovalPart
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.completion import completes
from counter_app.qt.kit.count_box import CountBox
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.list_dialog import ListDialog
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.sending import Sending
from counter_app.store.read.board import BoardRow
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import near_moment
from counter_app.wording.tables.columns import on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from counter_app.desk.desk import Done
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.domain.paper.report_table import Table
    from counter_app.qt.kit.workplace import Workplace

MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Owed:
    """A dossier that needs an apology; ``days`` and ``reason`` None take the common ones."""

    row: BoardRow
    reason: str | None = None
    days: int | None = None


class ApologyDialog(ListDialog[Owed]):
    """One reason and one number of working days on top; a row may have its own below the list."""

    stem = "phieu-xin-loi"

    def __init__(self, place: Workplace, parent: QWidget | None = None, *, whose: str = "") -> None:
        self._whose = whose
        self._own: dict[str, Owed] = {}
        self._shown, self._late = "", set[int]()
        self._year = place.office.board.today().year
        settings = place.office.rules.settings
        self.reason = LineEdit(most=500, placeholder=_("Ví dụ: Chờ xác minh tại nơi cư trú cũ"))
        self.reason_field = Field(_("Lý &do chung"), self.reason, required=True)
        self.days = CountBox(MOST_DAYS, settings.apology_days)
        self.days_field = Field(_("&Hẹn sau (ngày làm việc)"), self.days)
        self.own_reason = LineEdit(most=500, placeholder=_("Để trống: theo lý do chung"))
        completes(place.office, "reason", self.reason, self.own_reason)
        self.own_days = CountBox(MOST_DAYS, settings.apology_days)
        self.again = ApprovalPart()
        self.issue = ActionButton(
            _("Lập phiếu"), self._issue, name="file", key="Ctrl+Return", tone="primary"
        )
        columns = apology_columns(
            lambda item: item.row, self._until, self._reason, self._year, self._promised
        )
        super().__init__(place, _("Lập phiếu xin lỗi và hẹn lại"), on_screen(columns), parent)
        self._send = Sending()
        self.table.chosen.connect(self._on_row)
        self.days.counted.connect(lambda _count: self._on_days())
        self.reason.textChanged.connect(lambda _text: self.model.refresh())
        self.own_reason.textEdited.connect(lambda _text: self._keep_own())
        self.own_days.counted.connect(lambda _count: self._keep_own())
        self.again.ticked.connect(lambda _on: self.reload())
        self._on_row(self.table.currentIndex().row())

    @override
    def add_fields(self, box: QVBoxLayout) -> None:
        own_reason = Field(_("Lý do riêng của hồ sơ đang chọn"), self.own_reason)
        own_days = Field(_("Hẹn riêng (ngày làm việc)"), self.own_days)
        common = ((self.reason_field, 3), (self.days_field, 1))
        own = ((own_reason, 3), (own_days, 1))
        box.addWidget(fields_in_rows((*common, *own)))
        box.addWidget(self.again)

    @override
    def rows(self) -> Sequence[Owed]:
        morning = self.place.office.board.morning(whose=self._whose)
        self._offer_again(len(morning.again))
        again = self.again.tick.isChecked()
        late = (*morning.apologies, *(morning.again if again else ()))
        self._late = {row.id for row in late}
        text = plural(
            "{count} hồ sơ đã quá giờ hẹn. {near} hồ sơ sắp đến hạn chưa chậm nên không đánh dấu sẵn: chỉ chọn khi biết"
            " chắc sẽ chậm, báo trước ít nhất 1 ngày.",
            len(late),
        )
        self.about.setText(text.format(count=len(late), near=len(morning.near)))
        rows = (*late, *morning.near)
        return [replace(self._own.get(row.code, Owed(row)), row=row) for row in rows]

    def _offer_again(self, count: int) -> None:
        """Show how many have passed their new day too: another one needs a leader, here or by password."""
        office = self.place.office
        why = plural(
            "{count} hồ sơ đã hẹn lại mà vẫn quá hạn. Hẹn lại lần nữa phải được lãnh đạo duyệt.",
            count,
        )
        if not self.again.tick.isChecked():
            self.again.ask(why.format(count=count), office.session.officer, office.staff.officers())
        self.again.setVisible(count > 0)

    @override
    def propose(self, row: Owed) -> bool:
        return row.row.id in self._late

    @override
    def code_of(self, row: Owed) -> str:
        return row.row.code

    @override
    def tables(self) -> Sequence[Table]:
        rows = [(item.row, self._until(item), self._reason(item)) for item in self.model.ticked()]
        return (apology_table(rows, self.place.office.board.now()),)

    @override
    def nothing(self) -> str:
        return _("Không có hồ sơ nào cần phiếu xin lỗi.")

    @override
    def acts(self) -> Sequence[ActionButton]:
        return (self.issue,)

    @override
    def on_ticked(self, count: int) -> None:
        may = self.place.may(Duty.PROCESS)
        self.issue.setText(
            plural("Lập phiếu cho {count} hồ sơ (Ctrl+Enter)", count).format(count=count)
        )
        self.issue.setEnabled(may and count > 0)

    def _promised(self, item: Owed) -> Label:
        at = item.row.promised_at
        late = item.row.id in self._late
        return Label(
            near_moment(at, self._year),
            "bad" if late else "warning",
            "clock-overdue" if late else "clock",
        )

    def _until(self, item: Owed) -> datetime | None:
        promised = item.row.promised_at
        after = promised.date() if promised else None
        days = item.days or self.days.count()
        try:
            return self.place.office.promises.proposed(days, after=after)
        except RuleError:
            return None

    def _reason(self, item: Owed) -> str:
        return item.reason or self.reason.value()

    def _on_row(self, at: int) -> None:
        """Another dossier is in hand; the list read again leaves what is being typed for the same one alone."""
        item = self.model.row(at)
        code = item.row.code if item else ""
        if code != self._shown or not code:
            self._shown = code
            self._show_own(at)

    def _show_own(self, at: int) -> None:
        item = self.model.row(at)
        for box in (self.own_reason, self.own_days):
            box.setEnabled(item is not None)
        self.own_reason.setText(item.reason or "" if item else "")
        self._show_own_days(item)

    def _show_own_days(self, item: Owed | None) -> None:
        self.own_days.blockSignals(True)
        self.own_days.set_count(item.days or self.days.count() if item else self.days.count())
        self.own_days.blockSignals(False)

    def _on_days(self) -> None:
        self.model.refresh()
        item = self.model.row(self.table.currentIndex().row())
        if item is None or item.days is None:
            self._show_own_days(item)

    def _keep_own(self) -> None:
        at = self.table.currentIndex().row()
        item = self.model.row(at)
        if item is None:
            return
        days = self.own_days.count()
        kept = replace(
            item,
            reason=self.own_reason.value() or None,
            days=days if days != self.days.count() else None,
        )
        self._own[kept.row.code] = kept
        self.model.change(at, kept)

    def _issue(self) -> None:
        fields = {"reason": self.reason_field, "days": self.days_field, **self.again.fields()}
        self.place.act(self._asked, fields, self._done, undoable=_issued_text)

    def _asked(self) -> Done[tuple[Dossier, ...]]:
        try:
            return self._send(
                self.place.office.promises.apologise,
                [self._apology(item) for item in self.model.ticked()],
                approval=self.again.approval(),
            )
        except RuleError as error:
            beside = {"reason", "days", *self.again.fields()}
            self.said.say("" if error.field in beside else error.message, "bad")
            raise

    def _apology(self, item: Owed) -> Apology:
        promised = item.row.promised_at
        until = self.place.office.promises.proposed(
            item.days or self.days.count(), after=promised.date() if promised else None
        )
        return Apology(
            code=item.row.code,
            reason=self._reason(item),
            until=until,
            override=item.row.reappointments
            >= reappointments_allowed(self.place.office.board.today()),
        )

    def _done(self, _dossiers: tuple[Dossier, ...]) -> None:
        self.accept()


def _issued_text(dossiers: tuple[Dossier, ...]) -> str:
    text = plural("Đã lập {count} phiếu xin lỗi, chờ in.", len(dossiers))
    return text.format(count=len(dossiers))
