"""Duty at the counter on a Saturday: dossiers are taken in, no limit runs (trực tiếp nhận)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar.calendar_file import read_calendar_file, write_calendar_file
from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
)
from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.promise.due import compute_due
from counter_app.errors import RuleError
from counter_app.wording.promise.due import explain_due
from tests.domain.test_due_rules import calendars, limits, moments
from tests.domain.weeks import MARKS_2026, MORNING, at, office, week

SATURDAY = date(2026, 11, 21)
DUTY = Session(6, *MORNING, reception=True)
WEEKLY = office(*MARKS_2026, sessions=(*week(), DUTY))
ONCE = office(
    *MARKS_2026, DayMark(SATURDAY, False, "Trực thứ Bảy", sessions=(MORNING,), reception=True)
)
PLAIN = office(*MARKS_2026)


@pytest.mark.parametrize("calendar", [WEEKLY, ONCE], ids=["weekly", "once"])
def test_duty_is_no_working_time(calendar: WorkCalendar) -> None:
    assert not calendar.is_working(SATURDAY)
    assert [f"{a:%H:%M}-{b:%H:%M}" for a, b in calendar.reception_on(SATURDAY)] == ["07:30-11:30"]
    assert calendar.reception_on(date(2026, 11, 20)) == ()
    limit = parse_limit("3wd")
    due = compute_due(at("2026-11-19T09:00"), limit, calendar).at
    assert due == compute_due(at("2026-11-19T09:00"), limit, PLAIN).at == at("2026-11-25T09:00")


@pytest.mark.parametrize("calendar", [WEEKLY, ONCE], ids=["weekly", "once"])
def test_what_comes_on_duty_counts_from_the_next_working_session(calendar: WorkCalendar) -> None:
    limit = parse_limit("1wd")
    due = compute_due(at("2026-11-21T09:00"), limit, calendar)
    assert due.at == at("2026-11-23T17:30")
    assert "nhận trong buổi chỉ trực tiếp nhận nên tính từ 07:30 thứ Hai 23/11" in explain_due(
        due, limit
    )
    same_day = parse_limit("same-day", "15:00")
    assert compute_due(at("2026-11-21T09:00"), same_day, calendar).at == at("2026-11-23T17:30")


def test_a_holiday_on_a_day_of_duty_has_none() -> None:
    closed = office(*MARKS_2026, DayMark(SATURDAY, False, "Nghỉ"), sessions=(*week(), DUTY))
    assert closed.reception_on(SATURDAY) == ()


def test_a_made_up_saturday_is_worked_whole_whatever_duty_it_has() -> None:
    made_up = office(DayMark(SATURDAY, True, "Làm bù"), sessions=(*week(), DUTY))
    assert len(made_up.sessions_on(SATURDAY)) == 2
    assert made_up.reception_on(SATURDAY) == ()


def test_duty_has_hours_of_its_own_and_overlaps_nothing() -> None:
    with pytest.raises(RuleError):
        DayMark(SATURDAY, False, "Trực", reception=True)
    with pytest.raises(RuleError):
        office(sessions=(*week(), Session(5, time(8), time(10), reception=True)))


def test_duty_goes_through_a_file_and_bears_on_no_promise() -> None:
    mark = ONCE.marks[SATURDAY]
    text = write_calendar_file(2026, YearState.CONFIRMED, "Thông báo 1", [mark])
    read = read_calendar_file(text)
    assert (read.problems, read.days) == ((), (mark,))
    broken = read_calendar_file(text.replace('"sessions"', '"gio"'))
    assert len(broken.problems) == 2
    assert WEEKLY.version == PLAIN.version
    assert ONCE.version == office(*MARKS_2026, DayMark(SATURDAY, False, "Trực thứ Bảy")).version


@given(st.data(), calendars(), moments, limits)
def test_duty_never_moves_a_promise(
    data: st.DataObject, calendar: WorkCalendar, received: datetime, limit: TimeLimit
) -> None:
    weekdays = {item.weekday for item in calendar.sessions}
    free = [day for day in range(1, 8) if day not in weekdays]
    chosen = data.draw(st.lists(st.sampled_from(free), unique=True)) if free else []
    duties = [replace(DUTY, weekday=day) for day in chosen]
    open_more = build_calendar(
        (*calendar.sessions, *duties), calendar.marks.values(), calendar.years
    )
    assert compute_due(received, limit, open_more).at == compute_due(received, limit, calendar).at
    assert open_more.version == calendar.version
