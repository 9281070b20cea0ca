"""A file of before is brought up to what the program expects: whatever changes in the tables raises their version."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path

from counter_app.store.core import engine, schema
from counter_app.store.file.migrations import migrate

SHAPE = (24, "b1b44165dce5402c")
"""The version of the tables, and the digest of what makes them."""


def made(path: Path) -> str:
    """Every table, index and trigger of a new file, and every step that was applied to it."""
    with closing(engine.connect(path)) as connection:
        migrate(connection)
        rows = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        steps = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    return "\n".join(str(tuple(row)) for row in (*rows, *steps))


def test_what_changes_in_the_tables_raises_their_version(tmp_path: Path) -> None:
    """A file of the version before is opened as it is when nothing tells that a step is missing in it.

    On purpose? Raise ``STATE_VERSION``, once for each change that is handed out, and write version and digest here.
    """
    digest = hashlib.sha256(made(tmp_path / "moi.db").encode()).hexdigest()[:16]
    assert (schema.STATE_VERSION, digest) == SHAPE
