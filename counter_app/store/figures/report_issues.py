"""Reports that left the house: which period, when, and the hash of what they said."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.store.file.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIssue:
    """One report as it was handed out: ``sha256`` is of its canonical tables and heading.

    ``sector`` and ``about`` (an officer's login) are what it was narrowed to; ``officer`` handed it out. ``seq`` is
    its number in the journal; what happened after it is not in it. ``program`` is the version that computed it.
    """

    seq: int
    name: str
    first: date
    last: date
    sector: str
    about: str
    at: datetime
    officer: str
    sha256: str
    program: str


class ReportIssues:
    """Reads the reports handed out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(
        self, name: str, first: date, last: date, *, sector: str = "", about: str = ""
    ) -> list[ReportIssue]:
        """Every issue of one report for one period, oldest first; more than one means that it changed."""
        rows = self._database.connection.execute(
            "SELECT * FROM report_issue WHERE name = ? AND first = ? AND last = ? AND sector = ? AND about = ? "
            "ORDER BY seq",
            (name, first.isoformat(), last.isoformat(), sector, about),
        )
        return [_issue(row) for row in rows.fetchall()]

    def latest(self, *, most: int = 200) -> list[ReportIssue]:
        """Reports handed out, latest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM report_issue ORDER BY seq DESC LIMIT ?", (most,)
        )
        return [_issue(row) for row in rows.fetchall()]

    def erased_since(self, seq: int) -> bool:
        """True if personal data was erased by law after entry ``seq``: the one thing that may change an old report."""
        row = self._database.connection.execute(
            "SELECT 1 FROM erasure WHERE by_seq > ? LIMIT 1", (seq,)
        ).fetchone()
        return row is not None


def _issue(row: Row) -> ReportIssue:
    return ReportIssue(
        seq=row["seq"],
        name=row["name"],
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        sector=row["sector"],
        about=row["about"],
        at=from_local_text(row["at"]),
        officer=row["officer"],
        sha256=row["sha256"],
        program=row["program"],
    )
