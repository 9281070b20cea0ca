"""A promise through pauses: restarted or shifted, several times, over holidays, resumed after closing."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.calendar.working_calendar import WorkCalendar
from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.promises import (
    Clock,
    Turn,
    Unmoved,
    inner_deadline,
    reckon,
    unmoved,
    working_day_after,
    working_day_before,
)
from counter_app.domain.promise.due import compute_due
from counter_app.domain.promise.pauses import working_minutes
from tests.domain.test_due_rules import calendars, moments, worked_limits
from tests.domain.weeks import MARKS_2026, at, office

CALENDAR = office(*MARKS_2026)
WORK, WAIT, STOP = State.PROCESSING, State.SUPPLEMENT, State.STOPPED
RECEIVED = Turn(state=State.RECEIVED, at=at("2026-11-16T09:00"))


def turn(state: State, when: str, act: str = "", **facts: object) -> Turn:
    """A turn at a moment."""
    return Turn(state=state, at=at(when), act=act, **facts)  # type: ignore[arg-type]


def promise(policy: str, *turns: Turn, limit: str = "5wd") -> datetime:
    """The promise of what was received on Monday 16/11 at nine, for Monday 23/11 at nine."""
    clock = Clock(
        received_at=RECEIVED.at, limit=parse_limit(limit), policy=policy, turns=(RECEIVED, *turns)
    )
    return reckon(clock, CALENDAR).at


WAITED = (turn(WAIT, "2026-11-17T09:00", "supplement"), turn(WORK, "2026-11-19T09:00", "resume"))


def test_without_a_pause_it_is_what_was_counted_at_reception() -> None:
    assert promise("restart") == at("2026-11-23T09:00")
    assert promise("shift", turn(WORK, "2026-11-17T09:00")) == at("2026-11-23T09:00")


def test_restart_counts_the_whole_limit_again_from_the_resumption() -> None:
    assert promise("restart", *WAITED) == at("2026-11-27T09:00")


def test_shift_adds_the_working_time_that_the_pause_took() -> None:
    assert promise("shift", *WAITED) == at("2026-11-26T09:00")


def test_what_was_written_with_the_resumption_goes_before_the_policy_of_today() -> None:
    waited, went_on = WAITED
    as_shift = Turn(state=WORK, at=went_on.at, act="resume", policy="shift")
    assert promise("restart", waited, as_shift) == at("2026-11-26T09:00")


def test_several_pauses_add_up_when_shifted_and_only_the_last_counts_when_restarted() -> None:
    turns = (
        *WAITED,
        turn(WAIT, "2026-11-20T09:00", "financial"),
        turn(WORK, "2026-11-23T09:00", "resume"),
    )
    assert promise("shift", *turns) == at("2026-11-27T09:00")
    assert promise("restart", *turns) == at("2026-12-01T09:00")


def test_one_pause_into_another_is_one_pause() -> None:
    turns = (
        turn(WAIT, "2026-11-17T09:00", "supplement"),
        turn(STOP, "2026-11-18T09:00", "stop"),
        turn(WORK, "2026-11-19T09:00", "resume"),
    )
    assert promise("shift", *turns) == promise("shift", *WAITED)


def test_a_pause_over_a_holiday_and_a_weekend_costs_only_working_time() -> None:
    """From Friday 16:30 to Wednesday 08:30: one hour on Friday, eight on Monday, one on Wednesday."""
    turns = (
        turn(WAIT, "2026-11-20T16:30", "supplement"),
        turn(WORK, "2026-11-25T08:30", "resume"),
    )
    lost = working_minutes(CALENDAR, at("2026-11-20T16:30"), at("2026-11-25T08:30"))
    assert lost == 60 + 480 + 60
    assert promise("shift", *turns) == at("2026-11-25T11:00")
    assert promise("restart", *turns) == at("2026-12-02T08:30")


@pytest.mark.parametrize("resumed", ["2026-11-18T18:00", "2026-11-18T23:59", "2026-11-19T06:00"])
def test_resumed_after_closing_goes_on_at_the_next_opening(resumed: str) -> None:
    paused = turn(WAIT, "2026-11-17T09:00", "supplement")
    late = turn(WORK, resumed, "resume")
    early = turn(WORK, "2026-11-19T07:30", "resume")
    assert promise("shift", paused, late) == promise("shift", paused, early)
    assert promise("restart", paused, late) == at("2026-11-26T17:30")
    assert promise("restart", paused, early) == at("2026-11-26T17:30")


def test_resumed_on_a_day_off_goes_on_on_the_next_working_day() -> None:
    paused = turn(WAIT, "2026-11-17T09:00", "supplement")
    holiday = turn(WORK, "2026-11-24T10:00", "resume")
    assert promise("restart", paused, holiday) == at("2026-12-01T17:30")
    assert promise("shift", paused, holiday) == at("2026-11-30T17:30")


def test_a_pause_within_the_lunch_break_moves_nothing() -> None:
    turns = (
        turn(WAIT, "2026-11-17T11:40", "supplement"),
        turn(WORK, "2026-11-17T13:20", "resume"),
    )
    assert promise("shift", *turns) == at("2026-11-23T09:00")


def test_d10_an_extension_is_added_on_top_of_what_stands() -> None:
    assert promise("restart", turn(WORK, "2026-11-18T09:00", "extended", days=3)) == at(
        "2026-11-27T09:00"
    )
    assert promise("restart", *WAITED, turn(WORK, "2026-11-20T09:00", "extended", days=1)) == at(
        "2026-11-30T09:00"
    )


def test_d11_states_five_six_and_eight_stop_the_clock() -> None:
    for state in (State.SUPPLEMENT, State.FINANCIAL, State.STOPPED):
        turns = (turn(state, "2026-11-17T09:00"), turn(WORK, "2026-11-19T09:00", "resume"))
        assert promise("shift", *turns) == at("2026-11-26T09:00")


def test_a_mistake_taken_back_leaves_the_promise_before_it() -> None:
    paused = turn(WAIT, "2026-11-17T09:00", "supplement", seq=2)
    back = turn(WORK, "2026-11-17T10:00", "revert", undone=2, seq=3)
    assert promise("restart", paused, back) == at("2026-11-23T09:00")
    assert promise("shift", paused, back) == at("2026-11-23T09:00")


def test_a_resumption_taken_back_keeps_what_the_pause_had_taken() -> None:
    """Waited a day, worked an hour by mistake, waits another day less that hour: two days but an hour."""
    turns = (
        turn(WAIT, "2026-11-17T09:00", "supplement", seq=2),
        turn(WORK, "2026-11-18T08:00", "resume", seq=3),
        turn(WAIT, "2026-11-18T09:00", "revert", undone=3, seq=4),
        turn(WORK, "2026-11-19T09:00", "resume", seq=5),
    )
    assert promise("shift", *turns) == promise("shift", *WAITED)
    assert promise("restart", *turns) == promise("restart", *WAITED)


def test_what_came_after_a_mistake_is_not_lost_with_it() -> None:
    paused = turn(WAIT, "2026-11-17T09:00", "supplement", seq=2)
    longer = turn(WAIT, "2026-11-17T09:30", "extended", days=2, seq=3)
    back = turn(WORK, "2026-11-17T10:00", "revert", undone=2, seq=4)
    assert promise("shift", paused, longer, back) == at("2026-11-26T09:00")


def test_counting_begins_with_the_acceptance() -> None:
    accepted = at("2026-11-18T10:00")
    turns = (
        turn(State.REGISTERED, "2026-11-16T09:00"),
        turn(WAIT, "2026-11-16T09:00", "supplement"),
        turn(State.RECEIVED, "2026-11-18T10:00", "accept"),
    )
    clock = Clock(received_at=accepted, limit=parse_limit("1wd"), policy="shift", turns=turns)
    assert reckon(clock, CALENDAR).at == at("2026-11-19T10:00")


def test_who_waits_and_will_restart_is_not_counted_yet() -> None:
    def clock(policy: str) -> Clock:
        return Clock(received_at=RECEIVED.at, limit=parse_limit("1wd"), policy=policy)

    assert unmoved(clock("restart"), WAIT) is Unmoved.WAITING
    assert unmoved(clock("shift"), WAIT) is None
    assert unmoved(clock("restart"), WORK) is None


@given(calendars(), moments, worked_limits, st.lists(st.integers(1, 20_000), max_size=6))
def test_shifting_keeps_exactly_the_working_time_that_was_left(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit, steps: list[int]
) -> None:
    """Whatever the pauses: working time outside them, from reception to the promise, is what it was without them."""
    received = received.replace(second=0, microsecond=0)
    first = compute_due(received, limit, calendar).at
    turns, when = [Turn(state=WORK, at=received)], received
    for at_step, minutes in enumerate(steps):
        when += timedelta(minutes=minutes)
        paused = at_step % 2 == 0
        turns.append(Turn(state=WAIT if paused else WORK, at=when, act="" if paused else "resume"))
    if turns[-1].state is WAIT:
        turns.append(Turn(state=WORK, at=when + timedelta(minutes=30), act="resume"))
    pauses = [(turns[i].at, turns[i + 1].at) for i in range(1, len(turns) - 1, 2)]
    limits = Clock(received_at=received, limit=limit, policy="shift", turns=tuple(turns))
    promised = reckon(limits, calendar).at
    assume(all(begin <= first for begin, _end in pauses))
    waited = sum(working_minutes(calendar, *pause) for pause in pauses)
    assert working_minutes(calendar, received, promised) - waited == working_minutes(
        calendar, received, first
    )
    assert promised >= first
    assert calendar.is_working(promised.date())


@given(calendars(), moments, worked_limits, st.integers(0, 20_000), st.integers(0, 20_000))
def test_restarting_is_the_same_as_being_received_then(
    calendar: WorkCalendar, received: datetime, limit: TimeLimit, before: int, waited: int
) -> None:
    paused = received + timedelta(minutes=before)
    resumed = paused + timedelta(minutes=waited)
    turns = (
        Turn(state=WORK, at=received),
        Turn(state=WAIT, at=paused, act="supplement"),
        Turn(state=WORK, at=resumed, act="resume"),
    )
    clock = Clock(received_at=received, limit=limit, policy="restart", turns=turns)
    made = reckon(clock, calendar)
    assert made.due == compute_due(resumed, limit, calendar)
    assert made.at >= compute_due(received, limit, calendar).at


def test_working_days_are_walked_both_ways() -> None:
    monday = date(2026, 11, 23)
    assert working_day_after(CALENDAR, monday) == date(2026, 11, 25)
    assert working_day_after(CALENDAR, monday, 3) == date(2026, 11, 27)
    assert working_day_before(CALENDAR, date(2026, 11, 25)) == monday
    assert working_day_before(CALENDAR, monday, 6) == date(2026, 11, 13)
    assert working_day_after(CALENDAR, date(2027, 12, 31)) == date(2028, 1, 3)


def test_d13_the_inner_day_is_working_days_before_at_the_same_clock() -> None:
    assert inner_deadline(CALENDAR, at("2026-11-25T10:00"), 1) == at("2026-11-23T10:00")
    half = office(
        *MARKS_2026, sessions=[s for s in CALENDAR.sessions if s.weekday != 1 or s.start.hour < 12]
    )
    assert inner_deadline(half, at("2026-11-25T16:00"), 1) == at("2026-11-23T11:30")
    assert inner_deadline(CALENDAR, at("2028-01-04T10:00"), 1) == at("2028-01-03T10:00")


def test_an_office_that_never_works_does_not_hang_the_board() -> None:
    idle = office(sessions=())
    assert working_day_after(idle, date(2026, 1, 1)) > date(2026, 12, 1)
