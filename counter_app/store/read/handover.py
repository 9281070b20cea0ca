"""The place of papers, read back: sheets and their legs, holders, shelves, originals that are still kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text, local_text
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.dossier_filter import MOST_LINES
from counter_app.domain.handover.whereabouts import (
    Held,
    HeldLine,
    Holder,
    Leg,
    Purpose,
    Sheet,
    SheetRow,
)
from counter_app.store.core.states_sql import HELD, OPEN, RUNNING
from counter_app.store.file.reading import Reading
from counter_app.store.read.line_rows import LINE_COLUMNS, line_from, moment_from

if TYPE_CHECKING:
    from sqlite3 import Row


_WIDTH = len(LINE_COLUMNS.split(","))
_LINE = ", ".join(f"d.{name.strip()}" for name in LINE_COLUMNS.split(","))
_HELD = (
    f"{LINE_COLUMNS}, holder_office, holder, held_since, shelf, handover, resolver, return_place"
)
_LEG = (
    "l.dossier, l.handover, l.giver_office, l.giver, l.taker_office, l.taker, l.given_at, l.taken_at, "
    "l.outcome, l.note"
)
_LEG_WIDTH = 10
_WITH_PAPERS = f"state IN {HELD}"
"""Papers that somebody must still account for: not those refused, withdrawn or returned."""
RECALLED, CHARGE = "recalled", "charge"
"""The notes on a leg: the giver took the papers back; only the work changed hands."""


class Whereabouts(Reading):
    """Reads who has which papers."""

    def legs(self, dossier: int, *, recalled: bool = False) -> list[Leg]:
        """Every hand-over of a dossier in order (Mẫu số 06); those taken back by the giver only when asked for."""
        rows = self.rows(f"SELECT {_LEG} FROM leg l WHERE l.dossier = ? ORDER BY l.seq", (dossier,))
        legs = [_leg(row) for row in rows]
        return [leg for leg in legs if recalled or not leg.recalled]

    def rested(self, dossier: int, seq: int) -> tuple[Holder, datetime] | None:
        """The officer who had taken the papers over before event ``seq``, and the moment; None if nobody had."""
        row = self.one(
            "SELECT taker_office, taker, taken_at FROM leg WHERE dossier = ? AND seq < ? AND taken_at IS NOT NULL "
            "AND note NOT IN (?, ?) ORDER BY seq DESC LIMIT 1",
            (dossier, seq, RECALLED, CHARGE),
        )
        if row is None:
            return None
        return Holder(office=row["taker_office"], officer=row["taker"]), from_local_text(
            row["taken_at"]
        )

    def shelf_before(self, dossier: int, code: str, seq: int) -> str:
        """The shelf named last before event ``seq``, unless the papers left for another office since."""
        row = self.one(
            "SELECT j.seq, json_extract(p.body, '$.shelf') AS shelf, json_extract(p.body, '$.at') AS at FROM journal j "
            "LEFT JOIN payload p ON p.seq = j.seq WHERE j.subject = ? AND j.kind = 'dossier.shelved' AND j.seq < ? "
            "ORDER BY j.seq DESC LIMIT 1",
            (code, seq),
        )
        if row is None or not row["shelf"]:
            return ""
        left = self.value(
            "SELECT count(*) FROM leg WHERE dossier = ? AND taker_office <> '' AND taken_at >= ? AND note <> ?",
            (dossier, row["at"], RECALLED),
        )
        return "" if left else str(row["shelf"])

    def sheet(self, sheet: int) -> Sheet | None:
        """One sheet with all its rows, in the order they were scanned."""
        row = self.one("SELECT *, 0, 0 FROM handover WHERE id = ?", (sheet,))
        if row is None:
            return None
        rows = self.rows(
            f"SELECT {_LINE}, {_LEG} FROM leg l JOIN dossier d ON d.id = l.dossier "
            "WHERE l.handover = ? ORDER BY l.seq, l.place",
            (sheet,),
        )
        return _sheet(row, tuple(SheetRow(line=line_from(r), leg=_leg(r[_WIDTH:])) for r in rows))

    def sheets(
        self,
        *,
        open_only: bool = False,
        day: date | None = None,
        purpose: Purpose | None = None,
        most: int = MOST_LINES,
    ) -> list[Sheet]:
        """Sheets without their rows, the latest first; ``day`` is the day they were given on."""
        where, values = ["1"], []
        if open_only:
            where.append("h.taken_at IS NULL")
        if purpose is not None:
            where.append("h.purpose = ?")
            values.append(purpose.value)
        if day is not None:
            where.append("h.given_date = ?")
            values.append(day.isoformat())
        rows = self.rows(
            "SELECT h.*, (SELECT count(*) FROM leg WHERE handover = h.id), "
            "(SELECT count(*) FROM leg WHERE handover = h.id AND taken_at IS NULL) "
            f"FROM handover h WHERE {' AND '.join(where)} ORDER BY h.id DESC LIMIT ?",
            (*values, most),
        )
        return [_sheet(row) for row in rows]

    def sheet_numbered(self, number: int, year: str) -> int | None:
        """The sheet with this number of a year."""
        row = self.one("SELECT id FROM handover WHERE year = ? AND number = ?", (year, number))
        return int(row["id"]) if row else None

    def subjects_of(self, dossier: int) -> list[str]:
        """The subjects of every sheet a dossier stood on, those taken back too, oldest first."""
        rows = self.rows(
            "SELECT id, year, number FROM handover WHERE id IN "
            "(SELECT handover FROM leg WHERE dossier = ?) ORDER BY id",
            (dossier,),
        )
        return [f"handover:{row['year']}-{row['number']}" for row in rows]

    def waiting_since(self, before: datetime) -> list[tuple[Sheet, SheetRow]]:
        """Rows given before a moment and never taken, the oldest first."""
        found: list[tuple[Sheet, SheetRow]] = []
        for row in self.rows(
            "SELECT id FROM handover WHERE taken_at IS NULL AND given_at <= ? ORDER BY given_at, id",
            (local_text(before),),
        ):
            sheet = self.sheet(row["id"])
            if sheet is not None:
                found += [(sheet, item) for item in sheet.rows if item.missing]
        return found

    def held(self) -> list[Held]:
        """Every holder of papers with their number and the oldest moment; those under way are left out."""
        rows = self.rows(
            "SELECT holder_office, holder, count(*) AS papers, min(held_since) AS since "
            f"FROM dossier INDEXED BY dossier_held WHERE {_WITH_PAPERS} AND handover IS NULL "
            "GROUP BY 1, 2 ORDER BY 1, 2"
        )
        return [
            Held(
                holder=Holder(office=row["holder_office"], officer=row["holder"]),
                count=row["papers"],
                since=from_local_text(row["since"]),
            )
            for row in rows
        ]

    def held_by(self, holder: Holder, *, most: int = MOST_LINES) -> list[HeldLine]:
        """The papers a holder has, the longest held first."""
        return self._lines(
            f"{_WITH_PAPERS} AND handover IS NULL AND holder_office = ? AND holder = ? "
            "ORDER BY held_since, id LIMIT ?",
            holder.office,
            holder.officer,
            most,
        )

    def under_way(self, *, most: int = MOST_LINES) -> list[HeldLine]:
        """Papers given and not taken yet, the longest first."""
        return self._lines(
            "handover IS NOT NULL ORDER BY (SELECT given_at FROM handover h WHERE h.id = dossier.handover), id "
            "LIMIT ?",
            most,
        )

    def in_state(
        self, states: Sequence[int], holder: Holder, *, most: int = MOST_LINES
    ) -> list[HeldLine]:
        """Papers at rest that ``holder`` has of dossiers in these states, the oldest dossier first."""
        marks = ",".join("?" * len(states))
        return self._lines(
            f"state IN ({marks}) AND handover IS NULL AND holder_office = ? AND holder = ? ORDER BY id LIMIT ?",
            *states,
            holder.office,
            holder.officer,
            most,
        )

    def caseload(self, login: str) -> list[HeldLine]:
        """The dossiers an officer resolves or has the papers of, by sector and promise; also those under way."""
        return self._lines(
            f"(handler = ? AND state IN {OPEN}) OR (holder_office = '' AND holder = ? AND {_WITH_PAPERS}) "
            "ORDER BY sector, promised_at IS NULL, promised_at, id",
            login,
            login,
        )

    def ready(self, *, promised_by: date | None = None, most: int = MOST_LINES) -> list[HeldLine]:
        """Finished and not collected, by shelf; ``promised_by`` keeps those promised by that day."""
        where, values = f"state = {State.FINISHED:d}", []
        if promised_by is not None:
            where += " AND promised_at < ?"
            values.append(date.fromordinal(promised_by.toordinal() + 1).isoformat())
        return self._lines(f"{where} ORDER BY shelf = '', shelf, id LIMIT ?", *values, most)

    def shelves(self) -> list[str]:
        """Shelves in use now."""
        rows = self.rows(
            f"SELECT DISTINCT shelf FROM dossier WHERE state IN {RUNNING} AND shelf <> '' ORDER BY shelf"
        )
        return [row["shelf"] for row in rows]

    def _lines(self, where: str, *values: str | int) -> list[HeldLine]:
        rows = self.rows(f"SELECT {_HELD} FROM dossier WHERE {where}", values)
        return [_held_line(row) for row in rows]


def _held_line(row: Row) -> HeldLine:
    office, officer, since, shelf, handover, resolver, place = tuple(row)[_WIDTH:]
    return HeldLine(
        line=line_from(row),
        holder=Holder(office=office, officer=officer),
        since=from_local_text(since),
        shelf=shelf,
        handover=handover,
        resolver=resolver,
        return_place=place,
    )


def _leg(row: Row | Sequence[str | int | None]) -> Leg:
    dossier, sheet, giver_office, giver, taker_office, taker, given, taken, outcome, note = tuple(
        row
    )[:_LEG_WIDTH]
    return Leg(
        dossier=dossier,
        sheet=sheet,
        giver=Holder(office=giver_office, officer=giver),
        taker=Holder(office=taker_office, officer=taker),
        given_at=from_local_text(given),
        taken_at=moment_from(taken),
        outcome=outcome,
        recalled=note == RECALLED,
        charge_only=note == CHARGE,
    )


def _sheet(row: Row, rows: tuple[SheetRow, ...] = ()) -> Sheet:
    count, missing = tuple(row)[-2:]
    return Sheet(
        id=row["id"],
        number=row["number"],
        year=row["year"],
        purpose=Purpose(row["purpose"]),
        giver=Holder(office=row["giver_office"], officer=row["giver"]),
        taker=Holder(office=row["taker_office"], officer=row["taker"]),
        given_at=from_local_text(row["given_at"]),
        taken_at=moment_from(row["taken_at"]),
        taken_by=row["taken_by"],
        rows=rows,
        count=len(rows) if rows else count,
        missing=sum(item.missing for item in rows) if rows else missing,
    )
