"""A day the office closes for in part: no promise comes earlier by it, none falls where nobody works."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.calendar.working_calendar import DayMark, WorkCalendar, build_calendar
from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.promises import Clock, Turn, reckon, recounted
from counter_app.domain.promise.due import compute_due
from counter_app.wording.promise.due import explain_due, explain_steps
from tests.domain.test_due_rules import calendars, limits, moments, same_day, worked_limits
from tests.domain.weeks import AFTERNOON, MARKS_2026, MORNING, at, office

STORM = date(2026, 11, 16)
HALF = DayMark(STORM, True, "Nghỉ do bão", sessions=(MORNING,))
WHOLE = office(*MARKS_2026)


def due(received: str, limit: TimeLimit, *marks: DayMark) -> datetime:
    """The promise by an office with these days, others as usual."""
    return compute_due(at(received), limit, office(*MARKS_2026, *marks)).at


SAME_DAY = parse_limit("same-day", "15:00")


@pytest.mark.parametrize(
    ("received", "limit", "closed", "expected"),
    [
        ("2026-11-16T09:00", SAME_DAY, HALF, "2026-11-17T11:30"),
        ("2026-11-16T11:20", SAME_DAY, HALF, "2026-11-17T11:30"),
        ("2026-11-16T14:00", SAME_DAY, HALF, "2026-11-17T17:30"),
        ("2026-11-11T15:30", parse_limit("3wd"), HALF, "2026-11-17T11:30"),
        ("2026-11-11T09:00", parse_limit("3wd"), HALF, "2026-11-16T09:00"),
        ("2026-11-16T10:30", parse_limit("2h"), HALF, "2026-11-17T08:30"),
        ("2026-11-06T15:30", parse_limit("10d"), HALF, "2026-11-17T11:30"),
        ("2026-10-16T15:30", parse_limit("1m"), HALF, "2026-11-17T11:30"),
        ("2026-11-16T09:00", SAME_DAY, replace(HALF, sessions=(AFTERNOON,)), "2026-11-16T17:30"),
        (
            "2026-11-12T09:00",
            parse_limit("2wd"),
            replace(HALF, sessions=(AFTERNOON,)),
            "2026-11-16T17:30",
        ),
        (
            "2026-11-16T09:00",
            SAME_DAY,
            replace(HALF, sessions=(MORNING, (time(13, 30), time(15)))),
            "2026-11-17T11:30",
        ),
    ],
)
def test_what_ends_in_closed_hours_ends_with_the_next_session(
    received: str, limit: TimeLimit, closed: DayMark, expected: str
) -> None:
    assert due(received, limit, closed) == at(expected)
    assert due(received, limit, closed) >= due(received, limit)


def test_two_closed_days_and_a_holiday_are_passed_over() -> None:
    """Monday afternoon, all of Tuesday; or Monday afternoon before the holiday of 24/11."""
    tuesday = DayMark(date(2026, 11, 17), False, "Nghỉ do bão")
    assert due("2026-11-16T09:00", SAME_DAY, HALF, tuesday) == at("2026-11-18T11:30")
    eve = replace(HALF, day=date(2026, 11, 23))
    assert due("2026-11-23T09:00", SAME_DAY, eve) == at("2026-11-25T11:30")


def test_hours_that_are_only_other_ones_are_no_closure() -> None:
    """A day moved an hour forward ends an hour earlier, as everybody knows."""
    hot = DayMark(STORM, True, "Nắng nóng", sessions=((time(6), time(10)), (time(14), time(18))))
    assert due("2026-11-16T07:00", SAME_DAY, hot) == at("2026-11-16T18:00")


def test_the_officer_can_say_why() -> None:
    found = compute_due(at("2026-11-16T11:20"), SAME_DAY, office(*MARKS_2026, HALF))
    assert explain_due(found, SAME_DAY) == (
        "Trong ngày, cơ quan nghỉ lúc 17:30 16/11 nên hẹn sang buổi làm việc kế tiếp → 11:30 thứ Ba 17/11/2026"
    )
    assert any("hết buổi làm việc kế tiếp" in step for step in explain_steps(found))


@st.composite
def closures(draw: st.DrawFn, calendar: WorkCalendar, near: date) -> WorkCalendar:
    """The same office, closed for whole days, mornings, ends of days or the middle of them."""
    marks = dict(calendar.marks)
    for offset in draw(st.lists(st.integers(0, 25), min_size=1, max_size=4, unique=True)):
        day = near + timedelta(days=offset)
        spans = calendar.sessions_on(day)
        if not spans or (day in marks and marks[day].sessions is not None):
            continue
        weekly = any(item.weekday == day.isoweekday() for item in calendar.sessions)
        cut = draw(st.sampled_from(["all", "first", "last", "early"] if weekly else ["all"]))
        hours = [(start.time(), end.time()) for start, end in spans]
        kept = {
            "all": [],
            "first": hours[1:],
            "last": hours[:-1],
            "early": [*hours[:-1], (hours[-1][0], _earlier(*hours[-1]))],
        }[cut]
        marks[day] = DayMark(day, bool(kept), "Nghỉ do bão", sessions=tuple(kept) or None)
    return build_calendar(calendar.sessions, marks.values(), calendar.years)


def _earlier(start: time, end: time) -> time:
    minutes = (start.hour * 60 + start.minute + end.hour * 60 + end.minute) // 2
    return time(minutes // 60, minutes % 60)


@given(st.data(), calendars(), moments, limits)
def test_a_closure_never_moves_a_promise_earlier(
    data: st.DataObject, calendar: WorkCalendar, received: datetime, limit: TimeLimit
) -> None:
    closed = data.draw(closures(calendar, received.date()))
    before, after = (compute_due(received, limit, each).at for each in (calendar, closed))
    assert after >= before
    spans = closed.sessions_on(after.date())
    assert any(opening < after <= closing or opening == after for opening, closing in spans)


def test_a_day_closed_after_the_fact_takes_nothing_back() -> None:
    """Paused and resumed within a minute of a day that a storm then closes; the promise was for after the weekend."""
    received = at("2026-01-01T13:30")
    minute = timedelta(minutes=1)
    turns = (
        Turn(state=State.PROCESSING, at=received),
        Turn(state=State.FINANCIAL, at=received, act="financial"),
        Turn(state=State.PROCESSING, at=received + minute, act="resume"),
    )
    limit = parse_limit("same-day", "09:00")
    clock = Clock(received_at=received, limit=limit, policy="", turns=turns)
    promised = reckon(clock, WHOLE).at
    marks = {**WHOLE.marks, received.date(): DayMark(received.date(), False, "Nghỉ do bão")}
    closed = build_calendar(WHOLE.sessions, marks.values(), WHOLE.years)
    assert promised == at("2026-01-05T07:31")
    assert recounted(clock, promised, closed).at == promised


@given(st.data(), moments, worked_limits | same_day, st.integers(0, 6_000), st.integers(0, 12_000))
def test_nor_one_that_was_paused(
    data: st.DataObject, received: datetime, limit: TimeLimit, worked: int, stood: int
) -> None:
    closed = data.draw(closures(WHOLE, received.date()))
    paused = received + timedelta(minutes=worked)
    turns = (
        Turn(state=State.PROCESSING, at=received),
        Turn(state=State.FINANCIAL, at=paused, act="financial"),
        Turn(state=State.PROCESSING, at=paused + timedelta(minutes=stood), act="resume"),
    )
    clock = Clock(received_at=received, limit=limit, policy="", turns=turns)
    promised = reckon(clock, WHOLE).at
    assume(paused <= promised)
    assert recounted(clock, promised, closed).at >= promised
