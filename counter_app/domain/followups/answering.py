"""The moment a reminder has to be answered by."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar

_LONGEST_CLOSURE = 366


def answer_due(asked: datetime, hours: int, calendar: WorkCalendar) -> datetime:
    """The moment ``hours`` by the clock after the question, but one at which somebody works.

    The hours run on the clock, through nights and days off. The moment is never before the first working session that
    ends after the question is over; where it falls outside working hours, it is the end of the next session: an office
    that is closed cannot answer. No document that lays down the hours was seen, so they are a setting of the office.
    Errors: YearNotConfirmed.
    """
    asked = asked.replace(second=0, microsecond=0)
    at = max(asked + timedelta(hours=hours), _session_end(asked, calendar))
    return at if _works(at, calendar) else _session_end(at, calendar)


def due_by_the_clock(asked: datetime, hours: int) -> datetime:
    """``hours`` later whatever the calendar: for a year that nobody confirmed."""
    return asked.replace(second=0, microsecond=0) + timedelta(hours=hours)


def _works(at: datetime, calendar: WorkCalendar) -> bool:
    return any(start <= at <= end for start, end in calendar.sessions_on(at.date()))


def _session_end(after: datetime, calendar: WorkCalendar) -> datetime:
    """The end of the first session that ends after a moment; the moment itself where none does in a year."""
    day = after.date()
    for _walked in range(_LONGEST_CLOSURE):
        for _start, end in calendar.sessions_on(day):
            if end > after:
                return end
        day += timedelta(days=1)
    return after
