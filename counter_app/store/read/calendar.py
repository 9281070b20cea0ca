"""The working calendar read back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
    hours_from_seed,
)

if TYPE_CHECKING:
    from counter_app.store.file.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """One year of the calendar with its marked days in order."""

    year: int
    state: YearState
    source: str
    days: tuple[DayMark, ...]


class Calendars:
    """Reads sessions, years and marked days."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self) -> list[CalendarYear]:
        """All years known."""
        rows = self._database.connection.execute(
            "SELECT year, state, source FROM calendar_year ORDER BY year"
        )
        return [
            CalendarYear(
                year=row[0], state=YearState(row[1]), source=row[2], days=tuple(self._marks(row[0]))
            )
            for row in rows.fetchall()
        ]

    def sessions(self) -> tuple[Session, ...]:
        """Working sessions of all validity dates."""
        rows = self._database.connection.execute(
            "SELECT valid_from, weekday, start, finish FROM work_session ORDER BY valid_from, weekday, start"
        )
        return tuple(
            Session(
                weekday=row[1],
                start=time.fromisoformat(row[2]),
                end=time.fromisoformat(row[3]),
                valid_from=date.fromisoformat(row[0]) if row[0] else None,
            )
            for row in rows
        )

    def current(self) -> WorkCalendar:
        """The calendar in force; built anew only when a rule changed."""
        return self._database.kept.get("calendar", self._build)

    def _build(self) -> WorkCalendar:
        years = self.years()
        return build_calendar(
            self.sessions(),
            [mark for year in years for mark in year.days],
            {year.year: year.state for year in years},
        )

    def _marks(self, year: int) -> list[DayMark]:
        rows = self._database.connection.execute(
            "SELECT day, work, name, source, official, sessions FROM calendar_day WHERE year = ? ORDER BY day",
            (year,),
        )
        return [
            DayMark(
                day=date.fromisoformat(row[0]),
                work=bool(row[1]),
                name=row[2],
                source=row[3],
                official=bool(row[4]),
                sessions=hours_from_seed(json.loads(row[5])) if row[5] else None,
            )
            for row in rows
        ]
