"""The facts behind the figures on time, trips and load, as of the end of a period's last day.

As in ``spans_sql``: a dossier's state at the end of day D is the span with ``from_date <= D`` and
``to_date`` None or after D. Facts a correction may change are read as they stood at the end of D: the first
correction after D says what stood there before it.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.catalogue.sectors import Procedure
from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Channel, State, Timeliness
from counter_app.store.core.states_sql import RUNNING, WORKING
from counter_app.store.figures.spans_sql import LONG, LONG_DAYS, STILL_ENDED, still_returned
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The dossiers that are looked at; empty means all. ``officer`` is a login: whoever handled it when it ended."""

    sector: str = ""
    officer: str = ""


EVERYTHING = Narrowed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """A dossier whose processing ended with a result in the period, and was still ended at its end.

    ``used`` and ``allowed`` are working minutes frozen at the end; None where they were not measured or not promised.
    ``supplements`` counts Mẫu 02 handed out until then; ``elsewhere`` says that one of them sent the citizen to
    another place. ``outside`` says that another office had the papers, ``inner_wd`` how many working days before
    ``promised`` it had to be done (0: not said), ``back_at`` when it last gave them back.
    """

    dossier: int
    procedure: str
    name: str
    case: str
    sector: str
    handler: str
    limit: TimeLimit | None
    used: int | None
    allowed: int | None
    term: Timeliness
    supplements: int
    elsewhere: bool
    outside: bool
    online: bool
    promised: datetime | None
    inner_wd: int
    back_at: datetime | None


class Trip(NamedTuple):
    """A dossier whose result was handed over in the period: how often its citizen had to come.

    ``direct`` whether it was handed in at the counter, ``brought`` how often a supplement was brought, ``collected``
    whether the result was taken at the counter.
    """

    procedure: str
    name: str
    sector: str
    handler: str
    direct: bool
    brought: int
    collected: bool

    @property
    def trips(self) -> int:
        """Times at the counter: what is sent online or by post is no trip."""
        return self.direct * (1 + self.brought) + self.collected


class Load(NamedTuple):
    """The number of acts of a kind in one hour of one day. ``kind`` is a key of ``LOADS``."""

    kind: str
    day: date
    hour: int
    acts: int


class Overdue(NamedTuple):
    """Dossiers being worked on after their promise at the end of a day."""

    sector: str
    procedure: str
    handler: str
    online: bool
    dossiers: int


class Posted(NamedTuple):
    """The way a check found a version posted: rightly on the wall, and online."""

    accurate: bool
    online: bool


RECEIVED, RETURNED, TICKET, QUESTION, CERTIFIED = (
    "received", "returned", "ticket", "question", "certified",
)  # fmt: skip
LOADS = (RECEIVED, RETURNED, CERTIFIED, QUESTION, TICKET)
"""The kinds of ``Load``; a ticket is a person waiting, the others are acts."""


def _before(fact: str) -> str:
    """A coded fact of dossier ``d`` as it stood at the end of the last day.

    Here and below a ``+`` keeps the planner off ``dossier_act_day``: of one dossier there are few acts, of a day many.
    """
    return (
        f"coalesce((SELECT json_extract(c.detail, '$.changes.{fact}.from') FROM dossier_act c WHERE c.dossier = d.id "
        f"AND +c.act = 'corrected' AND +c.day > :last AND json_extract(c.detail, '$.changes.{fact}') IS NOT NULL "
        f"ORDER BY c.seq LIMIT 1), d.{fact})"
    )


