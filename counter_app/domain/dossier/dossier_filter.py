"""The filter of a list: its dossiers, their order, and their number."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import State
    from counter_app.domain.office.charge import Charge

PAGE = 50
"""Lines of a long list that are read at once."""
MOST_LINES = 500
"""Lines at most of a list that is read whole; what is beyond is told under it."""
MOST_RETURNED = 200
"""Dossiers at most among those returned on a day."""


class LineOrder(StrEnum):
    """The orders of a list of dossiers; GIVEN: newest first, or by promise where a promise is asked for."""

    GIVEN = ""
    CODE = "code"
    NAME = "name_key"
    PROCEDURE = "procedure_key"
    RECEIVED = "received_at"
    PROMISED = "promised_at"
    STATE = "state"
    SECTOR = "sector"
    HANDLER = "handler"


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierFilter:
    """The dossiers a list shows.

    ``due_until`` keeps open ones promised on or before that day, ``due_from`` only those promised on or after it.
    ``standing_in`` are (absent officer, sector) pairs whose dossiers count as the handler's too. ``received_from`` and
    ``received_until`` are days of reception, ``promised_from`` and ``promised_until`` days named to the citizen, of
    open dossiers or not; all of them inclusive. ``own_of`` is an officer whose own dossiers alone are shown, by
    ``charge``.
    """

    states: frozenset[State] = frozenset()
    sector: str = ""
    handler: str = ""
    standing_in: tuple[tuple[str, str], ...] = ()
    due_until: date | None = None
    due_from: date | None = None
    received_from: date | None = None
    received_until: date | None = None
    promised_from: date | None = None
    promised_until: date | None = None
    own_of: str = ""
    charge: Charge | None = None

    @property
    def by_due(self) -> bool:
        """True if the list is sorted by promise instead of newest first."""
        return self.due_until is not None
