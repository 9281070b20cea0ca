"""The working calendar read back."""

from __future__ import annotations

import json
from datetime import date, time

from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
    hours_from_seed,
)
from counter_app.store.file.reading import Reading
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarYear:
    """One year of the calendar with its marked days in order."""

    year: int
    state: YearState
    source: str
    days: tuple[DayMark, ...]


class Calendars(Reading):
    """Reads sessions, years and marked days."""

    def years(self) -> list[CalendarYear]:
        """All years known."""
        rows = self.rows("SELECT year, state, source FROM calendar_year ORDER BY year")
        return [
            CalendarYear(
                year=row["year"],
                state=YearState(row["state"]),
                source=row["source"],
                days=tuple(self._marks(row["year"])),
            )
            for row in rows
        ]

    def sessions(self) -> tuple[Session, ...]:
        """Working sessions of all validity dates."""
        rows = self.rows(
            "SELECT valid_from, weekday, start, finish, reception FROM work_session "
            "ORDER BY valid_from, weekday, start"
        )
        return tuple(
            Session(
                weekday=row["weekday"],
                start=time.fromisoformat(row["start"]),
                end=time.fromisoformat(row["finish"]),
                valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
                reception=bool(row["reception"]),
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
        rows = self.rows(
            "SELECT day, work, name, source, official, sessions, reception FROM calendar_day WHERE year = ? "
            "ORDER BY day",
            (year,),
        )
        return [
            DayMark(
                day=date.fromisoformat(row["day"]),
                work=bool(row["work"]),
                name=row["name"],
                source=row["source"],
                official=bool(row["official"]),
                sessions=hours_from_seed(json.loads(row["sessions"])) if row["sessions"] else None,
                reception=bool(row["reception"]),
            )
            for row in rows
        ]
