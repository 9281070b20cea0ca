"""Periods by kind, the ones before and after, whole or until today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.periods import Period, PeriodKind, period_of
from counter_app.qt.kit.period_box import PeriodBox, period_name
from counter_app.qt.kit.workplace import Workplace
from tests.qt.days import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 25)
WHOLE = tuple(kind for kind in PeriodKind if kind is not PeriodKind.FREE)
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31))


@pytest.fixture
def box(qtbot: QtBot, place: Workplace) -> PeriodBox:
    """A box on a Wednesday in November, on the screen."""
    made = PeriodBox(TODAY)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("kind", "first", "name"),
    [
        (PeriodKind.DAY, TODAY, "Thứ Tư 25/11/2026"),
        (PeriodKind.WEEK, date(2026, 11, 23), "Tuần 23/11 – 29/11"),
        (PeriodKind.MONTH, date(2026, 11, 1), "Tháng 11/2026"),
        (PeriodKind.QUARTER, date(2026, 10, 1), "Quý IV/2026"),
        (PeriodKind.YEAR, date(2026, 1, 1), "Năm 2026"),
    ],
)
def test_a_period_under_way_has_a_name_and_ends_today(
    box: PeriodBox, kind: PeriodKind, first: date, name: str
) -> None:
    box.choose(kind)
    assert box.days() == (first, TODAY)
    assert box.name.text() == name
    assert not box.after.isEnabled()


@given(DAYS, st.sampled_from(WHOLE), st.integers(1, 28))
def test_every_whole_period_has_a_name_of_its_own(day: date, kind: PeriodKind, start: int) -> None:
    period = period_of(kind, day, start)
    later = period_of(kind, period.last + timedelta(days=1), start)
    if kind is not PeriodKind.WEEK or period.first.year == later.first.year:
        assert period_name(kind, period, start) != period_name(kind, later, start)


def test_the_keys_go_to_the_period_before_and_back(box: PeriodBox) -> None:
    box.choose(PeriodKind.MONTH)
    press(box, Qt.Key.Key_Left, alt=True)
    assert box.days() == (date(2026, 10, 1), date(2026, 10, 31))
    press(box, Qt.Key.Key_Left, alt=True)
    assert box.name.text() == "Tháng 9/2026"
    press(box, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, alt=True)
    assert box.days() == (date(2026, 11, 1), TODAY), "never after today"


def test_periods_from_the_fifteenth(qtbot: QtBot, place: Workplace) -> None:
    box = PeriodBox(TODAY, 15)
    qtbot.addWidget(box)
    box.choose(PeriodKind.MONTH)
    assert box.name.text() == "Tháng 12/2026"
    box.step(-1)
    assert box.days() == (date(2026, 10, 15), date(2026, 11, 14))
    assert box.name.text() == "Tháng 11/2026"


def test_a_kind_that_is_not_offered_changes_nothing(box: PeriodBox) -> None:
    box.offer((PeriodKind.DAY,))
    box.choose(PeriodKind.MONTH)
    assert box.days() == (TODAY, TODAY)


def test_the_usual_kind_comes_first_until_one_is_chosen_by_hand(box: PeriodBox) -> None:
    usual = (PeriodKind.MONTH, PeriodKind.DAY, PeriodKind.YEAR, PeriodKind.FREE)
    box.offer(usual)
    assert box.choice.value() is PeriodKind.MONTH
    box.choice.choose(PeriodKind.YEAR)
    box.choice.chosen.emit(PeriodKind.YEAR)
    box.offer(usual)
    assert box.choice.value() is PeriodKind.YEAR
    box.offer((PeriodKind.QUARTER, PeriodKind.MONTH))
    assert box.choice.value() is PeriodKind.QUARTER, "a year is not offered"


def test_a_typed_day_makes_the_period_free(box: PeriodBox) -> None:
    box.choose(PeriodKind.MONTH)
    box.first.selectAll()
    QTest.keyClicks(box.first, "1/9/2026")
    assert box.kind is PeriodKind.FREE
    assert box.days() == (date(2026, 9, 1), TODAY)
    assert not box.before.isVisible()


def test_one_day_is_typed_and_stepped_from(box: PeriodBox) -> None:
    box.offer((PeriodKind.DAY,))
    box.first.selectAll()
    QTest.keyClicks(box.first, "2/9/2026")
    assert box.days() == (date(2026, 9, 2), date(2026, 9, 2))
    box.step(1)
    assert box.days() == (date(2026, 9, 3), date(2026, 9, 3))


def test_where_whole_periods_are_wanted_the_days_are_not_typed(box: PeriodBox) -> None:
    box.offer((PeriodKind.MONTH, PeriodKind.QUARTER))
    assert box.days() == (date(2026, 11, 1), date(2026, 11, 30))
    assert box.first.isReadOnly()
    assert box.last.isReadOnly()


def test_days_to_come_where_they_are_looked_at(box: PeriodBox) -> None:
    box.offer((PeriodKind.WEEK, PeriodKind.FREE), ahead=True)
    assert box.days() == (date(2026, 11, 23), date(2026, 11, 29))
    box.step(1)
    assert box.days() == (date(2026, 11, 30), date(2026, 12, 6))


def test_a_new_day_moves_the_period_under_way_only(box: PeriodBox) -> None:
    box.choose(PeriodKind.MONTH)
    box.set_today(date(2026, 12, 1))
    assert box.days() == (date(2026, 12, 1), date(2026, 12, 1))
    box.step(-1)
    box.set_today(date(2026, 12, 2))
    assert box.days() == (date(2026, 11, 1), date(2026, 11, 30))


def test_a_name_of_free_days() -> None:
    days = Period(date(2026, 9, 1), date(2026, 9, 3))
    assert period_name(PeriodKind.FREE, days) == "01/09/2026 – 03/09/2026"
