"""Due moments by rule: what must hold for every moment, limit and calendar."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
)
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit
from counter_app.domain.promise.due import Due, TraceKind, compute_due
from tests.domain.weeks import at, working_days

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
YEARS = dict.fromkeys(range(2026, 2030), YearState.CONFIRMED)
HOURS = ((7, 30), (8, 0), (11, 0), (11, 30), (13, 0), (13, 30), (16, 0), (17, 30))


@st.composite
def day_hours(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """One or two sessions of a day."""
    count = draw(st.sampled_from([2, 4]))
    picked = draw(st.lists(st.sampled_from(HOURS), min_size=count, max_size=count, unique=True))
    moments = [time(*moment) for moment in sorted(picked)]
    return tuple(zip(moments[::2], moments[1::2], strict=True))


@st.composite
def calendars(draw: st.DrawFn, *, shortened: bool = True) -> WorkCalendar:
    """An office with any hours, days off in runs, and swapped days with or without own hours.

    Unless they may be ``shortened``, a day of the week has own hours only in place of a day off.
    """
    weekdays = draw(st.sets(st.integers(1, 7), min_size=1))
    sessions = [
        Session(weekday, start, end) for weekday in weekdays for start, end in draw(day_hours())
    ]
    off = draw(st.lists(st.tuples(st.dates(FIRST, LAST), st.integers(1, 9)), max_size=8))
    marks = {
        day: DayMark(day, False, "Nghỉ lễ")
        for first, length in off
        for day in (first + timedelta(days=index) for index in range(length))
    }
    for day in draw(st.lists(st.dates(FIRST, LAST), max_size=6)):
        own = draw(st.none() | day_hours())
        if shortened or day.isoweekday() not in weekdays:
            marks[day] = DayMark(day, True, "Làm bù", sessions=own)
    return build_calendar(sessions, marks.values(), YEARS)


moments = st.timedeltas(timedelta(0), timedelta(days=365)).map(
    lambda passed: at("2026-01-01T00:00") + passed
)
near = st.integers(0, 14 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))
quarters = st.integers(1, 60).map(lambda count: count / 4)
working = st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR])
cutoffs = st.none() | st.sampled_from([time(9), time(11, 30), time(15), time(17)])
worked_limits = st.builds(TimeLimit, quarters, working, cutoffs)
same_day = st.builds(TimeLimit, st.just(1), st.just(LimitUnit.SAME_DAY), cutoffs)
limits = st.one_of(
    worked_limits,
    same_day,
    st.builds(TimeLimit, st.integers(1, 60), st.just(LimitUnit.CALENDAR_DAY), cutoffs),
    st.builds(TimeLimit, st.integers(1, 6), st.just(LimitUnit.MONTH), cutoffs),
)


def counted(due: Due, kind: TraceKind) -> list[date]:
    """The days of one kind of step."""
    return [step.day for step in due.trace if step.kind is kind]


@given(calendars(), moments, limits)
def test_due_lies_in_a_session_of_a_working_day(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit
) -> None:
    due = compute_due(received, limit, calendar)
    spans = calendar.sessions_on(due.at.date())
    assert any(opening <= due.at <= closing for opening, closing in spans)
    assert due.at >= received.replace(second=0, microsecond=0)
    assert (due.at.second, due.at.microsecond) == (0, 0)


@given(calendars(shortened=False), moments, near, worked_limits | same_day)
def test_who_comes_later_never_gets_an_earlier_moment(
    calendar: WorkCalendar, received: datetime, later: timedelta, limit: TimeLimit
) -> None:
    """But where hours were taken from a day: who was promised then has the whole next session."""
    first, second = (
        compute_due(moment, limit, calendar).at for moment in (received, received + later)
    )
    assert first <= second


@given(calendars(), moments, near, limits)
def test_who_comes_later_never_gets_an_earlier_day(
    calendar: WorkCalendar, received: datetime, later: timedelta, limit: TimeLimit
) -> None:
    first, second = (
        compute_due(moment, limit, calendar).at for moment in (received, received + later)
    )
    assert first.date() <= second.date()


@given(calendars(), moments, limits, st.integers(1, 8))
def test_a_longer_limit_never_ends_earlier(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit, more: int
) -> None:
    assume(limit.unit is not LimitUnit.SAME_DAY)
    step = 0.25 if limit.unit in {LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR} else 1
    longer = TimeLimit(limit.value + step * more, limit.unit, limit.cutoff)
    short, long = (compute_due(received, each, calendar).at for each in (limit, longer))
    assert short <= long


@given(calendars(), moments, limits)
def test_the_trace_accounts_for_every_day(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit
) -> None:
    due = compute_due(received, limit, calendar)
    days = counted(due, TraceKind.COUNTED_DAY)
    assert days == sorted(set(days))
    if limit.unit is LimitUnit.WORKING_DAY:
        assert len(days) == int(limit.value)
        assert days == [day for day in days if calendar.is_working(day)]
    if limit.unit is LimitUnit.CALENDAR_DAY:
        assert len(days) == int(limit.value)
        assert (days[-1] - days[0]).days == len(days) - 1
    if limit.unit is LimitUnit.WORKING_HOUR:
        assert sum(step.minutes for step in due.trace) == limit.value * 60
    assert len(counted(due, TraceKind.COUNTED_MONTH)) == (
        limit.value if limit.unit is LimitUnit.MONTH else 0
    )
    for kind in (TraceKind.SKIPPED_WEEKEND, TraceKind.SKIPPED_HOLIDAY):
        assert not any(calendar.is_working(day) for day in counted(due, kind))
    assert all(calendar.mark(day) is not None for day in counted(due, TraceKind.SKIPPED_HOLIDAY))


@given(calendars(shortened=False), moments, st.integers(1, 15))
def test_working_days_against_a_list_of_working_days(
    calendar: WorkCalendar, received: datetime, count: int
) -> None:
    due = compute_due(received, TimeLimit(count, LimitUnit.WORKING_DAY), calendar)
    days = working_days(calendar, received.date(), received.date() + timedelta(days=400))
    closing = calendar.sessions_on(days[0])[-1][1]
    opening = calendar.sessions_on(days[0])[0][0]
    if days[0] == received.date() and received > closing:
        days = days[1:]
    elif days[0] == received.date() and received.replace(second=0, microsecond=0) > opening:
        assert due.at.date() == days[count]
        return
    assert due.at == calendar.sessions_on(days[count - 1])[-1][1]


@given(calendars(), moments, st.integers(1, 40))
def test_working_hours_against_a_list_of_minutes(
    calendar: WorkCalendar, received: datetime, hours: int
) -> None:
    due = compute_due(received, TimeLimit(hours, LimitUnit.WORKING_HOUR), calendar)
    minutes: list[datetime] = []
    day = received.date()
    while len(minutes) < hours * 60:
        for opening, closing in calendar.sessions_on(day):
            span = int((closing - opening).total_seconds()) // 60
            every = (opening + timedelta(minutes=index) for index in range(span))
            # A minute counts when it ends after the receipt.
            minutes += [minute for minute in every if received < minute + timedelta(minutes=1)]
        day += timedelta(days=1)
    assert due.at == minutes[hours * 60 - 1] + timedelta(minutes=1)


@given(calendars(), moments, limits)
def test_the_same_question_has_one_answer(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit
) -> None:
    due = compute_due(received, limit, calendar)
    rebuilt = build_calendar(calendar.sessions, calendar.marks.values(), calendar.years)
    assert compute_due(received, limit, rebuilt) == due
    assert Due.from_dict(due.to_dict()) == due
