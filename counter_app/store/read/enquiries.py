"""Questions answered at the counter, counted by topic and hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import from_local_text

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody only asked; ``ticket`` the one that was closed with it."""

    id: int
    at: datetime
    topic: str
    officer: str
    ticket: int | None = None


class Questions:
    """Reads what was asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, question: int) -> Question | None:
        """One question."""
        row = self._database.connection.execute(
            "SELECT id, at, topic, officer, ticket FROM question WHERE id = ?", (question,)
        ).fetchone()
        if row is None:
            return None
        return Question(
            id=row[0], at=from_local_text(row[1]), topic=row[2], officer=row[3], ticket=row[4]
        )

    def tallies(self, first: date, last: date) -> dict[str, dict[int, int]]:
        """Topic → hour of the day → how many, from ``first`` to ``last``, both included."""
        rows = self._database.connection.execute(
            "SELECT topic, CAST(substr(at, 12, 2) AS INTEGER) AS hour, count(*) FROM question "
            "WHERE day BETWEEN ? AND ? GROUP BY topic, hour ORDER BY topic, hour",
            (first.isoformat(), last.isoformat()),
        )
        found: dict[str, dict[int, int]] = {}
        for topic, hour, count in rows:
            found.setdefault(topic, {})[hour] = count
        return found
