"""A moment as an officer types it."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from counter_app.domain.clock import LOCAL
from counter_app.domain.typed_moment import parse_moment, whole_day, whole_moment
from counter_app.errors import RuleError

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("8:05", (2026, 11, 23, 8, 5)),
        ("14g30", (2026, 11, 23, 14, 30)),
        ("14.30 22/11", (2026, 11, 22, 14, 30)),
        ("14:30, 22/11/2025", (2025, 11, 22, 14, 30)),
        ("22-11-2026 14h30", (2026, 11, 22, 14, 30)),
        ("2026-11-22T14:30", (2026, 11, 22, 14, 30)),
        ("8h", (2026, 11, 23, 8, 0)),
        ("2 giờ 30 chiều", (2026, 11, 23, 14, 30)),
        ("9h sáng 22/11", (2026, 11, 22, 9, 0)),
        ("９：３０ ２２／１１", (2026, 11, 22, 9, 30)),
        ("9 giờ 05 phút, ngày 5 tháng 2 năm 2026", (2026, 2, 5, 9, 5)),
    ],
)
def test_what_is_not_typed_is_as_now(typed: str, moment: tuple[int, ...]) -> None:
    year, month, day, hour, minute = moment
    assert parse_moment(typed, NOW) == datetime(year, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_typed_is_no_moment(typed: str) -> None:
    assert parse_moment(typed, NOW) is None


@pytest.mark.parametrize(
    "typed", ["hôm qua", "25:00", "8:60", "8:05 31/02", "22/11/2026", "14h sáng", "9h5"]
)
def test_what_is_no_moment_is_said_beside_the_field(typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        parse_moment(typed, NOW)
    assert (refused.value.field, refused.value.rule) == ("at", "at")
    assert typed in refused.value.message


@pytest.mark.parametrize(
    "typed", ["9h30 19/11/2026", "19.11.2026 9:30", "ngày 19 tháng 11 năm 2026, 9 giờ 30 phút"]
)
def test_a_moment_with_its_day_is_the_same_whatever_today_is(typed: str) -> None:
    assert whole_moment(typed) == datetime(2026, 11, 19, 9, 30, tzinfo=LOCAL)


@pytest.mark.parametrize("typed", ["9:30", "9h 19/11", "", "19/11/2026", "9:30 31/11/2026"])
def test_a_moment_without_its_day_is_none(typed: str) -> None:
    with pytest.raises(RuleError):
        whole_moment(typed)


@pytest.mark.parametrize(
    "typed", ["5/2/2026", "05-02-2026", "ngày 5 tháng 2 năm 2026", "2026-02-05", "5 / 2 / 2026"]
)
def test_a_day_as_people_write_it(typed: str) -> None:
    assert whole_day(typed) == date(2026, 2, 5)


@pytest.mark.parametrize("typed", ["5/2", "5/2/26", "31/2/2026", "13/13/2026", "hôm qua", ""])
def test_what_is_no_whole_day_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own
        whole_day(typed)
