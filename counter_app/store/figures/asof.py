"""The office's rules as of the end of a day: its settings, names, assignments and hours.

Last month's report must name the office, its sectors and its staff as they were called then. Only events of a few
kinds tell of that, and there are few; they are read once and kept until a rule changes.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.calendar.events import SESSIONS_SET, YEAR_SET, SessionsSet, YearSet
from counter_app.domain.calendar.working_calendar import (
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
    marks_from_seed,
)
from counter_app.domain.catalogue.sectors import Sector
from counter_app.domain.office.events import (
    ASSIGNMENT_PUT,
    OFFICE_CHANGED,
    OFFICER_PUT,
    AssignmentPut,
    OfficerPut,
)
from counter_app.domain.office.naming import told_apart
from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Officer, Role
from counter_app.i18n import _
from counter_app.settings import OfficeSettings, frozen, plain
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.database import Database

_EVENTS = """
SELECT j.seq, j.local_date, j.kind, CASE j.kind WHEN 'catalogue.loaded' THEN
  json_object(
  'queue_groups', json_extract(p.body, '$.queue_groups'), 'sectors', json_extract(p.body, '$.sectors'), 'procedures',
  (SELECT json_group_object(value ->> '$.code', value ->> '$.name') FROM json_each(p.body, '$.procedures')))
  ELSE p.body END AS said
FROM journal j JOIN payload p ON p.seq = j.seq
WHERE (j.subject IN ('office', 'catalogue', 'calendar') OR j.subject GLOB 'officer:*'
    OR j.subject GLOB 'calendar:*')
  AND j.kind IN ('office.changed', 'catalogue.loaded', 'officer.put', 'assignment.put', 'calendar.sessions_set',
    'calendar.year_set')
ORDER BY j.seq
"""
"""Found by subject: the journal has no index by kind, and grows by thousands of dossiers."""


class Told(NamedTuple):
    """An event that tells of rules, and its day."""

    seq: int
    day: str
    kind: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Rules:
    """The names and rules of the office at the end of a day."""

    settings: OfficeSettings
    sectors: tuple[Sector, ...]
    officers: Mapping[str, str]
    """Login → name; whoever is not in it is named by the login."""
    titles: Mapping[str, str]
    """Login → title, where one is known."""
    procedures: Mapping[str, str]
    """Code → name of the version loaded last."""
    queues: Mapping[str, str]
    """Letter → name of the queue."""
    assignments: tuple[Assignment, ...]
    """Sectors in officers' charge, by sector, officer and start."""
    weeks: Mapping[date, tuple[Session, ...]]
    """Start of validity → working sessions of the week from then on; ``date.min`` from the beginning."""

    years: Mapping[int, Mapping[str, Any]]
    """Year → its marked days and state, as a year file holds them."""

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working calendar as it was known then."""
        sessions = [
            replace(item, valid_from=None if since == date.min else since)
            for since, week in self.weeks.items()
            for item in week
        ]
        marks = [mark for year in self.years.values() for mark in marks_from_seed(year)]
        states = {number: YearState(year["state"]) for number, year in self.years.items()}
        return build_calendar(sessions, marks, states)

    def day_minutes(self, day: date) -> int:
        """Working minutes of the longest day of the usual week in force on ``day``; 0 when none is known."""
        start = max((since for since in self.weeks if since <= day), default=None)
        lengths: Counter[int] = Counter()
        for item in self.weeks[start] if start else ():
            if not item.reception:
                lengths[item.weekday] += _minutes(item.end) - _minutes(item.start)
        return max(lengths.values(), default=0)

    @cached_property
    def sector_names(self) -> Mapping[str, str]:
        """Sector → name, in the office's order."""
        return MappingProxyType({sector.key: sector.name for sector in self.sectors})

    def sector(self, key: str) -> str:
        """A sector's name."""
        return self.sector_names.get(key, key)

    def officer(self, login: str) -> str:
        """An officer's name."""
        return self.officers.get(login, login)


