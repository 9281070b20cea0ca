"""Time that is not counted is never counted and never given anew (Nghị định 301/2026/NĐ-CP Điều 3 khoản 4)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar.working_calendar import WorkCalendar
from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.promises import RESTART, SHIFT, Clock, Turn, given_anew, reckon
from counter_app.domain.promise.due import compute_due
from counter_app.domain.promise.pauses import running_minutes, working_minutes
from tests.domain.test_due_rules import calendars, limits, moments
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


@given(
    calendars(),
    moments,
    limits,
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
