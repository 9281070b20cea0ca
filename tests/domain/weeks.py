"""Small calendars for the tests of counting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
)
from counter_app.domain.clock import LOCAL

MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13, 30), time(17, 30))
CONFIRMED = {2026: YearState.CONFIRMED, 2027: YearState.CONFIRMED}

MARKS_2026 = (
    DayMark(date(2026, 8, 22), True, "Làm bù cho ngày 31/08"),
    DayMark(date(2026, 8, 31), False, "Nghỉ hoán đổi"),
    DayMark(date(2026, 9, 1), False, "Quốc khánh"),
    DayMark(date(2026, 9, 2), False, "Quốc khánh"),
    DayMark(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam"),
)


def week(days: Iterable[int] = range(1, 6), valid_from: date | None = None) -> tuple[Session, ...]:
    """Both sessions on each of the weekdays."""
    return tuple(
        Session(day, start, end, valid_from) for day in days for start, end in (MORNING, AFTERNOON)
    )


def office(
    *marks: DayMark,
    sessions: Iterable[Session] | None = None,
    years: dict[int, YearState] | None = None,
) -> WorkCalendar:
    """An eight-hour office of the years 2026 and 2027, Monday to Friday."""
    return build_calendar(week() if sessions is None else sessions, marks, years or CONFIRMED)


def at(text: str) -> datetime:
    """A local moment: ``2026-11-19T09:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def working_days(calendar: WorkCalendar, first: date, last: date) -> list[date]:
    """Days with sessions between two days, both included."""
    days = (first + timedelta(days=index) for index in range((last - first).days + 1))
    return [day for day in days if calendar.sessions_on(day)]
