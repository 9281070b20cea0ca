"""The same figures counted the long way: each dossier alone, from the journal's events, in plain Python."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from counter_app.reports.figures.figures import DayFigures, Ii06a
from counter_app.store.store import Store


@dataclass
class Life:
    """A dossier's events as (day, state, promised day); a day is never before the one of the event before.

    ``accepted`` is the place of the event that received it, None while it only lies at the counter. ``channels`` are
    the days on which another channel was written down.
    """

    sector: str
    channels: list[tuple[date, int]]
    events: list[tuple[date, int, date | None]] = field(default_factory=list)
    accepted: int | None = None

    @property
    def received(self) -> date:
        """The day of reception."""
        assert self.accepted is not None
        return self.events[self.accepted][0]

    def online(self, last: date) -> bool:
        """Whether by the end of ``last`` it was known as handed in online."""
        return [channel for day, channel in self.channels if day <= last][-1] == 2

    def until(self, last: date) -> list[tuple[date, int, date | None]]:
        """The events since reception that were known at the end of ``last``."""
        if self.accepted is None:
            return []
        return [event for event in self.events[self.accepted :] if event[0] <= last]

    def refused(self, day: date) -> bool:
        """Whether it was refused on ``day``, and still was at its end; before or after reception."""
        known = [event for event in self.events if event[0] <= day]
        return bool(known) and known[-1][:2] == (day, 3)

    def end(self, last: date) -> tuple[date, int, date | None] | None:
        """The event that ended processing, if at the end of ``last`` the dossier is ended."""
        known = self.until(last)
        if known[-1][1] not in (7, 9, 10):
            return None
        own = [event for before, event in pairwise([known[0], *known]) if before[1] != 11]
        return next(event for event in reversed(own) if event[1] in (7, 9))


_NEVER_RECEIVED = (3, 11)
"""Refused, and entered by mistake."""


def lives(store: Store) -> list[Life]:
    """Every dossier of the journal."""
    found: dict[int, Life] = {}
    for entry, _salt, body in store.journal.walk():
        if not entry.kind.startswith("dossier.") or body is None:
            continue
        event = json.loads(body)
        at = event.get("at") or event.get("received_at") or event["submitted_at"]
        day = date.fromisoformat(at[:10])
        if entry.kind in ("dossier.received", "dossier.registered"):
            found[entry.seq] = Life(event["sector"], [(date.min, event["channel"])])
        life = found[event.get("dossier", entry.seq)]
        if entry.kind == "dossier.corrected":
            life.channels.append((day, event["changes"]["channel"]["to"]))
            continue
        if event.get("why") == "reappointed":
            continue
        if entry.kind in ("dossier.received", "dossier.accepted"):
            life.accepted = len(life.events)
        promise = event.get("promised_at")
        known = [day, *([life.events[-1][0]] if life.events else [])]
        due = date.fromisoformat(promise[:10]) if promise else None
        state = event.get("state", 1 if entry.kind == "dossier.registered" else 2)
        life.events.append((max(known), state, due))
    return list(found.values())


def term(end: tuple[date, int, date | None]) -> str:
    """early, on_time or late; "withdrawn"."""
    day, state, promise = end
    if state == 7:
        return "withdrawn"
    if promise is None or day == promise:
        return "on_time"
    return "early" if day < promise else "late"


def ii06a(store: Store, first: date, last: date) -> dict[str, Ii06a]:
    """Form II.06a by sector."""

    def count(life: Life, add: Callable[[str], None]) -> None:
        known = life.until(last)
        if not known or known[-1][1] in _NEVER_RECEIVED:
            return
        end = life.end(last)
        if end and end[0] < first:
            return
        if life.received < first:
            add("carried")
        else:
            add("online" if life.online(last) else "direct")
        if end:
            add(term(end).replace("withdrawn", "on_time"))
        else:
            _day, state, promise = known[-1]
            overdue = state in (2, 4) and promise is not None and promise < last
            add("pending_overdue" if overdue else "pending_in_term")

    return {sector: Ii06a(**figures) for sector, figures in _counted(store, count).items()}


_STANDING = {
    2: "pending_not_due",
    4: "pending_not_due",
    5: "paused_supplement",
    6: "paused_financial",
    8: "stopped",
    9: "waiting_collection",
}


def day(store: Store, day: date) -> dict[str, DayFigures]:
    """The day's figures by sector."""

    def count(life: Life, add: Callable[[str], None]) -> None:
        if life.refused(day):
            add("refused")
        known = life.until(day)
        if not known:
            return
        for name in [*_done(life, day), *_standing(known[-1], day)]:
            add(name)

    return {sector: DayFigures(**figures) for sector, figures in _counted(store, count).items()}


def _done(life: Life, day: date) -> list[str]:
    known, end = life.until(day), life.end(day)
    names = ["returned"] * sum(event[:2] == (day, 10) for event in known)
    if known[-1][1] in _NEVER_RECEIVED:
        return names
    if life.received == day:
        names.append("received")
    elif end is None or end[0] == day:
        names.append("opening")
    return names + ([term(end)] if end and end[0] == day else [])


def _standing(event: tuple[date, int, date | None], day: date) -> list[str]:
    _day, state, promise = event
    if state in (2, 4) and promise is not None and promise < day:
        return ["pending_overdue"]
    return [_STANDING[state]] if state in _STANDING else []


def _counted(
    store: Store, count: Callable[[Life, Callable[[str], None]], None]
) -> dict[str, dict[str, int]]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for life in lives(store):

        def add(name: str, sector: str = life.sector) -> None:
            sums[sector][name] += 1

        count(life, add)
    return dict(sums)
