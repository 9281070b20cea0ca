"""What each day holds of the journal, so that nobody counts the journal to know which days are on no stick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.dossier.events import DOSSIER_RECEIVED
from counter_app.store.core.journal import TELLS_NOTHING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from counter_app.store.core.journal import Entry

_DOSSIER, _RECEIVED = "dossier.", str(DOSSIER_RECEIVED)
_NOTE = """
INSERT INTO journal_day(day, entries, first, last, received, first_dossier, last_dossier)
VALUES(:day, 1, :seq, :seq, :received, :dossier, :dossier) ON CONFLICT(day) DO UPDATE SET
  entries = entries + 1, last = excluded.last, received = received + excluded.received,
  first_dossier = coalesce(first_dossier, excluded.first_dossier),
  last_dossier = coalesce(excluded.last_dossier, last_dossier)
"""


def note_day(db: Connection, entry: Entry) -> None:
    """Count an entry among those of its day."""
    kind = entry.kind
    if kind in TELLS_NOTHING:
        return
    db.execute(
        _NOTE,
        {
            "day": entry.local_date,
            "seq": entry.seq,
            "received": kind == _RECEIVED,
            "dossier": entry.seq if kind.startswith(_DOSSIER) else None,
        },
    )
