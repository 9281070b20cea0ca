"""Counting dossiers as of the end of a day, in SQL.

Everything here stands on ``dossier_span``: a dossier's state at the end of day D is the span with ``from_date <= D``
and ``to_date`` None or after D. Days of one dossier never run backwards and spans of no day drop out, so that span is
the only one, and what happens after D can never change what was counted for D.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier import Channel, State

if TYPE_CHECKING:
    from counter_app.store.database import Database

LONG_DAYS = 31
"""Spans of more days are few and found by the index ``span_long``; shorter ones began not long before the day."""

_UNFINISHED = "(2, 4, 5, 6, 8, 9)"
_LONG = f"(to_date IS NULL OR julianday(to_date) - julianday(from_date) > {LONG_DAYS})"
_TALLIES = f"""
WITH
running(dossier, state, promise) AS (
  SELECT dossier, state, substr(promised_at, 1, 10) FROM dossier_span WHERE state IN {_UNFINISHED}
    AND state <> :hidden AND from_date > :edge AND from_date <= :last AND (to_date IS NULL OR to_date > :last)
  UNION ALL
  SELECT dossier, state, substr(promised_at, 1, 10) FROM dossier_span WHERE state IN {_UNFINISHED} AND {_LONG}
    AND state <> :hidden AND +from_date <= :edge AND (to_date IS NULL OR to_date > :last)),
ended(dossier, state, promise, day) AS (
  SELECT e.dossier, e.state, substr(e.promised_at, 1, 10), e.from_date FROM dossier_span e
  WHERE e.state IN ({State.WITHDRAWN:d}, {State.FINISHED:d}) AND e.from_date BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM dossier_span n WHERE n.dossier = e.dossier AND n.seq > e.seq
      AND n.state <> {State.RETURNED:d} AND n.from_date <= :last)),
refused(dossier) AS (
  SELECT dossier FROM dossier_span WHERE state = {State.REFUSED:d} AND from_date BETWEEN :first AND :last
    AND (to_date IS NULL OR to_date > :last))
SELECT sector, iif(channel = {Channel.ONLINE:d}, 'online', 'direct') AS figure, count(*), 0 FROM dossier
  WHERE received_date BETWEEN :first AND :last AND id NOT IN (SELECT dossier FROM refused)
  GROUP BY sector, figure
UNION ALL
SELECT d.sector, CASE WHEN e.state = {State.WITHDRAWN:d} THEN 'withdrawn' WHEN e.day < e.promise THEN 'early'
    WHEN e.day > e.promise THEN 'late' ELSE 'on_time' END AS figure, count(*), sum(d.received_date < :first)
  FROM ended e JOIN dossier d ON d.id = e.dossier AND d.received_date <= :last GROUP BY d.sector, figure
UNION ALL
SELECT d.sector, CASE r.state WHEN {State.FINISHED:d} THEN 'waiting' WHEN {State.SUPPLEMENT:d} THEN 'supplement'
    WHEN {State.FINANCIAL:d} THEN 'financial' WHEN {State.STOPPED:d} THEN 'stopped'
    ELSE iif(r.promise < :last, 'overdue', 'not_due') END AS figure, count(*),
    sum(d.received_date < :first AND r.state <> {State.FINISHED:d})
  FROM running r JOIN dossier d ON d.id = r.dossier AND d.received_date <= :last GROUP BY d.sector, figure
UNION ALL
SELECT d.sector, 'refused', count(*), 0 FROM refused r JOIN dossier d ON d.id = r.dossier GROUP BY d.sector
UNION ALL
SELECT d.sector, 'returned', count(*), 0 FROM dossier_span s JOIN dossier d ON d.id = s.dossier
  WHERE :hidden = 0 AND s.state = {State.RETURNED:d} AND s.from_date BETWEEN :first AND :last GROUP BY d.sector
