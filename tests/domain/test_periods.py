"""Periods of reports, from the first of the month and from the fifteenth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.periods import Period, PeriodKind, kind_of, period_of, previous
from counter_app.wording.promise.periods import period_text

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
WHOLE = [kind for kind in PeriodKind if kind not in (PeriodKind.FREE, PeriodKind.DAY)]


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("kind", "start", "first", "last", "text"),
    [
        (PeriodKind.DAY, 1, "2026-11-26", "2026-11-26", "Ngày 26/11/2026"),
        (PeriodKind.WEEK, 1, "2026-11-23", "2026-11-29", "Tuần 48/2026 (23/11/2026 – 29/11/2026)"),
        (PeriodKind.MONTH, 1, "2026-11-01", "2026-11-30", "Tháng 11/2026 (01/11/2026 – 30/11/2026)"),
        (PeriodKind.MONTH, 15, "2026-11-15", "2026-12-14", "Tháng 12/2026 (15/11/2026 – 14/12/2026)"),
        (PeriodKind.QUARTER, 1, "2026-10-01", "2026-12-31", "Quý IV/2026 (01/10/2026 – 31/12/2026)"),
        (PeriodKind.QUARTER, 15, "2026-09-15", "2026-12-14", "Quý IV/2026 (15/09/2026 – 14/12/2026)"),
        (PeriodKind.YEAR, 1, "2026-01-01", "2026-12-31", "Năm 2026 (01/01/2026 – 31/12/2026)"),
        (PeriodKind.YEAR, 15, "2025-12-15", "2026-12-14", "Năm 2026 (15/12/2025 – 14/12/2026)"),
    ],
)  # fmt: skip
def test_the_period_of_a_day_in_november(
    kind: PeriodKind, start: int, first: str, last: str, text: str
) -> None:
    found = period_of(kind, date(2026, 11, 26), start)
    assert found == period(first, last)
    assert kind_of(found, start) is kind
    assert period_text(found, start) == text


def test_the_fourteenth_is_still_of_its_month() -> None:
    assert period_of(PeriodKind.MONTH, date(2026, 11, 14), 15) == period("2026-10-15", "2026-11-14")


def test_a_free_period_is_compared_with_as_many_days_before() -> None:
    assert previous(period("2026-11-03", "2026-11-12")) == period("2026-10-24", "2026-11-02")
    assert (
        period_text(period("2026-11-03", "2026-11-12")) == "Từ ngày 03/11/2026 đến ngày 12/11/2026"
    )


def test_january_follows_december() -> None:
    assert previous(period("2027-01-01", "2027-01-31")) == period("2026-12-01", "2026-12-31")
    assert previous(period("2027-01-01", "2027-03-31")) == period("2026-10-01", "2026-12-31")


@given(DAYS, st.sampled_from(WHOLE), st.integers(1, 28))
def test_periods_of_a_kind_follow_one_another(day: date, kind: PeriodKind, start: int) -> None:
    found = period_of(kind, day, start)
    assert found.first <= day <= found.last
    assert period_of(kind, found.last, start) == found
    before = previous(found, start)
    assert before.last == found.first - timedelta(days=1)
    assert period_of(kind, found.last + timedelta(days=1), start).first == found.last + timedelta(
        days=1
    )
