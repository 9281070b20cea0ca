"""Filling a file with a whole journal at once: what only questions need is made after the rows, not row by row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counter_app.store.core import engine

if TYPE_CHECKING:
    from sqlite3 import Connection

CACHE_KIB = 64 * 1024
"""Pages kept while a file is filled: what is written once is not written, read and written again."""
_ONLY_ASKED = (
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX %' "
    "AND tbl_name IN ('journal', 'dossier', 'dossier_span') ORDER BY rowid"
)


@contextmanager
def filling(connection: Connection) -> Iterator[None]:
    """Within it, inside a transaction, the large tables have no indexes for questions; they are there again at its end.

    An error leaves them out: the transaction it ends brings them back.
    """
    indexes = connection.execute(_ONLY_ASKED).fetchall()
    size = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    engine.allow_ddl(connection)
    try:
        for name, _sql in indexes:
            connection.execute(f"DROP INDEX {name}")
        yield
        for _name, sql in indexes:
            connection.execute(sql)
    finally:
        engine.forbid_ddl(connection)
        connection.execute(f"PRAGMA cache_size = {size}")
