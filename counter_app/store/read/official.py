"""Dossiers by their code in the official system: whose it is, which have none yet, what was entered on a day."""

from __future__ import annotations

from datetime import date

from counter_app.domain.dossier.dossier import DossierLine, Mapping, State
from counter_app.domain.dossier.dossier_filter import MOST_LINES
from counter_app.store.file.reading import Reading
from counter_app.store.read.line_rows import LINE_COLUMNS, line_from
from counter_app.values import dataclass

_WIDTH = len(LINE_COLUMNS.split(","))
_COLUMNS = f"{LINE_COLUMNS}, official_code, mapping, mapping_note"
_OWED = f"mapping IN ('not_entered', 'mismatch') AND received_date IS NOT NULL AND state <> {State.MISTAKEN:d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedLine:
    """A dossier with how it stands to the official system."""

    line: DossierLine
    official_code: str
    mapping: Mapping
    note: str


class Mapped(Reading):
    """Reads the reconciliation lists."""

    def owner(self, official: str) -> str | None:
        """The local code of the dossier that has an official code; None when none has."""
        row = self.one(
            "SELECT code FROM dossier WHERE official_code = ? AND official_code <> ''", (official,)
        )
        return str(row["code"]) if row else None

    def owed(
        self, *, first: date | None = None, last: date | None = None, most: int = MOST_LINES
    ) -> list[MappedLine]:
        """Received, and without an official code or differing from it; the oldest first, by day of reception."""
        where, values = _owed(first, last)
        return self._lines(f"{where} ORDER BY received_date, id LIMIT ?", *values, most)

    def owed_count(self, *, first: date | None = None, last: date | None = None) -> int:
        """The number owed, by day of reception: all of them, counted in the index."""
        where, values = _owed(first, last)
        return int(self.value(f"SELECT count(*) FROM dossier WHERE {where}", values))

    def entered_on(self, day: date, *, most: int = MOST_LINES) -> list[MappedLine]:
        """The codes mapped on a day, the latest first."""
        return self._lines(
            "id IN (SELECT dossier FROM dossier_act WHERE act = 'mapped' AND day = ?) "
            "AND mapping <> 'not_entered' ORDER BY mapped_at DESC, id DESC LIMIT ?",
            day.isoformat(),
            most,
        )

    def _lines(self, where: str, *values: str | int) -> list[MappedLine]:
        rows = self.rows(f"SELECT {_COLUMNS} FROM dossier WHERE {where}", values)
        found = []
        for row in rows:
            official, mapping, note = tuple(row)[_WIDTH:]
            found.append(
                MappedLine(
                    line=line_from(row),
                    official_code=official,
                    mapping=Mapping(mapping),
                    note=note,
                )
            )
        return found


def _owed(first: date | None, last: date | None) -> tuple[str, tuple[str, ...]]:
    where = [_OWED]
    days = [day.isoformat() for day in (first, last) if day is not None]
    if first is not None:
        where.append("received_date >= ?")
    if last is not None:
        where.append("received_date <= ?")
    return " AND ".join(where), tuple(days)
