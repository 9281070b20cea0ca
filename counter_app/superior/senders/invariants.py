"""The rules of possible events: a verified one follows from the copy's facts and reads back as it means."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from counter_app.domain.catalogue.events import CATALOGUE_LOADED
from counter_app.domain.catalogue.procedure import Procedure
from counter_app.domain.clock import year_of_local_text
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.events import (
    DOSSIER_ENTRUSTED,
    DOSSIER_MOVED,
    DOSSIER_RECEIVED,
    DOSSIER_REGISTERED,
    DOSSIER_RETURNED,
)
from counter_app.domain.dossier.moves import Act, target_state
from counter_app.domain.office.events import OFFICE_CHANGED
from counter_app.superior.senders.readable import require_readable

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Row
    from counter_app.superior.senders.taking import Taking
    from counter_app.sync.batch.lines import Line

_ACTS = frozenset(act.value for act in Act)
_BEGINNINGS = (DOSSIER_RECEIVED, DOSSIER_REGISTERED)
"""Of these the entry's number is that of the dossier."""
_ENTRUSTED = "SELECT 1 FROM journal WHERE seq = ? AND kind = ?"


class ImplausibleError(ValueError):
    """Why an event cannot have happened; told with the event's number."""


def check_before(taking: Taking, line: Line, payload: dict[str, Any]) -> None:
    """A move must start from the state that the copy knows. Errors: ImplausibleError."""
    entry = line.entry
    if entry.kind not in (DOSSIER_MOVED, DOSSIER_RETURNED):
        return
    act = Act.RETURN if entry.kind == DOSSIER_RETURNED else payload.get("act")
    row = _row(taking, payload.get("dossier"))
    if row is None or row["code"] != entry.subject or not isinstance(act, str) or act not in _ACTS:
        raise ImplausibleError(entry.subject)
    if act == Act.REVERT:
        if payload.get("state") != _state_before(taking, row["id"]):
            raise ImplausibleError(f"{entry.subject}: {State(row['state']).name} → {act}")
        return
    target = _target((row["state"], act, row["received_date"] is not None))
    if target is not None and act == Act.RESUME and payload.get("outage"):
        target = _state_before(taking, row["id"])  # an outage leads back to where it began
    if target is None or payload.get("state") != target:
        raise ImplausibleError(f"{entry.subject}: {State(row['state']).name} → {act}")


@lru_cache(1024)
def _target(asked: tuple[int, str, bool]) -> int | None:
    """The target of a move: from its state and act, and a mark if the dossier was accepted."""
    state, act, accepted = asked
    return target_state(State(state), Act(act), accepted=accepted)


def _row(taking: Taking, dossier: object) -> Row | None:
    """A dossier's row by its number."""
    return taking.tables.dossier(dossier) if type(dossier) is int else None


def _state_before(taking: Taking, dossier: int) -> int | None:
    """The state that the dossier's latest move left; a caseload that went to another officer moved nothing."""
    taking.write_entries()
    ask = taking.store.database.connection.execute
    states = [
        state
        for seq, state in taking.tables.states(dossier)
        if not ask(_ENTRUSTED, (seq, DOSSIER_ENTRUSTED)).fetchone()
    ]
    return states[-2] if len(states) > 1 else None


def check_after(taking: Taking, line: Line, payload: dict[str, Any]) -> None:
    """Requires that an event left readable rows. Errors: ImplausibleError, or whatever reading it raises."""
    entry, kind = line.entry, line.entry.kind
    if kind == DOSSIER_MOVED:
        _check_moments(payload)
    elif kind.startswith("dossier."):
        row = _row(taking, entry.seq if kind in _BEGINNINGS else payload.get("dossier"))
        if row is None or row["code"] != entry.subject:
            raise ImplausibleError(entry.subject)
    elif kind == OFFICE_CHANGED:
        taking.store.settings.office()
    elif kind == CATALOGUE_LOADED:
        for procedure in payload.get("procedures") or ():
            Procedure.from_dict(procedure)
    for columns in taking.tables.written:
        require_readable(columns)


def _check_moments(payload: dict[str, Any]) -> None:
    year_of_local_text(payload["at"])
    if payload["promised_at"] is not None:
        year_of_local_text(payload["promised_at"])
