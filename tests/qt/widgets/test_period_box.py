"""Periods by name: whole, in order, never in the future."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QTest

from counter_app.qt.widgets.period_box import Period, PeriodBox, span
from counter_app.qt.workplace import Workplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

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


def test_a_period_that_is_not_offered_changes_nothing(qtbot: QtBot, place: Workplace) -> None:
    box = PeriodBox(date(2026, 11, 25))
    qtbot.addWidget(box)
    box.offer(one_day=True)
    box.choose(Period.THIS_MONTH)
    assert box.days() == (date(2026, 11, 25), date(2026, 11, 25))


def test_a_typed_day_makes_the_period_free(qtbot: QtBot, place: Workplace) -> None:
    box = PeriodBox(date(2026, 11, 25))
    qtbot.addWidget(box)
    box.first.selectAll()
    QTest.keyClicks(box.first, "1/9/2026")
    assert box.choice.value() is Period.FREE
    assert box.days() == (date(2026, 9, 1), date(2026, 11, 25))


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