_NARROW = "(:sector = '' OR d.sector = :sector) AND (:officer = '' OR e.handler = :officer)"
_SUPPLEMENTS = """
coalesce((SELECT sum(CASE WHEN a.act = 'supplement' THEN 1 WHEN a.act = 'revert'
    AND json_extract(a.detail, '$.undone') = 'supplement' THEN -1 ELSE 0 END)
  FROM dossier_act a WHERE a.dossier = d.id AND +a.day <= :last), 0)
"""
_FINISHES = f"""
SELECT d.id, d.procedure_code, d.procedure_name, d.case_key, d.sector, e.handler, d.time_limit, e.used, e.allowed,
  CASE WHEN e.from_date < substr(e.promised_at, 1, 10) THEN 'early'
    WHEN e.from_date > substr(e.promised_at, 1, 10) THEN 'late' ELSE 'on_time' END AS term,
  {_SUPPLEMENTS} AS supplements,
  EXISTS (SELECT 1 FROM dossier_act a, json_each(a.detail, '$.papers_wanted') w WHERE a.dossier = d.id
    AND +a.act = 'supplement' AND +a.day <= :last AND json_extract(w.value, '$.where') <> '') AS elsewhere,
  EXISTS (SELECT 1 FROM leg l WHERE l.dossier = d.id AND substr(l.given_at, 1, 10) <= :last
    AND (l.taker_office <> '' OR l.giver_office <> '')) AS outside,
  {_before("channel")} = {Channel.ONLINE:d} AS online, e.promised_at,
  coalesce(json_extract(d.policy, '$.inner_wd'), 0) AS inner_wd,
  (SELECT max(l.given_at) FROM leg l WHERE l.dossier = d.id AND l.giver_office <> ''
    AND substr(l.given_at, 1, 10) <= :last) AS back_at
FROM dossier_span e JOIN dossier d ON d.id = e.dossier AND d.received_date <= :last
WHERE e.state = {State.FINISHED:d} AND e.from_date BETWEEN :first AND :last AND {STILL_ENDED} AND {_NARROW}
ORDER BY e.dossier
"""
_BROUGHT = f"""
coalesce((SELECT sum(CASE a.act WHEN 'revert' THEN -1 ELSE 1 END) FROM dossier_act a
  WHERE a.dossier = d.id AND +a.day <= :last AND CASE
    WHEN a.act IN ('resume', 'accept') THEN {State.SUPPLEMENT:d} = (SELECT p.state FROM dossier_span p
      WHERE p.dossier = a.dossier AND p.seq < a.seq ORDER BY p.seq DESC LIMIT 1)
    WHEN a.act = 'revert' THEN json_extract(a.detail, '$.undone') IN ('resume', 'accept')
      AND json_extract(a.detail, '$.state') = {State.SUPPLEMENT:d} END), 0)
"""
_TRIPS = f"""
SELECT d.procedure_code, d.procedure_name, d.sector, e.handler, {_before("channel")} = {Channel.DIRECT:d}
  AS direct, {_BROUGHT} AS brought, {_before("return_channel")} = {Channel.DIRECT:d} AS collected
FROM dossier_span e JOIN dossier d ON d.id = e.dossier
WHERE e.state = {State.RETURNED:d} AND e.from_date BETWEEN :first AND :last AND {still_returned("e")}
  AND {_NARROW}
ORDER BY e.dossier
"""
_LOADS = f"""
SELECT iif(e.state = {State.RETURNED:d}, '{RETURNED}', '{RECEIVED}') AS kind, e.from_date AS day,
  substr(e.from_at, 12, 2) AS hour, count(*) AS acts
  FROM dossier_span e JOIN dossier d ON d.id = e.dossier
  WHERE e.from_date BETWEEN :first AND :last AND (e.seq = e.dossier OR e.state = {State.RETURNED:d})
    AND (e.state <> {State.RETURNED:d} OR {still_returned("e")})
    AND (:sector = '' OR d.sector = :sector) GROUP BY 1, 2, 3
UNION ALL
SELECT '{CERTIFIED}', day, substr(at, 12, 2), count(*) FROM certification
  WHERE day BETWEEN :first AND :last AND (voided_day IS NULL OR voided_day > :last)
    AND (:sector = '' OR sector = :sector) GROUP BY 2, 3
UNION ALL
SELECT '{QUESTION}', day, substr(at, 12, 2), count(*) FROM question
  WHERE day BETWEEN :first AND :last AND (:sector = '' OR sector = :sector) GROUP BY 2, 3
UNION ALL
SELECT '{TICKET}', day, substr(taken_at, 12, 2), count(*) FROM ticket t
  WHERE day BETWEEN :first AND :last
    AND (:sector = '' OR t.queue = (SELECT queue FROM sector WHERE key = :sector)) GROUP BY 2, 3
"""
_OVERDUE = f"""
WITH running(dossier, handler, promise) AS (
  SELECT dossier, handler, substr(promised_at, 1, 10) FROM dossier_span WHERE state IN {RUNNING}
    AND state IN {WORKING} AND from_date > :edge AND from_date <= :last AND (to_date IS NULL OR to_date > :last)
  UNION ALL
  SELECT dossier, handler, substr(promised_at, 1, 10) FROM dossier_span WHERE state IN {RUNNING} AND {LONG}
    AND state IN {WORKING} AND +from_date <= :edge AND (to_date IS NULL OR to_date > :last))
SELECT d.sector, d.procedure_code, e.handler, {_before("channel")} = {Channel.ONLINE:d} AS online,
  count(*) AS dossiers
  FROM running e JOIN dossier d ON d.id = e.dossier
  WHERE e.promise < :last AND d.received_date <= :last AND {_NARROW} GROUP BY 1, 2, 3, 4
"""


