"""Sessions, days off, swapped days, and years nobody has confirmed."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from typing import Any

import pytest

from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearNotConfirmed,
    YearState,
    build_calendar,
    calendar_from_seed,
)
from counter_app.errors import RuleError
from counter_app.paths import resources_dir
from tests.domain.weeks import AFTERNOON, CONFIRMED, MARKS_2026, MORNING, office, week

MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 21)


def hours(calendar: WorkCalendar, day: date) -> list[str]:
    """``07:30-11:30`` for each session."""
    return [f"{start:%H:%M}-{end:%H:%M}" for start, end in calendar.sessions_on(day)]


BOTH = ["07:30-11:30", "13:30-17:30"]


def test_an_ordinary_week() -> None:
    calendar = office()
    assert hours(calendar, MONDAY) == BOTH
    assert [calendar.is_working(MONDAY + timedelta(days=index)) for index in range(7)] == [
        *(True, True, True, True, True, False, False)
    ]


def test_sessions_are_aware_moments_of_the_day() -> None:
    start, end = office().sessions_on(MONDAY)[0]
    assert start.isoformat() == "2026-11-23T07:30:00+07:00"
    assert end.isoformat() == "2026-11-23T11:30:00+07:00"


def test_days_off_and_swapped_days() -> None:
    calendar = office(*MARKS_2026)
    assert hours(calendar, date(2026, 11, 24)) == []
    assert hours(calendar, date(2026, 8, 31)) == []
    assert hours(calendar, date(2026, 8, 22)) == BOTH
    mark = calendar.mark(date(2026, 11, 24))
    assert mark is not None
    assert mark.name == "Ngày Văn hóa Việt Nam"
    assert calendar.mark(MONDAY) is None


def test_a_swapped_saturday_works_like_monday_even_where_saturdays_are_short() -> None:
    sessions = (*week(), Session(6, *MORNING))
    worked = DayMark(SATURDAY, True, "Làm bù")
    assert hours(office(sessions=sessions), SATURDAY) == ["07:30-11:30"]
    assert hours(office(worked, sessions=sessions), SATURDAY) == BOTH


def test_a_swapped_day_may_have_its_own_hours() -> None:
    own = DayMark(SATURDAY, True, "Làm bù", sessions=(AFTERNOON, MORNING))
    assert hours(office(own), SATURDAY) == BOTH
    short = DayMark(SATURDAY, True, "Làm bù", sessions=((time(8), time(10)),))
    assert hours(office(short), SATURDAY) == ["08:00-10:00"]


def test_a_worked_weekday_keeps_its_own_hours() -> None:
    friday = SATURDAY - timedelta(days=1)
    sessions = (*week(range(1, 5)), Session(5, *MORNING))
    worked = DayMark(friday, True, "Không nghỉ")
    assert hours(office(worked, sessions=sessions), friday) == ["07:30-11:30"]
    closed_fridays = office(worked, sessions=week(range(1, 5)))
    assert hours(closed_fridays, friday) == BOTH


def test_winter_hours_replace_the_whole_week_from_their_day() -> None:
    winter = tuple(Session(day, time(8), time(12), date(2026, 11, 24)) for day in range(1, 5))
    calendar = office(sessions=(*winter, *week()))
    assert hours(calendar, MONDAY) == BOTH
    assert hours(calendar, MONDAY + timedelta(days=1)) == ["08:00-12:00"]
    assert hours(calendar, MONDAY + timedelta(days=4)) == []


def test_before_the_first_hours_nobody_works() -> None:
    calendar = office(sessions=week(valid_from=date(2026, 11, 24)))
    assert hours(calendar, MONDAY) == []
    assert hours(calendar, date(2026, 11, 25)) == BOTH


@pytest.mark.parametrize("years", [{2026: YearState.EXPECTED}, {2025: YearState.CONFIRMED}])
def test_a_year_nobody_confirmed_is_refused(years: dict[int, YearState]) -> None:
    calendar = office(years=years)
    with pytest.raises(YearNotConfirmed) as refusal:
        calendar.sessions_on(MONDAY)
    assert refusal.value.field == "calendar"
    assert refusal.value.year == 2026
    assert "năm 2026 chưa được xác nhận" in refusal.value.message
    assert "Mở Lịch làm việc" in refusal.value.message
    with pytest.raises(YearNotConfirmed):
        calendar.is_working(SATURDAY)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (time(11), time(11)),
        (time(13), time(8)),
        (time(7, 30, 1), time(8)),
        (time(7), time(8, 0, 0, 1)),
    ],
)
def test_impossible_hours(start: time, end: time) -> None:
    with pytest.raises(RuleError) as refusal:
        Session(1, start, end)
    assert refusal.value.field == "sessions"
    with pytest.raises(RuleError):
        DayMark(SATURDAY, True, "Làm bù", sessions=((start, end),))


@pytest.mark.parametrize("weekday", [0, 8])
def test_impossible_weekday(weekday: int) -> None:
    with pytest.raises(RuleError):
        Session(weekday, *MORNING)


def test_overlapping_sessions() -> None:
    with pytest.raises(RuleError, match="11:00"):
        office(sessions=(Session(1, *MORNING), Session(1, time(11), time(12))))
    touching = (Session(1, *MORNING), Session(1, time(11, 30), time(12)))
    assert hours(office(sessions=touching), MONDAY) == ["07:30-11:30", "11:30-12:00"]


def test_the_version_follows_the_content() -> None:
    base = office(*MARKS_2026)
    assert base.version == office(*reversed(MARKS_2026)).version
    assert len(base.version) == 12
    others = [
        office(*MARKS_2026[1:]),
        office(*MARKS_2026, DayMark(SATURDAY, True, "Làm bù")),
        office(*MARKS_2026, DayMark(SATURDAY, True, "Làm bù", sessions=(MORNING,))),
        office(*MARKS_2026, sessions=week(range(1, 7))),
        office(*MARKS_2026, sessions=week(valid_from=date(2020, 1, 1))),
        office(*MARKS_2026, years={2026: YearState.CONFIRMED}),
    ]
    assert len({base.version, *(other.version for other in others)}) == 7


def seed_year(**changes: Any) -> dict[str, Any]:
    """A year file with one day."""
    day = {
        "date": "2026-11-21",
        "kind": "work",
        "name": "Làm bù",
        "source": "",
        "state": "expected",
    }
    return {"year": 2026, "state": "confirmed", "source": "Công văn", "days": [day | changes]}


SEED_SESSIONS = [{"weekday": 1, "start": "07:30", "end": "11:30"}]


def test_from_seed() -> None:
    calendar = calendar_from_seed(
        SEED_SESSIONS, seed_year(), {**seed_year(), "year": 2027, "days": []}
    )
    assert calendar.years == CONFIRMED
    assert hours(calendar, SATURDAY) == ["07:30-11:30"]
    mark = calendar.marks[SATURDAY]
    assert (mark.work, mark.name, mark.official) == (True, "Làm bù", False)
    rebuilt = build_calendar(calendar.sessions, calendar.marks.values(), calendar.years)
    assert rebuilt == calendar


def test_from_seed_with_own_hours_and_later_sessions() -> None:
    own = seed_year(sessions=[{"start": "08:00", "end": "09:00"}])
    later = [*SEED_SESSIONS, {**SEED_SESSIONS[0], "start": "08:00", "valid_from": "2026-11-23"}]
    calendar = calendar_from_seed(later, own)
    assert hours(calendar, SATURDAY) == ["08:00-09:00"]
    assert hours(calendar, MONDAY) == ["08:00-11:30"]
    assert hours(calendar, MONDAY - timedelta(days=7)) == ["07:30-11:30"]


@pytest.mark.parametrize(
    "year",
    [
        {},
        {"year": 2026, "state": "perhaps", "days": []},
        {"year": 2026, "state": "confirmed"},
        seed_year(kind="holiday"),
        seed_year(date="2027-01-01"),
        seed_year(date="21/11/2026"),
        {**seed_year(), "days": [[]]},
    ],
)
def test_a_broken_seed_is_refused(year: dict[str, Any]) -> None:
    with pytest.raises(RuleError) as refusal:
        calendar_from_seed(SEED_SESSIONS, year)
    assert refusal.value.field == "calendar"


def test_the_calendar_we_ship_counts_2026() -> None:
    folder = resources_dir() / "calendar"
    sessions, year = (
        json.loads((folder / name).read_text("utf-8")) for name in ("sessions.json", "2026.json")
    )
    calendar = calendar_from_seed(sessions, year)
    days = (date(2026, 1, 1) + timedelta(days=index) for index in range(365))
    assert sum(calendar.is_working(day) for day in days) == 261 - 14 + 2
    assert not calendar.is_working(date(2026, 11, 24))
    assert calendar.is_working(date(2026, 8, 22))
