"""Walking over a working calendar, writing down every day that is counted or left out."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from counter_app.domain.clock import LOCAL
from counter_app.domain.promise.due_trace import TraceKind, TraceStep
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import Spans, WorkCalendar

_DAY = timedelta(days=1)
# No office closes for so long: whoever walks further has a calendar without working hours.
_LONGEST_CLOSURE = 366


class Walk:
    """One computation's steps over ``calendar``; ``trace`` grows as days are counted or skipped.

    Errors of every method: YearNotConfirmed; RuleError (field "calendar") when there are no working hours.
    """

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        self.trace: list[TraceStep] = []

    def note(self, kind: TraceKind, day: date, note: str = "", minutes: int = 0) -> None:
        """Write down one step."""
        self.trace.append(TraceStep(kind, day, note, minutes))

    def count_day(self, day: date) -> None:
        """Write down a counted day, with its name when it is no ordinary one."""
        self.note(TraceKind.COUNTED_DAY, day, self._name(day))

    def start(self, moment: datetime, cutoff: time | None) -> datetime:
        """The start of counting: the moment itself (whole minutes) or the next opening."""
        spans = self.calendar.sessions_on(moment.date())
        if _within(self.calendar.reception_on(moment.date()), moment):
            self.note(TraceKind.RECEPTION_ONLY, moment.date(), f"{moment:%H:%M}")
        if not spans:
            self._skip(moment.date())
            return self._next_opening(moment.date())
        if moment > spans[-1][1]:
            return self._next_opening(moment.date())
        if cutoff is not None and moment.time() > cutoff:
            self.note(TraceKind.CUTOFF_PASSED, moment.date(), f"{cutoff:%H:%M}")
            return self._next_opening(moment.date())
        opening = next(begin for begin, end in spans if moment <= end)
        if moment < opening:
            self.note(TraceKind.START_MOVED, opening.date(), f"{opening:%H:%M}")
            return opening
        return moment.replace(second=0, microsecond=0)

    def closing(self, day: date) -> datetime:
        """The end of a working day; of one that was shortened, the end of the next session."""
        return self._kept(day, None)

    def working_days(self, start: datetime, count: int) -> datetime:
        """``count`` working days after ``start`` (which lies in a session); 0 is ``start`` itself."""
        if count == 0:
            return start
        if start != self._opening(start.date()):
            return self._kept(self._count_working(start.date(), count), start.time())
        self.count_day(start.date())
        return self.closing(self._count_working(start.date(), count - 1))

    def advance(self, at: datetime, minutes: int) -> datetime:
        """``minutes`` of working time after ``at`` (which lies in a session), rolling over closings."""
        spans, left = self.calendar.sessions_on(at.date()), minutes
        while True:
            used, end = _work(spans, at, left)
            if used:
                self.note(TraceKind.COUNTED_HOURS, end.date(), minutes=used)
            left -= used
            if not left:
                return end
            spans = self._next_working(spans[0][0].date())

    def minutes_between(self, begin: datetime, end: datetime) -> int:
        """Working minutes from ``begin`` to ``end``."""
        days = (
            begin.date() + _DAY * index for index in range((end.date() - begin.date()).days + 1)
        )
        spans = (span for day in days for span in self.calendar.sessions_on(day))
        return sum(
            max(0, _minutes(min(closing, end) - max(opening, begin))) for opening, closing in spans
        )

    def land(self, day: date, clock: time | None) -> datetime:
        """``clock`` on ``day`` (None: its closing); a day off gives way to the next working day."""
        spans = self.calendar.sessions_on(day)
        if not spans:
            self._skip(day)
            spans = self._next_working(day)
            self.note(TraceKind.MOVED_TO_WORKING, spans[0][0].date())
        return self._kept(spans[0][0].date(), clock)

    def _kept(self, day: date, clock: time | None) -> datetime:
        """``clock`` (None: the closing) on a working day, or the end of the next session when the office closed then.

        A promise never falls into hours that were taken from a day, and never before them: what the office was
        closed for is done in the session after.
        """
        spans, usual = self.calendar.sessions_on(day), self.calendar.usual_on(day)
        at = usual[-1][1] if clock is None else datetime.combine(day, clock, LOCAL)
        if _within(spans, at) or not _within(usual, at):
            return spans[-1][1] if clock is None else clip(spans, at.time())
        self.note(TraceKind.CLOSED_HOURS, day, f"{at:%H:%M}")
        later = tuple(span for span in spans if span[0] > at) or self._next_working(day)
        return later[0][1]

    def _opening(self, day: date) -> datetime | None:
        """The beginning of a whole day; none on a day whose morning was taken."""
        opening = self.calendar.sessions_on(day)[0][0]
        return opening if opening <= self.calendar.usual_on(day)[0][0] else None

    def _next_opening(self, day: date) -> datetime:
        opening = self._next_working(day)[0][0]
        self.note(TraceKind.START_MOVED, opening.date(), f"{opening:%H:%M}")
        return opening

    def _count_working(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; 0 is ``day`` itself."""
        for _index in range(count):
            day = self._next_working(day)[0][0].date()
            self.count_day(day)
        return day

    def _next_working(self, day: date) -> Spans:
        for _index in range(_LONGEST_CLOSURE):
            day += _DAY
            spans = self.calendar.sessions_on(day)
            if spans:
                return spans
            self._skip(day)
        raise RuleError(
            _(
                "Lịch làm việc chưa có giờ nào. Mở Lịch làm việc (Ctrl+2), thẻ Giờ làm việc, ghi giờ từng buổi."
            ),
            field="calendar",
            rule="no_working_hours",
        )

    def _skip(self, day: date) -> None:
        mark = self.calendar.mark(day)
        off = mark is not None and not mark.work
        kind = TraceKind.SKIPPED_HOLIDAY if off else TraceKind.SKIPPED_WEEKEND
        self.note(kind, day, self._name(day))

    def _name(self, day: date) -> str:
        mark = self.calendar.mark(day)
        return mark.name if mark else ""


def clip(spans: Spans, clock: time) -> datetime:
    """``clock`` on the day of ``spans``; outside them the end of the session before, or the opening."""
    opening = spans[0][0]
    at = datetime.combine(opening.date(), clock, LOCAL)
    ended = [min(at, closing) for begin, closing in spans if begin <= at]
    return max(ended, default=opening)


def _within(spans: Spans, at: datetime) -> bool:
    return any(opening <= at <= closing for opening, closing in spans)


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last day."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    from calendar import monthrange  # only for limits in months

    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _work(spans: Spans, at: datetime, minutes: int) -> tuple[int, datetime]:
    """The part of ``minutes`` that fits into ``spans`` after ``at``, and the end of the last of them."""
    used, end = 0, at
    for opening, closing in spans:
        begin = max(opening, at)
        take = min(minutes - used, _minutes(closing - begin))
        if take > 0:
            used, end = used + take, begin + timedelta(minutes=take)
    return used, end


def _minutes(delta: timedelta) -> int:
    return int(delta.total_seconds() // 60)
