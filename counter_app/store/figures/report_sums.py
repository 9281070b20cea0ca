"""Sums by officer, of money and of certifications, as they stood at the end of a period."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.dossier.dossier import State
from counter_app.store.core.states_sql import PAUSED, WORKING
from counter_app.store.figures.spans_sql import ENDED, MISTAKEN, NOT_UNDONE, REFUSED, RUNNING, TERM
from counter_app.store.figures.tallies import period_values
from counter_app.store.read.fees import WAIVER_UNDONE
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.database import Database

_CHOSEN = "(:sector = '' OR d.sector = :sector)"
_OFFICERS = f"""
WITH {RUNNING}, {ENDED}, {REFUSED}
SELECT receiver, 'received', count(*) FROM dossier d
  WHERE received_date BETWEEN :first AND :last AND {_CHOSEN} AND id NOT IN (SELECT dossier FROM refused)
    AND id NOT IN {MISTAKEN} GROUP BY 1
UNION ALL
SELECT e.handler, {TERM}, count(*) FROM ended e
  JOIN dossier d ON d.id = e.dossier AND d.received_date <= :last AND {_CHOSEN} GROUP BY 1, 2
UNION ALL
SELECT e.handler, k.figure, CASE k.figure WHEN 'timed' THEN count(*) WHEN 'used' THEN sum(e.used)
    ELSE sum(e.allowed) END
  FROM ended e JOIN dossier d ON d.id = e.dossier AND d.received_date <= :last AND {_CHOSEN}
  CROSS JOIN (SELECT 'timed' AS figure UNION ALL SELECT 'used' UNION ALL SELECT 'allowed') k
  WHERE e.state = {State.FINISHED:d} AND e.used IS NOT NULL AND e.allowed IS NOT NULL GROUP BY 1, 2
UNION ALL
SELECT r.handler, CASE WHEN r.state NOT IN {WORKING} THEN 'paused'
    WHEN r.promise < :last THEN 'overdue' ELSE 'not_due' END, count(*) FROM running r
  JOIN dossier d ON d.id = r.dossier AND d.received_date <= :last AND {_CHOSEN} GROUP BY 1, 2
UNION ALL
SELECT a.officer, 'supplements', count(*) FROM dossier_act a JOIN dossier d ON d.id = a.dossier AND {_CHOSEN}
  WHERE a.act = 'supplement' AND a.day BETWEEN :first AND :last AND {NOT_UNDONE} GROUP BY 1
"""
_PAUSED_PAST = f"""
WITH {RUNNING} SELECT r.handler AS handler, count(*) AS number, min(r.since) AS since FROM running r
  JOIN dossier d ON d.id = r.dossier AND d.received_date <= :last AND {_CHOSEN}
  WHERE r.state IN {PAUSED} AND r.promise < :last GROUP BY r.handler
"""
_STANDS = f"""NOT (kind = 'waived' AND (amount = 0 OR seq IN (SELECT {WAIVER_UNDONE} FROM fee_entry
    WHERE kind = 'waived' AND amount = 0 AND day BETWEEN :first AND :last)))"""
"""True but for a waiver that was taken back by the end of ``:last``, and for what took it back."""
_MONEY = f"""
SELECT {{by}} AS whose, sum(iif(kind = 'collected', amount, 0)) AS collected,
  sum(iif(kind = 'refunded', amount, 0)) AS refunded, sum(iif(kind = 'waived', amount, 0)) AS waived,
  sum(kind <> 'waived') AS entries
FROM fee_entry WHERE day BETWEEN :first AND :last AND (:sector = '' OR sector = :sector) AND {_STANDS} GROUP BY 1
"""


_WAIVED = f"""
SELECT ground, count(DISTINCT matter), sum(amount) FROM (
  SELECT relief AS ground, waived AS amount, 'd' || id AS matter FROM dossier
    WHERE received_date BETWEEN :first AND :last AND (:sector = '' OR sector = :sector) AND waived > 0
      AND id NOT IN {MISTAKEN}
  UNION ALL
  SELECT ground, amount, coalesce('d' || dossier, 'c' || certification) FROM fee_entry
    WHERE kind = 'waived' AND day BETWEEN :first AND :last AND (:sector = '' OR sector = :sector) AND {_STANDS}
      AND (dossier IS NULL OR dossier NOT IN {MISTAKEN})
) GROUP BY ground ORDER BY ground
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerTally:
    """One officer's work in a period and open work at its end, in dossiers.

    Received by them; ended and pending are those in their charge. ``used`` and ``allowed`` are working minutes of the
    ``timed`` dossiers: finished ones that were promised a time.
    """

    received: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    withdrawn: int = 0
    not_due: int = 0
    overdue: int = 0
    paused: int = 0
    supplements: int = 0
    timed: int = 0
    used: int = 0
    allowed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTally:
    """Đồng taken in and given back, in how many entries, and waived when it should have been paid."""

    collected: int = 0
    refunded: int = 0
    waived: int = 0
    entries: int = 0


class ReportSums:
    """Adds up what lists show."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def officers(self, first: date, last: date, *, sector: str = "") -> dict[str, OfficerTally]:
        """By login; only officers with something to tell."""
        values = {**period_values(first, last, hidden=int(State.FINISHED)), "sector": sector}
        sums: dict[str, dict[str, int]] = defaultdict(dict)
        for login, figure, number in self._database.connection.execute(_OFFICERS, values):
            sums[login][figure] = number
        return {login: OfficerTally(**figures) for login, figures in sums.items()}

    def paused_past_promise(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, tuple[int, str]]:
        """Login → how many paused dossiers of that officer had their promised day before ``last``, and the day (ISO)
        on which the longest of these pauses began. No list of overdue ones shows them."""
        values = {**period_values(first, last, hidden=int(State.FINISHED)), "sector": sector}
        rows = self._database.connection.execute(_PAUSED_PAST, values).fetchall()
        return {row["handler"]: (int(row["number"]), row["since"]) for row in rows}

    def money_by_sector(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, MoneyTally]:
        """Taken in and given back in the period, by sector."""
        return self._money("sector", first, last, sector)

    def money_by_officer(
        self, first: date, last: date, *, sector: str = ""
    ) -> dict[str, MoneyTally]:
        """The same by who took it in or gave it back (login)."""
        return self._money("officer", first, last, sector)

    def waived_by_ground(
        self, first: date, last: date, *, sector: str = ""
    ) -> list[tuple[str, int, int]]:
        """Ground, in how many matters, đồng waived: at reception in the period, or when it should have been paid."""
        values = {"first": first.isoformat(), "last": last.isoformat(), "sector": sector}
        return [tuple(row) for row in self._database.connection.execute(_WAIVED, values)]

    def _money(self, by: str, first: date, last: date, sector: str) -> dict[str, MoneyTally]:
        values = {"first": first.isoformat(), "last": last.isoformat(), "sector": sector}
        rows = self._database.connection.execute(_MONEY.format(by=by), values)
        return {
            row["whose"]: MoneyTally(
                collected=row["collected"],
                refunded=row["refunded"],
                waived=row["waived"],
                entries=row["entries"],
            )
            for row in rows
        }
