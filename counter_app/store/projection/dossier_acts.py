"""Acts that lists and reports ask for by day: why a dossier waited, what was promised anew, what was corrected."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counter_app.domain.journal.erasure import BLANK_PARTY, impersonal_changes, left_of
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.blanks import kept_columns, stays
from counter_app.store.projection.told import learn, of_act, of_dossier

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables

_DETAILS = (
    "state", "promised_at", "until", "late_reason", "outcome", "undone", "changes", "why", "clock",
    "undone_seq", "reappointed_to", "days", "papers_wanted", "official_code", "mapping", "shelf",
    "originals", "approved_by", "counted_from", "right", "outage",
)  # fmt: skip


def note_act(db: Tables, entry: Entry, payload: Mapping[str, Any], act: str) -> None:
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
    learn(db, of_act(payload.get("reason", ""), detail))


_PARTS = ("papers", "policy", "result_facts")
"""Columns with parts, some of which tell nothing of the person."""


def blank_dossier(db: Tables, dossier: int, blank_name: str) -> None:
    """Take the person out of a dossier's row, its acts and the search; nothing of a dossier that is not there."""
    found = db.dossier(dossier)
    if found is None:
        return
    row = dict(found)
    learn(db, of_dossier(row), -1)
    kept = kept_columns("dossier")
    blank: dict[str, Any] = {
        name: "" for name, value in row.items() if isinstance(value, str) and name not in kept
    }
    blank |= {
        name: payload_text(left_of(name, json.loads(row[name]))) for name in _PARTS if row[name]
    }
    blank |= dict.fromkeys(("owner", "collector", "originals_kept", "originals_returned"))
    blank |= {"applicant": payload_text(dict(BLANK_PARTY)), "names": blank_name}
    db.change_dossier(dossier, blank)
    _blank_acts(db, dossier)
    db.change_words(dossier, None)


def _blank_acts(db: Tables, dossier: int) -> None:
    """Take the person out of a dossier's acts; days, states and money stay: old reports keep their figures."""
    rows = db.execute("SELECT seq, reason, detail FROM dossier_act WHERE dossier = ?", (dossier,))
    for seq, reason, detail in rows.fetchall():
        learn(db, of_act(reason, json.loads(detail)), -1)
        said = json.loads(detail)
        kept = {name: value for name, value in said.items() if stays(name, value)}
        if "changes" in said:
            kept["changes"] = impersonal_changes(said["changes"])
        db.execute(
            "UPDATE dossier_act SET reason = '', detail = ? WHERE seq = ?",
            (payload_text(kept), seq),
        )
