"""The rules of counting one by one, each under its own number; D10, D12, D13 and D14 stand in tests/desk."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.calendar.working_calendar import DayMark, Session, YearState, build_calendar
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit, parse_limit
from counter_app.domain.promise.due import TraceKind, compute_due
from tests.domain.weeks import AFTERNOON, MARKS_2026, MORNING, at, office, week

CALENDAR = office(*MARKS_2026)


def due(received: str, limit: str, cutoff: str = "") -> datetime:
    """When it is due in the eight-hour office."""
    return compute_due(at(received), parse_limit(limit, cutoff), CALENDAR).at


def test_d1_one_working_day_is_eight_working_hours() -> None:
    assert due("2026-11-16T09:00", "8h") == due("2026-11-16T09:00", "1wd")
    assert due("2026-11-16T09:00", "0.5wd") == due("2026-11-16T09:00", "4h")
    assert due("2026-11-02T09:00", "80h") == due("2026-11-02T09:00", "10wd")


def test_d2_hours_of_each_weekday_hold_from_their_day_on() -> None:
    winter = [Session(day, time(8), time(12), date(2026, 11, 18)) for day in range(1, 6)]
    calendar = office(sessions=(*week(), *winter))
    limit = parse_limit("same-day")
    assert compute_due(at("2026-11-17T09:00"), limit, calendar).at == at("2026-11-17T17:30")
    assert compute_due(at("2026-11-18T09:00"), limit, calendar).at == at("2026-11-18T12:00")
    saturday = office(sessions=(*week(), Session(6, *MORNING)))
    assert compute_due(at("2026-11-20T09:00"), parse_limit("1wd"), saturday).at == at(
        "2026-11-21T09:00"
    )


@pytest.mark.parametrize(
    ("received", "begins"),
    [
        ("2026-11-16T06:00", "2026-11-16T07:30"),
        ("2026-11-16T12:15", "2026-11-16T13:30"),
        ("2026-11-16T17:30", "2026-11-16T17:30"),
        ("2026-11-16T17:31", "2026-11-17T07:30"),
        ("2026-11-21T10:00", "2026-11-23T07:30"),
        ("2026-11-24T10:00", "2026-11-25T07:30"),
    ],
)
def test_d3_counting_begins_at_the_next_opening(received: str, begins: str) -> None:
    assert due(received, "2h") == due(begins, "2h")


def test_d4_hours_run_inside_sessions_and_roll_over() -> None:
    assert due("2026-11-16T11:00", "1h") == at("2026-11-16T14:00")
    assert due("2026-11-16T17:00", "1h") == at("2026-11-17T08:00")
    assert due("2026-11-23T17:00", "1h") == at("2026-11-25T08:00")


def test_d5_working_days_leave_out_days_off_and_count_swapped_saturdays() -> None:
    assert due("2026-11-20T09:00", "1wd") == at("2026-11-23T09:00")
    assert due("2026-08-21T09:00", "1wd") == at("2026-08-22T09:00")
    own = DayMark(date(2026, 11, 21), True, "Làm bù", sessions=((time(7), time(11)),))
    calendar = office(own)
    assert compute_due(at("2026-11-20T15:00"), parse_limit("1wd"), calendar).at == at(
        "2026-11-21T11:00"
    )


def test_d6_calendar_days_count_all_and_give_way_at_the_end() -> None:
    assert due("2026-11-16T09:00", "4d") == at("2026-11-20T09:00")
    assert due("2026-11-16T09:00", "5d") == at("2026-11-23T09:00")
    assert due("2026-11-16T09:00", "8d") == at("2026-11-25T09:00")


def test_d7_the_day_of_reception_is_day_nought_and_the_clock_time_stays() -> None:
    assert due("2026-11-16T09:41", "1wd") == at("2026-11-17T09:41")
    assert due("2026-11-16T09:41", "5wd") == at("2026-11-23T09:41")
    assert due("2026-11-16T07:30", "1wd") == at("2026-11-16T17:30")


def test_d8_after_three_o_clock_counts_tomorrow_and_three_o_clock_does_not() -> None:
    assert due("2026-11-23T14:30", "same-day", "15:00") == at("2026-11-23T17:30")
    assert due("2026-11-23T15:00", "same-day", "15:00") == at("2026-11-23T17:30")
    assert due("2026-11-23T15:00:01", "same-day", "15:00") == at("2026-11-25T17:30")
    assert due("2026-11-23T16:00", "same-day") == at("2026-11-23T17:30")


def test_d9_many_copies_take_working_days_with_hour_and_day() -> None:
    """The longer time agreed on is a limit of its own, typed at reception; the slip says hour and day."""
    promise = due("2026-11-23T10:20", "2wd", "15:00")
    assert f"{promise:%H:%M %d/%m/%Y}" == "10:20 26/11/2026"
    assert due("2026-11-23T15:30", "2wd", "15:00") == at("2026-11-26T17:30")


def test_d15_an_unconfirmed_year_is_refused_never_guessed() -> None:
    calendar = build_calendar(
        week(), MARKS_2026, {2026: YearState.CONFIRMED, 2027: YearState.EXPECTED}
    )
    assert compute_due(at("2026-12-30T09:00"), parse_limit("1wd"), calendar).at == at(
        "2026-12-31T09:00"
    )
    for limit in ("2wd", "10d", "1m", "16h"):
        with pytest.raises(YearNotConfirmed) as refused:
            compute_due(at("2026-12-30T09:00"), parse_limit(limit), calendar)
        assert refused.value.year == 2027


@pytest.mark.parametrize(
    ("received", "limit", "cutoff", "expected"),
    [
        ("2026-11-19T09:00", "3wd", "", "2026-11-25T09:00"),
        ("2026-11-23T14:30", "same-day", "15:00", "2026-11-23T17:30"),
        ("2026-08-28T16:00", "1wd", "", "2026-09-03T16:00"),
        ("2026-11-16T18:00", "1wd", "", "2026-11-17T17:30"),
    ],
)
def test_the_published_examples(received: str, limit: str, cutoff: str, expected: str) -> None:
    assert due(received, limit, cutoff) == at(expected)


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_every_unit_ends_on_a_working_day_with_its_trace(unit: LimitUnit) -> None:
    limit = TimeLimit(1, unit, time(15))
    made = compute_due(at("2026-11-23T15:30"), limit, CALENDAR)
    assert CALENDAR.is_working(made.at.date())
    assert made.trace[0].kind is TraceKind.RECEIVED
    assert made.trace[-1].kind is TraceKind.DUE
    assert any(step.kind is TraceKind.CUTOFF_PASSED for step in made.trace)


def test_days_shorter_than_eight_hours_do_not_drift() -> None:
    short = [
        Session(day, start, end)
        for day in range(1, 6)
        for start, end in (MORNING, (AFTERNOON[0], time(17)))
    ]
    calendar = office(sessions=short)
    assert compute_due(at("2026-11-16T09:00"), parse_limit("10wd"), calendar).at == at(
        "2026-11-30T09:00"
    )
