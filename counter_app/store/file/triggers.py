"""The triggers that keep the journal append-only, compared at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.store.core import schema

if TYPE_CHECKING:
    from sqlite3 import Connection


def trigger_problems(connection: Connection) -> list[str]:
    """Append-only triggers that are missing or changed, and triggers and views that nobody of ours made.

    A file of an earlier version has those of the journal; its others are made as it is brought up to date.
    """
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall()
    found = {row["name"]: row["sql"] for row in rows}
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    expected = schema.TRIGGERS if version == schema.VERSION else schema.JOURNAL_TRIGGERS
    wrong = [
        f"trigger {name} missing or changed"
        for name, sql in expected.items()
        if found.get(name) != sql
    ]
    return wrong + [f"{name} unknown" for name in found if name not in schema.TRIGGERS]
