"""Rates say what they are of, and never more than the truth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.reports.figures.rates import percent_cell, percent_text, rate_note


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [(0, 0, "–"), (0, 5, "0%"), (5, 5, "100%"), (2, 3, "66,7%"), (1, 2000, "0,1%"),
     (9_999, 10_000, "99,9%"), (1, 3, "33,3%"), (1, 3_000, "0,1%")],
)  # fmt: skip
def test_percent(part: int, whole: int, text: str) -> None:
    assert percent_text(part, whole) == text


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_only_all_is_a_hundred_only_none_is_nothing_and_the_rest_is_near(
    part: int, whole: int
) -> None:
    part = min(part, whole)
    cell = percent_cell(part, whole)
    assert isinstance(cell, float)
    assert (cell == 100) == (part == whole)
    assert (cell == 0) == (part == 0)
    assert abs(cell - 100 * part / whole) <= 0.1


def test_a_note_has_formula_and_n() -> None:
    note = rate_note("Tỷ lệ đúng hạn", "(8) / (7)", 1_900, 2_000)
    assert note == "Tỷ lệ đúng hạn: (8) / (7) = 1.900/2.000 = 95% (tính trên 2.000 hồ sơ)."
    assert percent_cell(0, 0) == "–"
