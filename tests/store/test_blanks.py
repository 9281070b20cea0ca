"""What an erasure leaves of a row: a column that nobody declared goes."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from counter_app.domain.journal.erasure import impersonal
from counter_app.store.core.schema import state_statements
from counter_app.store.projection import blanks
from counter_app.store.projection.tables import Tables

SECRET = "Bí mật"
TABLES = sorted(blanks._WORKED_OUT)


def filled(table: str) -> sqlite3.Connection:
    """A table with one more column than it has, and a row in which every text is a secret."""
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA ignore_check_constraints = ON")
    made = (said for said in state_statements()[0] if said.split("(")[0].endswith(f" {table}"))
    connection.execute(next(made))
    connection.execute(f"ALTER TABLE {table} ADD COLUMN added TEXT")
    kinds = [row["type"] for row in connection.execute(f"PRAGMA table_info({table})")]
    values = [SECRET if kind == "TEXT" else 1 for kind in kinds]
    connection.execute(f"INSERT INTO {table} VALUES({','.join('?' * len(values))})", values)
    return connection


def row_of(connection: sqlite3.Connection, table: str) -> dict[str, Any]:
    """The row of a table."""
    return dict(connection.execute(f"SELECT * FROM {table}").fetchone())  # noqa: S608 - of the program


@pytest.mark.parametrize("table", [name for name in TABLES if name != "dossier"])
def test_a_column_added_later_goes_until_it_is_declared(table: str) -> None:
    connection = filled(table)
    blanks.blank(Tables(connection), table, "added", SECRET)
    row = row_of(connection, table)
    left = {name for name, value in row.items() if value == SECRET}
    assert "added" not in left
    assert "reason" not in left
    assert left == {name for name in row if name in blanks.kept_columns(table) and row[name] != 1}


def test_what_is_worked_out_is_a_column_that_no_event_declares() -> None:
    for table in TABLES:
        columns = row_of(filled(table), table)
        assert blanks._WORKED_OUT[table] <= columns.keys(), table
        assert blanks._WORKED_OUT[table] & impersonal() == frozenset(), table
