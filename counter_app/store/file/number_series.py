"""Series of numbers: the last one given of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


class NumberSeries:
    """Reads how far each series is given."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[tuple[str, str, int]]:
        """Every series (name, period) with the last number given."""
        rows = self._database.connection.execute("SELECT name, period, last FROM counter")
        return [(row["name"], row["period"], row["last"]) for row in rows.fetchall()]

    def last_of(self, series: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """The last number given of each of these series; those that have none are left out."""
        question = "SELECT last FROM counter WHERE name = ? AND period = ?"
        connection = self._database.connection
        rows = {one: connection.execute(question, one).fetchone() for one in series}
        return {one: int(row["last"]) for one, row in rows.items() if row is not None}
