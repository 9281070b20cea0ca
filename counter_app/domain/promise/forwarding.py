"""The moment a dossier has to leave the counter for whoever resolves it.

Nghị định 309/2026/NĐ-CP Điều 9 (khoản 2 Điều 18 Nghị định 118/2025/NĐ-CP), in force since 05/08/2026: what is handed in
directly goes on the same working day; received after 15 giờ, first thing on the next one. What comes online goes at
once.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from counter_app.law import begins, number

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar

_LONGEST_CLOSURE = 366


def watched_since() -> date:
    """Dossiers received earlier are not watched: nobody had to pass them on by the hour."""
    return begins("forward_cutoff_hour")


def cutoff_on(day: date) -> time:
    """The last moment of reception for dossiers that go on the same day."""
    return time(number("forward_cutoff_hour", day))


def forward_by(received: datetime, calendar: WorkCalendar, *, online: bool = False) -> datetime:
    """The latest lawful moment of leaving: that day's closing, or the next working day's opening.

    Errors: YearNotConfirmed.
    """
    spans = calendar.sessions_on(received.date())
    in_time = (
        bool(spans) and received <= spans[-1][1] and received.time() <= cutoff_on(received.date())
    )
    if in_time:
        return max(received, spans[0][0]) if online else spans[-1][1]
    day = received.date()
    for _walked in range(_LONGEST_CLOSURE):
        day += timedelta(days=1)
        spans = calendar.sessions_on(day)
        if spans:
            return spans[0][0]
    return received


def overstayed(received: datetime, calendar: WorkCalendar, now: datetime) -> bool:
    """True if a dossier that is still here should be gone: past its closing, or the first hour of the next morning.

    Errors: YearNotConfirmed.
    """
    last = forward_by(received, calendar)
    first_thing = timedelta(hours=number("forward_first_hours", received.date()))
    return now > (last if last.date() == received.date() else last + first_thing)
