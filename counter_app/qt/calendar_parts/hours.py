"""Hours of a week: the sessions in force, and new ones from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.clock import local_date
from counter_app.domain.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.failures import guard
from counter_app.qt.hub import Tone
from counter_app.qt.widgets.buttons import ActionButton
from counter_app.qt.widgets.cards import Card, row, text_label
from counter_app.qt.widgets.fields import DateEdit, Field
from counter_app.qt.widgets.sessions_editor import SessionsEditor
from counter_app.wording.moments import short_date

if TYPE_CHECKING:
    from datetime import date

    from counter_app.desk.desk import Done
    from counter_app.domain.calendar import Session
    from counter_app.qt.workplace import Workplace


class HoursPart(QWidget):
    """Shows the sessions in force today; saving replaces those from the day given."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.editor = SessionsEditor()
        self.since = DateEdit(placeholder=_("để trống: từ trước đến nay"))
        self.since_field = Field(
            _("Áp dụng từ ngày"), self.since, _("Hồ sơ đã hẹn trước giữ nguyên ngày hẹn.")
        )
        self.history = text_label("", "muted")
        self.save = ActionButton(_("&Lưu giờ làm việc"), self._save, name="save", tone="primary")
        card = Card(
            _("Giờ làm việc trong tuần"),
            _("Ngày làm bù theo giờ của thứ Hai, trừ khi hôm đó có giờ riêng."),
        )
        card.add(self.editor, self.since_field, self.history)
        card.body.addLayout(row(self.save))
        box = QVBoxLayout(self)
        box.addWidget(card)
        box.addStretch(1)

    def reload(self) -> None:
        """Show the sessions in force."""
        today = local_date(self._place.office.store.clock.now())
        sessions = self._place.office.store.calendars.sessions()
        self.editor.show_sessions(in_force(sessions, today))
        starts = sorted({item.valid_from for item in sessions if item.valid_from})
        text = ", ".join(short_date(day) for day in starts)
        self.history.setText(_("Đã đổi giờ từ các ngày: {days}").format(days=text) if text else "")
        self.history.setVisible(bool(text))
        officer = self._place.office.session.officer
        may = officer is not None and officer.may(Duty.CALENDAR)
        self.editor.set_editable(may)
        self.since.setEnabled(may)
        self.save.setEnabled(may)

    def _save(self) -> None:
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
        return self._place.office.rules.set_sessions(sessions, valid_from=since)

    def _saved(self, done: Done[int]) -> None:
        self.since.clear()
        self._place.hub.done(done)
        self._place.hub.notice(Tone.GOOD, _("Đã lưu giờ làm việc."))


def in_force(sessions: tuple[Session, ...], day: date) -> list[Session]:
    """Sessions of the latest set that began by ``day``."""
    started = [item for item in sessions if item.valid_from is None or item.valid_from <= day]
    starts = {item.valid_from for item in started if item.valid_from is not None}
    latest = max(starts, default=None)
    return [item for item in started if item.valid_from == latest]
