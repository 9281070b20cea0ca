"""Facts that hold from a day until another, counted between any two days on which their number changes.

What an office says decides how many there are: nothing here costs more than their sorting, however they overlap.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from counter_app.superior.warehouse.columns import EVER, NEVER

T = TypeVar("T")
Held = tuple[date, date]
"""The first day, and the first on which it is over."""


def in_effect(said: Sequence[tuple[date, T]]) -> Iterator[tuple[T, Held]]:
    """Words about one thing, each with the days on which it was the last one said, in the order of these days.

    The later word counts, also where it was said on an earlier day: a clock was mended.
    """
    found, over = [], NEVER
    for day, word in reversed(said):
        if day < over:
            found.append((word, (day, over)))
            over = day
    return reversed(found)


def both(one: Held, other: Held) -> Held:
    """The days of both; none where the first is not before the second."""
    return max(one[0], other[0], EVER), min(one[1], other[1], NEVER)


def stretches(
    facts: Iterable[tuple[str, str, Held]],
) -> Iterator[tuple[str, date, date, Counter[str]]]:
    """Facts of a sector and a mark: by sector from which day until which, and how many there were of each mark."""
    changes: dict[str, dict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for sector, mark, (begun, over) in facts:
        if begun < over:
            changes[sector][begun][mark] += 1
            changes[sector][over][mark] -= 1
    for sector, days in sorted(changes.items()):
        now, since = Counter[str](), EVER
        for day in sorted(days):
            change = days[day]
            if not any(change.values()):
                continue
            if any(now.values()):
                yield sector, since, day, Counter(now)
            now.update(change)
            since = day
