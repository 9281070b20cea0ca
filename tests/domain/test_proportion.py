"""A rate of few says little, and nobody is placed by chance."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.proportion import places, wilson


def test_known_intervals() -> None:
    """Of the paper's own kind: 10 of 10 and 8 of 10, as R's prop.test without correction gives them."""
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 10_000), st.data())
def test_the_rate_lies_in_its_interval_and_more_of_the_same_says_more(
    whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    wide, narrow = wilson(part, whole), wilson(10 * part, 10 * whole)
    assert 0 <= wide[0] <= part / whole <= wide[1] <= 1
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


def test_whoever_overlaps_shares_places() -> None:
    sure = [wilson(990, 1000), wilson(900, 1000), wilson(500, 1000)]
    assert places(sure) == [(1, 1), (2, 2), (3, 3)]
    assert places([*sure, wilson(3, 3)]) == [(1, 2), (2, 3), (3, 4), (1, 4)]
    assert all(best <= worst for best, worst in places([wilson(n, 9) for n in range(10)]))
    assert all(one <= two for (one, _), (two, _) in pairwise(places(sorted(sure, reverse=True))))
