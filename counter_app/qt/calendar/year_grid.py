"""A whole year as twelve small months; marked days differ by colour and by sign, and say their names."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from counter_app.i18n import _
from counter_app.qt.kit.held_keys import is_repeat
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.theme import scaled, sized, token
from counter_app.wording.office.day_marks import mark_kind
from counter_app.wording.paper.moments import named_day
from counter_app.wording.promise.periods import month_name

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from counter_app.domain.calendar.working_calendar import DayMark

COLUMNS = 4
"""Months beside one another at most."""
EDGE = 3
"""Pixels around the months, in which the mark of the keyboard stands."""
SATURDAY = 5
STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
    Qt.Key.Key_PageUp: -30,
    Qt.Key.Key_PageDown: 30,
}


class YearGrid(QWidget):
    """Walked by arrows; the day under the cursor is said to screen readers.

    Signals:
        day_chosen(object): the date under the cursor changed or was clicked.
        opened(): Enter on it; its day is to be changed.
    """

    day_chosen = Signal(object)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._year = 2026
        self._today = date.min
        self._day = date.min
        self._marks: dict[date, DayMark] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMinimumWidth(2 * self._month_width())

    @override
    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * self._month_width(), self._whole_height(COLUMNS))

    def _whole_height(self, columns: int) -> int:
        return -(-12 // columns) * self._height() + 2 * scaled(EDGE)

    def _month_width(self) -> int:
        """The width of one month with the gap beside it."""
        return self._cell() * 7 + scaled(6)

    def _columns(self) -> int:
        """Months beside one another: as many as there is room for."""
        return min(max(self.width() // self._month_width(), 1), COLUMNS)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._whole_height(self._columns()))

    def _height(self) -> int:
        """The height of one month: its name, the weekdays, six weeks and a gap."""
        return scaled(54) + 6 * (self._cell() - 3)

    def show_year(self, year: int, marks: Iterable[DayMark], today: date) -> None:
        """Show a year with its marked days."""
        self._year, self._today = year, today
        self._marks = {mark.day: mark for mark in marks}
        if self._day.year != year:
            self._day = today if today.year == year else date(year, 1, 1)
        self._say()
        self.update()

    def choose(self, day: date) -> None:
        """Put the cursor on a day of the year."""
        if day.year == self._year:
            self._day = day
            self._say()
            self.update()
            self.day_chosen.emit(day)

    @property
    def day(self) -> date:
        """The day under the cursor."""
        return self._day

    def words(self, day: date) -> str:
        """The words about a day."""
        text = named_day(day)
        mark = self._marks.get(day)
        if mark is None:
            return text
        kind = mark_kind(mark)
        return f"{text}: {mark.name} ({kind})"

    def _say(self) -> None:
        self.setAccessibleName(
            _("Lịch năm {year}, {day}").format(year=self._year, day=self.words(self._day))
        )

    def _cell(self) -> int:
        return scaled(23)

    def _month_rect(self, month: int) -> QRect:
        width = self.width() // self._columns()
        height = self._height()
        line, column = divmod(month - 1, self._columns())
        edge = scaled(EDGE)
        return QRect(edge + column * width, edge + line * height, width - edge, height)

    def _days(self, month: int) -> Iterator[tuple[date, QRect]]:
        """The days of a month and where each is drawn."""
        cell, box, above = self._cell(), self._month_rect(month), scaled(44)
        first, last = months.monthrange(self._year, month)
        for number in range(1, last + 1):
            line, column = divmod(first + number - 1, 7)
            left, top = box.left() + column * cell, box.top() + above + line * (cell - 3)
            yield date(self._year, month, number), QRect(left, top, cell, cell - 3)

    def _day_rect(self, day: date) -> QRect:
        return next(rect for each, rect in self._days(day.month) if each == day)

    def day_at(self, point: QPoint) -> date | None:
        """The day drawn at a point."""
        for month in range(1, 13):
            if self._month_rect(month).contains(point):
                return next((day for day, rect in self._days(month) if rect.contains(point)), None)
        return None

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._draw_month(painter, month)
        if self.hasFocus():
            half = scaled(1)
            painter.setPen(QPen(QColor(token("accent")), 2 * half))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 6, 6)
        painter.end()

    def _draw_month(self, painter: QPainter, month: int) -> None:
        box, cell = self._month_rect(month), self._cell()
        painter.setFont(sized(10, weight=QFont.Weight.DemiBold))
        painter.setPen(QColor(token("ink")))
        title = QRect(box.left(), box.top(), box.width(), scaled(22))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, month_name(month))
        painter.setFont(sized(8))
        painter.setPen(QColor(token("muted")))
        names = (_("T2"), _("T3"), _("T4"), _("T5"), _("T6"), _("T7"), _("CN"))
        for column, name in enumerate(names):
            head = QRect(box.left() + column * cell, box.top() + scaled(24), cell, scaled(18))
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        fonts = (sized(8.5), sized(8.5, weight=QFont.Weight.Bold))
        for day, place in self._days(month):
            self._draw_day(painter, day, QRectF(place).adjusted(1, 1, -1, -1), fonts)

    def _draw_day(
        self, painter: QPainter, day: date, rect: QRectF, fonts: tuple[QFont, QFont]
    ) -> None:
        mark = self._marks.get(day)
        ink, ground = self._colours(day, mark)
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(token(ground)))
            painter.drawRoundedRect(rect, 4, 4)
        painter.setFont(fonts[mark is not None or day == self._today])
        painter.setPen(QColor(token(ink)))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark is not None and not mark.official:
            painter.setPen(QColor(token("warning")))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if day == self._today:
            painter.setPen(QColor(token("accent")))
            painter.drawRoundedRect(rect, 4, 4)
        if day == self._day and self.hasFocus():
            painter.setPen(QColor(token("ink")))
            painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), 5, 5)

    def _colours(self, day: date, mark: DayMark | None) -> tuple[str, str]:
        """Ink and ground by name: off days red, swapped working days green, weekends quiet."""
        if mark is not None:
            if mark.reception:
                return "warning", "warning-soft"
            return ("good", "good-soft") if mark.work else ("bad", "bad-soft")
        return ("disabled", "") if day.weekday() >= SATURDAY else ("ink", "")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_repeat(event):
            self.opened.emit()
            return
        if step is None:
            super().keyPressEvent(event)
            return
        day = self._day + timedelta(days=step)
        first, last = date(self._year, 1, 1), date(self._year, 12, 31)
        self.choose(min(max(day, first), last))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.choose(day)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), self.words(day) if day else "", self)
            return True
        return super().event(event)
