"""Days and hours in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counter_app.domain.clock import LOCAL
from counter_app.wording.paper.moments import (
    clock_text,
    due_text,
    form_moment,
    long_date,
    named_day,
    short_date,
    weekday_name,
)

MOMENT = datetime(2026, 11, 25, 9, 0, tzinfo=LOCAL)


def test_a_moment_in_every_form() -> None:
    assert short_date(MOMENT.date()) == "25/11/2026"
    assert clock_text(MOMENT) == "09:00"
    assert form_moment(MOMENT) == "09 giờ 00 phút, ngày 25 tháng 11 năm 2026"
    assert due_text(MOMENT) == "09:00 thứ Tư 25/11/2026"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 10, 31), "ngày 31 tháng 10 năm 2026"),
    ],
)
def test_zeros_where_forms_ask_for_them(day: date, expected: str) -> None:
    assert long_date(day) == expected


def test_weekdays() -> None:
    names = [weekday_name(date(2026, 11, day)) for day in range(16, 23)]
    assert names == ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"]
    assert named_day(date(2026, 11, 22)) == "Chủ nhật 22/11/2026"


def test_other_zones_are_told_in_local_time() -> None:
    evening = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    assert clock_text(evening) == "01:30"
    assert due_text(evening) == "01:30 thứ Tư 25/11/2026"
    assert form_moment(evening).startswith("01 giờ 30 phút, ngày 25")
    assert short_date(date(987, 1, 2)) == "02/01/0987"
