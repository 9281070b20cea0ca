"""Time that is not counted is never counted and never given anew (Nghị định 301/2026/NĐ-CP Điều 3 khoản 4)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar.working_calendar import WorkCalendar
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit, parse_limit
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.promises import RESTART, SHIFT, Clock, Turn, given_anew, reckon
from counter_app.domain.promise.due import compute_due
from counter_app.domain.promise.pauses import running_minutes, working_minutes
from tests.domain.test_due_rules import calendars, moments, same_day, worked_limits
from tests.domain.weeks import MARKS_2026, at, office

CALENDAR = office(*MARKS_2026)
WAITS = {
    "supplement": State.SUPPLEMENT,
    "financial": State.FINANCIAL,
    "stop": State.STOPPED,
}


def promised(policy: str, *turns: Turn, limit: str = "15wd") -> datetime:
    """The promise of what was received on Wednesday 18/11 at nine."""
    received = Turn(state=State.RECEIVED, at=at("2026-11-18T09:00"))
    clock = Clock(
        received_at=received.at, limit=parse_limit(limit), policy=policy, turns=(received, *turns)
    )
    return reckon(clock, CALENDAR).at


def waited(act: str, since: str, until: str, **facts: str) -> tuple[Turn, Turn]:
    """A wait and its end."""
    return (
        Turn(state=WAITS[act], at=at(since), act=act),
        Turn(state=State.PROCESSING, at=at(until), act="resume", **facts),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("act", WAITS)
def test_nd_301_2026_article_3_4_no_wait_is_counted(act: str) -> None:
    """Fifteen working days from 18/11 end on 10/12 at nine; 20/11 nine to 02/12 nine are seven working days."""
    wait = waited(act, "2026-11-20T09:00", "2026-12-02T09:00")
    assert promised("") == at("2026-12-10T09:00")
    assert promised("", *wait) == at("2026-12-21T09:00")


@pytest.mark.parametrize("policy", ["", SHIFT, RESTART])
@pytest.mark.parametrize("act", ["financial", "stop"])
def test_no_policy_of_a_procedure_gives_time_anew_for_a_tax_or_a_stop(
    policy: str, act: str
) -> None:
    wait = waited(act, "2026-11-20T09:00", "2026-12-02T09:00")
    assert promised(policy, *wait) == at("2026-12-21T09:00")


def test_a_procedure_may_count_anew_after_a_wait_for_papers() -> None:
    wait = waited("supplement", "2026-11-20T09:00", "2026-12-02T09:00")
    assert promised(RESTART, *wait) == at("2026-12-23T09:00")


def test_what_an_office_once_gave_itself_anew_is_counted_by_the_rule_and_known() -> None:
    """Until November 2026 one setting restarted every pause; the event says so, the procedure does not."""
    for act in WAITS:
        wait = waited(act, "2026-11-20T09:00", "2026-12-02T09:00", policy=RESTART)
        received = Turn(state=State.RECEIVED, at=at("2026-11-18T09:00"))
        turns = (received, *wait)
        limit = parse_limit("15wd")
        assert promised("", *wait) == at("2026-12-21T09:00")
        assert given_anew(Clock(received_at=received.at, limit=limit, policy="", turns=turns))
        lawful = Clock(received_at=received.at, limit=limit, policy=RESTART, turns=turns)
        assert given_anew(lawful) is (act != "supplement")


def test_a_pause_after_the_day_was_missed_does_not_mend_it() -> None:
    late = waited("financial", "2026-12-15T09:00", "2026-12-22T09:00")
    assert promised("", *late) == at("2026-12-10T09:00")


@pytest.mark.parametrize(
    ("limit", "since", "until", "due"),
    [
        # 30 days from 18/11 end on 18/12; 12 of waiting end on 30/12, not 7 working days later, 29/12
        ("30d", "2026-11-20T09:00", "2026-12-02T09:00", "2026-12-30T09:00"),
        # three days were left, to Saturday: they are the next weekend's too, not three days of work, 09/12
        ("10d", "2026-11-25T09:00", "2026-12-04T09:00", "2026-12-07T09:00"),
        # the limit ended on Saturday 28/11 and was promised for Monday; three days of waiting, not five
        ("10d", "2026-11-26T09:00", "2026-11-30T09:00", "2026-12-02T09:00"),
        # asked in the grace of a day off: the hour that was left is left
        ("10d", "2026-11-30T08:00", "2026-12-03T08:00", "2026-12-03T09:00"),
        # a month, and a wait that ends after closing
        ("1m", "2026-11-25T09:00", "2026-12-01T20:00", "2026-12-25T07:30"),
        ("10d", "2026-11-19T11:45", "2026-11-19T13:00", "2026-11-30T09:00"),
        ("10d", "2026-11-19T18:00", "2026-11-19T20:00", "2026-11-30T09:00"),
    ],
)
def test_d11_a_limit_that_counts_every_day_moves_by_every_day(
    limit: str, since: str, until: str, due: str
) -> None:
    assert promised("", *waited("supplement", since, until), limit=limit) == at(due)


def test_a_wait_never_brings_a_promise_forward() -> None:
    """Ended on Saturday at 16:00, promised for Monday 16:00; a wait of Friday night leaves it there."""
    received = Turn(state=State.RECEIVED, at=at("2026-11-18T16:00"))
    wait = waited("stop", "2026-11-27T17:00", "2026-11-28T08:00")
    clock = Clock(
        received_at=received.at, limit=parse_limit("10d"), policy="", turns=(received, *wait)
    )
    assert reckon(clock, CALENDAR).at >= at("2026-11-30T16:00")


every_day = st.one_of(
    st.builds(TimeLimit, st.integers(1, 60), st.just(LimitUnit.CALENDAR_DAY)),
    st.builds(TimeLimit, st.integers(1, 6), st.just(LimitUnit.MONTH)),
)


@given(
    calendars(shortened=False),
    moments,
    every_day,
    st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 12_000)), max_size=4),
)
def test_waits_of_whole_days_add_up_to_their_days(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit, steps: list[tuple[int, int]]
) -> None:
    """Told by dates alone: the last day, as many days later as the office waited before it, or the next one worked."""
    received = received.replace(second=0, microsecond=0)
    due = compute_due(received, limit, calendar)
    turns, waited_days, when = [Turn(state=State.PROCESSING, at=received)], 0, received
    for worked, stood in steps:
        begin = when + timedelta(minutes=worked)
        when = begin + timedelta(days=stood // 1440)
        if begin.date() >= due.lapses.date() + timedelta(days=waited_days):
            break
        if not all(_working(calendar, moment) for moment in (begin, when)):
            continue
        waited_days += stood // 1440
        turns += [
            Turn(state=State.STOPPED, at=begin, act="stop"),
            Turn(state=State.PROCESSING, at=when, act="resume"),
        ]
    clock = Clock(received_at=received, limit=limit, policy="", turns=tuple(turns))
    day = due.lapses.date() + timedelta(days=waited_days)
    while not calendar.sessions_on(day):
        day += timedelta(days=1)
    assert reckon(clock, calendar).at.date() == day
    assert due.at <= reckon(clock, calendar).at


def _working(calendar: WorkCalendar, moment: datetime) -> bool:
    return any(start <= moment <= end for start, end in calendar.sessions_on(moment.date()))


@given(
    calendars(),
    moments,
    worked_limits | same_day,
    st.lists(st.tuples(st.integers(0, 12_000), st.integers(0, 12_000)), max_size=4),
    st.sampled_from([SHIFT, "", RESTART]),
    st.sampled_from(["financial", "stop"]),
)
def test_a_pause_never_shortens_nor_lengthens_the_counted_time(
    calendar: WorkCalendar,
    received: datetime,
    limit: TimeLimit,
    steps: list[tuple[int, int]],
    policy: str,
    act: str,
) -> None:
    """Whenever the clock stops, before the promise or after it: working time outside the pauses stays what it was."""
    received = received.replace(second=0, microsecond=0)
    first = compute_due(received, limit, calendar).at
    turns, pauses, when = [Turn(state=State.PROCESSING, at=received)], [], received
    for worked, stood in steps:
        begin = when + timedelta(minutes=worked)
        when = begin + timedelta(minutes=stood)
        pauses.append((begin, when))
        turns += [
            Turn(state=WAITS[act], at=begin, act=act),
            Turn(state=State.PROCESSING, at=when, act="resume"),
        ]
    clock = Clock(received_at=received, limit=limit, policy=policy, turns=tuple(turns))
    due = reckon(clock, calendar).at
    counted = running_minutes(calendar, received, due, pauses)
    assert counted == working_minutes(calendar, received, first)
    assert due >= first
