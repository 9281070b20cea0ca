"""The place of a dossier's papers before an act: the holder, since when, the shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.clock import local_text
from counter_app.domain.handover.events import Rested

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier


class Rests(Desk):
    """Looked up for acts that are taken back: what they changed is put as it was."""

    def before(self, dossier: Dossier, seq: int) -> Rested:
        """The place of the papers before event ``seq``: the last hand-over begun before it tells, else reception."""
        found = self.store.handover.rested(dossier.id, seq)
        if found is None:
            receiver, since = self.store.dossiers.taken_in(dossier.id)
            return Rested(holder_office="", holder=receiver, held_since=since)
        holder, since_then = found
        return Rested(
            holder_office=holder.office,
            holder=holder.officer,
            held_since=local_text(since_then),
        )

    def shelf(self, dossier: Dossier, seq: int) -> str:
        """The shelf the papers lay on before event ``seq``; empty when on none."""
        return self.store.handover.shelf_before(dossier.id, dossier.code, seq)