class Measuring:
    """Reads what the figures are counted from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def finishes(self, first: date, last: date, of: Narrowed = EVERYTHING) -> list[Finish]:
        """Dossiers finished from ``first`` to ``last``, both included, in the order of their reception."""
        rows = self._database.connection.execute(_FINISHES, _values(first, last, of))
        return [
            Finish(
                dossier=row["id"],
                procedure=row["procedure_code"],
                name=row["procedure_name"],
                case=row["case_key"],
                sector=row["sector"],
                handler=row["handler"],
                limit=_limit(row["time_limit"]),
                used=row["used"],
                allowed=row["allowed"],
                term=Timeliness(row["term"]),
                supplements=row["supplements"],
                elsewhere=bool(row["elsewhere"]),
                outside=bool(row["outside"]),
                online=bool(row["online"]),
                promised=_moment(row["promised_at"]),
                inner_wd=row["inner_wd"],
                back_at=_moment(row["back_at"]),
            )
            for row in rows
        ]

    def trips(self, first: date, last: date, of: Narrowed = EVERYTHING) -> list[Trip]:
        """Dossiers handed over from ``first`` to ``last``, both included."""
        rows = self._database.connection.execute(_TRIPS, _values(first, last, of))
        return [
            Trip(
                procedure=row["procedure_code"],
                name=row["procedure_name"],
                sector=row["sector"],
                handler=row["handler"],
                direct=bool(row["direct"]),
                brought=row["brought"],
                collected=bool(row["collected"]),
            )
            for row in rows
        ]

    def loads(self, first: date, last: date, sector: str = "") -> list[Load]:
        """Acts by day and hour; dossiers by when they were first handed in, tickets by when they were taken."""
        values = _values(first, last, Narrowed(sector=sector))
        rows = self._database.connection.execute(_LOADS, values)
        return [
            Load(row["kind"], date.fromisoformat(row["day"]), int(row["hour"]), row["acts"])
            for row in rows
        ]

    def overdue(self, last: date, of: Narrowed = EVERYTHING) -> list[Overdue]:
        """The dossiers that were being worked on after their promise at the end of ``last``."""
        rows = self._database.connection.execute(_OVERDUE, _values(last, last, of))
        return [
            Overdue(
                sector=row["sector"],
                procedure=row["procedure_code"],
                handler=row["handler"],
                online=bool(row["online"]),
                dossiers=row["dossiers"],
            )
            for row in rows
        ]

    def in_force(self, last: date) -> dict[str, Procedure]:
        """Code → the version in force on ``last``, as the catalogue stood at its end."""
        rows = self._database.connection.execute(
            "SELECT json_extract(p.body, '$.procedures') FROM journal j JOIN payload p ON p.seq = j.seq "
            "WHERE j.subject = 'catalogue' AND j.kind = 'catalogue.loaded' AND j.local_date <= ? ORDER BY j.seq",
            (last.isoformat(),),
        )
        versions: dict[tuple[str, str], Procedure] = {}
        for (text,) in rows:
            for item in json.loads(text or "[]"):
                procedure = Procedure.from_dict(item)
                versions[(procedure.code, item.get("valid_from") or "")] = procedure
        ordered = sorted(versions)
        return {
            code: versions[code, start]
            for code, start in ordered
            if versions[code, start].valid_on(last)
        }

    def postings(self, last: date) -> dict[tuple[str, str], Posted]:
        """Version (code, start of validity or empty) → its last check until the end of ``last``."""
        connection = self._database.connection
        found: dict[tuple[str, str], Posted] = {}
        day = last.isoformat()
        for row in connection.execute(
            "SELECT code, valid_from, accurate, online FROM posting WHERE substr(checked_at, 1, 10) <= ?",
            (day,),
        ):
            version = (row["code"], row["valid_from"])
            found[version] = Posted(bool(row["accurate"]), bool(row["online"]))
        # A later check wrote over the one that counts here; the journal still has it.
        for (body,) in connection.execute(
            "SELECT p.body FROM journal j JOIN payload p ON p.seq = j.seq WHERE j.kind = 'posting.checked' "
            "AND j.subject IN (SELECT l.subject FROM posting o JOIN journal l ON l.seq = o.seq "
            "WHERE substr(o.checked_at, 1, 10) > ?) ORDER BY j.seq",
            (day,),
        ):
            event = json.loads(body)
            if event["at"][:10] <= day:
                for item in event["procedures"]:
                    found[(item["code"], item.get("valid_from") or "")] = Posted(
                        bool(item.get("accurate", True)), bool(item.get("online", False))
                    )
        return found


def _limit(text: str | None) -> TimeLimit | None:
    return TimeLimit.from_dict(json.loads(text)) if text else None


def _moment(text: str | None) -> datetime | None:
    return from_local_text(text) if text else None


def _values(first: date, last: date, of: Narrowed) -> dict[str, str]:
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "edge": (last - timedelta(days=LONG_DAYS)).isoformat(),
        "sector": of.sector,
        "officer": of.officer,
    }
