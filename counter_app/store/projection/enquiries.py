"""Events of visitors who only ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.enquiries.events import QUESTION_ASKED, Asked
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables


def _asked(db: Tables, entry: Entry, payload: Asked) -> None:
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


PROJECTORS = on(QUESTION_ASKED, _asked)
