"""The working calendar: sessions of a week, days off and swapped working days, year by year.

Tết, the day beside 2 September and swaps are announced every year (Bộ luật Lao động 2019 Điều 112), so days are
data. A year nobody has confirmed is refused, never guessed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any, TypeAlias

from counter_app.domain.calendar.workdays import (
    MONDAY,
    SATURDAY,
    DayMark,
    Hours,
    Session,
    YearNotConfirmed,
    YearState,
    check_hours,
)
from counter_app.domain.clock import LOCAL
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

__all__ = [
    "DayMark",
    "Hours",
    "Session",
    "Spans",
    "WorkCalendar",
    "YearNotConfirmed",
    "YearState",
    "build_calendar",
    "calendar_from_seed",
    "calendar_version",
    "marks_from_seed",
    "session_from_seed",
]

Spans: TypeAlias = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Sessions, marked days and the state of each year; ``version`` is frozen with what was computed.

    Errors: RuleError (field "sessions") when sessions of one day overlap.
    """

    sessions: tuple[Session, ...]
    marks: Mapping[date, DayMark]
    years: Mapping[int, YearState]
    version: str
    _weeks: Mapping[date, Mapping[int, Hours]] = field(init=False, repr=False, compare=False)
    _duties: Mapping[date, Mapping[int, Hours]] = field(init=False, repr=False, compare=False)
    _known: dict[date, Spans] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        _weeks(self.sessions)  # duty hours overlap no working hours either
        for name in ("marks", "years"):  # a calendar is kept for everybody who asks
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        object.__setattr__(self, "_weeks", _weeks(self.sessions, reception=False))
        object.__setattr__(self, "_duties", _weeks(self.sessions, reception=True))

    def sessions_on(self, day: date) -> Spans:
        """The day's working sessions in order, aware local moments; empty on a day off.

        Errors: YearNotConfirmed.
        """
        known = self._known.get(day)
        if known is None:
            known = self._known[day] = tuple(
                (datetime.combine(day, start, LOCAL), datetime.combine(day, end, LOCAL))
                for start, end in self._hours_on(day)
            )
        return known

    def reception_on(self, day: date) -> Spans:
        """Hours of duty at the counter only, outside working hours; no limit runs in them. Errors: YearNotConfirmed."""
        if not self.is_confirmed(day.year):
            raise YearNotConfirmed(day.year)
        mark = self.marks.get(day)
        if mark is not None:
            hours = mark.sessions or () if mark.reception else ()
        else:
            hours = _in_force(self._duties, day).get(day.isoweekday(), ())
        return tuple(
            (datetime.combine(day, start, LOCAL), datetime.combine(day, end, LOCAL))
            for start, end in hours
        )

    def usual_on(self, day: date) -> Spans:
        """The sessions the day would have had the office not closed for a part of it; mostly those it has.

        A day of the week that is worked anyway and has fewer hours of its own is shortened (storm, mourning). A day
        that is only made up has the hours it was announced with. Errors: YearNotConfirmed.
        """
        mark, spans = self.marks.get(day), self.sessions_on(day)
        if mark is None or not mark.work or mark.sessions is None:
            return spans
        usual = self._week_on(day).get(day.isoweekday(), ())
        if _minutes(usual) <= _minutes(mark.sessions):
            return spans
        return tuple(
            (datetime.combine(day, start, LOCAL), datetime.combine(day, end, LOCAL))
            for start, end in usual
        )

    def unshortened(self, worked: frozenset[date] = frozenset()) -> WorkCalendar:
        """The same with every shortened day at its week's hours, and ``worked`` days, on which acts were done, open."""
        marks = [
            replace(mark, work=True, sessions=None)
            if day in worked and not mark.work and self._week_on(day)[day.isoweekday()]
            else replace(mark, sessions=self._week_on(day)[day.isoweekday()])
            if self.is_confirmed(day.year) and self.usual_on(day) != self.sessions_on(day)
            else mark
            for day, mark in self.marks.items()
        ]
        return build_calendar(self.sessions, marks, self.years)

    def is_working(self, day: date) -> bool:
        """True if the office works at all that day. Errors: YearNotConfirmed."""
        return bool(self.sessions_on(day))

    def mark(self, day: date) -> DayMark | None:
        """The mark written for the day, if there is one; any year."""
        return self.marks.get(day)

    def is_confirmed(self, year: int) -> bool:
        """True if due moments may fall into ``year``."""
        return self.years.get(year) is YearState.CONFIRMED

    def _hours_on(self, day: date) -> Hours:
        if not self.is_confirmed(day.year):
            raise YearNotConfirmed(day.year)
        week = self._week_on(day)
        mark = self.marks.get(day)
        if mark is None:
            return week.get(day.isoweekday(), ())
        if not mark.work:
            return ()
        if mark.sessions is not None:
            return mark.sessions
        own = () if day.isoweekday() >= SATURDAY else week.get(day.isoweekday(), ())
        return own or week.get(MONDAY, ())

    def _week_on(self, day: date) -> Mapping[int, Hours]:
        return _in_force(self._weeks, day)


