"""Which of an office's sectors were in somebody's charge, between any two days on which that changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from counter_app.domain.catalogue.events import CATALOGUE_LOADED
from counter_app.domain.office.events import ASSIGNMENT_PUT
from counter_app.superior.warehouse.columns import EVER, NEVER, month_of

if TYPE_CHECKING:
    from counter_app.store.figures.asof import Told
    from counter_app.store.store import Store

_DAY = timedelta(days=1)
_Assigned = dict[tuple[str, str], tuple[date, date]]
"""Officer and first day → from which day until which the sector is in the officer's charge."""


def charge_lines(store: Store, sender: int, since: int) -> Iterator[tuple[Any, ...]]:
    """Every line of an office, whole, where anything of it was said after entry ``since``; else none."""
    first, told = store.asof.told(CATALOGUE_LOADED, ASSIGNMENT_PUT)
    if not told or told[-1].seq <= since:
        return
    where = sender, month_of(date.fromisoformat(told[0].day)), told[0].seq
    for sector, (known, events) in sorted(_by_sector(first, told).items()):
        for begun, until, covered in _stretches(known, events):
            yield (*where, sector, begun, until, int(covered))


def _by_sector(first: str, told: list[Told]) -> dict[str, tuple[date, list[tuple[date, Any]]]]:
    """Of each sector of the catalogue the day since which it is known, and what was said of it on which days."""
    known: dict[str, date] = {}
    said: dict[str, list[tuple[date, Any]]] = {}
    for item in told:
        day = date.fromisoformat(item.day) if item.day > first else EVER
        if item.kind == ASSIGNMENT_PUT:
            said.setdefault(item.payload["sector"], []).append((day, item.payload))
        for sector in item.payload.get("sectors") or ():
            known[sector["key"]] = min(day, known.get(sector["key"], day))
    return {sector: (day, said.get(sector, [])) for sector, day in known.items()}


def _stretches(known: date, events: list[tuple[date, Any]]) -> Iterator[tuple[date, date, bool]]:
    """From which day until which, and whether somebody was in charge; stretches alike are one."""
    days = {known, NEVER}
    for day, said in events:
        begun, ended = _days_of(said)
        days |= {day, begun, ended}
    begun_at, before = known, None
    for day, _until in pairwise(sorted(day for day in days if known <= day <= NEVER)):
        now = _is_covered(events, day)
        if before is not None and now != before:
            yield begun_at, day, before
            begun_at = day
        before = now
    if before is not None:
        yield begun_at, NEVER, before


def _is_covered(events: list[tuple[date, Any]], day: date) -> bool:
    """As the office's rules tell at the end of a day: the later word about an officer's charge counts."""
    assigned: _Assigned = {}
    for said_on, said in events:
        if said_on <= day:
            assigned[said["officer"], said["since"]] = _days_of(said)
    return any(begun <= day < ended for begun, ended in assigned.values())


def _days_of(said: Any) -> tuple[date, date]:
    """The first day of a charge, and the first on which it is over."""
    until = said.get("until")
    ended = date.fromisoformat(until) + _DAY if until else NEVER
    return date.fromisoformat(said["since"]), ended
