"""The parts of all dossiers that lists, Home and its figures count alike."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from counter_app.domain.dossier.dossier import OPEN_STATES, PAUSED_STATES, State
from counter_app.domain.dossier.dossier_filter import DossierFilter

_WORKING = OPEN_STATES - PAUSED_STATES
_DAY = timedelta(days=1)


class Slice(StrEnum):
    """A part of all dossiers."""

    ALL = "all"
    OPEN = "open"
    OVERDUE = "overdue"
    DUE_TODAY = "due_today"
    DUE_SOON = "due_soon"
    PAUSED = "paused"
    READY = "ready"


def slice_filter(part: Slice, today: date, soon: date) -> DossierFilter:
    """The filter behind a part; ``soon`` is the next working day."""
    return {
        Slice.ALL: DossierFilter(),
        Slice.OPEN: DossierFilter(states=OPEN_STATES),
        Slice.OVERDUE: DossierFilter(states=_WORKING, due_until=today - _DAY),
        Slice.DUE_TODAY: DossierFilter(states=_WORKING, due_from=today, due_until=today),
        Slice.DUE_SOON: DossierFilter(states=_WORKING, due_from=today + _DAY, due_until=soon),
        Slice.PAUSED: DossierFilter(states=PAUSED_STATES),
        Slice.READY: DossierFilter(states=frozenset({State.FINISHED})),
    }[part]
