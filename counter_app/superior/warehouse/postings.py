"""The way an office's procedures were posted, counted by sector between any two days on which that changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.catalogue.events import CATALOGUE_LOADED, POSTING_CHECKED
from counter_app.domain.catalogue.procedure import Procedure, ReviewState
from counter_app.reports.figures.finishes import posting_mark
from counter_app.store.figures.indicators import Posted
from counter_app.superior.warehouse.columns import EVER, NEVER, month_of
from counter_app.superior.warehouse.stretches import Held, both, in_effect, stretches

if TYPE_CHECKING:
    from sqlite3 import Connection

_DAY = timedelta(days=1)
_TOLD = """
SELECT j.seq, j.local_date AS day, j.kind, p.body FROM journal j JOIN payload p ON p.seq = j.seq
WHERE (j.kind = ?1 AND j.subject = 'catalogue') OR (j.kind = ?2 AND j.subject IN (SELECT l.subject FROM posting o
  JOIN journal l ON l.seq = o.seq)) ORDER BY j.seq
"""
_NEWS = "SELECT EXISTS (SELECT 1 FROM journal WHERE seq > ? AND kind IN (?, ?)) AS found"
_Version = tuple[str, str]
_MARKS = ("both", "one", "wrong", "never")


class _Loaded(NamedTuple):
    """A version of a procedure, and the day on which the office said it."""

    day: date
    version: _Version
    procedure: Procedure


class _Checked(NamedTuple):
    """A version that was looked at, and when."""

    day: date
    version: _Version
    posted: Posted


def posting_lines(connection: Connection, sender: int, since: int) -> Iterator[tuple[Any, ...]]:
    """Every line of an office, whole, where anything of it was said after entry ``since``; else none."""
    asked = (CATALOGUE_LOADED, POSTING_CHECKED)
    if since and not connection.execute(_NEWS, (since, *asked)).fetchone()["found"]:
        return
    rows = connection.execute(_TOLD, asked).fetchall()
    if not rows:
        return
    where = sender, month_of(date.fromisoformat(rows[0]["day"])), rows[0]["seq"]
    for sector, begun, until, counted in stretches(_facts(*_told(rows))):
        yield (*where, sector, begun, until, *(counted[mark] for mark in _MARKS))


def _told(rows: list[Any]) -> tuple[list[_Loaded], list[_Checked]]:
    loaded: list[_Loaded] = []
    checked: list[_Checked] = []
    for row in rows:
        body = json.loads(row["body"])
        for item in body.get("procedures") or ():
            version = item["code"], item.get("valid_from") or ""
            if row["kind"] == CATALOGUE_LOADED:
                said = date.fromisoformat(row["day"])
                loaded.append(_Loaded(said, version, Procedure.from_dict(item)))
            else:
                seen = Posted(bool(item.get("accurate", True)), bool(item.get("online", False)))
                checked.append(_Checked(date.fromisoformat(body["at"][:10]), version, seen))
    return loaded, checked


def _facts(loaded: list[_Loaded], checked: list[_Checked]) -> Iterator[tuple[str, str, Held]]:
    """Sector and mark of every procedure, when in force, as ``reports.figures.finishes.posting_of`` counts them."""
    looks: dict[_Version, list[tuple[date, Posted]]] = defaultdict(list)
    for look in checked:
        looks[look.version].append((look.day, look.posted))
    for procedure, held in _in_force(loaded):
        start = procedure.valid_from.isoformat() if procedure.valid_from else ""
        yield from _marked(procedure, held, looks.get((procedure.code, start), []))


def _marked(
    procedure: Procedure, times: list[Held], looks: list[tuple[date, Posted]]
) -> Iterator[tuple[str, str, Held]]:
    """The times of one version by what its last look said; both are in order, and neither overlaps itself."""
    seen: list[tuple[Posted | None, Held]] = [*in_effect(looks)]
    seen.insert(0, (None, (EVER, seen[0][1][0] if seen else NEVER)))
    place = 0
    for held in times:
        while seen[place][1][1] <= held[0] and place + 1 < len(seen):
            place += 1
        for at in range(place, len(seen)):
            posted, days = seen[at]
            if days[0] >= held[1]:
                break
            yield procedure.sector, posting_mark(posted), both(held, days)


def _in_force(loaded: list[_Loaded]) -> Iterator[tuple[Procedure, list[Held]]]:
    """Every version as it was said, and when it was in force: of those of one code the one that began last."""
    words: dict[_Version, list[tuple[date, Procedure]]] = defaultdict(list)
    for item in loaded:
        words[item.version].append((item.day, item.procedure))
    codes: dict[str, list[tuple[Procedure, Held]]] = defaultdict(list)
    for version in sorted(words):
        for procedure, held in in_effect(words[version]):
            codes[version[0]].append((procedure, both(held, _days_of(procedure))))
    for versions in codes.values():
        yield from _uppermost(versions)


def _days_of(procedure: Procedure) -> Held:
    """As ``Procedure.valid_on`` says of each day."""
    if procedure.state is ReviewState.INACTIVE:
        return NEVER, NEVER
    begun, until = procedure.valid_from or EVER, procedure.valid_to
    return begun, until + _DAY if until is not None and until < NEVER else NEVER


def _uppermost(versions: list[tuple[Procedure, Held]]) -> Iterator[tuple[Procedure, list[Held]]]:
    """The days of overlapping times, each given to the version that stands last in the list."""
    days = sorted({day for _procedure, held in versions for day in held})
    begins: dict[date, list[int]] = defaultdict(list)
    for place, (_procedure, (begun, over)) in enumerate(versions):
        if begun < over:
            begins[begun].append(place)
    found: dict[int, list[Held]] = defaultdict(list)
    open_ones: list[int] = []
    for day, until in pairwise(days):
        for place in begins[day]:
            heappush(open_ones, -place)
        while open_ones and versions[-open_ones[0]][1][1] <= day:
            heappop(open_ones)
        if open_ones:
            found[-open_ones[0]].append((day, until))
    return ((versions[place][0], times) for place, times in sorted(found.items()))
