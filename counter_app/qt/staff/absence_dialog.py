"""Announcing an absence, or what holds from now on in the place of one: days, reason, a substitute for each sector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.domain.office.absence import Absence, absence_on, may_stand_in
from counter_app.domain.office.staff import Officer
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, DateEdit, Field, LineEdit
from counter_app.qt.kit.hub import Tone

if TYPE_CHECKING:
    from datetime import date

    from counter_app.qt.kit.workplace import Workplace


class AbsenceDialog(Dialog):
    """Asks from when to when, why, and who stands in where; sectors follow the days."""

    def __init__(
        self,
        place: Workplace,
        officer: Officer,
        old: Absence | None = None,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._place, self._officer, self._old, self._op = place, officer, old, new_op()
        today = place.office.absences.today()
        self._running = old is not None and old.since <= today
        since = max(old.since, today) if old else today
        self.since, self.until = DateEdit(since), DateEdit(old.until if old else None)
        self.since.setReadOnly(self._running)
        self.reason = LineEdit(old.reason if old else "", most=120)
        self.choices: dict[str, Choice] = {}
        self.fields = {
            "since": Field(_("Từ ngày"), self.since, required=True),
            "until": Field(_("Đến hết ngày"), self.until, required=True),
            "reason": Field(_("Lý do"), self.reason),
        }
        self._note = text_label("", "muted")
        self.uncovered = Field("", QWidget())
        self.uncovered.label.hide()
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        self._lay_out()
        for edit in (self.since, self.until):
            edit.editingFinished.connect(self._offer)
        self._offer()
        (self.until if old is None else self.save).setFocus()
        self.finished.connect(self.deleteLater)

    def _lay_out(self) -> None:
        days = QWidget()
        grid = QGridLayout(days)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, field in enumerate(self.fields.values()):
            grid.addWidget(field, at // 2, at % 2, 1, 1 if at < 2 else 2)
        self._sectors = QWidget()
        self._rows = QVBoxLayout(self._sectors)
        self._rows.setContentsMargins(0, 0, 0, 0)
        if self._running:
            meaning = _("Đổi có hiệu lực từ hôm nay; những ngày đã qua giữ nguyên.")
        else:
            meaning = _("Mỗi lĩnh vực phụ trách phải có một người thay.")
        lay_out(
            self,
            title=_("Vắng mặt"),
            about=self._officer.name,
            meaning=meaning,
            parts=(days, self._note, self._sectors, self.uncovered),
            buttons=(self.shut, self.save),
            wide=560,
        )

    def _days(self) -> tuple[date, date]:
        """Both days as typed. Errors: RuleError."""
        since, until = self.since.day("since"), self.until.day("until")
        if since is None:
            raise RuleError(_("Ghi ngày đầu vắng mặt."), field="since")
        if until is None:
            raise RuleError(_("Ghi ngày cuối vắng mặt."), field="until")
        return since, until

    def _offer(self) -> None:
        """The sectors that need a substitute on these days; who was chosen stays chosen."""
        office = self._place.office
        try:
            since, until = self._days()
        except RuleError:
            since = until = office.absences.today()
        needed = office.absences.needed(self._officer.login, since, until)
        names = {sector.key: sector.name for sector in office.catalogue.sectors()}
        offered = self._offered(since, until)
        before = dict(self._old.substitutes if self._old else ())
        for sector in needed:
            if sector not in self.choices:
                choice = self.choices[sector] = Choice()
                choice.let_shrink()
                self.fields[f"substitutes.{sector}"] = Field(names.get(sector, sector), choice)
                self._rows.addWidget(self.fields[f"substitutes.{sector}"])
            chosen = self.choices[sector].value() or before.get(sector, "")
            self.choices[sector].offer(offered)
            self.choices[sector].choose(chosen)
        for sector in self.choices:
            self.fields[f"substitutes.{sector}"].setVisible(sector in needed)
        self._note.setText(
            _("Chọn người thay ở từng lĩnh vực:")
            if needed
            else _("Không phụ trách lĩnh vực nào, không có hồ sơ đang giải quyết: không cần thay.")
        )

    def _offered(self, since: date, until: date) -> list[tuple[str, str]]:
        """The officers not away on the first or last of the days; one who is away in between is refused."""
        office = self._place.office
        absences = office.absences.all()
        here = [
            (item.login, item.name)
            for item in office.staff.officers()
            if item.login != self._officer.login
            and may_stand_in(item)
            and not any(absence_on(absences, item.login, day) for day in (since, until))
        ]
        return [("", _("Chưa chọn")), *here]

    def _typed(self) -> Absence:
        since, until = self._days()
        needed = self._place.office.absences.needed(self._officer.login, since, until)
        chosen = {
            sector: str(self.choices[sector].value() or "")
            for sector in needed
            if sector in self.choices
        }
        return Absence(
            officer=self._officer.login,
            since=since,
            until=until,
            reason=self.reason.value(),
            substitutes=tuple((sector, login) for sector, login in chosen.items() if login),
        )

    def _on_save(self) -> None:
        self._offer()
        self._place.act(self._send, {**self.fields, "substitutes": self.uncovered}, self._on_saved)

    def _send(self) -> Done[Absence]:
        absences = self._place.office.absences
        if self._old is None:
            return absences.announce(self._typed(), op_id=self._op)
        return absences.change(self._old.id, self._typed(), op_id=self._op)

    def _on_saved(self, absence: Absence) -> None:
        self.accept()
        text = _("Đã ghi {name} vắng mặt đến hết {until:%d/%m/%Y}.").format(
            name=self._officer.name, until=absence.until
        )
        self._place.hub.notice(Tone.GOOD, text)
