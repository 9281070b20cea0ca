"""Questions answered at the counter, counted by topic and hour."""

from __future__ import annotations

from datetime import date, datetime

from counter_app.domain.clock import from_local_text
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody only asked; ``ticket`` the one that was closed with it."""

    id: int
    at: datetime
    topic: str
    officer: str
    ticket: int | None = None


class Questions(Reading):
    """Reads what was asked."""

    def get(self, question: int) -> Question | None:
        """One question."""
        row = self.one(
            "SELECT id, at, topic, officer, ticket FROM question WHERE id = ?", (question,)
        )
        if row is None:
            return None
        return Question(
            id=row["id"],
            at=from_local_text(row["at"]),
            topic=row["topic"],
            officer=row["officer"],
            ticket=row["ticket"],
        )

    def tallies(self, first: date, last: date) -> dict[str, dict[int, int]]:
        """Topic → hour of the day → how many, from ``first`` to ``last``, both included."""
        rows = self.rows(
            "SELECT topic, CAST(substr(at, 12, 2) AS INTEGER) AS hour, count(*) FROM question "
            "WHERE day BETWEEN ? AND ? GROUP BY topic, hour ORDER BY topic, hour",
            (first.isoformat(), last.isoformat()),
        )
        found: dict[str, dict[int, int]] = {}
        for topic, hour, count in rows:
            found.setdefault(topic, {})[hour] = count
        return found
