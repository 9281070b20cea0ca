"""The last move of a dossier, while it may still be taken back: what every look at a dossier asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.dossier.moves import REVERTIBLE

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.store.read.dossier_acts import LastMove


class LastMoves(Desk):
    """Looks, and changes nothing; taking one back is ``reversal``."""

    def revertible(self, dossier: Dossier) -> LastMove | None:
        """The move that may be taken back now; None when nothing may."""
        return self.store.acts.last_move(dossier.code) if dossier.state in REVERTIBLE else None
