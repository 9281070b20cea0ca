"""The reach of an erasure: the data goes out of the file, and out of everything the file still holds of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from counter_app.store.core import engine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from counter_app.store.file.database import Database


def drop_payloads(database: Database, seqs: Iterable[int]) -> None:
    """Remove payloads that an erasure event just named; the trigger refuses any other.

    The search index is written anew, because a name taken out of it stays readable in its old pages until then.
    """
    connection = database.connection
    connection.executemany("DELETE FROM payload WHERE seq = ?", [(seq,) for seq in seqs])
    connection.execute("INSERT INTO dossier_search(dossier_search) VALUES('optimize')")


def fold(database: Database) -> None:
    """Fold the log into the file now; erased data is not read in it any more.

    While others read or write it, or the disk refuses, it stays; whoever closes the file last folds it. What went
    before is kept already, so nobody is told of an error here.
    """
    with suppress(engine.DatabaseError):
        database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def blank_looks(database: Database, dossiers: Iterable[int], by_seq: int) -> None:
    """Take what is personal out of the access book's lines about erased dossiers, also of looks that wait.

    Who looked and when stays. Inside the transaction of the erasure, whose entry is ``by_seq``.
    """
    from counter_app.store.core.access_book import AccessLines

    ask = database.connection.execute
    rows = [ask("SELECT id, code FROM dossier WHERE id = ?", (item,)) for item in dossiers]
    known = {row["id"]: row["code"] for answer in rows for row in answer.fetchall()}
    if known:
        database.looks.blank(known)
        lines = AccessLines(database.connection)
        lines.blank(lines.to_blank(known), by_seq)
