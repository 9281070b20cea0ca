"""How long one waits: a figure from the office's own minutes, and none where it would be invented."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.clock import LOCAL
from counter_app.domain.queue.estimate import (
    LONGEST,
    SAMPLES,
    STEP,
    counters_for,
    moment_after,
    rounded,
    usual_minutes,
    waiting_minutes,
)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=LOCAL)
OPEN = (
    (NINE.replace(hour=7, minute=30), NINE.replace(hour=11, minute=30)),
    (NINE.replace(hour=13, minute=30), NINE.replace(hour=17)),
)


def test_a_few_citizens_say_nothing_about_the_next() -> None:
    assert usual_minutes([5.0] * (SAMPLES - 1)) is None
    assert usual_minutes([4.0, 5.0, 6.0, 300.0, 5.0]) == 5.0, (
        "one left open over noon changes little"
    )


def test_what_is_not_known_is_no_number() -> None:
    assert waiting_minutes(3, None, 2) is None
    assert waiting_minutes(3, 5.0, 0) is None, "no counter is open"
    assert waiting_minutes(1_000, 5.0, 1) is None, "beyond what anybody can know"
    assert waiting_minutes(3, 6.0, 1) == 21.0


@given(st.integers(0, 50), st.floats(0.5, 30), st.integers(1, 6))
def test_more_people_wait_longer_and_more_counters_shorten_it(
    ahead: int, usual: float, counters: int
) -> None:
    here = waiting_minutes(ahead, usual, counters)
    longer = waiting_minutes(ahead + 1, usual, counters)
    shorter = waiting_minutes(ahead, usual, counters + 1)
    if here is not None:
        assert 0 < here <= LONGEST
        assert longer is None or longer > here
        assert shorter is not None
        assert shorter < here


LINES = st.sets(st.sampled_from("ABCD"))


@given(LINES, st.dictionaries(st.sampled_from("12345"), LINES, max_size=5))
def test_counters_are_shared_out_and_never_doubled(
    waiting: set[str], served: dict[str, set[str]]
) -> None:
    shares = [counters_for(line, waiting, served) for line in waiting]
    assert sum(shares) <= len(served) + 1e-9
    assert all(share >= 0 for share in shares)


def test_a_counter_that_serves_two_lines_is_half_for_each() -> None:
    served = {"1": {"A"}, "2": {"A", "B"}, "3": set[str]()}
    assert counters_for("A", {"A", "B"}, served) == 1 + 0.5 + 0.5
    assert counters_for("B", {"A", "B"}, served) == 0.5 + 0.5
    assert counters_for("A", {"A"}, served) == 3.0


@given(st.floats(0.1, LONGEST))
def test_minutes_are_told_in_steps_and_never_less(minutes: float) -> None:
    told = rounded(minutes)
    assert told % STEP == 0
    assert minutes <= told < minutes + STEP or told == STEP


def test_the_moment_runs_over_noon_and_not_beyond_the_evening() -> None:
    assert moment_after(NINE, 42, OPEN) == NINE.replace(minute=40)
    assert moment_after(NINE.replace(hour=11), 40, OPEN) == NINE.replace(hour=13, minute=40)
    assert moment_after(NINE.replace(hour=16, minute=50), 15, OPEN) is None
    assert moment_after(NINE, 5, ()) is None


@given(st.integers(0, 14 * 60), st.floats(0.5, LONGEST))
def test_the_moment_told_is_in_open_hours_and_not_too_late(start: int, minutes: float) -> None:
    now = NINE.replace(hour=6) + timedelta(minutes=start)
    found = moment_after(now, minutes, OPEN)
    if found is not None:
        assert found >= now or found > now - timedelta(minutes=1)
        assert any(begin <= found <= end for begin, end in OPEN)
        worked = sum(
            (max(min(end, found) - max(begin, now), timedelta()) for begin, end in OPEN),
            timedelta(),
        )
        assert worked <= timedelta(minutes=minutes)
