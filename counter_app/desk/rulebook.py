"""What the office may change of its own rules: settings, calendar, and this computer's preferences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.calendar import DayMark, Session, YearState, build_calendar
from counter_app.domain.staff import Duty
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import OfficeSettings, Preferences
from counter_app.store.calendars import CalendarYear


class Rulebook(Desk):
    """Everything an administrator or a leader sets."""

    def change_settings(self, settings: OfficeSettings) -> Done[OfficeSettings]:
        """Change the office's settings. Errors: RuleError when the number changes after the first dossier."""
        officer = self.acting(Duty.SETTINGS)
        before = self.settings
        if settings.number != before.number:
            if self.store.dossiers.any_received():
                raise RuleError(
                    _("Mã số đơn vị đã in trên giấy hẹn nên không đổi được nữa."), field="number"
                )
            number = settings.number
            if len(number) != 5 or not number.isascii() or not number.isdigit():
                raise RuleError(_("Mã số đơn vị gồm đúng 5 chữ số."), field="number")
        old = before.to_dict()
        news = {key: value for key, value in settings.to_dict().items() if old[key] != value}
        if news:
            with self.store.transaction() as tx:
                tx.record("office.changed", "office", {"settings": news}, actor=officer.login)
        return Done(settings, changed(Noun.SETTINGS))

    def change_preferences(self, preferences: Preferences) -> Done[Preferences]:
        """Keep this computer's own choices; anybody may."""
        self.store.records.keep_preferences(preferences)
        return Done(preferences, changed(Noun.SETTINGS))

    def years(self) -> list[CalendarYear]:
        """Years of the working calendar."""
        return self.store.calendars.years()

    def set_year(
        self, year: int, marks: Sequence[DayMark], *, state: YearState, source: str
    ) -> Done[int]:
        """Replace a year's marked days. Errors: RuleError when a day is of another year or stands twice."""
        officer = self.acting(Duty.CALENDAR)
        days = [mark.day for mark in marks]
        if any(day.year != year for day in days) or len(set(days)) != len(days):
            raise RuleError(_("Mỗi ngày ghi một lần và phải thuộc năm {year}.").format(year=year))
        payload = {
            "year": year,
            "state": state.value,
            "source": source,
            "days": [_day(mark) for mark in sorted(marks, key=lambda mark: mark.day)],
        }
        with self.store.transaction() as tx:
            tx.record("calendar.year_set", f"calendar:{year}", payload, actor=officer.login)
        return Done(year, changed(Noun.CALENDAR))

    def confirm_year(self, year: int, source: str) -> Done[int]:
        """Confirm a year as it stands, naming the official document. Errors: RuleError."""
        if not source.strip():
            raise RuleError(_("Ghi số, ngày của văn bản công bố lịch nghỉ."), field="source")
        found = [item for item in self.years() if item.year == year]
        if not found:
            raise RuleError(
                _("Chưa có lịch năm {year}. Thêm ngày nghỉ của năm trước.").format(year=year)
            )
        marks = [replace(mark, official=True) for mark in found[0].days]
        return self.set_year(year, marks, state=YearState.CONFIRMED, source=source.strip())

    def set_sessions(
        self, sessions: Sequence[Session], *, valid_from: date | None = None
    ) -> Done[int]:
        """Replace the working sessions that apply from a day on.

        Errors: RuleError (field "sessions") for sessions that overlap or run backwards.
        """
        officer = self.acting(Duty.CALENDAR)
        build_calendar([replace(item, valid_from=None) for item in sessions], (), {})
        payload = {
            "valid_from": valid_from.isoformat() if valid_from else None,
            "sessions": [
                {
                    "weekday": session.weekday,
                    "start": session.start.isoformat(timespec="minutes"),
                    "end": session.end.isoformat(timespec="minutes"),
                }
                for session in sessions
            ],
        }
        with self.store.transaction() as tx:
            tx.record("calendar.sessions_set", "calendar", payload, actor=officer.login)
        return Done(len(sessions), changed(Noun.CALENDAR))


def _day(mark: DayMark) -> dict[str, Any]:
    own: dict[str, Any] = {}
    if mark.sessions is not None:
        own["sessions"] = [
            {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"} for start, end in mark.sessions
        ]
    return own | {
        "date": mark.day.isoformat(),
        "kind": "work" if mark.work else "off",
        "name": mark.name,
        "source": mark.source,
        "state": "official" if mark.official else "expected",
    }
