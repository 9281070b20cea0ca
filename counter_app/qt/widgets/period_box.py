"""Choosing a period: today, this week, last month, from a day to a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.widgets.fields import Choice, DateEdit, Field

_DAY = timedelta(days=1)


class Period(StrEnum):
    """Periods by name; the ones under way end today, since a report is computed as of its last day."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    THIS_WEEK = "this_week"
    LAST_WEEK = "last_week"
    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    FREE = "free"


ONE_DAY = (Period.TODAY, Period.YESTERDAY, Period.FREE)


def span(period: Period, today: date) -> tuple[date, date]:
    """First and last day of a period as seen on ``today``, both included; FREE begins as today."""
    monday = today - timedelta(days=today.weekday())
    month = today.replace(day=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    match period:
        case Period.YESTERDAY:
            return today - _DAY, today - _DAY
        case Period.THIS_WEEK:
            return monday, today
        case Period.LAST_WEEK:
            return monday - 7 * _DAY, monday - _DAY
        case Period.THIS_MONTH:
            return month, today
        case Period.LAST_MONTH:
            return (month - _DAY).replace(day=1), month - _DAY
        case Period.THIS_QUARTER:
            return quarter, today
        case Period.LAST_QUARTER:
            last = quarter - _DAY
            return date(last.year, last.month - 2, 1), last
        case Period.THIS_YEAR:
            return date(today.year, 1, 1), today
        case _:
            return today, today


def _names() -> dict[Period, str]:
    return {
        Period.TODAY: _("Hôm nay"),
        Period.YESTERDAY: _("Hôm qua"),
        Period.THIS_WEEK: _("Tuần này"),
        Period.LAST_WEEK: _("Tuần trước"),
        Period.THIS_MONTH: _("Tháng này"),
        Period.LAST_MONTH: _("Tháng trước"),
        Period.THIS_QUARTER: _("Quý này"),
        Period.LAST_QUARTER: _("Quý trước"),
        Period.THIS_YEAR: _("Năm nay"),
        Period.FREE: _("Chọn ngày"),
    }


class PeriodBox(QWidget):
    """The period's name and its days; typing a day makes it a free one.

    Signals:
        changed(): another period stands here now.
    """

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.choice = Choice()
        self.first = DateEdit()
        self.last = DateEdit()
        self.fields = {
            "period": Field(_("&Kỳ báo cáo"), self.choice),
            "from": Field(_("&Từ ngày"), self.first),
            "to": Field(_("Đế&n ngày"), self.last),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            box.addWidget(field)
        self.offer(one_day=False)
        self.choice.chosen.connect(self._on_chosen)
        self.first.textEdited.connect(self._on_typed)
        self.last.textEdited.connect(self._on_typed)

    def offer(self, *, one_day: bool) -> None:
        """Offer periods of one day only, or all of them."""
        names = _names()
        offered = ONE_DAY if one_day else tuple(Period)
        self.choice.offer([(period, names[period]) for period in offered])
        self.fields["to"].setVisible(not one_day)
        self.fields["from"].set_label(_("&Ngày") if one_day else _("&Từ ngày"))
        self._one_day = one_day
        self._on_chosen(self.choice.value())

    def choose(self, period: Period) -> None:
        """Choose a period as if by hand; one that is not offered changes nothing."""
        self.choice.choose(period)
        self._on_chosen(self.choice.value())

    def set_today(self, today: date) -> None:
        """A new day has begun: periods by name move with it."""
        if today != self._today:
            self._today = today
            self._on_chosen(self.choice.value())

    def days(self) -> tuple[date, date]:
        """First and last day as they stand. Errors: RuleError naming "from" or "to"."""
        first = _day(self.first, "from")
        return first, first if self._one_day else _day(self.last, "to")

    def _on_chosen(self, period: object) -> None:
        if period is not Period.FREE:
            first, last = span(Period(str(period)), self._today)
            self.first.set_day(first)
            self.last.set_day(last)
        self.changed.emit()

    def _on_typed(self) -> None:
        self.choice.choose(Period.FREE)
        self.changed.emit()


def _day(edit: DateEdit, field: str) -> date:
    try:
        day = edit.day(field)
    except RuleError:
        day = None
    if day is None:
        typed = edit.value() or _("để trống")
        raise RuleError(
            _("Không có ngày này: {typed}. Ghi như 05/11/2026.").format(typed=typed), field=field
        )
    return day
