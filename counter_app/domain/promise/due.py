"""The promised moment, and the trace by which a person can check it.

Conventions, after Bộ luật Dân sự 2015 Điều 147–148 and the clocks that offices print on their receipts:

- Handed in outside working hours counts from the next opening. What is handed in during a session counts from its
  own minute, what comes in the lunch break from the afternoon's opening.
- So does what is handed in while the counter is only on duty to receive (trực tiếp nhận): no limit runs in such hours.
- N working days end at the same clock time N working days later. Counted from an opening they end at the closing
  of the Nth working day, that day included. A clock time outside that day's sessions falls back to the end of the
  session before it (lunch break: end of the morning), and never before the opening.
- Part of a working day is that part of 8 hours, and never later than the next whole day.
- Days and months of the calendar count every day. A last day off moves to the next working day. When the start
  moved to a later day, that day is the first one and the limit ends at a closing.
- Same day ends at that day's closing; strictly after the cut-off, at the next working day's.
- A day the office closed for in part (storm, mourning) still counts as a day. A limit that ends in the hours it was
  closed ends with the next session: never earlier than without the closure, nor sooner than it can be kept.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.clock import LOCAL
from counter_app.domain.promise.due_trace import Due, TraceKind, TraceStep
from counter_app.domain.promise.due_walk import Walk, add_months
from counter_app.law import number

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import WorkCalendar

__all__ = ["Due", "TraceKind", "TraceStep", "compute_due"]


def compute_due(
    received: datetime,
    limit: TimeLimit,
    calendar: WorkCalendar,
    elsewhere: tuple[TraceKind, datetime] | None = None,
) -> Due:
    """The moment a dossier received at ``received`` (naive: local time) must be ready. Pure.

    ``elsewhere``: another office resolves it, and the time runs from the moment that it has the complete dossier,
    CONFIRMED, or, until it says so, from the latest lawful moment of sending it, FORWARDED (Nghị định 309/2026/NĐ-CP
    Điều 8 khoản 3, sửa khoản 3 Điều 17 Nghị định 118/2025/NĐ-CP).
    Errors: YearNotConfirmed when a day of an unconfirmed year is needed; RuleError (field "calendar") when the
    office has no working hours.
    """
    moment = received.astimezone(LOCAL) if received.tzinfo else received.replace(tzinfo=LOCAL)
    walk = Walk(calendar)
    walk.note(TraceKind.RECEIVED, moment.date(), f"{moment:%H:%M}")
    if elsewhere is not None:
        kind, begins = elsewhere
        moment = begins.astimezone(LOCAL)
        walk.note(kind, moment.date(), f"{moment:%H:%M}")
    start = walk.start(moment, limit.cutoff)
    at = _count(walk, moment.date(), start, limit)
    walk.note(TraceKind.DUE, at.date(), f"{at:%H:%M}")
    return Due(at=at, trace=tuple(walk.trace), calendar_version=calendar.version)


def _count(walk: Walk, received: date, start: datetime, limit: TimeLimit) -> datetime:
    match limit.unit:
        case LimitUnit.SAME_DAY:
            return walk.closing(start.date())
        case LimitUnit.WORKING_HOUR:
            return walk.advance(start, round(limit.value * 60))
        case LimitUnit.WORKING_DAY:
            return _working_days(walk, start, limit.value)
        case _:
            return _by_calendar(walk, received, start, limit)


def _working_days(walk: Walk, start: datetime, value: float) -> datetime:
    whole, part = divmod(value, 1)
    at = walk.working_days(start, int(whole))
    if not part:
        return at
    minutes = round(part * 60 * number("working_day_hours", at.date()))
    silent = Walk(walk.calendar)
    try:
        ceiling = silent.working_days(start, int(whole) + 1)
    except YearNotConfirmed:
        # The ceiling is in a later year: should the part reach so far, counting it refuses by itself.
        return walk.advance(at, minutes)
    return walk.advance(at, min(minutes, silent.minutes_between(at, ceiling)))


def _by_calendar(walk: Walk, received: date, start: datetime, limit: TimeLimit) -> datetime:
    """Calendar days or months from the start's clock, or from the eve of a start that moved to a later day."""
    moved = start.date() != received
    base = start.date() - timedelta(days=1) if moved else start.date()
    clock: time | None = None if moved else start.time()
    count = int(limit.value)
    if limit.unit is LimitUnit.MONTH:
        for index in range(1, count + 1):
            walk.note(TraceKind.COUNTED_MONTH, add_months(base, index), str(index))
        return walk.land(add_months(base, count), clock)
    for index in range(1, count + 1):
        walk.count_day(base + timedelta(days=index))
    return walk.land(base + timedelta(days=count), clock)
