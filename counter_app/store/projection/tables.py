"""The projected tables that almost every event changes, row by row: dossiers, their spans and words, numbers, days.

What an event does is said once, by its projector, in these few acts. ``Tables`` makes a statement of each;
``held.HeldTables`` does the same in memory, where a whole journal is projected.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counter_app.store.core.journal import payload_text

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.domain.told_texts import ToldKind

Row = Mapping[str, Any]
SPAN_COLUMNS = (
    "dossier", "seq", "state", "handler", "promised_at", "from_at", "from_date", "used", "allowed",
)  # fmt: skip
"""The values of a span when it begins."""
_SPAN = (
    f"INSERT INTO dossier_span({', '.join(SPAN_COLUMNS)}) "
    f"VALUES({', '.join('?' * len(SPAN_COLUMNS))})"
)
_OPEN = "SELECT seq, from_date FROM dossier_span WHERE dossier = ? AND to_at IS NULL ORDER BY seq DESC LIMIT 1"
_END = "UPDATE dossier_span SET to_at = ?, to_date = ? WHERE dossier = ? AND seq = ?"
NUMBER = (
    "INSERT INTO counter(name, period, last) VALUES(?,?,?) ON CONFLICT(name, period) "
    "DO UPDATE SET last = max(last, excluded.last)"
)
DAY = """
INSERT INTO journal_day(day, entries, first, last, received, first_dossier, last_dossier)
VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(day) DO UPDATE SET
  entries = entries + excluded.entries, last = excluded.last, received = received + excluded.received,
  first_dossier = coalesce(first_dossier, excluded.first_dossier),
  last_dossier = coalesce(excluded.last_dossier, last_dossier)
"""
_TOLD = (
    "INSERT INTO told(kind, folded, text, uses) VALUES(?,?,?,?) "
    "ON CONFLICT(kind, folded, text) DO UPDATE SET uses = uses + excluded.uses"
)
_UNTOLD = "DELETE FROM told WHERE kind = ? AND folded = ? AND text = ? AND uses <= 0"


@functools.lru_cache(maxsize=64)
def _insert(columns: tuple[str, ...]) -> str:
    places = ",".join("?" * len(columns))
    return f"INSERT INTO dossier({', '.join(columns)}) VALUES({places})"


@functools.lru_cache(maxsize=256)
def _update(columns: tuple[str, ...]) -> str:
    settings = ", ".join(f"{name} = ?" for name in columns)
    return f"UPDATE dossier SET {settings} WHERE id = ?"


class Tables:
    """Each act is a statement, at once. Tables that are not named here are reached by ``execute``."""

    searched = True
    """True if people are looked for in these tables, by their names and numbers, and texts are offered from them."""

    def __init__(self, connection: Connection) -> None:
        self.execute = connection.execute

    def text(self, said: Any) -> str:
        """A part of what an event says, as its column holds it."""
        return payload_text(said)

    def add_dossier(self, columns: tuple[str, ...], values: tuple[Any, ...]) -> None:
        """A new row; what ``columns`` does not name is as the table says."""
        self.execute(_insert(columns), values)

    def dossier(self, dossier: int) -> Row | None:
        """A dossier's row as it stands."""
        row: Row | None = self.execute("SELECT * FROM dossier WHERE id = ?", (dossier,)).fetchone()
        return row

    def change_dossier(self, dossier: int, columns: Row) -> None:
        """Write these columns of a dossier; nothing happens to one that is not there."""
        if columns:
            self.execute(_update(tuple(columns)), (*columns.values(), dossier))

    def add_words(self, dossier: int, terms: str) -> None:
        """Add the words a new dossier is found by."""
        self.execute("INSERT INTO dossier_search(rowid, terms) VALUES(?, ?)", (dossier, terms))

    def change_words(self, dossier: int, terms: str | None) -> None:
        """Change the words a dossier is found by from here on; None leaves none."""
        if terms is None:
            self.execute("DELETE FROM dossier_search WHERE rowid = ?", (dossier,))
        else:
            self.execute(
                "INSERT OR REPLACE INTO dossier_search(rowid, terms) VALUES(?, ?)", (dossier, terms)
            )

    def add_span(self, values: tuple[Any, ...]) -> None:
        """A span that begins; ``values`` in the order of ``SPAN_COLUMNS``."""
        self.execute(_SPAN, values)

    def open_span(self, dossier: int) -> tuple[int, str] | None:
        """Number and first day of the span a dossier is in."""
        span = self.execute(_OPEN, (dossier,)).fetchone()
        return None if span is None else (span["seq"], span["from_date"])

    def end_span(self, dossier: int, seq: int, at: str, day: str) -> None:
        """The span ends at this moment, on this day."""
        self.execute(_END, (at, day, dossier, seq))

    def raise_counter(self, name: str | int, period: str | int, number: str | int) -> None:
        """Numbers of a series up to this one are taken."""
        self.execute(NUMBER, (name, period, number))

    def note_day(self, day: str, seq: int, *, received: bool, dossier: bool) -> None:
        """One more entry of a day; whether it receives a dossier, and whether it is about one."""
        about = seq if dossier else None
        self.execute(DAY, (day, 1, seq, seq, received, about, about))

    def tell(self, kind: ToldKind, text: str, uses: int) -> None:
        """Count a text on, or off with a negative number; what is counted off to nothing is gone."""
        from counter_app.domain.told_texts import keys_of

        for folded in keys_of(kind, text):
            self.execute(_TOLD, (kind, folded, text, uses))
            if uses < 0:
                self.execute(_UNTOLD, (kind, folded, text))
