"""Events of staff: officers, their sectors, and who sat down at the counter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from counter_app.domain.office.events import (
    ABSENCE_ENDED,
    ABSENCE_PUT,
    ASSIGNMENT_PUT,
    CLOCK_CONFIRMED,
    OFFICE_KEYED,
    OFFICER_PASSWORD_SET,
    OFFICER_PUT,
    OFFICER_SIGN_IN_FAILED,
    OFFICER_SIGNED_IN,
    OFFICER_SIGNED_OUT,
    RECOVERY_MADE,
    RECOVERY_USED,
    SCRIPT_ISSUED,
    SCRIPT_REVOKED,
    SCRIPT_USED,
    AbsenceEnded,
    AbsencePut,
    AssignmentPut,
    OfficerPut,
)
from counter_app.store.core.journal import Entry, payload_text
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.projection.tables import Tables


def _officer_put(db: Tables, _entry: Entry, payload: OfficerPut) -> None:
    db.execute(
        "INSERT INTO officer(login, name, role, title, counter, active) VALUES(:login,:name,:role,:title,:counter,"
        ":active) ON CONFLICT(login) DO UPDATE SET name = excluded.name, role = excluded.role, "
        "title = excluded.title, counter = excluded.counter, active = excluded.active",
        {"title": "", "counter": "", "active": 1, **payload},
    )


def _assignment_put(db: Tables, _entry: Entry, payload: AssignmentPut) -> None:
    db.execute(
        "INSERT INTO assignment(officer, sector, since, until) VALUES(:officer,:sector,:since,:until) "
        "ON CONFLICT(officer, sector, since) DO UPDATE SET until = excluded.until",
        payload,
    )


def _absence_put(db: Tables, entry: Entry, payload: AbsencePut) -> None:
    db.execute(
        "INSERT INTO absence(id, officer, since, until, reason, substitutes) VALUES(?,?,?,?,?,?)",
        (
            entry.seq,
            payload["officer"],
            payload["since"],
            payload["until"],
            payload.get("reason", ""),
            payload_text(payload["substitutes"]),
        ),
    )


def _absence_ended(db: Tables, _entry: Entry, payload: AbsenceEnded) -> None:
    """It was shorter than announced, or it never came to be."""
    if payload["until"] is None:
        db.execute("DELETE FROM absence WHERE id = ?", (payload["absence"],))
    else:
        db.execute(
            "UPDATE absence SET until = ? WHERE id = ?", (payload["until"], payload["absence"])
        )


def _no_rows(_db: Tables, _entry: Entry, _payload: Mapping[str, Any]) -> None:
    """Signing in and out, passwords, recovery sheets and keys are told by the journal alone; no hash is."""


PROJECTORS = (
    on(OFFICER_PUT, _officer_put)
    | on(ASSIGNMENT_PUT, _assignment_put)
    | on(ABSENCE_PUT, _absence_put)
    | on(ABSENCE_ENDED, _absence_ended)
    | on(OFFICER_SIGNED_IN, _no_rows)
    | on(OFFICER_SIGN_IN_FAILED, _no_rows)
    | on(OFFICER_PASSWORD_SET, _no_rows)
    | on(RECOVERY_MADE, _no_rows)
    | on(RECOVERY_USED, _no_rows)
    | on(OFFICE_KEYED, _no_rows)
    | on(CLOCK_CONFIRMED, _no_rows)
    | on(OFFICER_SIGNED_OUT, _no_rows)
    | on(SCRIPT_ISSUED, _no_rows)
    | on(SCRIPT_USED, _no_rows)
    | on(SCRIPT_REVOKED, _no_rows)
)
