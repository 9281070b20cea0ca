"""The questions of the morning board: open dossiers near or past their days, those that wait, results that lie ready.

Every question is answered from an index over open or finished dossiers, however many ended ones there are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text, local_text
from counter_app.domain.dossier.dossier import Channel, State
from counter_app.store.core.states_sql import OPEN, WORKING
from counter_app.store.file.reading import Reading
from counter_app.store.read.charge_sql import own_condition
from counter_app.store.read.line_rows import moment_from
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.office.charge import Charge
    from counter_app.store.file.database import Database

_OPEN = f"state IN {OPEN}"
_WORKING = f"{_OPEN} AND state IN {WORKING}"
_COLUMNS = (
    "id, code, names, phone_tail, procedure_name, sector, handler, state, promised_at, reappointed_to, "
    "reappointments, supplement_until, finished_at, received_at, received_date, "
    "json_extract(policy, '$.inner_wd') AS inner_wd"
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One dossier as the board reads it; ``inner_wd`` working days before the promise, 0 for none."""

    id: int
    code: str
    name: str
    phone: str
    procedure: str
    sector: str
    handler: str
    state: State
    promised_at: datetime | None
    reappointed_to: datetime | None
    reappointments: int
    supplement_until: date | None
    finished_at: datetime | None
    accepted: bool
    inner_wd: int
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """The number of open dossiers with an officer in a sector, "" where it was given to nobody yet.

    ``overdue`` and ``due_today`` are in work, ``waiting`` for the citizen's papers, ``ready`` for the citizen.
    """

    handler: str
    sector: str
    open: int
    overdue: int
    due_today: int
    waiting: int
    ready: int


_LOADS = ("open", "overdue", "due_today", "waiting", "ready")


