"""Limits as the catalogue writes them."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit, parse_limit
from counter_app.errors import RuleError

quarters = st.integers(1, 400).map(lambda count: count / 4)
limits = st.one_of(
    st.builds(
        TimeLimit, quarters, st.sampled_from([LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR])
    ),
    st.builds(TimeLimit, st.integers(1, 100), st.just(LimitUnit.CALENDAR_DAY)),
    st.builds(TimeLimit, st.integers(1, 100), st.just(LimitUnit.MONTH)),
    st.just(TimeLimit(1, LimitUnit.SAME_DAY)),
)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3wd", 3, LimitUnit.WORKING_DAY),
        ("0.5wd", 0.5, LimitUnit.WORKING_DAY),
        ("1,25 WD", 1.25, LimitUnit.WORKING_DAY),
        ("2h", 2, LimitUnit.WORKING_HOUR),
        ("5d", 5, LimitUnit.CALENDAR_DAY),
        ("1m", 1, LimitUnit.MONTH),
        ("same-day", 1, LimitUnit.SAME_DAY),
        (" same_day ", 1, LimitUnit.SAME_DAY),
    ],
)
def test_parse(text: str, value: float, unit: LimitUnit) -> None:
    assert parse_limit(text) == TimeLimit(value, unit)


def test_parse_with_cutoff() -> None:
    expected = TimeLimit(1, LimitUnit.SAME_DAY, time(15, 0))
    assert parse_limit("same-day", cutoff="15:00") == expected
    assert parse_limit("same-day", "15:00") == expected
    assert parse_limit("same-day", cutoff="") == TimeLimit(1, LimitUnit.SAME_DAY)
    assert parse_limit("3wd", cutoff="9:30").cutoff == time(9, 30)


@pytest.mark.parametrize(
    "text",
    [
        *("", "3", "wd", "3 w", "-3wd", "0wd", "0.1wd", "1.5d", "0.5m", "1e3wd", "nanwd"),
        *("9999wd", "99999d", "3wd x", "٣wd", "same day please", "121m"),
    ],
)
def test_refused_limits(text: str) -> None:
    with pytest.raises(RuleError) as refusal:
        parse_limit(text)
    assert refusal.value.field == "limit"


@pytest.mark.parametrize("cutoff", ["15", "25:00", "15:60", "3pm", "15:00:01", "-1:00"])
def test_refused_cutoffs(cutoff: str) -> None:
    with pytest.raises(RuleError) as refusal:
        parse_limit("same-day", cutoff)
    assert refusal.value.field == "cutoff"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0, -1, 0.3])
def test_no_impossible_value(value: float) -> None:
    with pytest.raises(RuleError):
        TimeLimit(value, LimitUnit.WORKING_DAY)


def test_whole_values_stay_whole_in_json() -> None:
    assert TimeLimit(3, LimitUnit.WORKING_DAY, time(15)).to_dict() == {
        "value": 3,
        "unit": "working_day",
        "cutoff": "15:00",
    }
    assert TimeLimit(0.5, LimitUnit.WORKING_DAY).to_dict()["value"] == 0.5


@given(limits, st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)))
def test_round_trips(limit: TimeLimit, cutoff: time | None) -> None:
    with_cutoff = TimeLimit(limit.value, limit.unit, cutoff)
    assert TimeLimit.from_dict(with_cutoff.to_dict()) == with_cutoff
    text = f"{cutoff:%H:%M}" if cutoff else None
    assert parse_limit(with_cutoff.code(), text) == with_cutoff
