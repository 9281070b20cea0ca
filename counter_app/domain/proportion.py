"""The certainty of a proportion of few: the Wilson score interval (E. B. Wilson, JASA 22, 1927)."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959964
"""Of the normal distribution, for 95 in 100."""


def wilson(part: int, whole: int, z: float = Z_95) -> tuple[float, float]:
    """The interval in which the true proportion lies 95 times in 100, both ends from 0 to 1; (0, 1) of nothing.

    Unlike the plain one it is never empty: 3 of 3 says little, 300 of 300 a lot.
    """
    if whole == 0:
        return 0.0, 1.0
    share, spread = part / whole, z * z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    # At the ends the interval ends exactly there; reckoned, it misses by the last digit.
    low = 0.0 if part == 0 else middle - half
    return low, 1.0 if part == whole else middle + half


def places(intervals: list[tuple[float, float]]) -> list[tuple[int, int]]:
    """For each interval the best and the worst place it may have among all, 1 for the highest.

    Two that overlap may stand either way: nobody is told to be worse by chance.
    """
    found = []
    for low, high in intervals:
        above = sum(other_low > high for other_low, _high in intervals)
        below = sum(other_high < low for _low, other_high in intervals)
        found.append((above + 1, len(intervals) - below))
    return found