class BoardReads(Reading):
    """Reads what the board shows, of all or an officer's own; lists end after ``most`` rows, counts never do."""

    def __init__(self, database: Database, charge: Charge | None = None) -> None:
        super().__init__(database)
        self._whose, self._values = own_condition(charge) if charge else ("1", dict[str, Any]())

    def own(self, charge: Charge | None) -> BoardReads:
        """The same questions about an officer's own dossiers only; None: about all."""
        return BoardReads(self._database, charge)

    def promised(self, first: date | None, last: date, *, most: int) -> list[BoardRow]:
        """Dossiers in work that are promised for ``first`` to ``last``, earliest first."""
        return self._rows(
            f"{_WORKING} AND promised_at >= :first AND promised_at < :end ORDER BY promised_at, id",
            {**_between(first, last), "most": most},
        )

    def owed_apologies(self, now: datetime, *, again: bool, most: int) -> list[BoardRow]:
        """Dossiers in work whose promise has passed by ``now`` and that were never apologised for.

        ``again`` asks for those instead whose new day, named in an apology, is over too.
        """
        owed = "reappointed_to < :day" if again else "reappointments = 0"
        return self._rows(
            f"{_WORKING} AND promised_at >= '' AND promised_at < :now AND {owed} "
            "ORDER BY promised_at, id",
            {"now": local_text(now), "day": now.date().isoformat(), "most": most},
        )

    def running(self, *, sector: str) -> list[BoardRow]:
        """All accepted dossiers in work, by promise: where everybody is meant, no list may end unseen."""
        return self._rows(
            f"{_WORKING} AND received_date IS NOT NULL AND (:sector = '' OR sector = :sector) "
            "ORDER BY promised_at IS NULL, promised_at, id",
            {"sector": sector, "most": -1},
        )

    def named(self, dossiers: Sequence[int]) -> list[BoardRow]:
        """These dossiers, by promise."""
        return self._rows(
            "id IN (SELECT value FROM json_each(:ids)) ORDER BY promised_at, id",
            {"ids": json.dumps(list(dossiers)), "most": len(dossiers)},
        )

    def inner(self, last: date, *, most: int) -> list[BoardRow]:
        """Dossiers in work, promised until ``last``, that another office has to be done with earlier."""
        return self._rows(
            f"{_WORKING} AND promised_at >= :first AND promised_at < :end "
            "AND json_extract(policy, '$.inner_wd') > 0 ORDER BY promised_at, id",
            {**_between(None, last), "most": most},
        )

    def unconfirmed(self, *, most: int) -> list[tuple[BoardRow, str, datetime, datetime | None]]:
        """Dossiers in work for another office that has not confirmed them: the office, when sent, and when taken.

        What came online needs no papers: it was sent when it was received.
        """
        rows = self.rows(
            f"SELECT {_COLUMNS}, resolver, sent, taken FROM (SELECT dossier.*, "
            f"CASE WHEN dossier.channel = {Channel.ONLINE:d} THEN dossier.received_at "
            "ELSE (SELECT max(given_at) FROM leg WHERE leg.dossier = dossier.id AND taker_office <> '' "
            "AND note <> 'recalled') END AS sent, "
            "(SELECT max(taken_at) FROM leg WHERE leg.dossier = dossier.id AND taker_office <> '' "
            f"AND note <> 'recalled') AS taken FROM dossier WHERE {_WORKING} AND confirmed_at IS NULL "
            f"AND promised_at >= '' AND json_extract(policy, '$.elsewhere') AND {self._whose}) "
            "WHERE sent IS NOT NULL ORDER BY sent, id LIMIT :most",
            {**self._values, "most": most},
        )
        return [
            (_row(row), row["resolver"], from_local_text(row["sent"]), moment_from(row["taken"]))
            for row in rows
        ]

    def counter_held(self, since: date, *, most: int) -> list[BoardRow]:
        """Handed in directly since a day, and still with whoever received it: not given on, not ended; the latest.

        What the receiver resolves has nowhere to go.
        """
        rows = self._rows(
            f"state = {State.RECEIVED:d} AND channel <> {Channel.ONLINE:d} AND handover IS NULL AND holder_office = '' "
            "AND holder = receiver AND received_date >= :since "
            "AND (handler <> receiver OR json_extract(policy, '$.elsewhere')) ORDER BY received_at DESC, id DESC",
            {"since": since.isoformat(), "most": most},
        )
        return rows[::-1]

    def waiting(self, *, most: int) -> list[BoardRow]:
        """Dossiers that wait for the citizen's papers, the earliest last day first."""
        return self._rows(
            f"state = {State.SUPPLEMENT:d} ORDER BY supplement_until, id", {"most": most}
        )

    def ready(self, *, most: int) -> list[BoardRow]:
        """Results nobody has collected, the longest waiting first."""
        # By the index of what is ready: SQLite knows no numbers of rows, and would take all of the state and sort it.
        return self._rows(
            f"state = {State.FINISHED:d} ORDER BY finished_at, id",
            {"most": most},
            source="dossier INDEXED BY dossier_ready",
        )

    def counts(
        self, now: datetime, soon: date, uncollected: date, waited: date
    ) -> Mapping[str, int]:
        """Numbers of "overdue", "due_today", "due_soon" (after today until ``soon``), "waiting", "lapsed" (a last day
        before ``waited``), "ready", "uncollected" (finished before that day), "apologies", "near" and "again"."""
        today = now.date()
        values = {
            "now": local_text(now),
            "day": today.isoformat(),
            "next": (today + _DAY).isoformat(),
            "after": (soon + _DAY).isoformat(),
            "uncollected": uncollected.isoformat(),
            "waited": waited.isoformat(),
        }
        names = ("overdue", "due_today", "due_soon", "apologies", "near", "again")
        near = self._one(
            "SELECT sum(promised_at < :day), sum(promised_at >= :day AND promised_at < :next), "
            "sum(promised_at >= :next), sum(reappointments = 0 AND promised_at < :now), "
            "sum(reappointments = 0 AND promised_at >= :now), "
            "sum(reappointed_to < :day AND promised_at < :now) "
            f"FROM dossier WHERE {_WORKING} AND promised_at >= '' AND promised_at < :after AND {self._whose}",
            values,
        )
        waiting = self._one(
            "SELECT count(*), sum(supplement_until < :waited) FROM dossier "
            f"WHERE state = {State.SUPPLEMENT:d} AND {self._whose}",
            values,
        )
        ready = f"SELECT count(*) FROM dossier WHERE state = {State.FINISHED:d} AND {self._whose}"
        here = self._one(ready, values)
        old = self._one(f"{ready} AND finished_at < :uncollected", values)
        more = dict(
            zip(("waiting", "lapsed", "ready", "uncollected"), (*waiting, *here, *old), strict=True)
        )
        return {**dict(zip(names, near, strict=True)), **more}

    def workloads(self, now: datetime) -> list[Workload]:
        """The open and ready dossiers, by whoever resolves them and sector."""
        today = now.date()
        rows = self.rows(
            "SELECT handler, sector, count(*) AS open, "
            f"sum(state IN {WORKING} AND promised_at < :day) AS overdue, "
            f"sum(state IN {WORKING} AND promised_at >= :day AND promised_at < :next) AS due_today, "
            f"sum(state = {State.SUPPLEMENT:d}) AS waiting, 0 AS ready "
            f"FROM dossier WHERE {_OPEN} GROUP BY handler, sector "
            "UNION ALL SELECT handler, sector, 0, 0, 0, 0, count(*) "
            f"FROM dossier WHERE state = {State.FINISHED:d} GROUP BY handler, sector",
            {"day": today.isoformat(), "next": (today + _DAY).isoformat()},
        )
        return [
            Workload(
                handler=row["handler"],
                sector=row["sector"],
                **{name: int(row[name] or 0) for name in _LOADS},
            )
            for row in rows
        ]

    def open_and_received(self, day: date) -> tuple[int, int]:
        """The number of open dossiers, and of those received on a day without those entered by mistake."""
        counted = "SELECT count(*) FROM dossier WHERE"
        mistaken = f"state = {State.MISTAKEN:d}"
        (running,) = self._one(f"{counted} {_OPEN} AND {self._whose}", {})
        (received,) = self._one(
            f"{counted} received_date = :day AND NOT {mistaken} AND {self._whose}",
            {"day": day.isoformat()},
        )
        return running, received

    def _one(self, sql: str, values: Mapping[str, Any]) -> list[int]:
        (row,) = self.rows(sql, {**values, **self._values})
        return [int(value or 0) for value in row]

    def _rows(
        self, where: str, values: Mapping[str, Any], *, source: str = "dossier"
    ) -> list[BoardRow]:
        condition, _sorted, order = where.partition(" ORDER BY ")
        rows = self.rows(
            f"SELECT {_COLUMNS} FROM {source} WHERE {condition} AND {self._whose} ORDER BY {order} LIMIT :most",
            {**values, **self._values},
        )
        return [_row(row) for row in rows]


def _between(first: date | None, last: date) -> dict[str, Any]:
    return {"first": first.isoformat() if first else "", "end": (last + _DAY).isoformat()}


def _row(row: Any) -> BoardRow:
    return BoardRow(
        id=row["id"],
        code=row["code"],
        name=row["names"].split("\n")[0],
        phone=row["phone_tail"][::-1],
        procedure=row["procedure_name"],
        sector=row["sector"],
        handler=row["handler"],
        state=State(row["state"]),
        promised_at=moment_from(row["promised_at"]),
        reappointed_to=moment_from(row["reappointed_to"]),
        reappointments=row["reappointments"],
        supplement_until=date.fromisoformat(row["supplement_until"])
        if row["supplement_until"]
        else None,
        finished_at=moment_from(row["finished_at"]),
        accepted=row["received_date"] is not None,
        inner_wd=row["inner_wd"] or 0,
        received_at=from_local_text(row["received_at"]),
    )
