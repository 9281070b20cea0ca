"""One year of the calendar: its days off and swapped days, its source, and how it is confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.calendar.calendar_file import file_name
from counter_app.domain.calendar.working_calendar import DayMark, YearState
from counter_app.domain.clock import local_date
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, mark, plural
from counter_app.qt.calendar.day_form import DayForm
from counter_app.qt.calendar.year_file import YearFileDialog
from counter_app.qt.calendar.year_grid import YearGrid
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, text_label
from counter_app.qt.kit.dressed import once_dressed
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import FlowLayout, flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.saving import TABLE_FILES, ask_and_save, tell_page
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.read.calendar import CalendarYear

FIXED = (
    (1, 1, mark("Tết Dương lịch")),
    (4, 30, mark("Ngày Chiến thắng")),
    (5, 1, mark("Ngày Quốc tế Lao động")),
    (9, 2, mark("Quốc khánh")),
    (11, 24, mark("Ngày Văn hóa Việt Nam")),
)
"""Days off with a fixed date (Bộ luật Lao động 2019 Điều 112; Nghị quyết 80-NQ/TW); Tết and swaps are announced."""


class YearPart(QWidget):
    """The twelve months, the list of marked days, a form for one day, and the confirmation."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self._years: dict[int, CalendarYear] = {}
        self.year_choice: Choice = Choice()
        self.year_choice.setAccessibleName(_("Năm"))
        self.state = Badge()
        self.more = ActionButton(_("&Thêm năm sau"), self.add_year, name="add")
        self.take_in = ActionButton(_("&Nhập tệp…"), self.ask_file, name="folder")
        self.give_out = ActionButton(_("X&uất tệp…"), self.save_file, name="save")
        self.grid = YearGrid()
        self.model: RowsModel[DayMark] = RowsModel(
            [
                Column(_("Ngày"), lambda item: item.day, say=lambda item: f"{item.day:%d/%m}"),
                Column(_("Tên"), _name_text),
                Column(_("Loại"), _kind_label),
            ],
            key=lambda item: item.day,
        )
        self.table = RowsTable(self.model, _("Ngày nghỉ và làm bù"), stem="ngay-nghi-va-lam-bu")
        self.table.citizens = False
        self.form = DayForm(self.reload)
        self.source = LineEdit(most=300)
        self.source_field = Field(
            _("Số, ngày của văn bản công bố lịch nghỉ"),
            self.source,
            _("Ví dụ: Công văn 12729/VPCP-KGVX ngày 25/12/2025"),
        )
        self.confirm = ActionButton(
            _("&Xác nhận lịch năm này"), self.confirm_year, name="ok", tone="primary"
        )
        self.warning = Card()
        self.warning_text = text_label("")
        self.origin = text_label("", "muted")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.warning.setProperty("card", None)
        self.warning.setProperty("notice", "warning")
        self.warning.add(self.warning_text)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.source_field, 1)
        line.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignVCenter)
        self.warning.body.addLayout(line)
        left = Card()
        top = QWidget()
        flow = FlowLayout(top, spacing=scaled(6))
        once_dressed(top, lambda: self.state.setFixedHeight(self.more.sizeHint().height()))
        for widget in (self.year_choice, self.state, self.more, self.take_in, self.give_out):
            flow.addWidget(widget)
        left.add(top)
        left.add(self.origin, self.grid)
        left.add(flowing(*_legend(), spacing=6))
        left.body.addStretch(1)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.table, 1)
        right.addWidget(self.table.foot)
        right.addWidget(self.form)
        self.table.setMinimumHeight(scaled(230))
        self.table.setMinimumWidth(scaled(296))
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addWidget(self.warning)
        box.addWidget(SideBySide(left, side, least=1000, weights=(0, 1)), 1)

    def _connect(self) -> None:
        self.year_choice.chosen.connect(self.show_year)
        self.table.chosen.connect(self._on_row)
        self.grid.day_chosen.connect(self._on_day)
        self.grid.opened.connect(self.form.kind.setFocus)
        self.table.opened.connect(lambda _at: self.form.kind.setFocus())
        self.form.saved.connect(self._save_day)
        self.form.dropped.connect(self._drop_day)
        self.form.tried.connect(self._try_day)

    def reload(self) -> None:
        """Read the years again."""
        self._years = {item.year: item for item in self._place.office.calendar.years()}
        before = self.year_choice.value()
        self.year_choice.offer([(year, str(year)) for year in sorted(self._years)])
        today = local_date(self._place.office.now())
        self.show_year(before if before in self._years else today.year)

    def show_year(self, year: int) -> None:
        """Show a year, or the nearest one known."""
        found = self._years.get(year)
        if found is None:
            return
        self.year_choice.choose(year)
        confirmed = found.state is YearState.CONFIRMED
        self.state.show_label(
            Label(_("Đã xác nhận"), "good", "ok")
            if confirmed
            else Label(_("Chưa xác nhận"), "warning", "warning")
        )
        self.origin.setText(found.source)
        self.warning.setVisible(not confirmed)
        self.warning_text.setText(
            _(
                "Lịch năm {year} mới là dự kiến, nên chương trình chưa tính ngày hẹn rơi vào năm này. Đối chiếu từng"
                " ngày nghỉ, ngày làm bù với thông báo chính thức, sửa ở dưới, rồi ghi số văn bản và xác nhận."
            ).format(year=year)
        )
        self.grid.show_year(year, found.days, local_date(self._place.office.now()))
        self.model.show(found.days)
        self._allow()
        self._on_day(self.grid.day)

    def _allow(self) -> None:
        may = self._place.may(Duty.CALENDAR)
        for widget in (self.form, self.more, self.take_in, self.confirm, self.source):
            widget.setEnabled(may)

    def _shown(self) -> CalendarYear:
        return self._years[self.year_choice.value()]

    def _on_row(self, at: int) -> None:
        chosen = self.model.row(at)
        if chosen is not None and chosen.day != self.grid.day:
            self.grid.choose(chosen.day)

    def _on_day(self, day: date) -> None:
        at = self.model.find(lambda item: item.day == day)
        if at >= 0:
            self.table.choose(at)
        else:
            self.table.clearSelection()
        self.form.show_day(day, self.model.row(at))

    def _save_day(self, chosen: DayMark) -> None:
        self._set(self._with(chosen), chosen.day)

    def _drop_day(self, day: date) -> None:
        self.reload()  # a year is kept whole: what somebody else marked in it meanwhile stays
        self._set([item for item in self._shown().days if item.day != day], day)

    def _with(self, chosen: DayMark) -> list[DayMark]:
        return [*(item for item in self._shown().days if item.day != chosen.day), chosen]

    def _try_day(self, chosen: DayMark) -> None:
        """Say how many promises the day as it stands in the form would move, before it is saved."""
        shown, office = self._shown(), self._place.office
        calendar = office.calendar.with_year(shown.year, self._with(chosen), shown.state)
        count = len(office.calendar_impact.affected_by(calendar).moved)
        text = plural(
            "Lưu ngày này thì {count} hồ sơ có ngày hẹn khác lịch; chưa ngày hẹn nào đổi.", count
        )
        self.form.effect.say(text.format(count=count) if count else "")

    def _set(self, marks: Sequence[DayMark], day: date) -> None:
        shown = self._shown()
        calendar = self._place.office.calendar
        done = self._place.act(
            lambda: self._send(
                calendar.set_year, shown.year, marks, state=shown.state, source=shown.source
            ),
            held=self.form.held,
        )
        if done is not None and day < calendar.today():
            text = _("Ngày {day} đã qua: ngày hẹn đã lưu và báo cáo giữ nguyên.")
            self._place.hub.notice(Tone.INFO, text.format(day=short_date(day)))

    def ask_file(self) -> QFileDialog:
        """Ask for a year's file, then show what it would change; does not block."""
        dialog = QFileDialog(
            self, _("Nhập lịch làm việc từ tệp"), "", f"JSON (*.json);;{TABLE_FILES}"
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.open_file(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_file(self, path: Path) -> None:
        """Show what one file would change."""
        text = guard(self._place, lambda: self._place.office.calendar.read_file(path))
        if text is not None:
            YearFileDialog(self._place, text, self.window()).open()

    def save_file(self) -> None:
        """Write the year shown to a file the user chooses."""
        year = self._shown().year
        text = self._place.office.calendar.export_year(year)
        ask_and_save(
            self._place,
            self,
            file_name(year),
            text.encode(),
            tell_page(self._place),
        )

    def confirm_year(self) -> None:
        """Confirm the year as it stands, by the document that announced it."""
        year = self._shown().year
        calendar = self._place.office.calendar
        self._place.act(
            lambda: self._send(calendar.confirm_year, year, self.source.value()),
            {"source": self.source_field},
            self._confirmed,
        )

    def _confirmed(self, year: int) -> None:
        self.source.clear()
        text = _("Đã xác nhận lịch năm {year}. Ngày hẹn trong năm này đã tính được.")
        self._place.hub.notice(Tone.GOOD, text.format(year=year))

    def add_year(self) -> None:
        """Begin the year after the last one with the days whose date never changes, as expected only."""
        self.reload()
        year = max(self._years, default=2025) + 1
        marks = [
            DayMark(date(year, month, number), False, name, official=False)
            for month, number, name in FIXED
        ]
        source = _("Dự kiến theo Bộ luật Lao động 2019 Điều 112; chờ thông báo nghỉ lễ, Tết")
        calendar = self._place.office.calendar
        self._place.act(
            lambda: self._send(
                calendar.set_year, year, marks, state=YearState.EXPECTED, source=source
            ),
            then=self._on_added,
        )

    def _on_added(self, year: int) -> None:
        self.reload()
        self.show_year(year)


def _kind_label(item: DayMark) -> Label:
    if item.work:
        return Label(_("Làm bù") if item.official else _("Bù, dự kiến"), "good", "edit")
    if item.reception:
        return Label(_("Trực tiếp nhận"), "warning", "clock")
    return Label(_("Nghỉ") if item.official else _("Nghỉ, dự kiến"), "bad", "calendar-day")


def _name_text(item: DayMark) -> str:
    """The name, with the day's own hours when it has some."""
    hours = ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in item.sessions or ())
    return f"{item.name} · {hours}" if hours else item.name


def _legend() -> list[Badge]:
    return [
        Badge(Label(_("Ngày nghỉ"), "bad", "calendar-day")),
        Badge(Label(_("Ngày làm bù"), "good", "edit")),
        Badge(Label(_("Chỉ trực tiếp nhận"), "warning", "clock")),
        Badge(Label(_("Gạch chân: mới dự kiến"), "warning", "warning")),
    ]
