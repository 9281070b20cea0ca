"""Counting dossiers as of the end of a day, in SQL; see ``spans_sql`` for what stands when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Channel, State
from counter_app.store.figures.spans_sql import (
    ENDED,
    LONG_DAYS,
    MISTAKEN,
    REFUSED,
    RUNNING,
    TERM,
    still_returned,
)
from counter_app.store.figures.undo_corrections import later_corrections
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.store.file.database import Database

_TALLIES = f"""
WITH {RUNNING}, {ENDED}, {REFUSED}
SELECT sector, iif(channel = {Channel.ONLINE:d}, 'online', 'direct') AS figure, count(*), 0 FROM dossier
  WHERE received_date BETWEEN :first AND :last AND id NOT IN (SELECT dossier FROM refused) AND id NOT IN {MISTAKEN}
  GROUP BY sector, figure
UNION ALL
SELECT d.sector, {TERM} AS figure, count(*), sum(d.received_date < :first)
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
  WHERE :hidden = 0 AND s.state = {State.RETURNED:d} AND s.from_date BETWEEN :first AND :last
    AND {still_returned("s")} GROUP BY d.sector
"""
"""One statement, so one state of the file."""
_COUNTED = f"""
WITH {REFUSED} SELECT sector, channel FROM dossier WHERE id = :id AND received_date BETWEEN :first AND :last
  AND id NOT IN (SELECT dossier FROM refused) AND id NOT IN {MISTAKEN}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A sector's work in a period, and its standing at the end of the last day. Every number is of dossiers.

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
        values = period_values(first, last, hidden=0 if hand_over else int(State.FINISHED))
        sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for sector, figure, number, carried in self._database.connection.execute(_TALLIES, values):
            sums[sector][figure] += number
            sums[sector]["carried"] += carried
        for sector, now, before in self._corrected_channels(last, values):
            sums[sector][now] -= 1
            sums[sector][before] += 1
        return {sector: Tally(**figures) for sector, figures in sums.items()}

    def _corrected_channels(
        self, last: date, values: Mapping[str, str | int]
    ) -> Iterator[tuple[str, str, str]]:
        """The dossiers of the period whose channel was corrected after ``last``: sector, figure now, figure then."""
        for dossier, before in later_corrections(self._database, last).items():
            if "channel" not in before:
                continue
            row = self._database.connection.execute(_COUNTED, {**values, "id": dossier}).fetchone()
            if row is not None:
                yield row["sector"], _way_in(row["channel"]), _way_in(before["channel"])

    def received(self, day: date) -> list[ReceivedLine]:
        """The day's dossiers in the order in which they were received; refused ones too, mistaken ones not."""
        later = later_corrections(self._database, day)
        rows = self._database.connection.execute(
            "SELECT d.code, d.received_at, d.names, d.procedure_name, d.original_due, d.fee, d.receiver, d.id "
            f"FROM dossier d WHERE d.received_date = :last AND d.id NOT IN {MISTAKEN} ORDER BY d.id",
            {"last": day.isoformat()},
        )
        return [_received(row, later.get(row["id"], {})) for row in rows]

    def fees(self, first: date, last: date) -> dict[str, FeeTally]:
        """Fees by sector of the dossiers received from ``first`` to ``last``, both included."""
        return self._fees("sector", first, last)

    def fees_by_receiver(self, first: date, last: date, *, sector: str = "") -> dict[str, FeeTally]:
        """The same by who received them (login), of one sector or all."""
        return self._fees("receiver", first, last, sector=sector)

    def _fees(self, by: str, first: date, last: date, *, sector: str = "") -> dict[str, FeeTally]:
        values = {"first": first.isoformat(), "last": last.isoformat(), "sector": sector}
        rows = self._database.connection.execute(
            f"SELECT {by}, fee, count(*) FROM dossier WHERE received_date BETWEEN :first AND :last "
            f"AND (:sector = '' OR sector = :sector) AND id NOT IN {MISTAKEN} GROUP BY 1, 2",
            values,
        )
        counts: dict[str, Counter[int | None]] = defaultdict(Counter)
        for key, fee, number in rows:
            counts[key][fee] += number
        for key, now, before in self._corrected_fees(by, last, values):
            counts[key][now] -= 1
            counts[key][before] += 1
        return {key: _fee_tally(fees) for key, fees in counts.items()}

    def _corrected_fees(
        self, by: str, last: date, values: dict[str, str]
    ) -> Iterator[tuple[str, int | None, int | None]]:
        """The dossiers whose fee was corrected after ``last``: its group, its fee now and its fee then."""
        for dossier, changes in later_corrections(self._database, last).items():
            if "fee" not in changes:
                continue
            row = self._database.connection.execute(
                f"SELECT {by} AS whose, fee FROM dossier WHERE id = :id AND received_date BETWEEN :first AND :last "
                f"AND (:sector = '' OR sector = :sector) AND id NOT IN {MISTAKEN}",
                {**values, "id": dossier},
            ).fetchone()
            if row is not None:
                yield row["whose"], row["fee"], changes["fee"]


def period_values(first: date, last: date, *, hidden: int = 0) -> dict[str, str | int]:
    """The values for the statements of ``spans_sql``."""
    return {
        "hidden": hidden,
        "first": first.isoformat(),
        "last": last.isoformat(),
        "edge": (last - timedelta(days=LONG_DAYS)).isoformat(),
    }


def _way_in(channel: int) -> str:
    return "online" if channel == Channel.ONLINE else "direct"


def _received(row: Row, before: Mapping[str, Any]) -> ReceivedLine:
    """A line of ``received``; ``before`` is what was corrected since."""
    due = row["original_due"]
    return ReceivedLine(
        code=row["code"],
        received_at=from_local_text(row["received_at"]),
        applicant=before["applicant"]["name"]
        if "applicant" in before
        else row["names"].split("\n")[0],
        procedure=row["procedure_name"],
        due=from_local_text(due) if due else None,
        fee=before.get("fee", row["fee"]),
        receiver=row["receiver"],
    )


def _fee_tally(fees: Counter[int | None]) -> FeeTally:
    return FeeTally(
        dossiers=fees.total(),
        paying=sum(number for fee, number in fees.items() if fee),
        free=fees[0],
        unknown=fees[None],
        amount=sum((fee or 0) * number for fee, number in fees.items()),
    )