def _in_force(weeks: Mapping[date, Mapping[int, Hours]], day: date) -> Mapping[int, Hours]:
    starts = [start for start in weeks if start <= day]
    return weeks[max(starts)] if starts else {}


def _minutes(hours: Hours) -> int:
    return sum((end.hour - start.hour) * 60 + end.minute - start.minute for start, end in hours)


def _weeks(
    sessions: Sequence[Session], *, reception: bool | None = None
) -> dict[date, dict[int, Hours]]:
    """Weekly hours by the day from which they hold: all, of duty only, or worked. Errors: RuleError on overlaps."""
    weeks: dict[date, dict[int, Hours]] = {}
    for session in sorted(sessions, key=lambda item: (item.weekday, item.start)):
        week = weeks.setdefault(session.valid_from or date.min, {})
        if reception not in (None, session.reception):
            continue
        hours = (*week.get(session.weekday, ()), (session.start, session.end))
        check_hours(hours)
        week[session.weekday] = hours
    return weeks


def calendar_from_seed(
    sessions_json: Sequence[Mapping[str, Any]], *years_json: Mapping[str, Any]
) -> WorkCalendar:
    """A calendar from the parsed contents of ``sessions.json`` and of the year files.

    Errors: RuleError (field "calendar") when something in them is no calendar.
    """
    try:
        sessions = tuple(session_from_seed(row) for row in sessions_json)
        years = {int(year["year"]): YearState(year["state"]) for year in years_json}
        marks = [mark for year in years_json for mark in marks_from_seed(year)]
    except (KeyError, TypeError, ValueError) as error:
        raise RuleError(
            _("Tệp lịch làm việc không đúng dạng ({detail}); lấy lại tệp gốc.").format(
                detail=error
            ),
            field="calendar",
            rule="calendar_seed",
        ) from error
    return build_calendar(sessions, marks, years)


def build_calendar(
    sessions: Iterable[Session], marks: Iterable[DayMark], years: Mapping[int, YearState]
) -> WorkCalendar:
    """A calendar whose version is computed from its contents."""
    ordered = tuple(sessions)
    by_day = {mark.day: mark for mark in marks}
    version = calendar_version(ordered, by_day.values(), years)
    return WorkCalendar(ordered, by_day, dict(years), version)


def session_from_seed(row: Mapping[str, Any]) -> Session:
    """One row of ``sessions.json``. Errors: KeyError, TypeError, ValueError, RuleError."""
    valid_from = row.get("valid_from")
    return Session(
        weekday=int(row["weekday"]),
        start=time.fromisoformat(row["start"]),
        end=time.fromisoformat(row["end"]),
        valid_from=date.fromisoformat(valid_from) if valid_from else None,
        reception=bool(row.get("reception", False)),
    )


def marks_from_seed(year: Mapping[str, Any]) -> list[DayMark]:
    """The marked days of one year file. Errors: KeyError, TypeError, ValueError, RuleError."""
    return [_mark(row, year) for row in year["days"]]


def _mark(row: Mapping[str, Any], year: Mapping[str, Any]) -> DayMark:
    day = date.fromisoformat(row["date"])
    if day.year != int(year["year"]) or row["kind"] not in {"off", "work", "reception"}:
        raise ValueError(row["date"])
    hours = row.get("sessions")
    return DayMark(
        day=day,
        work=row["kind"] == "work",
        name=row["name"],
        source=row.get("source", year.get("source", "")),
        official=row.get("state", "official") == "official",
        sessions=hours_from_seed(hours) if hours else None,
        reception=row["kind"] == "reception",
    )


def hours_from_seed(rows: Iterable[Mapping[str, str]]) -> Hours:
    """A day's own sessions from ``{"start", "end"}`` rows. Errors: KeyError, ValueError."""
    return tuple((time.fromisoformat(row["start"]), time.fromisoformat(row["end"])) for row in rows)


def calendar_version(
    sessions: Iterable[Session], marks: Iterable[DayMark], years: Mapping[int, YearState]
) -> str:
    """Twelve hex digits that change whenever a due moment might; duty at the counter bears on none."""
    content = [
        sorted(
            [row.weekday, f"{row.start:%H:%M}", f"{row.end:%H:%M}", str(row.valid_from or "")]
            for row in sessions
            if not row.reception
        ),
        sorted(
            [
                mark.day.isoformat(),
                mark.work,
                _hours_text(None if mark.reception else mark.sessions),
            ]
            for mark in marks
        ),
        sorted([year, state.value] for year, state in years.items()),
    ]
    canonical = json.dumps(content, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _hours_text(hours: Hours | None) -> list[str] | None:
    return None if hours is None else [f"{start:%H:%M}-{end:%H:%M}" for start, end in hours]
