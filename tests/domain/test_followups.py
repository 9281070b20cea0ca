"""By when a reminder has to be answered, and how an enquiry stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.calendar.workdays import YearNotConfirmed, YearState
from counter_app.domain.dossier.states import State
from counter_app.domain.followups.answering import answer_due
from counter_app.domain.followups.followup import Asking, FollowUp, Lateness, Means, Standing
from counter_app.domain.followups.pasted import PastedDossier
from counter_app.errors import RuleError
from tests.domain.weeks import MARKS_2026, at, office

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier

CALENDAR = office(*MARKS_2026)
PROMISED = at("2026-11-27T09:00")
ITEM = FollowUp(
    id=1,
    at=at("2026-11-25T09:00"),
    officer="lan",
    means=Means.TELEPHONE,
    asker="Trần B",
    phone="",
    asked="Bao giờ có?",
    times=1,
    reminder=1,
    answer_due=at("2026-11-26T09:00"),
)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-11-25T09:00:59", "2026-11-26T09:00"),
        ("2026-11-25T17:30", "2026-11-26T17:30"),
        ("2026-11-25T12:00", "2026-11-26T17:30"),
        ("2026-11-25T20:00", "2026-11-27T11:30"),
        ("2026-11-23T09:00", "2026-11-25T11:30"),
        ("2026-11-27T09:00", "2026-11-30T11:30"),
        ("2026-11-29T08:00", "2026-11-30T11:30"),
        ("2026-11-29T14:00", "2026-11-30T14:00"),
        ("2026-08-21T09:00", "2026-08-22T09:00"),
    ],
)
def test_a_day_by_the_clock_and_never_when_nobody_works(asked: str, due: str) -> None:
    """Nights and days off run with it; Sunday morning's question gives Monday's whole first session."""
    assert answer_due(at(asked), 24, CALENDAR) == at(due)


@given(
    st.datetimes(
        at("2026-01-05T00:00").replace(tzinfo=None), at("2026-12-20T00:00").replace(tzinfo=None)
    ),
    st.integers(1, 72),
)
def test_it_is_never_earlier_than_the_hours_and_always_in_working_time(
    naive: object, hours: int
) -> None:
    asked = at(str(naive)).replace(second=0, microsecond=0)
    due = answer_due(asked, hours, CALENDAR)
    spans = CALENDAR.sessions_on(due.date())
    assert due >= asked + timedelta(hours=hours)
    assert any(start <= due <= end for start, end in spans)
    day, ends = asked.date(), []
    while day <= due.date():
        ends += [end for _start, end in CALENDAR.sessions_on(day) if asked < end <= due]
        day += timedelta(days=1)
    assert ends or due == asked  # somebody had the end of a session in between


def test_a_year_that_nobody_confirmed_is_not_guessed() -> None:
    calendar = office(years={2026: YearState.CONFIRMED, 2027: YearState.EXPECTED})
    with pytest.raises(YearNotConfirmed):
        answer_due(at("2026-12-31T16:00"), 24, calendar)


def test_how_an_enquiry_stands_is_what_was_written_down_until_then() -> None:
    late = replace(
        ITEM, answered_at=at("2026-11-26T10:00"), recorded_at=at("2026-11-27T08:00"), answer="x"
    )
    assert ITEM.standing(at("2026-11-26T09:00")) is Standing.OPEN
    assert ITEM.standing(at("2026-11-26T09:01")) is Standing.OVERDUE
    assert late.standing(at("2026-11-26T23:59")) is Standing.OVERDUE
    assert late.standing(at("2026-11-27T08:00")) is Standing.LATE
    in_time = replace(late, answered_at=at("2026-11-26T09:00"))
    assert in_time.standing(at("2026-11-27T08:00")) is Standing.IN_TIME
    void = replace(ITEM, voided_at=at("2026-11-25T10:00"))
    assert void.standing(at("2026-11-25T10:00")) is Standing.VOID
    assert void.standing(at("2026-11-25T09:59")) is Standing.OPEN
    assert replace(ITEM, answer_due=None).standing(at("2026-12-01T09:00")) is Standing.AT_ONCE


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({}, 5),
        ({"state": State.SUPPLEMENT}, 0),
        ({"finished_at": at("2026-11-29T08:00")}, 2),
        ({"finished_at": at("2026-11-26T08:00")}, 0),
        ({"promised_at": None}, 0),
    ],
)
def test_nothing_is_late_while_its_clock_stands_or_once_its_result_is_there(
    changes: dict[str, Any], days: int
) -> None:
    facts = {"state": State.PROCESSING, "promised_at": PROMISED, "finished_at": None, **changes}
    dossier = cast("Dossier", SimpleNamespace(**facts))
    assert Lateness.of(dossier, at("2026-12-02T08:00")).days == days


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"asker": " ", "phone": ""}, "asker"),
        ({"asked": "\n "}, "asked"),
        ({"code": ""}, "code"),
        ({"code": "", "pasted": PastedDossier(procedure="Khai sinh", words=("gì đó",))}, "code"),
        ({"asked": "x" * 2_001}, "asked"),
        ({"answer": "x" * 2_001}, "answer"),
        ({"asker": "x" * 301}, "asker"),
        (
            {"pasted": PastedDossier(official_code="H57.132-260804-0583", words=("x" * 10_001,))},
            "pasted",
        ),
    ],
)
def test_what_is_missing_or_too_long_is_named(changes: dict[str, object], field: str) -> None:
    asking = Asking(code="T99001-261123-010001", asker="Trần B", asked="Bao giờ có?")
    with pytest.raises(RuleError) as refused:
        replace(asking, **changes).cleaned()  # type: ignore[arg-type]
    assert refused.value.field == field
    assert asking.cleaned() == asking
