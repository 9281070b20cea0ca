"""Asking an open data file: answers are rows whose columns are read by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Row

    from counter_app.store.file.database import Database

Said = Sequence[Any] | Mapping[str, Any]
"""The values for the signs of a question: in order for ``?``, by name for ``:name``."""


class Reading:
    """A reader of one matter; the file may be opened anew between two questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self, question: str, said: Said = ()) -> list[Row]:
        """Every row of an answer."""
        return self._database.connection.execute(question, said).fetchall()

    def one(self, question: str, said: Said = ()) -> Row | None:
        """The first row of an answer, None when there is none."""
        row: Row | None = self._database.connection.execute(question, said).fetchone()
        return row

    def value(self, question: str, said: Said = ()) -> Any:
        """The first column of the first row, None when there is no row."""
        row = self.one(question, said)
        return None if row is None else row[0]
