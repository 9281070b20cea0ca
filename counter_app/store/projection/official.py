"""The event that gives a dossier its code in the official system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.official.events import DOSSIER_MAPPED, Mapped
from counter_app.store.projection.dossier_acts import note_act
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.core.journal import Entry


def _mapped(db: Connection, entry: Entry, payload: Mapped) -> None:
    db.execute(
        "UPDATE dossier SET official_code = ?, mapping = ?, mapping_note = ?, mapped_at = ?, mapped_by = ? "
        "WHERE id = ?",
        (
            payload["official_code"],
            payload["mapping"],
            payload.get("note", ""),
            payload["at"],
            entry.actor,
            payload["dossier"],
        ),
    )
    note_act(db, entry, payload, "mapped")


PROJECTORS = on(DOSSIER_MAPPED, _mapped)
