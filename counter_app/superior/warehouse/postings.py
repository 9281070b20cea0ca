"""How an office's procedures were posted, counted by sector between any two days on which that changed."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.catalogue.events import CATALOGUE_LOADED, POSTING_CHECKED
from counter_app.domain.catalogue.sectors import Procedure
from counter_app.reports.finishes import posting_mark
from counter_app.store.figures.indicators import Posted
from counter_app.superior.warehouse.columns import EVER, NEVER, month_of

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
    for sector, begun, until, counted in _stretches(*_told(rows)):
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


def _stretches(
    loaded: list[_Loaded], checked: list[_Checked]
) -> Iterator[tuple[str, date, date, Counter[str]]]:
    """Sector, from which day until which, and how many of each mark; stretches alike are one."""
    days = {EVER, NEVER, *(item.day for item in loaded), *(item.day for item in checked)}
    for _day, _version, procedure in loaded:
        days |= {procedure.valid_from} if procedure.valid_from else set()
        ended = procedure.valid_to is not None and procedure.valid_to < NEVER
        days |= {procedure.valid_to + _DAY} if ended and procedure.valid_to else set()
    begun: dict[str, tuple[date, Counter[str]]] = {}
    for day, _until in pairwise(sorted(day for day in days if EVER <= day <= NEVER)):
        found = _counted(loaded, checked, day)
        for sector in sorted(begun.keys() | found.keys()):
            now = found.get(sector, Counter())
            since, before = begun.get(sector, (day, Counter[str]()))
            if now != before:
                if before:
                    yield sector, since, day, before
                begun[sector] = day, now
    for sector, (since, counted) in sorted(begun.items()):
        if counted:
            yield sector, since, NEVER, counted


def _counted(
    loaded: list[_Loaded], checked: list[_Checked], day: date
) -> Mapping[str, Counter[str]]:
    """By sector, as ``reports.finishes.posting_of`` counts at the end of a day."""
    known = {item.version: item.procedure for item in loaded if item.day <= day}
    seen = {item.version: item.posted for item in checked if item.day <= day}
    in_force = {
        code: known[code, start]
        for code, start in sorted(known)
        if known[code, start].valid_on(day)
    }
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for procedure in in_force.values():
        start = procedure.valid_from.isoformat() if procedure.valid_from else ""
        found[procedure.sector][posting_mark(seen.get((procedure.code, start)))] += 1
    return found
