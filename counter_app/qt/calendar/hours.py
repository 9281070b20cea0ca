"""Hours of a week: every version with the day it holds from, and changing one or adding another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.calendar.working_calendar import Session
from counter_app.domain.clock import local_date
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.fields import DateEdit, Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.sessions_editor import SessionsEditor
from counter_app.qt.kit.theme import scaled
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import short_date
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace


class HoursPart(QWidget):
    """Every version of the hours, from which day on; the chosen one can be changed, a later one taken back."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self.model: RowsModel[Version] = RowsModel(
            [
                Column(_("Áp dụng từ"), _since_text),
                Column(_("Giờ làm việc"), lambda item: week_text(item.sessions)),
                Column(_("Tình trạng"), lambda item: item.state),
            ],
            key=lambda item: item.since,
        )
        self.table = RowsTable(self.model, _("Các lần đổi giờ làm việc"), stem="gio-lam-viec")
        self.table.citizens = False
        self.table.setFixedHeight(scaled(140))
        self.editor = SessionsEditor()
        self.since = DateEdit(placeholder=_("để trống: từ trước đến nay"))
        self.since_field = Field(
            _("Áp dụng từ ngày"), self.since, _("Ghi ngày khác là thêm một lần đổi giờ từ ngày đó.")
        )
        self.effect = Advice("info")
        self.held = Held(self.reload)
        self.save = ActionButton(_("&Lưu giờ làm việc"), self._save, name="save", tone="primary")
        self.drop = ActionButton(_("Bỏ lần đổi giờ nà&y"), self._drop, name="undo")
        versions = Card(
            _("Các lần đổi giờ"), _("Hồ sơ đã hẹn trước giữ nguyên ngày hẹn cho đến khi tính lại.")
        )
        versions.add(self.table, self.table.foot)
        card = Card(
            _("Giờ làm việc trong tuần"),
            _("Ngày làm bù theo giờ của thứ Hai, trừ khi hôm đó có giờ riêng."),
        )
        card.add(self.editor, self.since_field, self.effect, self.held.band)
        card.add(flowing(self.save, self.drop))
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addWidget(versions)
        box.addWidget(card)
        box.addStretch(1)
        self.table.chosen.connect(self._show)
        self.editor.edited.connect(self._try)
        self.since.editingFinished.connect(self._try)

    def reload(self) -> None:
        """Read the versions again; the one in hand stays in hand, else the one in force is."""
        today = local_date(self._place.office.now())
        self.model.show(versions_of(self._place.office.calendar.sessions(), today))
        at = self.table.currentIndex().row()
        if at < 0 and self.held.changed():
            self.held.warn(
                _(
                    "Lần đổi giờ đang sửa vừa bị bỏ ở nơi khác. Bấm Lưu giờ làm việc để ghi lại, hoặc Bỏ thay đổi."
                )
            )
        else:
            self.table.choose(at if at >= 0 else self.model.find(lambda item: item.now))

    def _chosen(self) -> Version | None:
        return self.model.row(self.table.currentIndex().row())

    def _show(self, at: int) -> None:
        version = self.model.row(at)
        since = version.since if version else None
        if self.held.turn_to(("since", since)):
            self.since_field.set_error("")
        self.editor.blockSignals(True)
        self.editor.show_sessions(version.sessions if version else (), self.held.put)
        self.editor.blockSignals(False)
        self.held.put(self.since, f"{since:%d/%m/%Y}" if since else "")
        self.held.settle()
        if self.held.changed():
            self._try()
        else:
            self.effect.say("")
        may = self._place.may(Duty.CALENDAR)
        self.editor.set_editable(may)
        self.since.setEnabled(may)
        self.save.setEnabled(may)
        self.drop.setVisible(version is not None and version.since is not None)
        self.drop.setEnabled(may)

    def _try(self) -> None:
        """Say how many promises these hours would move, before they are saved."""
        office = self._place.office
        try:
            calendar = office.calendar.with_sessions(
                self.editor.sessions(), self.since.day("since")
            )
            count = len(office.calendar_impact.affected_by(calendar).moved)
        except RuleError:
            self.effect.say("")  # said when it is saved
            return
        text = plural(
            "Lưu giờ này thì {count} hồ sơ có ngày hẹn khác lịch; chưa ngày hẹn nào đổi.", count
        )
        self.effect.say(text.format(count=count) if count else "")

    def _save(self) -> None:
        if self.held.may_save():
            self._keep()

    def _keep(self) -> None:
        guard(self._place, self._set, {"since": self.since_field}, self._saved)

    def _set(self) -> Done[int]:
        self.editor.error.hide()
        since = self.since.day("since")
        try:
            sessions = self.editor.sessions()
        except RuleError as error:
            self.editor.error.setText(error.message)
            self.editor.error.show()
            raise
        if not sessions:
            raise RuleError(_("Chọn ít nhất một buổi làm việc."), field="sessions")
        calendar = self._place.office.calendar
        return self._send(calendar.set_sessions, sessions, valid_from=since)

    def _saved(self, done: Done[int]) -> None:
        since = self.since.day("since")
        self.held.let_go()
        past = since is None or since < self._place.office.calendar.today()
        self._place.hub.done(done)
        self.table.choose(
            self.model.find(lambda item: item.since == since)
        )  # what was saved is seen
        text = _("Đã lưu giờ làm việc.")
        if past:
            text = _(
                "Đã lưu giờ làm việc, cả cho ngày đã qua: ngày hẹn đã lưu và báo cáo giữ nguyên."
            )
        self._place.hub.notice(Tone.GOOD, text)

    def _drop(self) -> None:
        version = self._chosen()
        if version is None or version.since is None:
            return
        since, calendar = version.since, self._place.office.calendar
        self._place.act(
            lambda: self._send(calendar.drop_sessions, since), None, self._dropped, held=self.held
        )

    def _dropped(self, _left: int) -> None:
        self._place.hub.notice(Tone.GOOD, _("Đã bỏ lần đổi giờ; giờ trước đó tiếp tục áp dụng."))


