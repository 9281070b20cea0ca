"""The event that gives a dossier its code in the official system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.official.events import DOSSIER_MAPPED, Mapped
from counter_app.store.projection.dossier_acts import note_act
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables


def _mapped(db: Tables, entry: Entry, payload: Mapped) -> None:
    db.change_dossier(
        payload["dossier"],
        {
            "official_code": payload["official_code"],
            "mapping": payload["mapping"],
            "mapping_note": payload.get("note", ""),
            "mapped_at": payload["at"],
            "mapped_by": entry.actor,
        },
    )
    note_act(db, entry, payload, "mapped")


PROJECTORS = on(DOSSIER_MAPPED, _mapped)
