"""Days and moments as the official system's pages write them: 10:56 13/03/2026, 13/03/2026 10:56:22, 20/03/2026."""

from __future__ import annotations

import re
from datetime import date, datetime

from counter_app.domain.clock import LOCAL, from_local_text, local_text
from counter_app.values import dataclass, pattern

Moment = date | datetime
"""A day, or a moment of it where the hour is told."""
_EARLIEST, _LATEST = 1990, 2199
_BEFORE = r"(?:luc|vao|ngay|thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|,|-|\s)*"
_CLOCK = r"(?P<hour>\d{1,2}) ?(?::|h|g|gio) ?(?P<minute>\d{2})(?: ?phut)?(?::(?P<second>\d{2}))?"
_DAY = r"(?P<day>\d{1,2})(?: ?[/.-] ?| thang )(?P<month>\d{1,2})(?: ?[/.-] ?| nam )(?P<year>\d{4})(?![\d/])"
_ISO = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"
_SHAPES = tuple(
    pattern(shape, re.ASCII)
    for shape in (
        rf"{_BEFORE}{_CLOCK}{_BEFORE}{_DAY}",
        rf"{_BEFORE}{_DAY}{_BEFORE}{_CLOCK}(?!\d)",
        rf"{_BEFORE}{_ISO}[ t]{_CLOCK}(?!\d)",
        rf"{_BEFORE}{_DAY}",
        rf"{_BEFORE}{_ISO}",
    )
)
_HALF_DAY = pattern(r"\s*(?:am|pm|sa|ch|sang|chieu|toi)\b")
"""After an hour it changes which hour it is; those pages count to 24, so nothing is made of it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment that stands at the beginning of a text: None where it is on no calendar; ``end`` is behind it."""

    at: Moment | None
    end: int


def stamp_at(plain: str) -> Stamp | None:
    """The moment a text (small letters, no accents) begins with; None when it begins with none."""
    for shape in _SHAPES:
        found = shape.match(plain)
        if found is not None:
            if _HALF_DAY.match(plain, found.end()):
                return None
            return Stamp(_moment(found.groupdict()), found.end())
    return None


def _moment(said: dict[str, str | None]) -> Moment | None:
    known = {name: int(value) for name, value in said.items() if value is not None}
    if not _EARLIEST <= known["year"] <= _LATEST:
        return None
    try:
        day = date(known["year"], known["month"], known["day"])
        if "hour" not in known:
            return day
        return datetime(
            *day.timetuple()[:3],
            known["hour"],
            known["minute"],
            known.get("second", 0),
            tzinfo=LOCAL,
        )
    except ValueError:
        return None


def moment_said(at: Moment) -> str:
    """A day or moment as it is kept."""
    return local_text(at) if isinstance(at, datetime) else at.isoformat()


def moment_kept(text: str) -> Moment | None:
    """The inverse of ``moment_said``; None for nothing, or for what is no moment."""
    try:
        if len(text) == len("2026-03-13"):
            return date.fromisoformat(text)
        return from_local_text(text) if text else None
    except ValueError:
        return None


def day_of(at: Moment) -> date:
    """The day of a day or moment."""
    return at.date() if isinstance(at, datetime) else at
