"""Time: one clock, one zone. Vietnam has no daylight saving, so the zone is a fixed +07:00."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from enum import IntEnum
from functools import lru_cache
from typing import Protocol

LOCAL = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
BEHIND_SECONDS = 120
"""The seconds the clock may stand before the last event without asking."""
AHEAD = timedelta(days=40)
"""The time a counter may be silent without asking: longer than any holiday, shorter than a year typed wrongly."""


class ClockDoubt(IntEnum):
    """Why the computer's clock is not believed unasked; kept with what is written once it was confirmed."""

    NONE = 0
    BEHIND = 1
    AHEAD = 2
    SET_BACK = 3


def clock_doubt(now: datetime, last: datetime | None, least: datetime | None = None) -> ClockDoubt:
    """The doubt about ``now`` after the last event there is.

    ``least`` is a moment that this computer is known to have passed, whatever was written.
    """
    if last is not None and (last - now).total_seconds() > BEHIND_SECONDS:
        return ClockDoubt.BEHIND
    if least is not None and (least - now).total_seconds() > BEHIND_SECONDS:
        return ClockDoubt.SET_BACK
    return ClockDoubt.AHEAD if last is not None and now - last > AHEAD else ClockDoubt.NONE


class Clock(Protocol):
    """The only source of the present moment; handed in, never fetched."""

    def now(self) -> datetime:
        """The present moment, aware, in ``LOCAL``."""
        ...

    def least(self) -> datetime | None:
        """A moment that has passed for certain, however the clock stands; None where nothing tells."""
        ...

    def steady(self) -> datetime:
        """The present moment as it would be had nobody set the clock since the program began; sleep counts."""
        ...


class FixedClock:
    """A clock that stands still until it is moved; for samples, demonstrations and tests."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment.astimezone(LOCAL) if moment.tzinfo else moment.replace(tzinfo=LOCAL)
        self.passed: datetime | None = None
        self.wrong = timedelta()
        """The time somebody set it ahead by while the program runs."""

    def least(self) -> datetime | None:
        """The moment that ``passed`` was set to."""
        return self.passed

    def steady(self) -> datetime:
        """The moment it stands at, but for what it was set ``wrong`` by."""
        return self._moment - self.wrong

    def now(self) -> datetime:
        """The moment it stands at."""
        return self._moment

    def set(self, moment: datetime) -> None:
        """Stand at another moment."""
        self._moment = moment.astimezone(LOCAL) if moment.tzinfo else moment.replace(tzinfo=LOCAL)

    def tick(self, **delta: float) -> datetime:
        """Move on by a ``timedelta(**delta)`` and tell the new moment."""
        self._moment += timedelta(**delta)
        return self._moment


def local_text(moment: datetime) -> str:
    """``2026-11-25T09:00:00`` in local time: the form in which moments are stored and sorted."""
    return moment.astimezone(LOCAL).replace(tzinfo=None).isoformat(timespec="seconds")


def from_local_text(text: str) -> datetime:
    """The inverse of ``local_text``; minutes suffice (``2026-11-25T09:00``).

    Errors: ValueError when the text is no ISO moment.
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=LOCAL) if moment.tzinfo is None else moment.astimezone(LOCAL)


_USUAL = re.compile(
    "([0-9]{4}-[0-9]{2}-[0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]", re.ASCII
)


@lru_cache(maxsize=4096)
def _year_of_day(day: str) -> int:
    return date.fromisoformat(day).year


@lru_cache(maxsize=4096)
def year_of_local_text(text: str) -> int:
    """The year of a moment as ``local_text`` writes it. Errors: ValueError when the text is no ISO moment."""
    usual = _USUAL.fullmatch(text)
    return from_local_text(text).year if usual is None else _year_of_day(usual[1])


def utc_text(moment: datetime) -> str:
    """``2026-11-25T02:00:00.123Z``: the form in which the journal keeps moments."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def from_utc_text(text: str) -> datetime:
    """The inverse of ``utc_text``, in local time."""
    return datetime.fromisoformat(text.removesuffix("Z") + "+00:00").astimezone(LOCAL)


def local_date(moment: datetime) -> date:
    """The office's day that ``moment`` falls on."""
    return moment.astimezone(LOCAL).date()
