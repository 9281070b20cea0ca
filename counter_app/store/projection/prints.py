"""Events of paper: issued with the act, then printed and handed over, or failed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.store.journal import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection


def _issued(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO print_job(id, document, subject, size, copy_no, reason, head, state, issued_at, issued_date, "
        "state_at, error) VALUES(?,?,?,?,?,?,?,'issued',?,?,?,'')",
        (
            entry.seq,
            payload["document"],
            entry.subject,
            payload["size"],
            payload["copy_no"],
            payload.get("reason", ""),
            payload.get("head", ""),
            payload["at"],
            payload["at"][:10],
            payload["at"],
        ),
    )


def _changed(db: Connection, _entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "UPDATE print_job SET state = ?, state_at = ?, error = ? WHERE id = ?",
        (payload["state"], payload["at"], payload.get("error", ""), payload["print"]),
    )


PROJECTORS = {"paper.issued": _issued, "paper.changed": _changed}
