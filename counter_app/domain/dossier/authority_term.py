"""Until when a paper of authority is of force, as far as a text about it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from counter_app.domain.promise.due_walk import add_months
from counter_app.domain.text import clean, unmarked
from counter_app.i18n import _
from counter_app.law import number
from counter_app.values import pattern

_UNTIL = r"\b(?:den|(?<!cho )(?<!cua )toi|han|het(?: hieu luc| gia tri)?)[ :,]*(?:(?:het|cuoi) )?"
"""The words before a last day: "đến hết", "tới" (but no "cho tôi"), "hạn", "hết hạn", "hết hiệu lực"."""
_WHOLE_DAY = pattern(
    rf"(?P<until>{_UNTIL}(?:ngay )?)?(?<!sinh ngay )(?<![\d/.-])"
    r"(?P<day>\d{1,2}) ?(?:[/.-]| thang ) ?(?P<month>\d{1,2}) ?(?:[/.-]|,? nam ) ?(?P<year>\d{4}|\d{2})(?!\d)"
)
_WHOLE_MONTH = pattern(
    rf"{_UNTIL}(?:(?:thang )?(?P<month>\d{{1,2}}) ?(?:/|-|,? nam) ?|nam )(?P<year>\d{{4}})(?!\d)"
)
_TERM = pattern(
    r"\b(?:thoi han|thoi gian|gia tri|hieu luc|han)(?: \w+){0,3}?[ :]+"
    r"(?P<count>\d{1,3})(?: ?\([^)]*\))? ?(?P<unit>ngay|tuan|thang|nam)\b(?! ?\d)"
)
"""The term of force, but no "hạn đến 5 tháng 12"."""
_ENDLESS = pattern(
    rf"{_UNTIL}(?:khi|luc|xong)\b|\b(?:khong|vo) (?:xac dinh )?thoi han\b|\bcho (?:den|toi)\b"
)
_GIVES_AUTHORITY = pattern(r"\buy quyen\b|uq\b")
_YEAR = pattern(r"(?:/|\bnam )(?P<year>(?:19|20)\d{2})(?!\d)")


def out_of_force(text: str, day: date) -> str:
    """Why the paper that a text names is of no force on ``day``; empty where nothing says so.

    Authority begins with its paper and ends with its time (Bộ luật Dân sự 2015 Điều 140 khoản 1, khoản 3); where the
    paper tells none, after a year (Điều 563).
    """
    words = unmarked(clean(text))
    said = list(_whole_days(words))
    begun = [written for written, until in said if not until]
    ends = [*(written for written, until in said if until), *_whole_months(words)]
    term = _TERM.search(words)
    if term is not None and begun:
        ends.append(_after(max(begun), int(term["count"]), term["unit"]))
    if ends and min(ends) < day:
        told = _("Giấy ủy quyền chỉ đến ngày {day}, nay đã hết hạn. Yêu cầu giấy còn hạn.")
        return told.format(day=f"{min(ends):%d/%m/%Y}")
    if begun and max(begun) > day:
        told = _("Giấy ủy quyền ghi ngày {day}, sau hôm nay. Xem lại ngày trên giấy.")
        return told.format(day=f"{max(begun):%d/%m/%Y}")
    if ends or term is not None or _ENDLESS.search(words) or not _GIVES_AUTHORITY.search(words):
        return ""
    return _too_old(max(begun, default=None) or _end_of_its_year(words), day)


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


def _whole_months(words: str) -> Iterator[date]:
    """The last days of months and years until whose end it is of force."""
    for found in _WHOLE_MONTH.finditer(words):
        with suppress(ValueError):
            first = date(int(found["year"]), int(found["month"] or 12), 1)
            yield add_months(first, 1) - timedelta(days=1)


def _after(begun: date, count: int, unit: str) -> date:
    months = {"thang": count, "nam": 12 * count}
    if unit in months:
        return add_months(begun, months[unit])
    return begun + timedelta(days=count * (7 if unit == "tuan" else 1))


def _end_of_its_year(words: str) -> date | None:
    """The last day of the year that its number bears ("số 12/2019"); None where a year may be one of birth."""
    years = [int(found["year"]) for found in _YEAR.finditer(words)]
    return date(max(years), 12, 31) if years and not re.search(r"\bsinh\b", words) else None