@dataclass(frozen=True, slots=True)
class Version:
    """The hours that hold from ``since`` (None: ever since); ``now`` for those of today."""

    since: date | None
    sessions: tuple[Session, ...]
    now: bool
    state: Label


def versions_of(sessions: Sequence[Session], today: date) -> list[Version]:
    """Every version, the latest first."""
    by_day: dict[date | None, list[Session]] = {}
    for item in sessions:
        by_day.setdefault(item.valid_from, []).append(item)
    days = sorted(by_day, key=lambda day: day or date.min, reverse=True)
    now = next((day for day in days if (day or date.min) <= today), None)
    return [Version(day, tuple(by_day[day]), day == now, _state(day, now, today)) for day in days]


def _state(day: date | None, now: date | None, today: date) -> Label:
    if day == now:
        return Label(_("Đang áp dụng"), "good", "ok")
    if day is not None and day > today:
        return Label(_("Sắp áp dụng"), "info", "clock")
    return Label(_("Đã hết áp dụng"), "muted", "history")


def _since_text(item: Version) -> str:
    return short_date(item.since) if item.since else _("Ban đầu")


def week_text(sessions: Sequence[Session]) -> str:
    """``T2–T6 07:30–11:30, 13:30–17:30``: weekdays with the same hours together."""
    names = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
    hours: dict[int, str] = {}
    for item in sorted(sessions, key=lambda each: (each.weekday, each.start)):
        text = f"{item.start:%H:%M}–{item.end:%H:%M}"
        if item.reception:
            text = _("{hours} chỉ nhận").format(hours=text)
        before = hours.get(item.weekday)
        hours[item.weekday] = f"{before}, {text}" if before else text
    parts: list[tuple[int, int, str]] = []
    for weekday, text in hours.items():
        if parts and parts[-1][2] == text and parts[-1][1] == weekday - 1:
            parts[-1] = (parts[-1][0], weekday, text)
        else:
            parts.append((weekday, weekday, text))
    return " · ".join(
        f"{names[first - 1]}–{names[last - 1]} {text}"
        if last > first
        else f"{names[first - 1]} {text}"
        for first, last, text in parts
    )
