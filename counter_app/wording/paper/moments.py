"""Days and hours as people here read them, and as official forms write them (Nghị định 30/2020/NĐ-CP)."""

from __future__ import annotations

from datetime import date, datetime

from counter_app.domain.clock import LOCAL
from counter_app.i18n import _, mark

WEEKDAYS = (
    mark("Thứ Hai"), mark("Thứ Ba"), mark("Thứ Tư"), mark("Thứ Năm"), mark("Thứ Sáu"), mark("Thứ Bảy"),
    mark("Chủ nhật"),
)  # fmt: skip
"""As they begin a line, Monday first."""
_WEEKDAYS = (
    mark("thứ Hai"),
    mark("thứ Ba"),
    mark("thứ Tư"),
    mark("thứ Năm"),
    mark("thứ Sáu"),
    mark("thứ Bảy"),
    mark("Chủ nhật"),
)


def short_date(day: date) -> str:
    """``25/11/2026``."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def long_date(day: date) -> str:
    """``ngày 25 tháng 11 năm 2026``; a zero before days below 10 and months 1 and 2, as forms ask."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return _("ngày {day:02d} tháng {month} năm {year}").format(
        day=day.day, month=month, year=day.year
    )


def weekday_name(day: date) -> str:
    """``thứ Tư``, ``Chủ nhật``."""
    return _(_WEEKDAYS[day.weekday()])


def named_day(day: date) -> str:
    """``thứ Tư 25/11/2026``."""
    return f"{weekday_name(day)} {short_date(day)}"


def clock_text(moment: datetime) -> str:
    """``09:00`` in local time (naive: taken as it is)."""
    local = _local(moment)
    return f"{local.hour:02d}:{local.minute:02d}"


def form_moment(moment: datetime) -> str:
    """``09 giờ 00 phút, ngày 25 tháng 11 năm 2026``, as receipts print it."""
    local = _local(moment)
    return _("{hour:02d} giờ {minute:02d} phút, {date}").format(
        hour=local.hour, minute=local.minute, date=long_date(local)
    )


def due_text(moment: datetime) -> str:
    """``09:00 thứ Tư 25/11/2026``."""
    local = _local(moment)
    return _("{clock} {weekday} {date}").format(
        clock=clock_text(local), weekday=weekday_name(local), date=short_date(local)
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL) if moment.tzinfo else moment


def near_moment(at: datetime | None, year: int = 0) -> str:
    """``09:00 27/11/2026``, in ``year`` without it; empty without a moment."""
    if at is None:
        return ""
    day = f"{at:%d/%m}" if at.year == year else short_date(at)
    return f"{clock_text(at)} {day}"


def phone_text(number: str) -> str:
    """A number in groups as it is dialled; a sentence when there is none."""
    if not number:
        return _("Không có số")
    if len(number) == 10:
        return f"{number[:4]} {number[4:7]} {number[7:]}"
    return number


def daytime_text(hour: int) -> str:
    """The sentence about somebody's work at an hour, with ``{name}`` in it."""
    if hour < 12:
        return _("Công việc buổi sáng – {name}")
    return _("Công việc buổi chiều – {name}") if hour < 18 else _("Công việc buổi tối – {name}")
