"""Events of money: taken in, given back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.fees.events import FEE_ENTERED, Entered
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables


def _fee_entered(db: Tables, entry: Entry, payload: Entered) -> None:
    db.execute(
        "INSERT INTO fee_entry(seq, dossier, certification, sector, kind, amount, receipt_no, method, at, day, "
        "officer, reason, ground) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
            payload.get("ground", ""),
        ),
    )


PROJECTORS = on(FEE_ENTERED, _fee_entered)
