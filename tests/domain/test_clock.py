"""The one zone, the standing clock, and the forms in which moments are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.clock import (
    LOCAL,
    ClockDoubt,
    FixedClock,
    clock_doubt,
    from_local_text,
    from_utc_text,
    local_date,
    local_text,
    utc_text,
)

MORNING = datetime(2026, 11, 25, 1, 30, tzinfo=LOCAL)
NAIVE = MORNING.replace(tzinfo=None)
SAME_IN_UTC = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)


def test_a_standing_clock_moves_only_when_told() -> None:
    clock = FixedClock(SAME_IN_UTC)
    assert clock.now() == clock.now() == MORNING
    assert clock.now().tzinfo is LOCAL
    assert clock.tick(hours=2) == clock.now()
    assert local_text(clock.now()) == "2026-11-25T03:30:00"
    for moment in (NAIVE, SAME_IN_UTC):
        clock.set(moment)
        assert clock.now().isoformat() == "2026-11-25T01:30:00+07:00"
    assert FixedClock(NAIVE).now() == MORNING


def test_the_offices_day_is_the_local_one() -> None:
    assert local_date(SAME_IN_UTC) == date(2026, 11, 25)


def test_forms_in_which_moments_are_kept() -> None:
    assert local_text(SAME_IN_UTC) == "2026-11-25T01:30:00"
    assert utc_text(MORNING) == "2026-11-24T18:30:00.000Z"
    assert from_local_text("2026-11-25T01:30") == MORNING
    assert from_local_text("2026-11-24T18:30:00+00:00") == MORNING
    with pytest.raises(ValueError, match="25/11/2026"):
        from_local_text("25/11/2026")


@given(st.datetimes(datetime(1, 1, 2, tzinfo=UTC).replace(tzinfo=None)))
def test_round_trips(moment: datetime) -> None:
    whole = moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=LOCAL)
    assert from_utc_text(utc_text(whole)) == whole
    seconds = whole.replace(microsecond=0)
    assert from_local_text(local_text(seconds)) == seconds


@pytest.mark.parametrize(
    ("gap", "doubt"),
    [
        (timedelta(), ClockDoubt.NONE),
        (timedelta(seconds=-120), ClockDoubt.NONE),
        (timedelta(seconds=-121), ClockDoubt.BEHIND),
        (timedelta(days=-3650), ClockDoubt.BEHIND),
        (timedelta(days=16), ClockDoubt.NONE),  # the longest Tết there was, with leave around it
        (timedelta(days=40), ClockDoubt.NONE),
        (timedelta(days=40, seconds=1), ClockDoubt.AHEAD),
        (timedelta(days=365), ClockDoubt.AHEAD),
    ],
)
def test_when_a_clock_is_not_believed(gap: timedelta, doubt: ClockDoubt) -> None:
    assert clock_doubt(MORNING + gap, MORNING) is doubt
    assert clock_doubt(MORNING + gap, None) is ClockDoubt.NONE
