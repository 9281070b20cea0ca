"""Events of money: taken in, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.store.core.journal import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection


def _fee_entered(db: Connection, entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO fee_entry(seq, dossier, certification, sector, kind, amount, receipt_no, method, at, day, "
        "officer, reason) VALUES(?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq,
            payload.get("dossier"),
            payload.get("certification"),
            payload["sector"],
            payload["kind"],
            payload["amount"],
            payload.get("receipt_no", ""),
            payload.get("method", ""),
            payload["at"],
            payload["at"][:10],
            entry.actor,
            payload.get("reason", ""),
        ),
    )


PROJECTORS = {"fee.entered": _fee_entered}