class AsOf:
    """Reads the rules of past days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rules(self, day: date) -> Rules:
        """The rules at the end of ``day``; before the office was founded those it was founded with."""
        told = self._told()
        first = told[0].day if told else ""
        reach = max(day.isoformat(), first)
        return self._as_told([item for item in told if item.day <= reach])

    def rules_at(self, seq: int) -> Rules:
        """The rules as an act of the journal found them."""
        return self._as_told([item for item in self._told() if item.seq <= seq])

    def told(self, *kinds: str) -> tuple[str, list[Told]]:
        """The events of these kinds, oldest first, and the first day: what was said on it holds for all days before."""
        told = self._told()
        return told[0].day if told else "", [item for item in told if item.kind in kinds]

    def _told(self) -> tuple[Told, ...]:
        return self._database.kept.get("rules_told", self._read)

    def _as_told(self, known: list[Told]) -> Rules:
        kept = self._database.kept
        # A later day knows all that an earlier one does, so as many events up to the same one are the same events.
        last = known[-1].seq if known else 0
        return kept.get(f"rules:{len(known)}:{last}", lambda: _replayed(known))

    def _read(self) -> tuple[Told, ...]:
        rows = self._database.connection.execute(_EVENTS)
        return tuple(
            Told(row["seq"], row["local_date"], row["kind"], frozen(json.loads(row["said"])))
            for row in rows
        )


class _Replay:
    """Takes up one event after another."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self.sectors: dict[str, Sector] = {}
        self.procedures: dict[str, str] = {}
        self.queues: dict[str, str] = {}
        self.officers: dict[str, Officer] = {}
        self.assignments: dict[tuple[str, str, str], Assignment] = {}
        self.weeks: dict[date, tuple[Session, ...]] = {}
        self.years: dict[int, YearSet] = {}

    def take(self, kind: str, payload: Any) -> None:
        """One event."""
        if kind == OFFICE_CHANGED:
            self.settings |= payload["settings"]
        elif kind == OFFICER_PUT:
            self.officers[payload["login"]] = _officer(payload)
        elif kind == ASSIGNMENT_PUT:
            key = (payload["sector"], payload["officer"], payload["since"])
            self.assignments[key] = _assignment(payload)
        elif kind == YEAR_SET:
            self.years[int(payload["year"])] = payload
        elif kind == SESSIONS_SET:
            self._take_week(payload)
        else:
            self.queues |= {item["letter"]: item["name"] for item in payload["queue_groups"] or ()}
            self.sectors |= {item["key"]: _sector(item) for item in payload["sectors"] or ()}
            self.procedures |= payload["procedures"] or {}

    def _take_week(self, payload: SessionsSet) -> None:
        since = payload.get("valid_from")
        start = date.fromisoformat(since) if since else date.min
        self.weeks[start] = tuple(map(_session, payload["sessions"]))
        if not payload["sessions"]:
            del self.weeks[start]


def _replayed(told: list[Told]) -> Rules:
    replay = _Replay()
    for item in told:
        replay.take(item.kind, item.payload)
    return Rules(
        settings=OfficeSettings.from_dict(plain(replay.settings)),
        sectors=tuple(sorted(replay.sectors.values(), key=lambda item: (item.order, item.key))),
        officers=frozen(
            {COMMAND_LINE.login: _("Chưa ghi tên"), **told_apart(replay.officers.values())}
        ),
        titles=frozen({login: item.title for login, item in replay.officers.items() if item.title}),
        procedures=frozen(replay.procedures),
        queues=frozen(replay.queues),
        assignments=tuple(replay.assignments[key] for key in sorted(replay.assignments)),
        weeks=frozen(replay.weeks),
        years=frozen(replay.years),
    )


def _sector(item: dict[str, Any]) -> Sector:
    return Sector(key=item["key"], name=item["name"], queue=item["queue"], order=item["order"])


def _officer(item: OfficerPut) -> Officer:
    """The name of an officer; the role does not bear on it."""
    name, title = item["name"], item.get("title", "")
    return Officer(login=item["login"], name=name, title=title, role=Role.RECEIVER)


def _assignment(item: AssignmentPut) -> Assignment:
    until = item.get("until")
    return Assignment(
        officer=item["officer"],
        sector=item["sector"],
        since=date.fromisoformat(item["since"]),
        until=date.fromisoformat(until) if until else None,
    )


def _session(item: dict[str, Any]) -> Session:
    start, end = time.fromisoformat(item["start"]), time.fromisoformat(item["end"])
    reception = bool(item.get("reception", False))
    return Session(weekday=item["weekday"], start=start, end=end, reception=reception)


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
