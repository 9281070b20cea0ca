"""A day as a cell of text writes it, in every way it can be read: 03/04/2026 is a day of April and one of March."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from counter_app.domain.clock import LOCAL
from counter_app.domain.text import fold
from counter_app.values import dataclass, pattern


class DayOrder(StrEnum):
    """The part that stands first in a day written with figures alone; ``YEAR_FIRST`` only where the year has two."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"


LIKELY_YEARS = range(2015, 2046)
"""The years that two figures can have meant, in lists of these years."""
_CENTURY = 2000
_YEAR = pattern(r"\d{4}")
_FIGURES = pattern(r"(?<!\d)(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d{4}|\d{2})(?![\d/:hg])")
_WORDED = pattern(
    r"(?<!\d)(\d{1,2})[\s/,.-]*(?:tháng|thg|th)\.?\s*(\d{1,2})[\s/,.-]*(?:năm\s*)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
_ISO = pattern(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_ENGLISH = (
    pattern(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s/-]*\b{_MONTH}[\s,/-]*(?P<year>\d{{4}}|\d{{2}})(?![\d:])",
        re.IGNORECASE,
    ),
    pattern(
        rf"\b{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})(?!\d)",
        re.IGNORECASE,
    ),
)
_WEEKDAY = pattern(
    r"\b(?:(?:thứ|t) ?(?P<at>[2-7]|hai|ba|tư|năm|sáu|bảy)|(?P<sunday>chủ ?nhật|cn)"
    r"|(?P<english>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)\b,?",
    re.IGNORECASE,
)
_WEEKDAYS = ("hai", "ba", "tu", "nam", "sau", "bay")
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZONE = pattern(r"(?<=\d)(?:z|[+-]\d\d:?\d\d)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """The reading of one day in a text.

    ``readings``: the day by the part that stands first, under None where the text leaves no choice. ``short``: its year
    has two figures. ``rest``: the text around it, without the day of the week, which was compared.
    """

    readings: Mapping[DayOrder | None, date]
    short: bool = False
    rest: str = ""


class OffWeekdayError(ValueError):
    """A day of the week stands before a date that does not fall on it, however it is read."""

    def __init__(self, text: str, day: date) -> None:
        super().__init__(text)
        self.day = day


@lru_cache(maxsize=8192)
def written_day(text: str) -> WrittenDay:
    """The one day a text writes; a moment with its zone ("2026-03-12T17:00:00Z") counts as its day here.

    Errors: ValueError where it writes none that is on the calendar, or two; OffWeekdayError.
    """
    text = " ".join(text.split())
    if ":" in text and _ZONE.search(text):
        text = f"{datetime.fromisoformat(text.replace(',', '.')).astimezone(LOCAL):%Y-%m-%d}"
    found = [*_certain(text), *_figures(text, 4)] or _figures(text, 2)
    if len(found) != 1 or not (readings := found[0][1]):
        raise ValueError(text)
    match = found[0][0]
    before, behind = text[: match.start()], text[match.end() :]
    said = _WEEKDAY.search(before)
    if said is not None:
        readings = {
            order: day for order, day in readings.items() if day.weekday() == _weekday(said)
        }
        before = f"{before[: said.start()]} {before[said.end() :]}"
        if not readings:
            raise OffWeekdayError(text, next(iter(found[0][1].values())))
    return WrittenDay(
        readings=readings, short=_YEAR.search(match[0]) is None, rest=f"{before} {behind}".strip()
    )


_Found = tuple[re.Match[str], Mapping[DayOrder | None, date]]


def _certain(text: str) -> Iterator[_Found]:
    """Days that leave no choice: the year first, or the month in words."""
    for match in _ISO.finditer(text):
        yield match, _readings({None: (match[1], match[2], match[3])})
    for match in _WORDED.finditer(text):
        yield match, _readings({None: (match[3], match[2], match[1])})
    for shape in _ENGLISH:
        for match in shape.finditer(text):
            month = str(_MONTHS.index(match["month"].lower()) + 1)
            yield match, _readings({None: (match["year"], month, match["day"])})


def _figures(text: str, year_figures: int) -> list[_Found]:
    return [
        (match, _readings(_orders(*match.group(1, 2, 3))))
        for match in _FIGURES.finditer(text)
        if len(match[3]) == year_figures
    ]


def _orders(first: str, second: str, third: str) -> Mapping[DayOrder | None, tuple[str, str, str]]:
    orders: dict[DayOrder | None, tuple[str, str, str]] = {
        DayOrder.DAY_FIRST: (third, second, first),
        DayOrder.MONTH_FIRST: (third, first, second),
    }
    if len(third) == len(first) == 2:
        orders[DayOrder.YEAR_FIRST] = (first, second, third)
    return orders


def _readings(
    parts: Mapping[DayOrder | None, tuple[str, str, str]],
) -> Mapping[DayOrder | None, date]:
    """Those that are days of the calendar; a year of two figures has to be a likely one."""
    found: dict[DayOrder | None, date] = {}
    for order, (year, month, day) in parts.items():
        whole = int(year) if len(year) > 2 else _CENTURY + int(year)
        if len(year) > 2 or whole in LIKELY_YEARS:
            with suppress(ValueError):
                found[order] = date(whole, int(month), int(day))
    return found


def _weekday(said: re.Match[str]) -> int:
    """Monday is 0."""
    if said["english"]:
        return _ENGLISH_DAYS.index(said["english"].lower()[:3])
    if said["sunday"]:
        return 6
    at = fold(said["at"])
    return int(at) - 2 if at.isdigit() else _WEEKDAYS.index(at)
