"""Acts that lists and reports ask for by day: why a dossier waited, what was promised anew, what was corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.store.journal import Entry, payload_text

if TYPE_CHECKING:
    from sqlite3 import Connection

_DETAILS = (
    *("state", "promised_at", "until", "late_reason", "outcome", "undone", "changes", "why"),
    *(
        "clock",
        "undone_seq",
        "reappointed_to",
        "days",
        "papers_wanted",
        "official_code",
        "mapping",
        "shelf",
        "originals",
    ),
)


def note_act(db: Connection, entry: Entry, payload: dict[str, Any], act: str) -> None:
    """Write down one act with the day it was done on."""
    detail = {name: payload[name] for name in _DETAILS if payload.get(name) not in (None, "")}
    db.execute(
        "INSERT INTO dossier_act(seq, dossier, act, at, day, officer, reason, override, detail) "
        "VALUES(?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload["dossier"],
            act,
            payload["at"],
            payload["at"][:10],
            entry.actor,
            payload.get("reason", ""),
            int(bool(payload.get("override"))),
            payload_text(detail),
        ),
    )