"""
"""One statement, so one state of the file. The ``+`` keeps the planner off ``span_by_dates``, whose half-open range
would be nearly all spans; without ``span_long`` it reads the table once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a sector did in a period, and how it stood at the end of the last day. Every number is of dossiers.

    Done in the period: ``online``/``direct`` received, ``early``/``on_time``/``late`` finished, ``withdrawn``,
    ``refused`` (not among the received), ``returned``. At the end: ``not_due``/``overdue`` being worked on,
    ``supplement``/``financial``/``stopped`` paused, ``waiting`` to be collected. ``carried`` are those received
    before the period that ended in it or are open at its end.
    """

    online: int = 0
    direct: int = 0
    carried: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    withdrawn: int = 0
    not_due: int = 0
    overdue: int = 0
    supplement: int = 0
    financial: int = 0
    stopped: int = 0
    waiting: int = 0
    returned: int = 0
    refused: int = 0


class ReceivedLine(NamedTuple):
    """A dossier as it was received; ``due`` is the promise on its receipt, ``fee`` in đồng or None if unknown,
    ``receiver`` a login."""

    code: str
    received_at: datetime
    applicant: str
    procedure: str
    due: datetime | None
    fee: int | None
    receiver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTally:
    """Fees of the dossiers received in a period: how many pay, are free, are not yet priced; ``amount`` in đồng."""

    dossiers: int
    paying: int
    free: int
    unknown: int
    amount: int


class Counting:
    """Counts what the reports show."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within it every count sees the same state of the file, whatever other counters write meanwhile."""
        connection = self._database.connection
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            self._leave()

    def _leave(self) -> None:
        connection = self._database.connection
        # Some errors end a transaction by themselves; a second end would hide them.
        if connection.in_transaction:
            connection.execute("ROLLBACK")

    def tallies(self, first: date, last: date, *, hand_over: bool = True) -> dict[str, Tally]:
        """By sector, for the days ``first`` to ``last`` with both; only sectors with something to tell.

        Without ``hand_over`` nothing is looked up of what is finished: ``waiting`` and ``returned`` stay 0.
        """
        values: dict[str, str | int] = {
            "hidden": 0 if hand_over else int(State.FINISHED),
            "first": first.isoformat(),
            "last": last.isoformat(),
            "edge": (last - timedelta(days=LONG_DAYS)).isoformat(),
        }
        sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for sector, figure, number, carried in self._database.connection.execute(_TALLIES, values):
            sums[sector][figure] += number
            sums[sector]["carried"] += carried
        return {sector: Tally(**figures) for sector, figures in sums.items()}

    def received(self, day: date) -> list[ReceivedLine]:
        """The day's dossiers in the order in which they were received; refused ones are among them."""
        rows = self._database.connection.execute(
            "SELECT d.code, d.received_at, d.names, d.procedure_name, d.original_due, d.fee, "
            "d.receiver FROM dossier d WHERE d.received_date = ? ORDER BY d.id",
            (day.isoformat(),),
        )
        return [
            ReceivedLine(
                code=row[0],
                received_at=from_local_text(row[1]),
                applicant=row[2].split("\n")[0],
                procedure=row[3],
                due=from_local_text(row[4]) if row[4] else None,
                fee=row[5],
                receiver=row[6],
            )
            for row in rows
        ]

    def fees(self, first: date, last: date) -> dict[str, FeeTally]:
        """Fees by sector of the dossiers received from ``first`` to ``last``, both included."""
        rows = self._database.connection.execute(
            "SELECT sector, count(*), sum(coalesce(fee, 0) > 0), sum(fee IS 0), sum(fee IS NULL), "
            "sum(coalesce(fee, 0)) FROM dossier WHERE received_date BETWEEN ? AND ? GROUP BY sector",
            (first.isoformat(), last.isoformat()),
        )
        return {
            row[0]: FeeTally(
                dossiers=row[1], paying=row[2], free=row[3], unknown=row[4], amount=row[5]
            )
            for row in rows
        }
