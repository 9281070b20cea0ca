"""The state of a file before it is opened: a set-up that was cut short, or data that an earlier version left."""

from __future__ import annotations

from pathlib import Path

from counter_app.store.core import engine, schema


def unfinished(path: Path) -> bool:
    """True if a set-up stopped before its first event: an empty file, or our tables with an empty journal."""
    if path.stat().st_size == 0:
        return True
    try:
        reading = engine.look_into(path)
    except engine.DatabaseError:
        return False
    try:
        tables = {
            row["name"] for row in reading.execute("SELECT name FROM sqlite_master").fetchall()
        }
        ours = reading.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        if "journal" not in tables:
            return ours or not tables
        return ours and reading.execute("SELECT 1 FROM journal LIMIT 1").fetchone() is None
    except engine.DatabaseError:  # what cannot be read is somebody's data until proven otherwise
        return False
    finally:
        reading.close()


def outdated(path: Path, key: bytes | None = None) -> bool:
    """True if its tables are of an earlier version and opening it takes a while; the file is not changed.

    ``key`` opens an encrypted file; without it nothing can be said of one, and the answer is no.
    """
    try:
        reading = engine.look_into(path, key)
    except engine.DatabaseError:
        return False
    try:
        ours = reading.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        return ours and int(reading.execute("PRAGMA user_version").fetchone()[0]) < schema.VERSION
    except engine.DatabaseError:
        return False
    finally:
        reading.close()
