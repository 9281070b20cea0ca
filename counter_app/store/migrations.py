"""Steps from an empty file to today's tables; each runs in its own transaction, and a released one never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.store import engine as _engine  # registers the SQLite library before sqlite-utils
from counter_app.store import schema

if TYPE_CHECKING:
    from sqlite3 import Connection

STEPS = 1
"""Number of steps this version knows; kept in ``user_version`` below ``SCHEMA_MAJOR * 1000``."""

VERSION = schema.SCHEMA_MAJOR * 1000 + STEPS


def migrate(connection: Connection) -> None:
    """Bring the open database to ``VERSION``."""
    from sqlite_utils import Database, Migrations

    steps = Migrations("counter")

    @steps()
    def m0001_initial(database: Database) -> None:
        """Journal, projected tables, local tables, triggers."""
        for script in (schema.JOURNAL, schema.STATE, schema.LOCAL):
            for statement in script.split(";\n"):
                if statement.strip():
                    database.execute(statement)
        for text in schema.TRIGGERS.values():
            database.execute(text)

    # The mark comes first: a set-up that is cut short leaves a file that is known for ours and begun again.
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    steps.apply(Database(connection, recursive_triggers=True))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def engine_version() -> str:
    """The SQLite library in use, for the health page."""
    return _engine.library_version()
