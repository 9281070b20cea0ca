"""Hours of one worked day that differ from those of the week."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.calendar.workdays import check_hours
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.held import Put, show
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.sessions_editor import NOON, USUAL, DayPart
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox

if TYPE_CHECKING:
    from counter_app.domain.calendar.workdays import Hours


class DayHours(QWidget):
    """Unticked the day follows the week; ticked it has a morning, an afternoon, or both of its own.

    Signals:
        edited(): the hours are other ones now.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.own = TickBox(_("Giờ &riêng hôm đó"))
        self.error = text_label("", "error")
        self.error.hide()
        self.parts = (
            DayPart(_("Buổi sáng hôm đó"), USUAL[0]),
            DayPart(_("Buổi chiều hôm đó"), USUAL[1]),
        )
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(scaled(22), 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for line, (part, word) in enumerate(zip(self.parts, (_("Sáng"), _("Chiều")), strict=True)):
            widgets = (plain_label(word), part.check, part.start, plain_label("–"), part.end)
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, line, column)
            part.check.toggled.connect(self.edited)
            for edit in (part.start, part.end):
                edit.editingFinished.connect(self.edited)
        grid.setColumnStretch(5, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for widget in (self.own, self._holder, self.error):
            box.addWidget(widget)
        self._holder.hide()
        self.own.toggled.connect(self._on_own)

    def _on_own(self, own: bool) -> None:
        self._holder.setVisible(own)
        self.error.hide()
        if own and not any(part.check.isChecked() for part in self.parts):
            for part in self.parts:
                part.set_worked(True)
        self.edited.emit()

    def show_hours(self, hours: Hours | None, put: Put = show) -> None:
        """Show a day's own hours by ``put``, None for those of the week."""
        self.blockSignals(True)
        known = {0 if start < NOON else 1: (start, end) for start, end in hours or ()}
        for at, part in enumerate(self.parts):
            put(part, part.stored(known.get(at)))
        put(self.own, hours is not None)
        self._holder.setVisible(self.own.isChecked())
        self.blockSignals(False)

    def require(self, required: bool) -> None:
        """Requires that the day cannot do without hours of its own, as a day of duty cannot."""
        if required:
            self.own.setChecked(True)
        self.own.setEnabled(not required)

    def hours(self) -> Hours | None:
        """The day's own hours, None for those of the week. Errors: RuleError, also said below the hours."""
        self.error.hide()
        if not self.own.isChecked():
            return None
        try:
            return self._read()
        except RuleError as error:
            self.error.setText(error.message)
            self.error.show()
            raise

    def _read(self) -> Hours:
        made: list[tuple[time, time]] = [
            (part.start.at(), part.end.at()) for part in self.parts if part.check.isChecked()
        ]
        if not made:
            raise RuleError(_("Chọn ít nhất một buổi, hoặc bỏ giờ riêng."), field="sessions")
        check_hours(tuple(made))
        return tuple(made)
