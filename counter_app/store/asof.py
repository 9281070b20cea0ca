"""The office's rules as of the end of a day: its settings and the names of what reports speak of.

Last month's report must name the office, its sectors and its staff as they were called then. Only events of three
kinds tell of that, and there are few; they are read once and kept until a rule changes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.catalogue import Sector
from counter_app.domain.staff import COMMAND_LINE
from counter_app.settings import OfficeSettings

if TYPE_CHECKING:
    from counter_app.store.database import Database

_EVENTS = """
SELECT j.seq, j.local_date, j.kind, CASE j.kind WHEN 'catalogue.loaded' THEN
  json_object(
  'queue_groups', json_extract(p.body, '$.queue_groups'), 'sectors', json_extract(p.body, '$.sectors'), 'procedures',
  (SELECT json_group_object(value ->> '$.code', value ->> '$.name') FROM json_each(p.body, '$.procedures')))
  ELSE p.body END
FROM journal j JOIN payload p ON p.seq = j.seq
WHERE (j.subject IN ('office', 'catalogue') OR j.subject GLOB 'officer:*')
  AND j.kind IN ('office.changed', 'catalogue.loaded', 'officer.put')
ORDER BY j.seq
"""
"""Found by subject: the journal has no index by kind, and grows by thousands of dossiers."""


class _Told(NamedTuple):
    day: str
    kind: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Rules:
    """What the office was called, and how its sectors and officers were, at the end of a day."""

    settings: OfficeSettings
    sectors: tuple[Sector, ...]
    officers: Mapping[str, str]
    """Login → name; whoever is not in it is named by the login."""
    procedures: Mapping[str, str]
    """Code → name of the version loaded last."""
    queues: Mapping[str, str]
    """Letter → name of the queue."""

    @cached_property
    def sector_names(self) -> dict[str, str]:
        """Sector → name, in the office's order."""
        return {sector.key: sector.name for sector in self.sectors}

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
        kept = self._database.kept
        told = kept.get("rules_told", self._read)
        first = told[0].day if told else ""
        reach = max(day.isoformat(), first)
        known = [item for item in told if item.day <= reach]
        # A later day knows all that an earlier one does, so as many events are the same events.
        return kept.get(f"rules:{len(known)}", lambda: _replayed(known))

    def _read(self) -> tuple[_Told, ...]:
        rows = self._database.connection.execute(_EVENTS)
        return tuple(_Told(row[1], row[2], json.loads(row[3])) for row in rows)


def _replayed(told: list[_Told]) -> Rules:
    settings: dict[str, Any] = {}
    sectors: dict[str, Sector] = {}
    procedures: dict[str, str] = {}
    queues: dict[str, str] = {}
    officers = {COMMAND_LINE.login: COMMAND_LINE.name}
    for _day, kind, payload in told:
        if kind == "office.changed":
            settings |= payload["settings"]
        elif kind == "officer.put":
            officers[payload["login"]] = payload["name"]
        else:
            queues |= {item["letter"]: item["name"] for item in payload["queue_groups"] or ()}
            sectors |= {item["key"]: _sector(item) for item in payload["sectors"] or ()}
            procedures |= payload["procedures"] or {}
    return Rules(
        settings=OfficeSettings.from_dict(settings),
        sectors=tuple(sorted(sectors.values(), key=lambda item: (item.order, item.key))),
        officers=officers,
        procedures=procedures,
        queues=queues,
    )


def _sector(item: dict[str, Any]) -> Sector:
    return Sector(key=item["key"], name=item["name"], queue=item["queue"], order=item["order"])
