"""The triggers that keep the journal append-only, compared at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.store.core import schema

if TYPE_CHECKING:
    from sqlite3 import Connection


def trigger_problems(connection: Connection) -> list[str]:
    """Append-only triggers that are missing or changed, and triggers and views that nobody of ours made."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
    ).fetchall()
    found = {row["name"]: row["sql"] for row in rows}
    wrong = [
        f"trigger {name} missing or changed"
        for name, sql in schema.TRIGGERS.items()
        if found.get(name) != sql
    ]
    return wrong + [f"{name} unknown" for name in found if name not in schema.TRIGGERS]
