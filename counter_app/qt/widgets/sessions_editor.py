"""Working sessions of a week: a morning and an afternoon for each weekday, each with its own hours."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QTimeEdit, QVBoxLayout, QWidget
from typing_extensions import override

from counter_app.i18n import _, mark
from counter_app.qt.widgets.cards import text_label

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from counter_app.domain.calendar import Session

DAYS = (
    mark("Thứ Hai"),
    mark("Thứ Ba"),
    mark("Thứ Tư"),
    mark("Thứ Năm"),
    mark("Thứ Sáu"),
    mark("Thứ Bảy"),
    mark("Chủ nhật"),
)
USUAL = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
NOON = time(12, 0)


class TimeBox(QTimeEdit):
    """An hour and a minute; the wheel changes nothing by accident."""

    def __init__(self, at: time) -> None:
        super().__init__(QTime(at.hour, at.minute))
        self.setDisplayFormat("HH:mm")
        self.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)

    def value(self) -> time:
        """The time shown."""
        return time(self.time().hour(), self.time().minute())

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Part:
    """A morning or an afternoon of one weekday."""

    def __init__(self, title: str, hours: tuple[time, time]) -> None:
        self.check = QCheckBox()
        self.check.setAccessibleName(_("{part}: có làm việc").format(part=title))
        self.start, self.end = TimeBox(hours[0]), TimeBox(hours[1])
        self.start.setAccessibleName(_("{part}: bắt đầu").format(part=title))
        self.end.setAccessibleName(_("{part}: kết thúc").format(part=title))
        self.check.toggled.connect(self.start.setEnabled)
        self.check.toggled.connect(self.end.setEnabled)
        self.set_worked(False)

    def set_worked(self, worked: bool) -> None:
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
        self._parts: dict[tuple[int, int], _Part] = {}
        self.error = text_label("", "error")
        self.error.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for at, title in enumerate((_("Buổi sáng"), _("Buổi chiều"))):
            grid.addWidget(text_label(title, "muted"), 0, 1 + at * 4, 1, 4)
        for weekday in range(1, 8):
            self._add_row(grid, weekday)
        grid.setColumnStretch(9, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(grid)
        box.addWidget(self.error)

    def _add_row(self, grid: QGridLayout, weekday: int) -> None:
        day = _(DAYS[weekday - 1])
        grid.addWidget(QLabel(day), weekday, 0)
        for at, word in enumerate((_("sáng"), _("chiều"))):
            part = _Part(f"{day} {word}", USUAL[at])
            self._parts[weekday, at] = part
            part.check.toggled.connect(self.edited)
            part.start.timeChanged.connect(self.edited)
            part.end.timeChanged.connect(self.edited)
            for column, widget in enumerate((part.check, part.start, QLabel("–"), part.end)):
                grid.addWidget(widget, weekday, 1 + at * 4 + column)

    def show_sessions(self, sessions: Iterable[Session]) -> None:
        """Show sessions; a second one before noon or after it is not shown apart."""
        for part in self._parts.values():
            part.set_worked(False)
        for session in sessions:
            part = self._parts[session.weekday, 0 if session.start < NOON else 1]
            part.set_worked(True)
            part.start.setTime(QTime(session.start.hour, session.start.minute))
            part.end.setTime(QTime(session.end.hour, session.end.minute))

    def sessions(self) -> tuple[Session, ...]:
        """The sessions as ticked. Errors: RuleError (field "sessions") when hours are out of order."""
        from counter_app.domain.calendar import Session

        return tuple(
            Session(weekday=weekday, start=part.start.value(), end=part.end.value())
            for (weekday, _at), part in sorted(self._parts.items())
            if part.check.isChecked()
        )

    def set_editable(self, editable: bool) -> None:
        """Let hours be changed or only be seen."""
        for part in self._parts.values():
            part.check.setEnabled(editable)
            part.start.setEnabled(editable and part.check.isChecked())
            part.end.setEnabled(editable and part.check.isChecked())
