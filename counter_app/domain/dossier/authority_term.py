"""Until when a paper that was shown is of force, as far as a text about it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from counter_app.domain.number_words import NUMBER_WORDS, whole_number
from counter_app.domain.promise.due_walk import add_months
from counter_app.domain.text import clean, unmarked
from counter_app.i18n import _
from counter_app.law import number
from counter_app.values import pattern

_UNTIL = (
    r"\b(?:den|(?<!cho )(?<!cua )toi|han(?: su dung)?|het(?: hieu luc| gia tri)?|cuoi)[ :,]*"
    r"(?:(?:het|cuoi|giua) )?"
)
"""The words before a last day: "đến hết", "tới" (but no "cho tôi"), "hạn", "hết hạn", "hết hiệu lực", "cuối"."""
_OF_YEAR = r"(?: ?[/.-] ?|,? (?:cua )?nam )"
_WHOLE_DAY = pattern(
    rf"(?P<until>{_UNTIL}(?:ngay )?)?(?<!sinh ngay )(?<![\d/.-])"
    r"(?P<day>\d{1,2}) ?(?:[/.-]| thang ) ?(?P<month>\d{1,2}) ?(?:[/.-]|,? nam ) ?(?P<year>\d{4}|\d{2})(?!\d)"
)
_WHOLE_MONTHS = pattern(
    rf"(?:{_UNTIL}|\b(?:gia tri|hieu luc|thoi han|su dung)(?: \w+)?? trong (?:vong )?)"
    r"(?:(?:thang )?(?P<month>\d{1,2}) ?(?:/|-|,? nam) ?(?=20)"
    rf"|thang (?P<named>\d{{1,2}}){_OF_YEAR}|quy (?P<quarter>0?[1-4]|iii?|iv?){_OF_YEAR}"
    rf"|(?P<first>\d{{1,2}}) thang dau{_OF_YEAR}|(?P<half>nua dau){_OF_YEAR}|(?:6 thang|nua) cuoi{_OF_YEAR}|nam )"
    r"(?P<year>20\d{2}|(?<=[/.-])\d{2})(?![\d/.-]*\d)"
)
"""The months, the quarter, the half or the year with whose end it ends."""
_QUARTERS = ("i", "ii", "iii", "iv")
_TERM = pattern(
    r"\b(?:thoi han|thoi gian|gia tri|hieu luc|han|trong)(?: \w+){0,3}?[ :]+"
    r"(?P<count>\d{1,3})(?P<point>[,.]5)?(?: ?\([^)]*\))? ?(?P<unit>ngay|tuan|thang|nam)\b(?P<half> ruoi)?"
    r"(?! ?\d| (?:dau|cuoi)\b)"
)
"""The term of force, but no "hạn đến 5 tháng 12"."""
_SPELLED = pattern(
    rf"\b(?P<number>(?:(?:{'|'.join({*NUMBER_WORDS, *map(unmarked, NUMBER_WORDS)})}) )+)"
    r"(?=(?:\(\d+\) )?(?:ngày|ngay|tuần|tuan|tháng|thang|năm|nam)\b)",
    re.IGNORECASE,
)
"""A number in words before what it counts, or before the month or year behind it."""
_ENDLESS = pattern(
    rf"{_UNTIL}(?:khi|luc|xong)\b|\b(?:khong|vo) (?:xac dinh )?thoi han\b|\bcho (?:den|toi)\b"
)
_LONGER = pattern(r"(?<!chua )(?<!khong )(?<!duoc )\bgia han\b")
"""Says that a paper was prolonged."""
_GIVES_AUTHORITY = pattern(r"\buy quyen\b|uq\b")
_YEAR = pattern(r"(?:/|\bnam )(?P<year>(?:19|20)\d{2})(?!\d)")


def out_of_force(text: str, day: date) -> str:
    """Why the paper that a text names is of no force on ``day``; empty where nothing says so.

    Authority begins with its paper and ends with its time (Bộ luật Dân sự 2015 Điều 140 khoản 1, khoản 3); where the
    paper tells none, after a year (Điều 563).
    """
    words = _in_figures(clean(text))
    begun = [written for written, until in _whole_days(words) if not until]
    ends = _last_days(words)
    term = _TERM.search(words)
    since = max(begun, default=None) or _end_of_its_year(words)
    if term is not None and since is not None and not _LONGER.search(words):
        ends.append(
            _after(
                since, int(term["count"]), term["unit"], half=bool(term["half"] or term["point"])
            )
        )
    if ends and min(ends) < day:
        told = _("Giấy ủy quyền chỉ đến ngày {day}, nay đã hết hạn. Yêu cầu giấy còn hạn.")
        return told.format(day=f"{min(ends):%d/%m/%Y}")
    if begun and max(begun) > day:
        told = _("Giấy ủy quyền ghi ngày {day}, sau hôm nay. Xem lại ngày trên giấy.")
        return told.format(day=f"{max(begun):%d/%m/%Y}")
    if ends or term is not None or _ENDLESS.search(words) or not _GIVES_AUTHORITY.search(words):
        return ""
    return _too_old(since, day)


def ended(text: str, day: date) -> date | None:
    """The last day that a text tells of a paper, where it is over before ``day``."""
    last = min(_last_days(_in_figures(clean(text))), default=day)
    return last if last < day else None


def _in_figures(text: str) -> str:
    """The text without its accents, its counts and dates in figures: "ba năm" is "3 nam", "nửa năm" "6 thang"."""

    def figures(found: re.Match[str]) -> str:
        count = whole_number(found["number"].lower().split())
        return found[0] if count is None else f"{count} "

    words = unmarked(_SPELLED.sub(figures, text)).replace("thang tu nam", "thang 4 nam")
    words = words.replace("nua thang", "15 ngay")
    return re.sub(r"\bnua nam\b(?! (?:dau|cuoi))", "6 thang", words)


def _too_old(begun: date | None, day: date) -> str:
    if begun is None or add_months(begun, number("authority_months", day)) >= day:
        return ""
    return _(
        "Giấy ủy quyền không ghi thời hạn thì chỉ có giá trị 01 năm (Bộ luật Dân sự 2015 Điều 563). Ghi thời hạn trên"
        " giấy, hoặc yêu cầu giấy mới."
    )


def _whole_days(words: str) -> Iterator[tuple[date, bool]]:
    """Days with their year, and whether the paper is of force until then."""
    for found in _WHOLE_DAY.finditer(words):
        year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
        with suppress(ValueError):
            yield date(year, int(found["month"]), int(found["day"])), bool(found["until"])


def _last_days(words: str) -> list[date]:
    """The days until which it is of force; those of a paper that was prolonged stand behind that word."""
    longer = _LONGER.search(words)
    return (_last_days(words[longer.end() :]) if longer else []) or [
        *(written for written, until in _whole_days(words) if until),
        *_whole_months(words),
    ]


def _whole_months(words: str) -> Iterator[date]:
    """The last days of months, quarters, halves and years until whose end it is of force."""
    for found in _WHOLE_MONTHS.finditer(words):
        with suppress(ValueError):
            first = date(int(f"20{found['year'][-2:]}"), _last_month(found), 1)
            yield add_months(first, 1) - timedelta(days=1)


def _last_month(found: re.Match[str]) -> int:
    if quarter := found["quarter"]:
        return 3 * (int(quarter) if quarter.isdigit() else 1 + _QUARTERS.index(quarter))
    if found["half"]:
        return 6
    return int(found["month"] or found["named"] or found["first"] or 12)


def _after(begun: date, count: int, unit: str, *, half: bool) -> date:
    """The last day of a term that ends in a half ("1 năm rưỡi") where ``half``."""
    if unit == "nam":
        return add_months(begun, 12 * count + 6 * half)
    if unit == "thang":
        return add_months(begun, count) + timedelta(days=15 * half)
    return begun + timedelta(days=count * (7 if unit == "tuan" else 1))


def _end_of_its_year(words: str) -> date | None:
    """The last day of the year that its number bears ("số 12/2019"); None where a year may be one of birth."""
    years = [int(found["year"]) for found in _YEAR.finditer(words)]
    return date(max(years), 12, 31) if years and not re.search(r"\bsinh\b", words) else None
