"""Dossiers read back: one, a page of a list, an applicant's earlier ones."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import Dossier, DossierLine, State
from counter_app.domain.dossier.dossier_filter import MOST_RETURNED, PAGE, DossierFilter, LineOrder
from counter_app.domain.dossier.events import DOSSIER_ENTRUSTED
from counter_app.domain.person.number_keys import (
    SURE,
    SURE_WITH_LETTERS,
    document_key,
    phone_keys,
)
from counter_app.store.core.search_terms import DOCUMENT, PHONE, number_query
from counter_app.store.core.states_sql import GONE, OPEN, PAUSED, WORKING
from counter_app.store.file.reading import Reading
from counter_app.store.read.dossier_lines import (
    FEW,
    counting,
    own_source,
    questions,
)
from counter_app.store.read.dossier_rows import dossier_from
from counter_app.store.read.line_rows import line_from, moment_from
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.office.charge import Charge
    from counter_app.domain.person.party import Party

_BY_NUMBER = {
    mark: f"SELECT id FROM dossier WHERE {column} = ? AND {column} <> '' ORDER BY id DESC LIMIT ?"
    for mark, column in ((DOCUMENT, "id_tail"), (PHONE, "phone_tail"))
}
_BY_FURTHER_NUMBER = (
    "SELECT rowid FROM dossier_search WHERE dossier_search MATCH ? ORDER BY rowid DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """A stretch of a dossier's life in one state, begun by event ``seq``; ``until`` None for the present one.

    ``handler`` is the last one in it; ``entrusted`` whether somebody else took it over with a caseload meanwhile.
    """

    seq: int
    state: State
    handler: str
    since: datetime
    until: datetime | None
    promised_at: datetime | None
    entrusted: bool = False


class Dossiers(Reading):
    """Reads dossiers as domain objects."""

    def by_code(self, code: str) -> Dossier | None:
        """The dossier with this very code."""
        return self._one("SELECT * FROM dossier WHERE code = ?", code)

    def sectors_handled(self, login: str) -> set[str]:
        """Sectors in which an officer has open dossiers to resolve."""
        rows = self.rows(
            f"SELECT DISTINCT sector FROM dossier WHERE handler = ? AND state IN {OPEN}", (login,)
        )
        return {row["sector"] for row in rows}

    def by_id(self, dossier: int) -> Dossier | None:
        """The dossier with this number."""
        return self._one("SELECT * FROM dossier WHERE id = ?", dossier)

    def _one(self, sql: str, key: str | int) -> Dossier | None:
        row = self.one(sql, (key,))
        return dossier_from(row) if row else None

    def page(
        self,
        chosen: DossierFilter,
        *,
        after: DossierLine | None = None,
        size: int = PAGE,
        order: LineOrder = LineOrder.GIVEN,
        falling: bool = False,
    ) -> list[DossierLine]:
        """The next ``size`` lines after a line, by key: in the filter's own order, or sorted over all of them."""
        sorting = order is not LineOrder.GIVEN or bool(own_source(chosen))
        narrow = sorting and self.few(chosen)
        found: list[DossierLine] = []
        for sql, values in questions(chosen, after, order, falling=falling, narrow=narrow):
            rows = self.rows(sql, {**values, "size": size - len(found)})
            found += [line_from(row) for row in rows]
            if len(found) >= size:
                break
        return found

    def matching(self, chosen: DossierFilter) -> int:
        """The number a filter lets through, all of them."""
        sql, values = counting(chosen)
        return int(self.value(sql, values))

    def few(self, chosen: DossierFilter) -> bool:
        """True if they are so few that sorting them all at once is quick."""
        sql, values = counting(chosen, most=FEW)
        return int(self.value(sql, values)) < FEW

    def open_counts(self, today: date, soon: date, charge: Charge | None = None) -> dict[str, int]:
        """Open dossiers by "open", "overdue", "due_today", "due_soon" (after today until ``soon``), "paused"; and those
        "ready". Of the office, or an officer's own."""
        whose, own = "1", dict[str, Any]()
        if charge is not None:
            from counter_app.store.read.charge_sql import own_condition

            whose, own = own_condition(charge)
        (row,) = self.rows(
            "SELECT count(*) AS open, "
            f"sum(state IN {WORKING} AND promised_at < :day) AS overdue, "
            f"sum(state IN {WORKING} AND promised_at >= :day AND promised_at < :day || 'U') AS due_today, "
            f"sum(state IN {WORKING} AND promised_at >= :day || 'U' AND promised_at < :soon || 'U') AS due_soon, "
            f"sum(state IN {PAUSED}) AS paused "
            f"FROM dossier WHERE state IN {OPEN} AND {whose}",
            {**own, "day": today.isoformat(), "soon": soon.isoformat()},
        )
        finished = f"SELECT count(*) FROM dossier WHERE state = {State.FINISHED:d} AND {whose}"
        ready = self.value(finished, own)
        return {**{name: int(row[name] or 0) for name in row.keys()}, "ready": int(ready)}  # noqa: SIM118 - of its columns

    def open_count(self) -> int:
        """Number of open dossiers."""
        return int(self.value(f"SELECT count(*) FROM dossier WHERE state IN {OPEN}"))

    def earlier_of(self, applicant: Party, *, most: int = 5) -> list[Dossier]:
        """The latest dossiers of the same person: by number, the new one or the old one, else by telephone."""
        documents = {document_key(number) for number in (applicant.id_no, applicant.old_id)}
        mark, keys = DOCUMENT, {key for key in documents if _is_sure(key)}
        if not keys:
            mark, keys = PHONE, {key for key in phone_keys(applicant.phone) if _is_sure(key)}
        found: set[int] = set()
        for key in keys:
            found.update(number for (number,) in self.rows(_BY_NUMBER[mark], (key[::-1], most)))
        if keys:
            query = number_query(keys, mark, whole=True)
            found.update(number for (number,) in self.rows(_BY_FURTHER_NUMBER, (query, most)))
        ids = sorted(found, reverse=True)[:most]
        places = ",".join("?" * len(ids))
        rows = self.rows(f"SELECT * FROM dossier WHERE id IN ({places}) ORDER BY id DESC", ids)
        return [dossier_from(row) for row in rows]

    def received_on(self, day: date) -> int:
        """Number of dossiers received on a day, without those entered by mistake."""
        mistaken = f"state = {State.MISTAKEN:d}"
        question = f"SELECT count(*) FROM dossier WHERE received_date = ? AND NOT {mistaken}"
        return int(self.value(question, (day.isoformat(),)))

    def returned_on(self, day: date, *, most: int = MOST_RETURNED) -> list[Dossier]:
        """Dossiers whose result was handed over on a day, the latest first."""
        rows = self.rows(
            "SELECT dossier.* FROM dossier_span AS span JOIN dossier ON dossier.id = span.dossier "
            f"WHERE span.from_date = ? AND span.state = {State.RETURNED:d} AND span.to_at IS NULL "
            "ORDER BY span.seq DESC LIMIT ?",
            (day.isoformat(), most),
        )
        return [dossier_from(row) for row in rows]

    def taken_in(self, dossier: int) -> tuple[str, str]:
        """The officer who first took the papers in, login, and the moment, as the journal writes it."""
        body = json.loads(self.value("SELECT body FROM payload WHERE seq = ?", (dossier,)) or "{}")
        row = self.one("SELECT receiver, submitted_at FROM dossier WHERE id = ?", (dossier,))
        at = body.get("received_at") or body.get("submitted_at")
        return (
            str(body.get("receiver") or (row["receiver"] if row else "")),
            str(at or (row["submitted_at"] if row else "")),
        )

    def latest_results(self, *, most: int = 200) -> list[Dossier]:
        """Dossiers that have a result, the latest received first."""
        found: list[Dossier] = []
        for state in (State.FINISHED, State.RETURNED):
            rows = self.rows(
                "SELECT * FROM dossier WHERE state = ? AND result_facts IS NOT NULL ORDER BY id DESC LIMIT ?",
                (int(state), most),
            )
            found += map(dossier_from, rows)
        return sorted(found, key=lambda dossier: dossier.id, reverse=True)[:most]

    def ended_with_originals(self, *, most: int = 500) -> list[Dossier]:
        """Withdrawn, returned or refused dossiers of which originals were kept and not all were given back."""
        rows = self.rows(
            f"SELECT * FROM dossier WHERE state IN {GONE} AND originals_kept IS NOT NULL "
            "AND originals_kept IS NOT originals_returned ORDER BY id LIMIT ?",
            (most,),
        )
        return [dossier_from(row) for row in rows]

    def mistaken_for(self, code: str) -> list[str]:
        """Codes of the dossiers entered by mistake where this one was meant, the oldest first."""
        found = self.rows(
            "SELECT code FROM dossier WHERE right_code = ? AND right_code <> '' ORDER BY id",
            (code,),
        )
        return [row["code"] for row in found]

    def any_received(self) -> bool:
        """True if any dossier was ever received."""
        return self.one("SELECT 1 FROM dossier LIMIT 1") is not None

    def count(self) -> int:
        """Number of all dossiers; slow on a large file, meant for checks."""
        return int(self.value("SELECT count(*) FROM dossier"))

    def spans(self, dossier: int) -> list[SpanRow]:
        """The dossier's states in order."""
        rows = self.rows(
            "SELECT s.state, s.handler, s.from_at, s.to_at, s.promised_at, s.seq, j.kind = ? AS entrusted "
            "FROM dossier_span s JOIN journal j ON j.seq = s.seq WHERE s.dossier = ? ORDER BY s.seq",
            (DOSSIER_ENTRUSTED, dossier),
        )
        found: list[SpanRow] = []
        for row in rows:
            if row["entrusted"] and found:
                until, handler = moment_from(row["to_at"]), row["handler"]
                found[-1] = replace(found[-1], until=until, handler=handler, entrusted=True)
                continue
            found.append(
                SpanRow(
                    state=State(row["state"]),
                    handler=row["handler"],
                    since=from_local_text(row["from_at"]),
                    until=moment_from(row["to_at"]),
                    promised_at=moment_from(row["promised_at"]),
                    seq=row["seq"],
                )
            )
        return found


def _is_sure(key: str) -> bool:
    """True if a number names one person: nine digits, or the letters and digits of a passport."""
    digits = sum(map(str.isdigit, key))
    return len(key) >= SURE or (digits < len(key) and digits >= SURE_WITH_LETTERS)
