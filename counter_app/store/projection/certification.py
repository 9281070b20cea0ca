"""Events of certifying: recorded in the book, made void."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.certification.events import (
    CERTIFICATION_RECORDED,
    CERTIFICATION_VOIDED,
    Recorded,
    Voided,
)
from counter_app.store.core.journal import Entry
from counter_app.store.projection.counters import raise_counter
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from sqlite3 import Connection


def _certified(db: Connection, entry: Entry, payload: Recorded) -> None:
    """One document; ``visit`` names the first one of the same visit, None for that one itself."""
    db.execute(
        "INSERT INTO certification(id, visit, at, day, procedure_code, sector, applicant, title, pages, copies, fee, "
        "book, volume, number, signer, officer, note) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            entry.seq, payload["visit"] or entry.seq, payload["at"], payload["at"][:10],
            payload["procedure_code"], payload["sector"], payload["applicant"], payload["title"],
            payload["pages"], payload["copies"], payload["fee"], payload["book"], payload["volume"],
            payload["number"], payload["signer"], entry.actor, payload.get("note", ""),
        ),
    )  # fmt: skip
    raise_counter(db, payload["counters"])


def _voided(db: Connection, _entry: Entry, payload: Voided) -> None:
    db.execute(
        "UPDATE certification SET voided_at = ?, voided_day = ?, void_reason = ? WHERE id = ?",
        (payload["at"], payload["at"][:10], payload["reason"], payload["certification"]),
    )


PROJECTORS = on(CERTIFICATION_RECORDED, _certified) | on(CERTIFICATION_VOIDED, _voided)
