"""Periods by name: whole, in order, never in the future."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.qt.widgets.period_box import Period, span

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@given(DAYS, st.sampled_from(Period))
def test_a_period_ends_today_or_before(today: date, period: Period) -> None:
    first, last = span(period, today)
    assert first <= last <= today


@given(DAYS)
def test_last_periods_end_the_day_before_this_one_begins(today: date) -> None:
    pairs = [
        (Period.LAST_WEEK, Period.THIS_WEEK),
        (Period.LAST_MONTH, Period.THIS_MONTH),
        (Period.LAST_QUARTER, Period.THIS_QUARTER),
        (Period.YESTERDAY, Period.TODAY),
    ]
    for before, now in pairs:
        assert span(before, today)[1] + timedelta(days=1) == span(now, today)[0]


@given(DAYS)
def test_quarters_begin_in_january_april_july_october(today: date) -> None:
    for period in (Period.THIS_QUARTER, Period.LAST_QUARTER):
        first, _last = span(period, today)
        assert (first.day, first.month % 3) == (1, 1)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.THIS_WEEK, date(2026, 11, 23), date(2026, 11, 25)),
        (Period.LAST_WEEK, date(2026, 11, 16), date(2026, 11, 22)),
        (Period.LAST_MONTH, date(2026, 10, 1), date(2026, 10, 31)),
        (Period.THIS_QUARTER, date(2026, 10, 1), date(2026, 11, 25)),
        (Period.LAST_QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        (Period.THIS_YEAR, date(2026, 1, 1), date(2026, 11, 25)),
    ],
)
def test_a_wednesday_in_november(period: Period, first: date, last: date) -> None:
    assert span(period, date(2026, 11, 25)) == (first, last)
