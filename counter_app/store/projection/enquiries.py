"""Events of visitors who only ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.store.core.journal import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection


def _asked(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO question(id, at, day, topic, sector, officer, note, ticket) VALUES(?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload["at"],
            payload["at"][:10],
            payload["topic"],
            payload.get("sector", ""),
            entry.actor,
            payload.get("note", ""),
            payload.get("ticket"),
        ),
    )


PROJECTORS = {"question.asked": _asked}
