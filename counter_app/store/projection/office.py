"""Events of the office itself: epochs, settings, erasures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from counter_app.store.journal import Entry, payload_text
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.dossier_acts import blank_acts

if TYPE_CHECKING:
    from sqlite3 import Connection


def _epoch_began(db: Connection, _entry: Entry, payload: dict[str, Any]) -> None:
    """After a restore the numbers go on above those the replaced file had already given."""
    raise_counter(db, payload.get("counters", ()))


def _office_changed(db: Connection, _entry: Entry, payload: dict[str, Any]) -> None:
    for key, value in payload["settings"].items():
        db.execute(
            "INSERT INTO office_setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False, sort_keys=True)),
        )


def _erased(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    for seq, residue in payload["residues"].items():
        db.execute(
            "INSERT INTO erasure(seq, residue, by_seq) VALUES(?,?,?)",
            (int(seq), payload_text(residue), entry.seq),
        )
    blank = payload_text({"kind": "person", "name": payload["blank_name"]})
    for dossier in payload["dossiers"]:
        db.execute(
            "UPDATE dossier SET applicant = ?, owner = NULL, names = ?, authorisation = '', content = '', "
            "return_address = '', note = '', collector = NULL, phone_tail = '', id_tail = '', mapping_note = '', "
            "late_reason = '', originals_kept = NULL, originals_returned = NULL, "
            "result_facts = CASE WHEN json_type(result_facts, '$.abstract') IS NULL "
            "THEN result_facts ELSE json_set(result_facts, '$.abstract', '') END WHERE id = ?",
            (blank, payload["blank_name"], dossier),
        )
        blank_acts(db, dossier)
        db.execute(
            "UPDATE print_job SET reason = '', body = '{}' WHERE subject = ?", (entry.subject,)
        )
        db.execute("UPDATE fee_entry SET reason = '' WHERE dossier = ?", (dossier,))
        db.execute("DELETE FROM dossier_search WHERE rowid = ?", (dossier,))
    for certification in payload.get("certifications", ()):
        db.execute(
            "UPDATE certification SET applicant = ?, title = '', note = '', void_reason = '' WHERE id = ?",
            (payload["blank_name"], certification),
        )
        db.execute("UPDATE fee_entry SET reason = '' WHERE certification = ?", (certification,))


PROJECTORS = {
    "epoch.began": _epoch_began,
    "office.changed": _office_changed,
    "journal.erased": _erased,
}
