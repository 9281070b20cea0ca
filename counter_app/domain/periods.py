"""Periods of reports: days, weeks from Monday to Sunday, months, quarters, years.

Reports of administrative-procedure control may run from the 15th to the 14th (Thông tư 02/2017/TT-VPCP): ``start`` is
the day of the month on which a period begins, 1–28. With 15, tháng 11 runs from 15/10 to 14/11, and quý IV from 15/9 to
14/12.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    """The kinds of periods; ``FREE`` is from any day to any day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FREE = "free"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


class Period(NamedTuple):
    """First and last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of its days."""
        return (self.last - self.first).days + 1


def period_of(kind: PeriodKind, day: date, start: int = 1) -> Period:
    """The period of ``kind`` that ``day`` lies in; FREE is the day alone."""
    if kind is PeriodKind.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + 6 * _DAY)
    length = _MONTHS.get(kind)
    if length is None:
        return Period(day, day)
    first = _named_month(day, start) // length * length
    return Period(_begin(first, start), _begin(first + length, start) - _DAY)


def kind_of(period: Period, start: int = 1) -> PeriodKind:
    """The kind of a period; FREE when it is no whole one."""
    kinds = (kind for kind in PeriodKind if kind is not PeriodKind.FREE)
    found = (kind for kind in kinds if period_of(kind, period.first, start) == period)
    return next(found, PeriodKind.FREE)


def previous(period: Period, start: int = 1) -> Period:
    """The period of the same kind before it; before a free one as many days."""
    before = period.first - _DAY
    kind = kind_of(period, start)
    if kind is PeriodKind.FREE:
        return Period(period.first - period.days * _DAY, before)
    return period_of(kind, before, start)


def named_month(period: Period, start: int = 1) -> tuple[int, int]:
    """Year and month (1–12) after which the first month of a period is named."""
    year, month = divmod(_named_month(period.first, start), 12)
    return year, month + 1


def _named_month(day: date, start: int) -> int:
    """Months since year 0 of the month that a day is counted in."""
    return day.year * 12 + day.month - 1 + (1 if start > 1 and day.day >= start else 0)


def _begin(named: int, start: int) -> date:
    """The first day of a named month."""
    year, month = divmod(named - (1 if start > 1 else 0), 12)
    return date(year, month + 1, start)
