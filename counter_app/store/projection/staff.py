"""Events of staff: officers, their sectors, and who sat down at the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.store.core.journal import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection


def _officer_put(db: Connection, _entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO officer(login, name, role, title, counter, active) VALUES(:login,:name,:role,:title,:counter,"
        ":active) ON CONFLICT(login) DO UPDATE SET name = excluded.name, role = excluded.role, "
        "title = excluded.title, counter = excluded.counter, active = excluded.active",
        {"title": "", "counter": "", "active": 1, **payload},
    )


def _assignment_put(db: Connection, _entry: Entry, payload: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO assignment(officer, sector, since, until) VALUES(:officer,:sector,:since,:until) "
        "ON CONFLICT(officer, sector, since) DO UPDATE SET until = excluded.until",
        payload,
    )


def _no_rows(_db: Connection, _entry: Entry, _payload: dict[str, Any]) -> None:
    """Signing in and changing a password are told by the journal alone; hashes never enter it."""


PROJECTORS = {
    "officer.put": _officer_put,
    "assignment.put": _assignment_put,
    "officer.signed_in": _no_rows,
    "officer.password_set": _no_rows,
}
