"""A promise that stood still moves by the working time it stood."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.calendar.working_calendar import DayMark, WorkCalendar
from counter_app.domain.promise.pauses import (
    after_working_minutes,
    last_day_to_wait,
    shifted,
    working_minutes,
)
from tests.domain.weeks import MARKS_2026, at, office

CALENDAR = office(*MARKS_2026)
MOMENTS = st.integers(0, 500_000).map(
    lambda count: at("2026-01-05T00:00") + timedelta(minutes=count)
)


def counted(calendar: WorkCalendar, since: datetime, until: datetime) -> int:
    """Working minutes one by one."""
    total, moment = 0, since
    while moment < until:
        total += any(start <= moment < end for start, end in calendar.sessions_on(moment.date()))
        moment += timedelta(minutes=1)
    return total


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ("2026-11-23T09:00", "2026-11-23T11:00", 120),
        ("2026-11-23T11:00", "2026-11-23T14:00", 60),
        ("2026-11-23T12:00", "2026-11-23T13:00", 0),
        ("2026-11-23T16:30", "2026-11-25T08:30", 120),
        ("2026-11-20T17:30", "2026-11-23T07:30", 0),
        ("2026-11-24T00:00", "2026-11-24T23:59", 0),
        ("2026-11-23T11:00", "2026-11-23T09:00", 0),
    ],
)
def test_only_working_time_counts(since: str, until: str, minutes: int) -> None:
    assert working_minutes(CALENDAR, at(since), at(until)) == minutes


@given(MOMENTS, st.integers(0, 4_000))
def test_working_minutes_are_those_one_would_count(since: datetime, length: int) -> None:
    until = since + timedelta(minutes=length)
    assert working_minutes(CALENDAR, since, until) == counted(CALENDAR, since, until)


@given(MOMENTS, st.integers(1, 4_000))
def test_going_on_by_minutes_is_the_inverse_of_counting_them(start: datetime, minutes: int) -> None:
    end = after_working_minutes(CALENDAR, start, minutes)
    assert working_minutes(CALENDAR, start, end) == minutes
    assert any(opens <= end <= closes for opens, closes in CALENDAR.sessions_on(end.date()))


@given(MOMENTS, st.integers(0, 2_000), st.integers(0, 2_000))
def test_a_shifted_promise_leaves_the_time_that_was_left(
    paused: datetime, left: int, rest: int
) -> None:
    promised = after_working_minutes(CALENDAR, paused, left)
    resumed = paused + timedelta(minutes=rest)
    moved = shifted(CALENDAR, promised, paused, resumed)
    assert working_minutes(CALENDAR, resumed, moved) == left
    assert moved >= resumed


def test_two_days_of_waiting_move_the_promise_by_two_days() -> None:
    moved = shifted(
        CALENDAR, at("2026-11-19T15:00"), at("2026-11-16T10:00"), at("2026-11-18T10:00")
    )
    assert moved == at("2026-11-23T15:00")


def test_a_pause_after_the_promise_leaves_no_time() -> None:
    resumed = at("2026-11-25T10:00")
    assert shifted(CALENDAR, at("2026-11-16T10:00"), at("2026-11-17T10:00"), resumed) == resumed


def test_a_year_nobody_confirmed_is_refused() -> None:
    with pytest.raises(YearNotConfirmed):
        working_minutes(CALENDAR, at("2026-12-31T09:00"), at("2028-01-03T09:00"))
    with pytest.raises(YearNotConfirmed):
        after_working_minutes(CALENDAR, at("2027-12-31T09:00"), 10_000)


def test_an_office_that_never_works_is_told_so() -> None:
    idle = office(sessions=(), years=dict.fromkeys(range(2026, 2040), CALENDAR.years[2026]))
    assert not idle.is_working(date(2026, 11, 23))
    with pytest.raises(ValueError, match="ten years"):
        after_working_minutes(idle, at("2026-11-23T09:00"), 1)


@pytest.mark.parametrize(
    ("asked", "days", "working", "last"),
    [
        (date(2026, 11, 16), 7, True, date(2026, 11, 26)),  # 24/11 is a day off
        (date(2026, 11, 20), 1, True, date(2026, 11, 23)),
        (date(2026, 11, 16), 7, False, date(2026, 11, 23)),
        # Bộ luật Dân sự 2015 Điều 148 khoản 5: a last day off gives way
        (date(2026, 11, 27), 15, False, date(2026, 12, 14)),
        (date(2026, 11, 14), 10, False, date(2026, 11, 25)),
        (date(2028, 12, 20), 10, False, date(2029, 1, 1)),
    ],
)
def test_nghi_dinh_301_2026_dieu_6_working_days_to_supplement(
    asked: date, days: int, working: bool, last: date
) -> None:
    holiday = DayMark(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam")
    assert last_day_to_wait(office(holiday), asked, days, working=working) == last


def test_blds_2015_dieu_148_no_last_day_is_a_holiday_expected_in_a_year_to_be_confirmed() -> None:
    new_year = DayMark(date(2029, 1, 1), False, "Tết Dương lịch")
    swapped = DayMark(date(2029, 1, 6), True, "Làm bù")
    calendar = office(new_year, swapped)
    assert not calendar.is_confirmed(2029)
    for asked, last in ((22, 2), (27, 6)):
        day = date(2028, 12, asked)
        assert last_day_to_wait(calendar, day, 10, working=False) == date(2029, 1, last)
