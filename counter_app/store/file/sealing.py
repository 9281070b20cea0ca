"""Digests of the rows outside the journal: one that was changed behind the program's back is found.

Each row has its own: writing one never makes another one true.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

KEYS = {
    "meta": "key",
    "preference": "key",
    "credential": "login",
    "password_state": "login",
    "draft": "id",
    "clear_file": "path",
    "official_list": "id",
    "official_line": "id",
}
"""Every table outside the journal with the column that names its rows."""


@contextmanager
def sealing(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """Seal what is written to these tables within it; what was not written keeps the seal it had.

    Call it inside a transaction: rows and seals are kept or lost together.
    """
    before = {table: _digests(connection, table) for table in tables}
    yield
    for table, was in before.items():
        now = _digests(connection, table)
        connection.executemany(
            "DELETE FROM local_seal WHERE of_table = ? AND of_row = ?",
            [(table, row) for row in was.keys() - now.keys()],
        )
        connection.executemany(
            "INSERT OR REPLACE INTO local_seal(of_table, of_row, digest) VALUES(?, ?, ?)",
            [(table, row, digest) for row, digest in now.items() if was.get(row) != digest],
        )


def seal_everything(connection: Connection) -> None:
    """Seal every row as it is; once, when a file gets its seals. Tables of a later version are not there yet."""
    for table in sorted(KEYS.keys() & tables_in(connection)):
        connection.executemany(
            "INSERT INTO local_seal(of_table, of_row, digest) VALUES(?, ?, ?)",
            [(table, row, digest) for row, digest in _digests(connection, table).items()],
        )


def seal_problems(connection: Connection, tables: Iterable[str] = KEYS) -> list[str]:
    """Rows outside the journal that are not as they were written, that vanished, or that nobody wrote."""
    problems = []
    for table in tables:
        sealed = {
            row["of_row"]: bytes(row["digest"])
            for row in connection.execute(
                "SELECT of_row, digest FROM local_seal WHERE of_table = ?", (table,)
            )
        }
        found = _digests(connection, table)
        wrong = sorted(row for row in sealed.keys() | found if sealed.get(row) != found.get(row))
        problems += [f"table {table}, row {row}: differs from what was written" for row in wrong]
    return problems


def tables_in(connection: Connection) -> set[str]:
    """Names of what a file holds; one of an earlier version lacks some."""
    return {row["name"] for row in connection.execute("SELECT name FROM sqlite_master")}


def _digests(connection: Connection, table: str) -> dict[str, bytes]:
    rows = connection.execute(f"SELECT {KEYS[table]} AS sealed_row, * FROM {table}").fetchall()
    return {
        str(row["sealed_row"]): hashlib.sha256(repr(tuple(row)).encode()).digest() for row in rows
    }
