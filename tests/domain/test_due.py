"""Due moments by example: each line can be checked with a paper calendar."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time

import pytest

from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    YearNotConfirmed,
    YearState,
)
from counter_app.domain.catalogue.limits import parse_limit
from counter_app.domain.promise.due import Due, TraceKind, TraceStep, compute_due
from counter_app.errors import RuleError
from tests.domain.weeks import MARKS_2026, MORNING, at, office, week

CALENDAR = office(*MARKS_2026)
KIND = TraceKind


def due(received: str, limit: str, cutoff: str = "") -> str:
    """The due moment in the eight-hour office, as ``2026-11-25T09:00``."""
    return str(compute_due(at(received), parse_limit(limit, cutoff), CALENDAR).to_dict()["at"])


@pytest.mark.parametrize(
    ("received", "limit", "cutoff", "expected"),
    [
        ("2026-11-19T09:00", "3wd", "", "2026-11-25T09:00"),
        ("2026-11-23T14:30", "same-day", "15:00", "2026-11-23T17:30"),
        ("2026-08-28T16:00", "1wd", "", "2026-09-03T16:00"),
        ("2026-11-16T18:00", "1wd", "", "2026-11-17T17:30"),
    ],
)
def test_the_four_known_vectors(received: str, limit: str, cutoff: str, expected: str) -> None:
    assert due(received, limit, cutoff) == expected


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2026-11-17T07:30", "1wd", "2026-11-17T17:30"),
        ("2026-11-17T06:00", "1wd", "2026-11-17T17:30"),
        ("2026-11-17T07:30:59", "1wd", "2026-11-17T17:30"),
        ("2026-11-17T07:31", "1wd", "2026-11-18T07:31"),
        ("2026-11-17T12:00", "1wd", "2026-11-18T13:30"),
        ("2026-11-17T11:30", "1wd", "2026-11-18T11:30"),
        ("2026-11-17T11:30:20", "1wd", "2026-11-18T13:30"),
        ("2026-11-17T17:30", "1wd", "2026-11-18T17:30"),
        ("2026-11-17T17:30:20", "1wd", "2026-11-18T17:30"),
        ("2026-11-21T10:00", "1wd", "2026-11-23T17:30"),
        ("2026-08-21T09:00", "1wd", "2026-08-22T09:00"),
        ("2026-08-22T09:00", "1wd", "2026-08-24T09:00"),
        ("2026-11-17T09:00", "10wd", "2026-12-02T09:00"),
        ("2026-11-17T09:00", "0.5wd", "2026-11-17T15:00"),
        ("2026-11-17T09:00", "1.5wd", "2026-11-18T15:00"),
        ("2026-11-17T07:30", "1.25wd", "2026-11-18T09:30"),
        ("2026-11-17T16:00", "0.25wd", "2026-11-18T08:00"),
    ],
)
def test_working_days(received: str, limit: str, expected: str) -> None:
    assert due(received, limit) == expected


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2026-11-17T09:00", "2h", "2026-11-17T11:00"),
        ("2026-11-17T10:30", "2h", "2026-11-17T14:30"),
        ("2026-11-17T16:30", "2h", "2026-11-18T08:30"),
        ("2026-11-17T16:30", "1h", "2026-11-17T17:30"),
        ("2026-11-17T07:30", "8h", "2026-11-17T17:30"),
        ("2026-11-20T17:00", "4.5h", "2026-11-23T11:30"),
        ("2026-11-23T17:00", "0.75h", "2026-11-25T07:45"),
        ("2026-11-21T09:00", "2h", "2026-11-23T09:30"),
        ("2026-11-17T12:10", "0.25h", "2026-11-17T13:45"),
    ],
)
def test_working_hours(received: str, limit: str, expected: str) -> None:
    assert due(received, limit) == expected


@pytest.mark.parametrize(
    ("received", "limit", "expected"),
    [
        ("2026-11-16T09:00", "3d", "2026-11-19T09:00"),
        ("2026-11-16T09:00", "5d", "2026-11-23T09:00"),
        ("2026-11-19T09:00", "5d", "2026-11-25T09:00"),
        ("2026-11-16T07:00", "3d", "2026-11-19T07:30"),
        ("2026-11-16T12:00", "3d", "2026-11-19T13:30"),
        ("2026-11-16T18:00", "3d", "2026-11-19T17:30"),
        ("2026-11-14T09:00", "3d", "2026-11-18T17:30"),
        ("2026-11-16T09:00", "1m", "2026-12-16T09:00"),
        ("2026-11-19T09:00", "1m", "2026-12-21T09:00"),
        ("2026-11-16T18:00", "1m", "2026-12-16T17:30"),
        ("2026-08-31T09:00", "1m", "2026-10-02T17:30"),
        ("2026-07-31T09:00", "2m", "2026-09-30T09:00"),
        ("2026-10-30T09:00", "4m", "2027-03-01T09:00"),
        ("2026-11-17T09:00", "12m", "2027-11-17T09:00"),
    ],
)
def test_calendar_days_and_months(received: str, limit: str, expected: str) -> None:
    assert due(received, limit) == expected


@pytest.mark.parametrize(
    ("received", "cutoff", "expected"),
    [
        ("2026-11-19T15:00", "15:00", "2026-11-19T17:30"),
        ("2026-11-19T15:00:00.000001", "15:00", "2026-11-20T17:30"),
        ("2026-11-19T15:00:01", "15:00", "2026-11-20T17:30"),
        ("2026-11-23T16:00", "15:00", "2026-11-25T17:30"),
        ("2026-11-19T16:00", "", "2026-11-19T17:30"),
        ("2026-11-19T17:30", "", "2026-11-19T17:30"),
        ("2026-11-19T17:31", "", "2026-11-20T17:30"),
        ("2026-11-19T18:00", "15:00", "2026-11-20T17:30"),
        ("2026-11-21T16:00", "15:00", "2026-11-23T17:30"),
        ("2026-11-19T06:00", "15:00", "2026-11-19T17:30"),
        ("2026-11-19T12:00", "11:00", "2026-11-20T17:30"),
    ],
)
def test_same_day(received: str, cutoff: str, expected: str) -> None:
    assert due(received, "same-day", cutoff) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [("1wd", "2026-11-20T17:30"), ("2h", "2026-11-20T09:30"), ("4d", "2026-11-23T17:30")],
)
def test_a_cutoff_moves_other_limits_to_the_next_opening(limit: str, expected: str) -> None:
    assert due("2026-11-19T15:30", limit, "15:00") == expected
    assert due("2026-11-19T15:00", limit, "15:00") == due("2026-11-19T15:00", limit)


def test_a_clock_time_outside_the_last_days_sessions_falls_back() -> None:
    friday_mornings = (*week(range(1, 5)), Session(5, *MORNING))
    calendar = office(sessions=friday_mornings)
    limit = parse_limit("1wd")
    assert compute_due(at("2026-11-19T16:00"), limit, calendar).at == at("2026-11-20T11:30")
    assert compute_due(at("2026-11-19T09:00"), limit, calendar).at == at("2026-11-20T09:00")
    assert compute_due(at("2026-11-20T10:00"), limit, calendar).at == at("2026-11-23T10:00")
    late = DayMark(date(2026, 11, 21), True, "Giờ riêng", sessions=((time(9), time(10)),))
    lunch = DayMark(date(2026, 11, 19), True, "Trực trưa", sessions=((time(8), time(17)),))
    own = office(late, lunch)
    assert compute_due(at("2026-11-20T08:30"), limit, own).at == at("2026-11-21T09:00")
    assert compute_due(at("2026-11-19T12:30"), parse_limit("3wd"), own).at == at("2026-11-23T11:30")


def test_part_of_a_day_never_ends_after_the_next_whole_day() -> None:
    calendar = office(sessions=(*week(range(1, 5)), Session(5, *MORNING)))
    received = at("2026-11-19T09:00")
    whole = compute_due(received, parse_limit("2wd"), calendar).at
    part = compute_due(received, parse_limit("1.75wd"), calendar).at
    assert whole == at("2026-11-23T09:00")
    assert part == whole


def test_shorter_days_do_not_drift() -> None:
    sessions = tuple(
        Session(day, start, end)
        for day in range(1, 6)
        for start, end in (MORNING, (time(13, 30), time(17, 0)))
    )
    result = compute_due(at("2026-11-16T16:30"), parse_limit("5wd"), office(sessions=sessions))
    assert result.at == at("2026-11-23T16:30")


def test_other_zones_and_naive_moments_mean_local_time() -> None:
    limit = parse_limit("3wd")
    utc = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
    naive = at("2026-11-19T09:00").replace(tzinfo=None)
    assert compute_due(utc, limit, CALENDAR) == compute_due(naive, limit, CALENDAR)
    assert compute_due(utc, limit, CALENDAR).at == at("2026-11-25T09:00")


def test_the_trace_names_every_day() -> None:
    trace = compute_due(at("2026-11-19T09:00"), parse_limit("3wd"), CALENDAR).trace
    assert trace == (
        TraceStep(KIND.RECEIVED, date(2026, 11, 19), "09:00"),
        TraceStep(KIND.COUNTED_DAY, date(2026, 11, 20)),
        TraceStep(KIND.SKIPPED_WEEKEND, date(2026, 11, 21)),
        TraceStep(KIND.SKIPPED_WEEKEND, date(2026, 11, 22)),
        TraceStep(KIND.COUNTED_DAY, date(2026, 11, 23)),
        TraceStep(KIND.SKIPPED_HOLIDAY, date(2026, 11, 24), "Ngày Văn hóa Việt Nam"),
        TraceStep(KIND.COUNTED_DAY, date(2026, 11, 25)),
        TraceStep(KIND.DUE, date(2026, 11, 25), "09:00"),
    )


def kinds(received: str, limit: str, cutoff: str = "") -> list[tuple[TraceKind, int]]:
    """What the trace says, with the day of the month."""
    trace = compute_due(at(received), parse_limit(limit, cutoff), CALENDAR).trace
    return [(step.kind, step.day.day) for step in trace]


def test_the_trace_tells_why_counting_started_later() -> None:
    assert kinds("2026-11-20T16:00", "same-day", "15:00") == [
        (KIND.RECEIVED, 20),
        (KIND.CUTOFF_PASSED, 20),
        (KIND.SKIPPED_WEEKEND, 21),
        (KIND.SKIPPED_WEEKEND, 22),
        (KIND.START_MOVED, 23),
        (KIND.DUE, 23),
    ]
    assert kinds("2026-11-21T09:00", "1wd")[:4] == [
        (KIND.RECEIVED, 21),
        (KIND.SKIPPED_WEEKEND, 21),
        (KIND.SKIPPED_WEEKEND, 22),
        (KIND.START_MOVED, 23),
    ]


def test_the_trace_tells_how_a_day_off_at_the_end_gave_way() -> None:
    assert kinds("2026-11-19T09:00", "2d") == [
        (KIND.RECEIVED, 19),
        (KIND.COUNTED_DAY, 20),
        (KIND.COUNTED_DAY, 21),
        (KIND.SKIPPED_WEEKEND, 21),
        (KIND.SKIPPED_WEEKEND, 22),
        (KIND.MOVED_TO_WORKING, 23),
        (KIND.DUE, 23),
    ]
    assert (KIND.COUNTED_MONTH, 19) in kinds("2026-11-19T09:00", "1m")


def test_the_trace_adds_up_hours() -> None:
    trace = compute_due(at("2026-11-20T16:00"), parse_limit("12h"), CALENDAR).trace
    hours = [(step.day.day, step.minutes) for step in trace if step.kind is KIND.COUNTED_HOURS]
    assert hours == [(20, 90), (23, 480), (25, 150)]


def test_a_counted_swapped_day_carries_its_name() -> None:
    trace = compute_due(at("2026-08-21T09:00"), parse_limit("1wd"), CALENDAR).trace
    assert trace[1] == TraceStep(KIND.COUNTED_DAY, date(2026, 8, 22), "Làm bù cho ngày 31/08")


def test_a_year_nobody_confirmed_refuses_to_compute() -> None:
    calendar = office(*MARKS_2026, years={2026: YearState.CONFIRMED, 2027: YearState.EXPECTED})
    limit = parse_limit("1wd")
    assert compute_due(at("2026-12-30T09:00"), limit, calendar).at == at("2026-12-31T09:00")
    half = parse_limit("1.5wd")
    assert compute_due(at("2026-12-30T09:00"), half, calendar).at == at("2026-12-31T15:00")
    for received, text in (
        ("2026-12-31T09:00", "1wd"),
        ("2026-12-31T16:00", "2h"),
        ("2026-12-30T16:00", "1.5wd"),
        ("2026-12-02T09:00", "1m"),
        ("2026-12-31T18:00", "same-day"),
        ("2027-01-04T09:00", "same-day"),
        ("2025-12-31T09:00", "1wd"),
    ):
        with pytest.raises(YearNotConfirmed):
            compute_due(at(received), parse_limit(text), calendar)


def test_an_office_without_hours_is_told_so() -> None:
    with pytest.raises(RuleError) as refusal:
        compute_due(at("2026-11-19T09:00"), parse_limit("1wd"), office(sessions=()))
    assert refusal.value.field == "calendar"
    assert refusal.value.rule in {"no_working_hours", "year_not_confirmed"}
    assert "chưa có giờ" in refusal.value.message


def test_due_is_frozen_with_the_calendar_and_survives_json() -> None:
    result = compute_due(at("2026-11-19T16:30"), parse_limit("9.5h"), CALENDAR)
    stored = json.loads(json.dumps(result.to_dict(), ensure_ascii=False))
    assert Due.from_dict(stored) == result
    assert stored["at"] == "2026-11-23T08:00"
    assert result.calendar_version == CALENDAR.version
