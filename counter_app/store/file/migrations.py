"""The way from an empty or older file to today's tables.

Journal and local tables change by named steps, each in its own transaction; a released step never changes. Projected
tables are disposable: when they are of another version they are dropped and made again from the journal.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from counter_app.store.core import access_book, engine, schema
from counter_app.store.core.journal import Journal, entry_of
from counter_app.store.file.filling import CACHE_KIB
from counter_app.store.file.sealing import KEYS, seal_everything
from counter_app.system.garbage import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from sqlite3 import Connection

    from sqlite_utils import Database, Migrations

    Progress = Callable[[int, int], None]

VERSION = schema.VERSION
TOLD_EVERY = 1_000
"""Entries between two words on how far it is."""
_JOURNALED = ("journal", "payload", "erasure")
_LASTING = (*_JOURNALED, *KEYS, "local_seal", "signed_head", *access_book.TABLES)


def migrate(connection: Connection, progress: Progress | None = None) -> None:
    """Bring the open database to ``VERSION``; after a power cut it is begun again from where the last step ended.

    ``progress`` is told (entries done, of how many); what it raises takes back all that is not finished.
    """
    from sqlite_utils import Database

    # The mark comes first: a set-up that is cut short leaves a file that is known for ours and begun again.
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    _steps().apply(Database(connection, recursive_triggers=True))
    if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
        _project_anew(connection, progress or _nobody)


def _steps() -> Migrations:
    """The steps of every version, in order."""
    from sqlite_utils import Migrations as Steps

    steps = Steps("counter")

    @steps()
    def m0001_initial(database: Database) -> None:
        """Journal, local tables, triggers."""
        _make(database, schema.JOURNAL, schema.LOCAL)
        _guard(database, schema.JOURNAL_TRIGGERS)

    @steps()
    def m0002_official_list(database: Database) -> None:
        """Add the official system's last list, kept until the next one."""
        _make(database, schema.OFFICIAL_LIST)

    @steps()
    def m0003_seals(database: Database) -> None:
        """Seal the rows outside the journal as they are."""
        _make(database, schema.LOCAL_SEAL)
        seal_everything(database.conn)

    @steps()
    def m0004_password_state(database: Database) -> None:
        """Wrong passwords are counted in a table of their own, with the moment of the last one."""
        _make(database, schema.SIGN_IN_STATE)

    @steps()
    def m0008_access_book(database: Database) -> None:
        """Add the looks at data, in a book of its own."""
        _make(database, schema.ACCESS_BOOK)
        _guard(database, schema.ACCESS_TRIGGERS)

    @steps()
    def m0010_clear_files(database: Database) -> None:
        """Papers and reports that lie about in clear."""
        _make(database, schema.CLEAR_FILES)

    return _later(steps)


def _later(steps: Migrations) -> Migrations:
    @steps()
    def m0011_signed_head(database: Database) -> None:
        """The last entry is signed with every act."""
        _make(database, schema.SIGNED_HEAD)

    return steps


def _make(database: Database, *scripts: str) -> None:
    for statement in (each for script in scripts for each in schema.statements(script)):
        database.execute(statement)


def _guard(database: Database, triggers: Mapping[str, str]) -> None:
    for text in triggers.values():
        database.execute(text)


def _nobody(_done: int, _total: int) -> None:
    """Nobody waits to be told."""


def _project_anew(connection: Connection, progress: Progress) -> None:
    """Drop whatever was projected and make it again from the journal, in one transaction.

    Foreign keys rest meanwhile, and hold again afterwards: SQLite changes that outside a transaction alone.
    """
    size = connection.execute("PRAGMA cache_size").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = {-CACHE_KIB}")
    connection.execute("PRAGMA foreign_keys = OFF")
    # Millions of rows are sorted for their indexes, in a file that would be in clear.
    sorted_in = "MEMORY" if engine.encrypted(connection) else "FILE"
    connection.execute(f"PRAGMA temp_store = {sorted_in}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        residues = _drop_projected(connection)
        tables, indexes = schema.state_statements()
        for statement in tables:
            connection.execute(statement)
        _project_all(connection, residues, progress)
        for statement in indexes:  # made once over all rows, not row by row
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute(f"PRAGMA cache_size = {size}")


def _project_all(
    connection: Connection, residues: Mapping[int, Mapping[str, object]], progress: Progress
) -> None:
    """Fill empty tables from the journal; what erasures left stands for what is gone."""
    from counter_app.store.core.plain_json import said_plainly
    from counter_app.store.projection import apply
    from counter_app.store.projection.held_tables import HeldTables

    projected = HeldTables(connection, searched=not _is_received(connection))
    journal = Journal(connection)
    total = journal.head().seq
    with uncollected():
        for row in journal.read():
            entry = entry_of(row)
            if entry.seq % TOLD_EVERY == 0:
                progress(entry.seq, total)
            said, projected.plain = residues.get(entry.seq, {}), False
            if row.body is not None:
                said, projected.plain = said_plainly(row.body)
            apply(projected, entry, said)
    projected.flush()
    if projected.refused:
        raise projected.refused[0][1]


def _is_received(connection: Connection) -> bool:
    """True if the file is a superior's copy of a journal: nobody acts in it, so no epoch of its own was begun."""
    own = connection.execute("SELECT 1 FROM meta WHERE key = 'epoch'").fetchone()
    return (
        own is None and connection.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is not None
    )


def _drop_projected(connection: Connection) -> dict[int, dict[str, object]]:
    """Drop every projected table; what erasures left is handed back, it stands in the journal's last word on them."""
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_%' ESCAPE '\\'"
    ).fetchall()
    residues = {
        row["seq"]: json.loads(row["residue"])
        for row in connection.execute("SELECT seq, residue FROM erasure").fetchall()
    }
    connection.execute("DELETE FROM erasure")
    for name in sorted({row["name"] for row in rows} - set(_LASTING)):
        connection.execute(f"DROP TABLE {name}")
    return residues
