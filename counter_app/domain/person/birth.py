"""Birth as it is known: many elderly people have only a year, some a month and a year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Self

from counter_app.domain.text import clean, half_width
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

FIRST_YEAR, LAST_YEAR = 1850, 2100

_SPLIT = pattern(
    r"(?:(?:(?P<day>\d{1,2})\s?[/.\-\s]\s?)?(?P<month>\d{1,2})\s?[/.\-\s]\s?)?(?P<year>\d{4})"
)
_MIDNIGHT = pattern(r"[ T]0?0:00(?::00)?(?:\.0+)?(?: ?AM| ?SA)?$", re.IGNORECASE)
"""The text a spreadsheet adds to a day."""
_ISO = pattern(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?")
_WORDED = pattern(
    r"(?:sinh )?(?:ngày )?(?:(?:mùng |mồng )?(?P<day>\d{1,2}) )?tháng (?P<month>\d{1,2}) năm (?P<year>\d{4})",
    re.IGNORECASE,
)
_YEAR_WORD = pattern("(?:sinh )?n[ăa]m (?:sinh )?(?=[0-9]{4}$)", re.IGNORECASE)
_DAY_WORD = pattern(
    r"(?:sinh )?(?:ngày |tháng |mùng |mồng |ngày (?:mùng|mồng) )(?=[0-9])", re.IGNORECASE
)
_APART = pattern(r" ?([/.-]) ?")


@dataclass(frozen=True, slots=True)
class Birth:
    """A year, perhaps its month, perhaps its day. Errors: RuleError (field "birth") for no such date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise _refused(
                _("Năm sinh {year} không hợp lý; ghi năm bằng 4 chữ số, ví dụ 1954.").format(
                    year=self.year
                )
            )
        if self.month is None and self.day is not None:
            raise _refused(_("Có ngày sinh mà thiếu tháng; ghi thêm tháng hoặc chỉ ghi năm."))
        if self.month is not None and not 1 <= self.month <= 12:
            raise _refused(
                _("Không có tháng {month}; tháng sinh từ 1 đến 12.").format(month=self.month)
            )
        if self.day is not None and not _is_date(self.year, self.month or 1, self.day):
            raise _refused(
                _("Không có ngày {text}; xem lại ngày sinh trên giấy tờ.").format(text=self.text())
            )

    def text(self) -> str:
        """``1954``, ``03/1954`` or ``05/02/1999``; never a made-up first of January."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04d}"])

    def earliest(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        if self.day:
            return date(self.year, month, self.day)
        if month == 12:
            return date(self.year, 12, 31)
        return date(self.year, month + 1, 1) - timedelta(days=1)

    def to_json(self) -> str:
        """``1954``, ``1954-03`` or ``1999-02-05``."""
        parts = [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join([f"{self.year:04d}", *parts])

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The inverse of ``to_json``. Errors: RuleError when the text is no such date."""
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if match is None:
            raise _unreadable(text)
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)


def parse_birth(text: str) -> Birth | None:
    """Birth as people and cards write it: 1954, năm 1954, 3/1954, 5/2/1999, 05021999, 1999-02-05, 5 tháng 2 năm 1999.

    None when the text is empty. Zeros stand for an unknown day or month.
    Errors: RuleError (field "birth") when the text is no birth or no real date.
    """
    whole = _MIDNIGHT.sub("", clean(half_width(text)))
    worded = _WORDED.fullmatch(whole)
    if worded is not None:
        return _known(int(worded["year"]), int(worded["month"]), int(worded["day"] or 0))
    typed = _APART.sub(r"\1", _YEAR_WORD.sub("", whole))
    if "/" in typed:
        typed = _DAY_WORD.sub("", typed)
    if not typed:
        return None
    if not typed.isascii():
        raise _unreadable(typed)
    if typed.isdigit():
        return _from_digits(typed)
    match = _SPLIT.fullmatch(typed) or _ISO.fullmatch(typed)
    if match is None:
        raise _unreadable(typed)
    return _known(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))


def _from_digits(typed: str) -> Birth:
    """ddMMyyyy, MMyyyy or yyyy with zeros for what is unknown; of a whole day the year may also stand first.

    Of six digits it may not: 201012 is a day of 2012 as well as a month of 2010.
    """
    if len(typed) not in {4, 6, 8}:
        raise _unreadable(typed)
    year, rest = int(typed[-4:]), typed[:-4]
    month, day = int(rest[-2:] or 0), int(rest[:-2] or 0)
    if len(typed) == 8 and not _plausible(year) and _plausible(int(typed[:4])):
        year, rest = int(typed[:4]), typed[4:]
        month, day = int(rest[:2] or 0), int(rest[2:] or 0)
    return _known(year, month, day)


def _known(year: int, month: int, day: int) -> Birth:
    return Birth(year, month or None, day or None)


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _unreadable(text: str) -> RuleError:
    shown = text if len(text) <= 20 else text[:20] + "…"
    return _refused(
        _("Không hiểu ngày sinh “{text}”; ghi 05/02/1999, 02/1999 hoặc chỉ năm 1999.").format(
            text=shown
        )
    )


def _refused(message: str) -> RuleError:
    return RuleError(message, field="birth", rule="birth")


def surely_under(birth: Birth | None, years: int, day: date) -> bool:
    """True if somebody is surely under an age on ``day``; of a birth known in part the earliest day counts."""
    return birth is not None and years_old(birth.earliest(), day) < years


def surely_of_age(birth: Birth | None, years: int, day: date) -> bool:
    """True if somebody has surely reached an age on ``day``; of a birth known in part the latest day counts."""
    return birth is not None and years_old(birth.latest(), day) >= years


def years_old(born: date, day: date) -> int:
    """Whole years from a birth to a day; a birthday on 29/02 comes on 01/03 in other years."""
    birthday = (born.month, born.day) <= (day.month, day.day)
    return day.year - born.year - (0 if birthday else 1)


def birthday(born: date, years: int) -> date:
    """The day on which somebody reaches an age; who was born on 29/02 reaches it on 01/03 of other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)
