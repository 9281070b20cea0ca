"""Acts that lists and reports ask for by day: why a dossier waited, what was promised anew, what was corrected."""

from __future__ import annotations

import json
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
    "approved_by",
)
_IMPERSONAL = frozenset(_DETAILS) - {"late_reason", "papers_wanted", "shelf", "originals"}
_IMPERSONAL_FACTS = frozenset({"fee", "sets", "channel", "return_channel"})
"""Corrected facts that tell nothing of the person; sums of past days need them."""


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


def blank_acts(db: Connection, dossier: int) -> None:
    """Take the person out of a dossier's acts; days, states and money stay, so that old reports keep their figures."""
    rows = db.execute("SELECT seq, detail FROM dossier_act WHERE dossier = ?", (dossier,))
    for seq, detail in rows.fetchall():
        kept = {name: value for name, value in json.loads(detail).items() if name in _IMPERSONAL}
        if "changes" in kept:
            kept["changes"] = {
                name: change
                for name, change in kept["changes"].items()
                if name in _IMPERSONAL_FACTS
            }
        db.execute(
            "UPDATE dossier_act SET reason = '', detail = ? WHERE seq = ?",
            (payload_text(kept), seq),
        )
