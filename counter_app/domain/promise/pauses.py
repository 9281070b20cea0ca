"""A promise that stood still while the citizen was asked for something (Nghị định 118/2025/NĐ-CP Điều 17, 18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.calendar.workdays import SATURDAY, YearNotConfirmed

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar

_FARTHEST_DAYS = 3_660


def working_minutes(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    """Working minutes between two moments; 0 when they are in the other order. Errors: YearNotConfirmed."""
    total, day = 0, since.date()
    while day <= until.date():
        for start, end in calendar.sessions_on(day):
            overlap = min(end, until) - max(start, since)
            total += max(int(overlap.total_seconds() // 60), 0)
        day += timedelta(days=1)
    return total


def minutes_between(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    """Working minutes between two moments; all minutes where the year of one is not confirmed."""
    try:
        return working_minutes(calendar, since, until)
    except YearNotConfirmed:
        return int((until - since).total_seconds() // 60)


def running_minutes(
    calendar: WorkCalendar,
    since: datetime,
    until: datetime,
    pauses: Sequence[tuple[datetime, datetime]],
) -> int:
    """Working minutes between two moments in which the clock ran, not in ``pauses``. Errors: YearNotConfirmed."""
    stood = sum(
        working_minutes(calendar, max(begin, since), min(end, until)) for begin, end in pauses
    )
    return max(working_minutes(calendar, since, until) - stood, 0)


def after_working_minutes(calendar: WorkCalendar, start: datetime, minutes: int) -> datetime:
    """The moment ``minutes`` of working time after ``start``. Errors: YearNotConfirmed."""
    day, left = start.date(), minutes
    for _count in range(_FARTHEST_DAYS):
        for opening, closing in calendar.sessions_on(day):
            begin = max(opening, start)
            here = int((closing - begin).total_seconds() // 60)
            if here >= left and here >= 0:
                return begin + timedelta(minutes=left)
            left -= max(here, 0)
        day += timedelta(days=1)
    raise ValueError("no working time in ten years")


def shifted(
    calendar: WorkCalendar, promised: datetime, paused: datetime, resumed: datetime
) -> datetime:
    """The promise moved by the working time that the pause took, in whole minutes. Errors: YearNotConfirmed.

    What was promised for an opening stays at one: the closing before it is as many minutes, but an earlier day.
    """
    left = working_minutes(calendar, _minute(paused), promised)
    moved = after_working_minutes(calendar, _minute(resumed), left)
    opens = any(start == promised for start, _end in calendar.sessions_on(promised.date()))
    closes = any(end == moved for _start, end in calendar.sessions_on(moved.date()))
    return _next_opening(calendar, moved) if opens and closes else moved


def shifted_by_calendar(
    calendar: WorkCalendar,
    promised: datetime,
    lapses: datetime,
    paused: datetime,
    resumed: datetime,
) -> tuple[datetime, datetime]:
    """A promise whose limit counts every day, after a pause; and when its limit then ends by its own days.

    Days off that the pause did not take are days of the limit as before: what was left of it by the calendar runs on
    from the resumption. ``lapses``: when it ended before a day off moved it to ``promised``. Errors: YearNotConfirmed.
    """
    begin, end = _in_session(calendar, _minute(paused)), _in_session(calendar, _minute(resumed))
    left = (lapses if begin <= lapses else promised) - begin
    moved = end + max(left, timedelta(0))
    from counter_app.domain.promise.due_walk import Walk  # only where such a dossier goes on

    landed = Walk(calendar).land(moved.date(), moved.time())
    return max(landed, promised), moved


def _in_session(calendar: WorkCalendar, moment: datetime) -> datetime:
    """The moment itself while the office works, else its next opening."""
    spans = calendar.sessions_on(moment.date())
    if any(start <= moment <= end for start, end in spans):
        return moment
    return _next_opening(calendar, moment)


def _next_opening(calendar: WorkCalendar, closing: datetime) -> datetime:
    day = closing.date()
    for _count in range(_FARTHEST_DAYS):
        for start, _end in calendar.sessions_on(day):
            if start >= closing:
                return start
        day += timedelta(days=1)
    raise ValueError("no working time in ten years")


def last_day_to_wait(calendar: WorkCalendar, asked: date, days: int, *, working: bool) -> date:
    """The last of ``days`` days after the one on which the citizen was asked, ``working`` ones or all.

    A last day off gives way to the next working day (Bộ luật Dân sự 91/2015/QH13 Điều 148 khoản 5). Errors:
    YearNotConfirmed where working days reach into a year that is not confirmed.
    """
    if not working:
        return _working_from(calendar, asked + timedelta(days=days))
    day = asked
    for _count in range(_FARTHEST_DAYS):
        day += timedelta(days=1)
        days -= bool(calendar.sessions_on(day))
        if days <= 0:
            return day
    raise ValueError("no working time in ten years")


def _working_from(calendar: WorkCalendar, day: date) -> date:
    """The first working day from a day on; a year that is not confirmed works as expected, Monday to Friday else."""
    for after in range(_FARTHEST_DAYS):
        found = day + timedelta(days=after)
        try:
            works = bool(calendar.sessions_on(found))
        except YearNotConfirmed:
            mark = calendar.mark(found)
            works = mark.work if mark is not None else found.isoweekday() < SATURDAY
        if works:
            return found
    return day


def _minute(moment: datetime) -> datetime:
    """Without its seconds, as promises are counted."""
    return moment.replace(second=0, microsecond=0)
