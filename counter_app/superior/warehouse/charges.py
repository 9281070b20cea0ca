"""The sectors of an office in somebody's charge, between any two days on which that changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.domain.catalogue.events import CATALOGUE_LOADED
from counter_app.domain.office.events import ASSIGNMENT_PUT
from counter_app.superior.warehouse.columns import EVER, NEVER, month_of
from counter_app.superior.warehouse.stretches import Held, both, in_effect, stretches

if TYPE_CHECKING:
    from counter_app.store.figures.asof import Told
    from counter_app.store.store import Store

_DAY = timedelta(days=1)
_KNOWN, _COVERED = "known", "covered"


def charge_lines(store: Store, sender: int, since: int) -> Iterator[tuple[Any, ...]]:
    """Every line of an office, whole, where anything of it was said after entry ``since``; else none."""
    first, told = store.asof.told(CATALOGUE_LOADED, ASSIGNMENT_PUT)
    if not told or told[-1].seq <= since:
        return
    where = sender, month_of(date.fromisoformat(told[0].day)), told[0].seq
    for sector, begun, until, counted in stretches(_facts(first, told)):
        yield (*where, sector, begun, until, int(counted[_COVERED] > 0))


def _facts(first: str, told: list[Told]) -> Iterator[tuple[str, str, Held]]:
    """The days since a sector is known, and the days somebody was in charge of it."""
    known: dict[str, date] = {}
    said: dict[tuple[str, str, str], list[tuple[date, Any]]] = defaultdict(list)
    for item in told:
        day = date.fromisoformat(item.day) if item.day > first else EVER
        if item.kind == ASSIGNMENT_PUT:
            word = item.payload
            said[word["sector"], word["officer"], word["since"]].append((day, word))
        for sector in item.payload.get("sectors") or ():
            known[sector["key"]] = min(day, known.get(sector["key"], day))
    for sector, day in known.items():
        yield sector, _KNOWN, (day, NEVER)
    for (sector, _officer, _since), words in said.items():
        if sector in known:
            for word, held in in_effect(words):
                yield sector, _COVERED, both(both(held, _days_of(word)), (known[sector], NEVER))


def _days_of(word: Any) -> Held:
    until = word.get("until")
    return date.fromisoformat(word["since"]), date.fromisoformat(until) + _DAY if until else NEVER
