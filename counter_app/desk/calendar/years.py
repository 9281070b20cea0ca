"""The working calendar as the office keeps it: days of a year, hours of a week, each with its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.calendar.year_file import year_file_text
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.calendar.calendar_file import (
    CalendarFile,
    day_row,
    read_calendar_file,
    write_calendar_file,
)
from counter_app.domain.calendar.events import SESSIONS_SET, YEAR_SET, SessionsSet, YearSet
from counter_app.domain.calendar.working_calendar import (
    DayMark,
    Session,
    WorkCalendar,
    YearState,
    build_calendar,
)
from counter_app.domain.office.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.read.calendar import CalendarYear


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """A day of the year before and after; None where it is not marked."""

    day: date
    before: DayMark | None
    after: DayMark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """The effect of importing a file. ``before`` is the year as it stands, None when it is new."""

    file: CalendarFile
    before: CalendarYear | None
    changes: tuple[DayChange, ...]
    calendar: WorkCalendar | None

    @property
    def empty(self) -> bool:
        """True if the year already stands so."""
        head = (self.file.state, self.file.source)
        return (
            not self.changes
            and self.before is not None
            and head == (self.before.state, self.before.source)
        )


class CalendarYears(Desk):
    """Everything that changes days and hours. Promises already given never move by it."""

    def years(self) -> list[CalendarYear]:
        """Years of the working calendar."""
        return self.store.calendar.years()

    def sessions(self) -> tuple[Session, ...]:
        """The working sessions of a week, every version of them."""
        return self.store.calendar.sessions()

    def year(self, year: int) -> CalendarYear:
        """One year. Errors: RuleError (field "year") when it is not known."""
        found = next((item for item in self.years() if item.year == year), None)
        if found is None:
            raise RuleError(
                _("Chưa có lịch năm {year}. Thêm ngày nghỉ của năm trước.").format(year=year)
            )
        return found

    def set_year(
        self,
        year: int,
        marks: Sequence[DayMark],
        *,
        state: YearState,
        source: str,
        op_id: str = "",
    ) -> Done[int]:
        """Replace a year's marked days. Errors: RuleError when a day is of another year or stands twice."""
        act = self.act(Duty.CALENDAR, op_id, YEAR_SET)
        days = [mark.day for mark in marks]
        if any(day.year != year for day in days) or len(set(days)) != len(days):
            raise RuleError(
                _("Mỗi ngày ghi một lần và phải thuộc năm {year}. Sửa lại danh sách ngày.").format(
                    year=year
                )
            )
        payload: YearSet = {
            "year": year,
            "state": state.value,
            "source": source,
            "days": [day_row(mark) for mark in sorted(marks, key=lambda mark: mark.day)],
        }
        with act:
            if act.known is None:
                act.record(YEAR_SET, f"calendar:{year}", payload)
        return act.done(year, Noun.CALENDAR)

    def confirm_year(self, year: int, source: str, *, op_id: str = "") -> Done[int]:
        """Confirm a year as it stands, naming the official document. Errors: RuleError."""
        if not source.strip():
            raise RuleError(_("Ghi số, ngày của văn bản công bố lịch nghỉ."), field="source")
        marks = [replace(mark, official=True) for mark in self.year(year).days]
        return self.set_year(
            year, marks, state=YearState.CONFIRMED, source=source.strip(), op_id=op_id
        )

    def set_sessions(
        self, sessions: Sequence[Session], *, valid_from: date | None = None, op_id: str = ""
    ) -> Done[int]:
        """Replace the working sessions that apply from a day on.

        Errors: RuleError (field "sessions") for sessions that overlap or run backwards.
        """
        build_calendar([replace(item, valid_from=None) for item in sessions], (), {})
        with self.act(Duty.CALENDAR, op_id, SESSIONS_SET) as act:
            if act.known is None:
                act.record(SESSIONS_SET, "calendar", _sessions_set(sessions, valid_from))
        return act.done(len(sessions), Noun.CALENDAR)

    def drop_sessions(self, valid_from: date, *, op_id: str = "") -> Done[int]:
        """Take back hours that were to apply from a day on; those before them go on.

        Errors: RuleError (field "since") when no hours begin on that day.
        """
        with self.act(Duty.CALENDAR, op_id, SESSIONS_SET) as act:
            known = self.store.calendar.sessions()
            if act.known is None and all(item.valid_from != valid_from for item in known):
                raise RuleError(
                    _("Không có giờ làm việc nào áp dụng từ {day:%d/%m/%Y}.").format(
                        day=valid_from
                    ),
                    field="since",
                )
            if act.known is None:
                act.record(SESSIONS_SET, "calendar", _sessions_set((), valid_from))
        return act.done(0, Noun.CALENDAR)

    def with_year(self, year: int, marks: Sequence[DayMark], state: YearState) -> WorkCalendar:
        """The calendar as it would be with a year's days replaced; nothing is saved."""
        now = self.store.calendar.current()
        others = [mark for day, mark in now.marks.items() if day.year != year]
        return build_calendar(now.sessions, [*others, *marks], {**now.years, year: state})

    def with_sessions(self, sessions: Sequence[Session], valid_from: date | None) -> WorkCalendar:
        """The calendar as it would be with the hours from a day on replaced; nothing is saved."""
        now = self.store.calendar.current()
        others = [item for item in now.sessions if item.valid_from != valid_from]
        fresh = [replace(item, valid_from=valid_from) for item in sessions]
        return build_calendar([*others, *fresh], now.marks.values(), now.years)

    def export_year(self, year: int) -> str:
        """A year as the text of a file. Errors: RuleError when it is not known."""
        found = self.year(year)
        return write_calendar_file(found.year, found.state, found.source, found.days)

    def read_file(self, path: Path) -> str:
        """The text of a year's file, or of a table of days, as ``plan_import`` takes it. Errors: RuleError."""
        return year_file_text(path, self.years())

    def plan_import(self, text: str) -> ImportPlan:
        """The changes in a file, and its faults; nothing is saved."""
        file = read_calendar_file(text)
        before = next((item for item in self.years() if item.year == file.year), None)
        if file.problems:
            return ImportPlan(file=file, before=before, changes=(), calendar=None)
        old = {mark.day: mark for mark in before.days} if before else {}
        new = {mark.day: mark for mark in file.days}
        changes = tuple(
            DayChange(day=day, before=old.get(day), after=new.get(day))
            for day in sorted(old.keys() | new.keys())
            if old.get(day) != new.get(day)
        )
        calendar = self.with_year(file.year, file.days, file.state)
        return ImportPlan(file=file, before=before, changes=changes, calendar=calendar)

    def import_year(self, text: str, *, op_id: str = "") -> Done[ImportPlan]:
        """Replace a year by a file's; what already stands so is not written again.

        Errors: RuleError (rule "calendar_file") naming everything that is wrong; nothing is saved then.
        """
        self.acting(Duty.CALENDAR)
        plan = self.plan_import(text)
        if plan.file.problems:
            lines = [problem.sentence() for problem in plan.file.problems]
            raise RuleError(
                "\n".join([_("Tệp lịch có chỗ sai, chưa nhập gì. Sửa rồi nhập lại:"), *lines]),
                field="file",
                rule="calendar_file",
            )
        if plan.empty:
            return Done(plan, frozenset())
        file = plan.file
        done = self.set_year(
            file.year, file.days, state=file.state, source=file.source, op_id=op_id
        )
        return Done(plan, done.changes)


def _sessions_set(sessions: Sequence[Session], valid_from: date | None) -> SessionsSet:
    return {
        "valid_from": valid_from.isoformat() if valid_from else None,
        "sessions": [
            {
                "weekday": session.weekday,
                "start": session.start.isoformat(timespec="minutes"),
                "end": session.end.isoformat(timespec="minutes"),
                **({"reception": True} if session.reception else {}),
            }
            for session in sessions
        ],
    }


def before_day(changes: Sequence[DayChange], today: date) -> tuple[date, ...]:
    """Changed days that are over: what was promised by them stays as it was, and so do reports."""
    return tuple(change.day for change in changes if change.day < today)
