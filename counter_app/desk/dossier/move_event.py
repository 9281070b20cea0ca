"""The event that moves a dossier from one state to the next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.domain.clock import local_text

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier, State
    from counter_app.domain.dossier.events import Moved
    from counter_app.domain.dossier.moves import Act


def moved_payload(
    dossier: Dossier, act: Act, state: State, *, at: datetime, reason: str = ""
) -> Moved:
    """The payload of ``dossier.moved`` with handler and promise as they stand; the act's own facts are added to it.

    ``accepted`` False says that no time limit ran yet; it is left out otherwise.
    """
    payload: Moved = {
        "dossier": dossier.id,
        "act": act.value,
        "state": int(state),
        "handler": dossier.handler,
        "promised_at": local_text(dossier.promised_at) if dossier.promised_at else None,
        "at": local_text(at),
        "reason": reason,
        "result": None,
        "override": False,
    }
    if not dossier.accepted:
        payload["accepted"] = False
    return payload
