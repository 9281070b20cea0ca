"""DuckDB in this program, reading the Parquet files where they lie: no server, nothing to set up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from counter_app.superior.warehouse.columns import TABLES
from counter_app.superior.warehouse.contents import file_of
from counter_app.superior.warehouse.engines.engine import Counted, Row, sql_of
from counter_app.superior.warehouse.parquet import open_duckdb, quoted, unreadable

if TYPE_CHECKING:
    from counter_app.superior.warehouse.questions import Period, Question


class Duck:
    """The embedded engine."""

    name = "duckdb"

    def __init__(self, folder: Path, leaves: Iterable[str]) -> None:
        self._folder, self._duck = folder, open_duckdb(folder)
        try:
            self._look_at(folder, list(leaves))
        except duckdb.Error as error:
            self._duck.close()
            raise unreadable(error, folder) from error

    def _look_at(self, folder: Path, leaves: Sequence[str]) -> None:
        for table, columns in TABLES.items():
            paths = ", ".join(quoted(file_of(folder, table, name)) for name in leaves)
            empty = ", ".join(f"NULL::{kind.sql} AS {name}" for name, kind in columns.items())
            source = f"FROM read_parquet([{paths}])" if leaves else f"SELECT {empty} LIMIT 0"
            self._duck.execute(f"CREATE VIEW {table} AS {source}")

    def ask(self, question: Question, period: Period, senders: Sequence[Counted]) -> list[Row]:
        """The rows of an answer, in no order. Errors: StoreError."""
        columns = list(map(list, zip(*senders, strict=True))) or [[], [], []]
        try:
            self._duck.execute(
                "CREATE OR REPLACE TEMP TABLE sender AS SELECT unnest(?::BIGINT[]) AS sender, "
                "unnest(?::VARCHAR[]) AS office, unnest(?::DATE[]) AS until",
                columns,
            )
            return self._duck.execute(sql_of(question, period, "duckdb")).fetchall()
        except duckdb.Error as error:
            raise unreadable(error, self._folder) from error

    def close(self) -> None:
        """Let go of the files."""
        self._duck.close()
