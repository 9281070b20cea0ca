"""Whether a verified event can have happened: it follows from what the copy knows and reads back as what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import from_local_text
from counter_app.domain.dossier.dossier import State
from counter_app.domain.dossier.events import DOSSIER_MOVED, DOSSIER_RETURNED
from counter_app.domain.dossier.moves import Act, target_state
from counter_app.domain.office.events import OFFICE_CHANGED

if TYPE_CHECKING:
    from counter_app.store.store import Store
    from counter_app.sync.lines import Line

_ACTS = frozenset(act.value for act in Act)


class ImplausibleError(ValueError):
    """Why an event cannot have happened; told with the event's number."""


def check_before(store: Store, line: Line, payload: dict[str, Any]) -> None:
    """A move must start from the state that the copy knows. Errors: ImplausibleError."""
    entry = line.entry
    if entry.kind not in (DOSSIER_MOVED, DOSSIER_RETURNED):
        return
    act = Act.RETURN if entry.kind == DOSSIER_RETURNED else payload.get("act")
    row = store.database.connection.execute(
        "SELECT id, state, received_date FROM dossier WHERE code = ?", (entry.subject,)
    ).fetchone()
    if (
        row is None
        or row["id"] != payload.get("dossier")
        or not isinstance(act, str)
        or act not in _ACTS
    ):
        raise ImplausibleError(entry.subject)
    if act == Act.REVERT:
        if payload.get("state") != _state_before(store, row["id"]):
            raise ImplausibleError(f"{entry.subject}: {State(row['state']).name} → {act}")
        return
    target = target_state(State(row["state"]), Act(act), accepted=row["received_date"] is not None)
    if target is None or payload.get("state") != target:
        raise ImplausibleError(f"{entry.subject}: {State(row['state']).name} → {act}")


def _state_before(store: Store, dossier: int) -> int | None:
    """The state that the dossier's latest move left."""
    spans = store.dossiers.spans(dossier)
    return int(spans[-2].state) if len(spans) > 1 else None


def check_after(store: Store, line: Line, payload: dict[str, Any]) -> None:
    """What an event left in the tables must be readable. Errors: ImplausibleError, or whatever reading it raises."""
    kind = line.entry.kind
    if kind == DOSSIER_MOVED:
        _check_moments(payload)
    elif kind.startswith("dossier."):
        if store.dossiers.by_code(line.entry.subject) is None:
            raise ImplausibleError(line.entry.subject)
    elif kind == OFFICE_CHANGED:
        store.settings.office()


def _check_moments(payload: dict[str, Any]) -> None:
    from_local_text(payload["at"])
    if payload["promised_at"] is not None:
        from_local_text(payload["promised_at"])
