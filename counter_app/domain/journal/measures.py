"""The bounds of moments, days, amounts and counts in an event, and the lengths of its texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from typing import Any

from counter_app.domain.clock import year_of_local_text
from counter_app.domain.event import Event, Measure

MOST_MONEY = 10**12
"""Đồng in one amount: above every fee that can be computed, and thousands of them still add up."""
MOST_COUNT = 10**9
"""Numbers of papers, days, minutes: above whatever is counted, and sums of them still fit."""
MOST_SEQ = 10**10 - 1
"""The number of an entry."""
EARLIEST_YEAR, LATEST_YEAR = 1900, 2199


def measure_troubles(
    kind: str, payload: Mapping[str, Any], facts: Collection[str] = ()
) -> Iterator[str]:
    """Moments, days, money and counts mean the same in whatever event they stand.

    An event that says only what it declares, and ``facts`` that have no measure, knows the measure of each of its keys.
    Otherwise every kind there is is asked: what is not declared here may be declared elsewhere.
    """
    own = kind.fields() if isinstance(kind, Event) else {}
    if own and all(name in own or name in facts for name in payload):
        for name, value in payload.items():
            for said in own.get(name, ()) if value is not None else ():
                if isinstance(said, Measure) and not _FITS[said](value):
                    yield name
        return
    known = _measures()
    for name in payload.keys() & known.keys():
        value = payload[name]
        for fits in known[name] if value is not None else ():
            if not fits(value):
                yield name


@cache
def _measures() -> dict[str, tuple[Callable[[Any], bool], ...]]:
    """The checks every measured key must pass, in every event."""
    from counter_app.domain.journal.kinds import measured

    found: dict[str, tuple[Callable[[Any], bool], ...]] = {}
    for measure in Measure:
        for name in measured(measure):
            found[name] = (*found.get(name, ()), _FITS[measure])
    return found


def is_between(value: Any, least: int, most: int) -> bool:
    """True if a value is a whole number (no truth value) from ``least`` to ``most``."""
    return type(value) is int and least <= value <= most


def is_short(value: Any, most: int) -> bool:
    """True if a value is a text of at most ``most`` letters."""
    return isinstance(value, str) and len(value) <= most


def _is_moment(value: Any) -> bool:
    if not isinstance(value, str) or len(value) > 40:
        return False
    try:
        return EARLIEST_YEAR <= year_of_local_text(value) <= LATEST_YEAR
    except (ValueError, OverflowError):
        return False


def _is_day_or_moment(value: Any) -> bool:
    return value == "" or _is_moment(value)


_FITS: dict[Measure, Callable[[Any], bool]] = {
    Measure.MOMENT: _is_moment,
    Measure.DAY: _is_day_or_moment,
    Measure.MONEY: lambda value: is_between(value, 0, MOST_MONEY),
    Measure.COUNT: lambda value: is_between(value, 0, MOST_COUNT),
}
