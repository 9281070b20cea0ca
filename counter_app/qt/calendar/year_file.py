"""A calendar file before it is taken in: everything wrong with it, or everything it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QListWidget, QWidget

from counter_app.desk.act import new_op
from counter_app.desk.calendar.years import DayChange, before_day
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.hub import Tone
from counter_app.wording.office.day_marks import mark_kind
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.desk.calendar.years import ImportPlan
    from counter_app.domain.calendar.working_calendar import DayMark
    from counter_app.qt.kit.workplace import Workplace


class YearFileDialog(Dialog):
    """Shows the plan of one file; only the button takes it in."""

    opening_width = 760

    def __init__(self, place: Workplace, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._text, self._op = place, text, new_op()
        self.plan = place.office.calendar.plan_import(text)
        self.setWindowTitle(_("Nhập lịch làm việc từ tệp"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Nội dung tệp thay đổi, hoặc chỗ sai"))
        self.list.setWordWrap(True)
        self.about = text_label("", "muted")
        self.past, self.ripple = Advice("info"), Advice("warning")
        self.reading = Advice("warning")
        self.take = ActionButton(
            _("Nhập lịch này"), self._take, name="ok", key="Ctrl+Return", tone="primary"
        )
        self.shut = self.leaving()
        box = self.column()
        box.addWidget(text_label(self.windowTitle(), "title"))
        for widget in (self.about, self.reading, self.ripple, self.past):
            box.addWidget(widget)
        box.addWidget(self.list, 1)
        box.addWidget(self.foot(self.shut, self.take))
        self.finished.connect(self.deleteLater)
        self._show(self.plan)

    def _show(self, plan: ImportPlan) -> None:
        may = self._place.may(Duty.CALENDAR)
        problems = plan.file.problems
        self.reading.say("\n".join(plan.file.remarks))
        self.take.setEnabled(may and not problems and not plan.empty)
        if problems:
            text = plural(
                "Tệp có {count} chỗ sai, chưa nhập được. Sửa tệp rồi chọn lại.", len(problems)
            )
            self.about.setText(text.format(count=len(problems)))
            self.list.addItems([problem.sentence() for problem in problems])
            return
        year = plan.file.year
        if plan.empty:
            text = _("Lịch năm {year} đã đúng như tệp, không có gì đổi.")
        elif plan.before is None:
            text = plural(
                "Năm {year} chưa có lịch: nhập {count} ngày. Căn cứ: {source}", len(plan.changes)
            )
        else:
            text = plural("Lịch năm {year} đổi {count} ngày. Căn cứ: {source}", len(plan.changes))
        self.about.setText(
            text.format(year=year, count=len(plan.changes), source=plan.file.source or "…")
        )
        self.list.addItems([_change_text(change) for change in plan.changes])
        self._show_effects(plan)

    def _show_effects(self, plan: ImportPlan) -> None:
        assert plan.calendar is not None  # noqa: S101 - a plan without problems has one
        moved = len(self._place.office.calendar_impact.affected_by(plan.calendar).moved)
        text = plural(
            "{count} hồ sơ đang giải quyết đổi ngày hẹn nếu sau đó quyết định tính lại.", moved
        )
        self.ripple.say(text.format(count=moved) if moved else "")
        past = before_day(plan.changes, self._place.office.rules.today())
        text = plural("{count} ngày đổi đã qua: ngày hẹn đã lưu và báo cáo giữ nguyên.", len(past))
        self.past.say(text.format(count=len(past)) if past else "")

    def _take(self) -> None:
        self._place.act(
            lambda: self._place.office.calendar.import_year(self._text, op_id=self._op),
            None,
            self._taken,
        )

    def _taken(self, plan: ImportPlan) -> None:
        self.accept()
        text = _("Đã nhập lịch năm {year}.").format(year=plan.file.year)
        self._place.hub.notice(Tone.GOOD, text)


def _change_text(change: DayChange) -> str:
    day = short_date(change.day)
    if change.after is None:
        text = _("{day}: bỏ dấu “{name}”")
        return text.format(day=day, name=change.before.name if change.before else "")
    if change.before is None:
        return _("{day}: thêm {mark}").format(day=day, mark=_mark_text(change.after))
    return _("{day}: {before} → {after}").format(
        day=day, before=_mark_text(change.before), after=_mark_text(change.after)
    )


def _mark_text(mark: DayMark) -> str:
    kind = mark_kind(mark)
    hours = ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in mark.sessions or ())
    state = "" if mark.official else _("dự kiến")
    return " · ".join(part for part in (f"{mark.name} ({kind})", hours, state) if part)
