"""Periods and the standing of figures, as papers write them."""

from __future__ import annotations

from datetime import date, datetime

from counter_app.domain.clock import LOCAL
from counter_app.domain.periods import Period, PeriodKind, kind_of, named_month
from counter_app.i18n import _, mark
from counter_app.wording.paper.moments import clock_text, short_date

QUARTERS = ("I", "II", "III", "IV")
_MONTHS = (
    mark("Tháng 1"),
    mark("Tháng 2"),
    mark("Tháng 3"),
    mark("Tháng 4"),
    mark("Tháng 5"),
    mark("Tháng 6"),
    mark("Tháng 7"),
    mark("Tháng 8"),
    mark("Tháng 9"),
    mark("Tháng 10"),
    mark("Tháng 11"),
    mark("Tháng 12"),
)


def month_name(month: int) -> str:
    """``Tháng 10``, and its own name where months have one."""
    return _(_MONTHS[month - 1])


def month_of_year(month: int, year: int) -> str:
    """``Tháng 10/2026``."""
    return _("{month}/{year}").format(month=month_name(month), year=year)


def period_text(period: Period, start: int = 1) -> str:
    """``Tháng 10/2026 (01/10/2026 – 31/10/2026)``, ``Ngày 26/11/2026``, ``Từ ngày … đến ngày …``."""
    first, last = short_date(period.first), short_date(period.last)
    name = _period_name(period, start)
    if kind_of(period, start) in (PeriodKind.DAY, PeriodKind.FREE):
        return name
    return _("{period} ({first} – {last})").format(period=name, first=first, last=last)


def _period_name(period: Period, start: int) -> str:
    year, month = named_month(period, start)
    match kind_of(period, start):
        case PeriodKind.DAY:
            return _("Ngày {day}").format(day=short_date(period.first))
        case PeriodKind.WEEK:
            year, week, _weekday = period.first.isocalendar()
            return _("Tuần {week}/{year}").format(week=week, year=year)
        case PeriodKind.MONTH:
            return month_of_year(month, year)
        case PeriodKind.QUARTER:
            quarter = QUARTERS[(month - 1) // 3]
            return _("Quý {quarter}/{year}").format(quarter=quarter, year=year)
        case PeriodKind.YEAR:
            return _("Năm {year}").format(year=year)
        case _:
            return _("Từ ngày {first} đến ngày {last}").format(
                first=short_date(period.first), last=short_date(period.last)
            )


def standing_text(computed_at: datetime, until: date | None) -> str:
    """As of when figures stand: final once the period's last day ``until`` is over, provisional before."""
    local = computed_at.astimezone(LOCAL) if computed_at.tzinfo else computed_at
    moment = f"{clock_text(local)} {short_date(local)}"
    if until is None:
        return _("Số liệu tính lúc {moment}").format(moment=moment)
    if until < local.date():
        return _("Số liệu tính đến hết ngày {day}, lập lúc {moment}").format(
            day=short_date(until), moment=moment
        )
    return _("Số liệu tạm tính đến {moment}").format(moment=moment)
