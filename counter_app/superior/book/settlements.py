"""The decisions of people about two journals under one number: the branch kept, the officer, the reason, the source."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_utc_text, utc_text
from counter_app.values import dataclass

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = """
CREATE TABLE settlement(
  id INTEGER PRIMARY KEY, at_utc TEXT NOT NULL, journal TEXT NOT NULL,
  decision TEXT NOT NULL CHECK(decision IN ('keep','take','dates')), by TEXT NOT NULL, reason TEXT NOT NULL,
  cut INTEGER NOT NULL, ours_seq INTEGER NOT NULL, ours_head TEXT NOT NULL, theirs_seq INTEGER NOT NULL,
  theirs_head TEXT NOT NULL, kept_file TEXT NOT NULL, until TEXT NOT NULL, done INTEGER NOT NULL,
  last_arrival INTEGER NOT NULL
) STRICT;
CREATE TABLE rejected(
  journal TEXT NOT NULL, hash TEXT NOT NULL, settlement INTEGER NOT NULL, PRIMARY KEY(journal, hash)
) STRICT, WITHOUT ROWID
"""


BRANCHES = ("keep", "take", "rekey")
"""Decisions after which it is known which branch is the office's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One decision: ``keep`` what is held, ``take`` the other branch, ``rekey`` (keep, and count none of the keys any
    more), let ``dates`` pass up to ``until``, ``close`` the journal or ``open`` it again.

    Both branches agree up to ``cut``; ``ours`` is what was held, ``theirs`` what came. ``kept_file`` is where the copy
    that was exchanged lies. ``done`` is False while the exchange is under way.
    """

    at: datetime
    journal: str
    decision: str
    by: str
    reason: str
    cut: int
    ours_seq: int
    ours_head: str
    theirs_seq: int
    theirs_head: str
    kept_file: str = ""
    until: str = ""
    done: bool = True


_COLUMNS = tuple(item.name for item in fields(Settlement))
_SQL_COLUMNS = ", ".join("at_utc" if name == "at" else name for name in _COLUMNS)


class Settlements:
    """Reads and writes the decisions over the book's connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, settlement: Settlement) -> int:
        """Write a decision down; its number."""
        row = {
            **asdict(settlement),
            "at": utc_text(settlement.at),
            "done": int(settlement.done),
        }
        marks = ", ".join(f":{name}" for name in _COLUMNS)
        cursor = self._db.execute(
            f"INSERT INTO settlement({_SQL_COLUMNS}, last_arrival) "  # noqa: S608 - own names
            f"VALUES({marks}, (SELECT coalesce(max(id), 0) FROM arrival))",
            row,
        )
        return int(cursor.lastrowid or 0)

    def finish(self, number: int) -> None:
        """An exchange that was under way is done."""
        self._db.execute("UPDATE settlement SET done = 1 WHERE id = ?", (number,))

    def drop(self, number: int) -> None:
        """An exchange that was cut short before it changed anything never happened; called within a transaction."""
        self._db.execute("DELETE FROM rejected WHERE settlement = ?", (number,))
        self._db.execute("DELETE FROM settlement WHERE id = ? AND done = 0", (number,))

    def all(self, journal: str = "") -> list[tuple[int, Settlement]]:
        """Decisions with their numbers, oldest first; of one journal or of all."""
        rows = self._db.execute(
            f"SELECT id, {_SQL_COLUMNS} FROM settlement WHERE ? IN ('', journal) ORDER BY id",  # noqa: S608 - own names
            (journal,),
        ).fetchall()
        return [(int(number), _settlement(columns)) for number, *columns in rows]

    def unfinished(self) -> list[tuple[int, Settlement]]:
        """Exchanges that were cut short."""
        return [item for item in self.all() if not item[1].done]

    def last(self, journal: str, *decisions: str) -> Settlement | None:
        """The last decision of some kinds about a journal that is done; None when there is none."""
        found = [item for _number, item in self.all(journal) if item.decision in decisions]
        return next((item for item in reversed(found) if item.done), None)

    def dates_until(self, journal: str) -> str:
        """The day up to which a journal's entries may lie ahead of today, as decided last; empty when nobody did."""
        found = self.last(journal, "dates")
        return found.until if found else ""

    def reject(self, journal: str, digest: str, number: int) -> None:
        """Remember an entry of a branch that a decision rejected."""
        self._db.execute(
            "INSERT OR IGNORE INTO rejected(journal, hash, settlement) VALUES(?, ?, ?)",
            (journal, digest, number),
        )

    def rejecting(self, journal: str, digest: str) -> int:
        """The number of the decision that rejected an entry; 0 when none did."""
        row = self._db.execute(
            "SELECT settlement FROM rejected WHERE journal = ? AND hash = ? "
            "AND settlement IN (SELECT id FROM settlement WHERE done = 1)",
            (journal, digest),
        ).fetchone()
        return int(row["settlement"]) if row else 0

    def of(self, number: int) -> Settlement:
        """A decision by its number."""
        return dict(self.all())[number]


def _settlement(row: Any) -> Settlement:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Settlement(**{**values, "at": from_utc_text(values["at"]), "done": bool(values["done"])})
