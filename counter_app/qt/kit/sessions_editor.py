"""Working sessions of a week: a morning and an afternoon for each weekday, each with its own hours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dressed import once_dressed
from counter_app.qt.kit.fields import DigitsEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Put, show
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.wording.paper.moments import WEEKDAYS

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import Session

USUAL = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
NOON = time(12, 0)


class TimeBox(DigitsEdit):
    """An hour and a minute as people type them: 7:30, 0730, 730, 7."""

    def __init__(self, at: time) -> None:
        super().__init__(f"{at:%H:%M}", most=5, extra=":")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(scaled(64))
        self.editingFinished.connect(self._tidy)

    def at(self) -> time:
        """The time typed. Errors: RuleError (field "sessions")."""
        hours, colon, minutes = self.text().partition(":")
        if not colon and len(hours) > 2:
            hours, minutes = hours[:-2], hours[-2:]
        if hours.isdigit() and int(hours) < 24 and int(minutes or 0) < 60:
            return time(int(hours), int(minutes or 0))
        raise RuleError(
            _("Không hiểu giờ “{text}”. Ghi như 07:30.").format(text=self.text()), field="sessions"
        )

    def set_time(self, at: time) -> None:
        """Show a time."""
        self.setText(f"{at:%H:%M}")

    def _tidy(self) -> None:
        try:
            self.set_time(self.at())
        except RuleError:
            return  # said below the hours when they are saved


def _as_wide(columns: Iterable[Sequence[QWidget]]) -> None:
    """Give the parts of a column one width."""
    for column in columns:
        widest = max(part.sizeHint().width() for part in column)
        for part in column:
            part.setFixedWidth(widest)


class DayPart:
    """A morning or an afternoon of one day: whether it is worked, from when to when."""

    def __init__(self, title: str, hours: tuple[time, time]) -> None:
        self.title, self.usual = title, hours
        self.check = TickBox()
        self.check.setAccessibleName(_("{part}: có làm việc").format(part=title))
        self.start, self.end = TimeBox(hours[0]), TimeBox(hours[1])
        self.start.setAccessibleName(_("{part}: bắt đầu").format(part=title))
        self.end.setAccessibleName(_("{part}: kết thúc").format(part=title))
        self.check.toggled.connect(self.start.setEnabled)
        self.check.toggled.connect(self.end.setEnabled)
        self.set_worked(False)

    def stored(self, hours: tuple[time, time] | None) -> tuple[bool, str, str]:
        """The stored form of a part with these hours, None for a part that is not worked."""
        start, end = hours or self.usual
        return hours is not None, f"{start:%H:%M}", f"{end:%H:%M}"

    def in_hand(self) -> tuple[bool, str, str]:
        """Tick and hours as they stand; hours of a part that is not worked do not count."""
        if not self.check.isChecked():
            return self.stored(None)
        return True, self.start.text(), self.end.text()

    def show_stored(self, value: tuple[bool, str, str]) -> None:
        """Show what ``stored`` told."""
        worked, start, end = value
        self.set_worked(worked)
        self.start.setText(start)
        self.end.setText(end)

    def name(self) -> str:
        """The name of the part."""
        return self.title

    def set_worked(self, worked: bool) -> None:
        """Tick it or not; hours of a part that is not ticked cannot be typed."""
        self.check.setChecked(worked)
        self.start.setEnabled(worked)
        self.end.setEnabled(worked)


class SessionsEditor(QWidget):
    """Seven rows of a morning and an afternoon; hours of a part that is not ticked do not count.

    Signals:
        edited(): something was changed.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[tuple[int, int], DayPart] = {}
        self._duties: dict[tuple[int, int], TickBox] = {}
        self.error = text_label("", "error")
        self.error.hide()
        rows = [self._row(weekday) for weekday in range(1, 8)]
        heads: list[QWidget] = [
            plain_label(title) for title in ("", _("Buổi sáng"), _("Buổi chiều"))
        ]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(4))
        for head in heads:
            head.setProperty("role", "muted")
        once_dressed(self, lambda: _as_wide(zip(heads, *rows, strict=True)))
        for row in (heads, *rows):
            box.addWidget(flowing(*row))
        box.addWidget(self.error)

    def _row(self, weekday: int) -> list[QWidget]:
        """The day's name, its morning and its afternoon: what has no room goes on below, day by day."""
        day = _(WEEKDAYS[weekday - 1])
        cells: list[QWidget] = [plain_label(day)]
        for at, word in enumerate((_("sáng"), _("chiều"))):
            part = DayPart(f"{day} {word}", USUAL[at])
            self._parts[weekday, at] = part
            part.check.toggled.connect(self.edited)
            part.start.textEdited.connect(self.edited)
            part.end.textEdited.connect(self.edited)
            duty = self._duties[weekday, at] = TickBox(_("chỉ nhận"))
            duty.setAccessibleName(
                _("{part}: chỉ trực tiếp nhận, không tính vào thời hạn").format(part=part.title)
            )
            duty.setToolTip(_("Chỉ trực tiếp nhận và trả: không tính vào thời hạn giải quyết"))
            duty.toggled.connect(self.edited)
            part.check.toggled.connect(duty.setEnabled)
            duty.setEnabled(False)
            cells.append(_half(part.check, part.start, plain_label("–"), part.end, duty))
        return cells

    def show_sessions(self, sessions: Iterable[Session], put: Put = show) -> None:
        """Show sessions, each part by ``put``; a second one before noon or after it is not shown apart."""
        known = {(item.weekday, 0 if item.start < NOON else 1): item for item in sessions}
        for at, part in self._parts.items():
            item = known.get(at)
            put(part, part.stored((item.start, item.end) if item else None))
            put(self._duties[at], item is not None and item.reception)

    def sessions(self) -> tuple[Session, ...]:
        """The sessions as ticked. Errors: RuleError (field "sessions") when hours are out of order."""
        from counter_app.domain.calendar.working_calendar import Session

        return tuple(
            Session(
                weekday=at[0],
                start=part.start.at(),
                end=part.end.at(),
                reception=self._duties[at].isChecked(),
            )
            for at, part in sorted(self._parts.items())
            if part.check.isChecked()
        )

    def set_editable(self, editable: bool) -> None:
        """Let hours be changed or only be seen."""
        for at, part in self._parts.items():
            self._duties[at].setEnabled(editable and part.check.isChecked())
            part.check.setEnabled(editable)
            part.start.setEnabled(editable and part.check.isChecked())
            part.end.setEnabled(editable and part.check.isChecked())


def _half(*widgets: QWidget) -> QWidget:
    """One half of a day in a line."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(scaled(8))
    for widget in widgets:
        line.addWidget(widget)
    return holder
