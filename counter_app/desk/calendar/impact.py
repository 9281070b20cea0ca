"""The effect of a calendar on promises already given: told at once for every open dossier, changed for none.

Promises that a pause once gave the office anew (Nghị định 301/2026/NĐ-CP Điều 3 khoản 4) are counted by the rule,
listed with the people to call, and corrected only by the decision that counts them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.calendar.workdays import YearNotConfirmed
from counter_app.domain.dossier.promises import (
    Clock,
    Unmoved,
    given_anew,
    reckon,
    recounted,
    unmoved,
)
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.calendar.working_calendar import Spans, WorkCalendar
    from counter_app.store.read.promise import OpenPromise

MOST_KNOWN = 20_000
"""Reckonings kept by one window; more open dossiers are counted again each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedPromise:
    """An open dossier whose promise would be ``new``, by another calendar or without time that was given anew."""

    promise: OpenPromise
    new: datetime

    @property
    def given_anew(self) -> bool:
        """True if a pause gave the office its whole limit again, against the rule."""
        return given_anew(self.promise.clock)

    @property
    def old(self) -> datetime:
        """The moment the citizen was promised."""
        return self.promise.promised_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripple:
    """The effect of a calendar on promises of open dossiers; ``unmoved`` could not be counted, each with its reason."""

    moved: tuple[MovedPromise, ...]
    unmoved: tuple[tuple[OpenPromise, Unmoved], ...]
    counted: int


class CalendarImpact(Desk):
    """Counts promises anew without touching them."""

    _known: dict[Clock, datetime | None]
    _known_by: str = ""

    def affected(self) -> Ripple:
        """Open dossiers whose promise would be another by the calendar in force."""
        return self.affected_by(self.store.calendar.current())

    def affected_by(self, calendar: WorkCalendar) -> Ripple:
        """The same for a calendar that nobody has saved yet; nothing is changed."""
        now = self.store.calendar.current()
        promises = self.store.promises.open()
        touched = _Touched(now, calendar, promises)
        moved: list[MovedPromise] = []
        left: list[tuple[OpenPromise, Unmoved]] = []
        for promise in promises:
            if promise.version == calendar.version and promise.alone:
                continue
            waits = unmoved(promise.clock, promise.state)
            new = promise.promised_at if waits else self._reckoned(promise, calendar, touched)
            if new is None or waits:
                left.append((promise, waits or Unmoved.YEAR))
            elif (new := _later(promise, new, calendar)) != promise.promised_at:
                moved.append(MovedPromise(promise=promise, new=new))
        return Ripple(moved=tuple(moved), unmoved=tuple(left), counted=len(promises))

    def given_anew(self) -> int:
        """The number of open dossiers with a promise that a pause once gave the office anew, still to be corrected."""
        calendar = self.store.calendar.current()
        return sum(
            unmoved(promise.clock, promise.state) is None
            and (new := self._by_now(promise.clock, calendar)) is not None
            and _later(promise, new, calendar) != promise.promised_at
            for promise in self.store.promises.restarted()
            if given_anew(promise.clock)
        )

    def _reckoned(
        self, promise: OpenPromise, calendar: WorkCalendar, touched: _Touched
    ) -> datetime | None:
        """The counting by a calendar not in force, only where it touches; None when a year is not confirmed."""
        now = touched.now
        if calendar.version == now.version:
            return self._by_now(promise.clock, now)
        if promise.alone:
            known = self._by_now(promise.clock, now)
            if known is not None and not touched.between(promise.clock.received_at, known):
                return known
        return _count(promise.clock, calendar)

    def _by_now(self, clock: Clock, now: WorkCalendar) -> datetime | None:
        """The counting by the calendar in force, remembered until that changes."""
        if self._known_by != now.version or len(self._known) > MOST_KNOWN:
            self._known, self._known_by = {}, now.version
        if clock not in self._known:
            self._known[clock] = _count(clock, now)
        return self._known[clock]


class _Touched:
    """Days on which two calendars differ, over the days that open promises were counted by."""

    def __init__(
        self, now: WorkCalendar, then: WorkCalendar, promises: Sequence[OpenPromise]
    ) -> None:
        self.now = now
        self._days: list[date] = []
        if then.version == now.version or not promises:
            return
        day = min(item.clock.received_at for item in promises).date()
        last = max(item.promised_at for item in promises).date() + timedelta(days=366)
        while day <= last:
            if _spans(now, day) != _spans(then, day):
                self._days.append(day)
            day += timedelta(days=1)

    def between(self, first: datetime, last: datetime) -> bool:
        """True if a day that differs lies in between, both included."""
        return any(first.date() <= day <= last.date() for day in self._days)


def _spans(calendar: WorkCalendar, day: date) -> Spans | None:
    return calendar.sessions_on(day) if calendar.is_confirmed(day.year) else None


def _later(promise: OpenPromise, new: datetime, calendar: WorkCalendar) -> datetime:
    """A promise that would be earlier, unless only hours the office was closed make it so."""
    if new >= promise.promised_at or promise.alone:
        return new
    return recounted(promise.clock, promise.promised_at, calendar).at


def _count(clock: Clock, calendar: WorkCalendar) -> datetime | None:
    try:
        return reckon(clock, calendar).at
    except YearNotConfirmed:
        return None
