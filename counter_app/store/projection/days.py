"""The part of the journal in each day: nobody counts the journal to know which days are on no stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.store.core.journal import TELLS_NOTHING

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables

_DOSSIER, _RECEIVED = "dossier.", "dossier.received"


def note_day(db: Tables, entry: Entry) -> None:
    """Count an entry among those of its day."""
    kind = entry.kind
    if kind not in TELLS_NOTHING:
        about = kind.startswith(_DOSSIER)
        db.note_day(entry.local_date, entry.seq, received=kind == _RECEIVED, dossier=about)
