"""Events of the working calendar: years with their marked days, and working sessions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from counter_app.domain.calendar.events import SESSIONS_SET, YEAR_SET, SessionsSet, YearSet
from counter_app.store.projection.projector import on

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry
    from counter_app.store.projection.tables import Tables


def _year_set(db: Tables, entry: Entry, payload: YearSet) -> None:
    year = payload["year"]
    db.execute(
        "INSERT INTO calendar_year(year, state, source, seq) VALUES(?,?,?,?) ON CONFLICT(year) DO UPDATE SET "
        "state = excluded.state, source = excluded.source, seq = excluded.seq",
        (year, payload["state"], payload.get("source", ""), entry.seq),
    )
    db.execute("DELETE FROM calendar_day WHERE year = ?", (year,))
    for day in payload["days"]:
        db.execute(
            "INSERT INTO calendar_day(day, year, work, name, source, official, sessions, reception) "
            "VALUES(?,?,?,?,?,?,?,?)",
            (
                day["date"],
                year,
                int(day["kind"] == "work"),
                day["name"],
                day.get("source", ""),
                int(day.get("state", "official") == "official"),
                json.dumps(day["sessions"]) if day.get("sessions") else None,
                int(day["kind"] == "reception"),
            ),
        )


def _sessions_set(db: Tables, _entry: Entry, payload: SessionsSet) -> None:
    valid_from = payload.get("valid_from") or ""
    db.execute("DELETE FROM work_session WHERE valid_from = ?", (valid_from,))
    for session in payload["sessions"]:
        db.execute(
            "INSERT INTO work_session(valid_from, weekday, start, finish, reception) VALUES(?,?,?,?,?)",
            (
                valid_from,
                session["weekday"],
                session["start"],
                session["end"],
                int(session.get("reception", False)),
            ),
        )


PROJECTORS = on(YEAR_SET, _year_set) | on(SESSIONS_SET, _sessions_set)
