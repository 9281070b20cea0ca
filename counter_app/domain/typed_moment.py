"""A moment, or a day, as an officer types it.

14:30, 14g30, 8h, 2 giờ 30 chiều, 14:30 22/11, 22/11/2026 14:30, 9 giờ, ngày 5 tháng 2 năm 2026, 2026-11-22T14:30.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from counter_app.domain.clock import LOCAL
from counter_app.domain.text import clean, half_width
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import pattern

_CLOCK = (
    r"(?:lúc )?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2})"
    r"| ?(?:giờ|g|h)(?: ?(?P<past>[0-9]{2})(?: ?phút)?)?)(?: (?P<part>sáng|chiều))?"
)
_DAY = (
    r"(?:ngày )?(?P<day>[0-9]{1,2})"
    r"(?: ?[/.-] ?(?P<month>[0-9]{1,2})(?: ?[/.-] ?(?P<year>[0-9]{4}))?"
    r"| tháng (?P<named>[0-9]{1,2})(?:,? năm (?P<of>[0-9]{4}))?)"
)
_WHOLE_DAY = pattern(_DAY)
_ISO_DAY = pattern(r"(?P<year>[0-9]{4})[-/](?P<month>[0-9]{1,2})[-/](?P<day>[0-9]{1,2})")
_ALSO = {"past": "minute", "named": "month", "of": "year"}
_SHAPES = tuple(
    pattern(shape)
    for shape in (
        _CLOCK,
        rf"{_CLOCK},? +{_DAY}",
        rf"{_DAY},? +{_CLOCK}",
        rf"(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})[ t]{_CLOCK}",
    )
)


def parse_moment(text: str, now: datetime) -> datetime | None:
    """The moment typed, None when nothing was; day, month and year not typed are those of ``now``.

    Errors: RuleError (field and rule "at") when it is no moment.
    """
    typed = clean(half_width(text)).lower()
    if not typed:
        return None
    match = next((found for shape in _SHAPES if (found := shape.fullmatch(typed))), None)
    if match is None:
        raise _unreadable(typed)
    said = _said(match)
    try:
        return datetime(
            said.get("year", now.year),
            said.get("month", now.month),
            said.get("day", now.day),
            _hour(said["hour"], match.groupdict().get("part") or ""),
            said.get("minute", 0),
            tzinfo=LOCAL,
        )
    except ValueError as error:
        raise _unreadable(typed) from error


def whole_moment(text: str) -> datetime:
    """A moment that says its day, month, year and clock, whatever today is. Errors: RuleError as ``parse_moment``."""
    first, second = datetime(2000, 1, 1, tzinfo=LOCAL), datetime(2004, 3, 3, tzinfo=LOCAL)
    at = parse_moment(text, first)
    if at is None or at != parse_moment(text, second):
        raise _unreadable(clean(text))
    return at


def whole_day(text: str) -> date:
    """A day that says its month and year: 5/2/2026, ngày 5 tháng 2 năm 2026, 2026-02-05. Errors: ValueError."""
    typed = clean(half_width(text)).lower()
    match = _ISO_DAY.fullmatch(typed) or _WHOLE_DAY.fullmatch(typed)
    said = _said(match) if match else {}
    if "year" not in said:
        raise ValueError(text)
    return date(said["year"], said["month"], said["day"])


def _said(match: re.Match[str]) -> dict[str, int]:
    """The numbers a text tells, by what they count."""
    return {
        _ALSO.get(name, name): int(value)
        for name, value in match.groupdict().items()
        if value and value.isdigit()
    }


def _hour(hour: int, part: str) -> int:
    """The hour of twenty-four. Errors: ValueError for an hour that this part of the day does not have."""
    if part == "chiều" and hour < 12:
        return hour + 12
    if part == "sáng" and hour > 12:
        raise ValueError(hour)
    return hour


def _unreadable(text: str) -> RuleError:
    return RuleError(
        _("Không hiểu thời điểm “{text}”. Ghi như 14:30 hoặc 14:30 22/11/2026.").format(
            text=text if len(text) <= 20 else text[:20] + "…"
        ),
        field="at",
        rule="at",
    )
