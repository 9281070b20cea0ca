"""Time limits as announcements write them: "03 ngày làm việc", "Trong ngày", "8 giờ làm việc", "3wd"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit, parse_limit
from counter_app.domain.text import clean, unmarked
from counter_app.errors import RuleError
from counter_app.i18n import _

_NUMBER = r"(?P<number>1/2|\d{1,5}(?:[.,]\d{1,2})?)"
_IN_WORDS = r"(?:\s*\([^()\d]{1,40}\))?"
_UNITS = r"(?P<unit>ngay\s*\(?\s*(?:lam\s*viec|lv\b)|nlv\b|wd\b|tuan\b|gio\b|h\b|phut\b|thang\b|m\b|ngay\b|d\b)"
_DURATION = re.compile(rf"(?<![\d/.,]){_NUMBER}{_IN_WORDS}\s*{_UNITS}")
_CUTOFF = re.compile(
    r"\b(?:sau|qua|truoc)\s+(?:luc\s+)?(?P<hour>\d{1,2})\s*(?:gio|h|g|:)\s*(?P<minute>\d{2})?(?:\s*phut)?\b"
    r"(?!\s*lam\s*viec)"
)
_SAME_DAY = re.compile(
    r"\btrong\s+(?:cung\s+)?ngay\b|\bngay\s+(?:sau\s+)?khi\b|\b(?:giai\s+quyet|tra|lam|cap)\s+ngay\b"
    r"|\bngay\s+lap\s+tuc\b|\bsame[-_ ]?day\b|^ngay$|\bcung\s+ngay\b"
)
_NO_DUE = re.compile(r"\bkhong\s+(?:co\s+)?(?:ngay\s+)?hen\b")
_UNKNOWN = re.compile(
    r"^(?:khong|chua)\s+(?:co\s+)?(?:quy\s+dinh|xac\s+dinh|ro|co)\b|^(?:khong|chua)$|^[.\u2026?–-]+$"
)
_HOURS_OF_CUTOFF = range(6, 21)


@dataclass(frozen=True, slots=True)
class LimitReading:
    """What a text says: a limit, that no date is promised (``no_due``), or neither.

    ``doubtful`` when it says more than was understood: a second limit, another number.
    """

    limit: TimeLimit | None = None
    no_due: bool = False
    doubtful: bool = False


def read_limit(text: str) -> LimitReading:
    """Read a limit however it is written; the first one counts. Errors: RuleError (field "limit")."""
    plain = unmarked(clean(text)).replace("\u2044", "/")
    if _NO_DUE.search(plain):
        return LimitReading(no_due=True)
    if not plain or _UNKNOWN.search(plain):
        return LimitReading()
    try:
        return LimitReading(parse_limit(plain))
    except RuleError:
        return _read_words(plain, text)


def _read_words(plain: str, text: str) -> LimitReading:
    found = _CUTOFF.search(plain)
    cutoff = _cutoff(found)
    if found is not None and cutoff is not None:
        plain = plain[: found.start()] + " " + plain[found.end() :]
    duration, at_once = _DURATION.search(plain), _SAME_DAY.search(plain)
    if at_once is not None and (duration is None or at_once.start() < duration.start()):
        over = plain[: at_once.start()] + plain[at_once.end() :]
        return LimitReading(
            TimeLimit(1, LimitUnit.SAME_DAY, cutoff), doubtful=bool(re.search(r"\d", over))
        )
    if duration is None:
        raise RuleError(
            _("Không hiểu thời hạn “{text}”; hãy ghi như “3 ngày làm việc”.").format(
                text=clean(text)[:40]
            ),
            field="limit",
            rule="limit",
        )
    over = plain[: duration.start()] + plain[duration.end() :]
    return LimitReading(_limit(duration, cutoff), doubtful=bool(re.search(r"\d", over)))


def _cutoff(found: re.Match[str] | None) -> time | None:
    if found is None or int(found["hour"]) not in _HOURS_OF_CUTOFF:
        return None
    minute = int(found["minute"] or 0)
    return time(int(found["hour"]), minute) if minute < 60 else None


def _limit(found: re.Match[str], cutoff: time | None) -> TimeLimit:
    number = found["number"]
    value = 0.5 if number == "1/2" else float(number.replace(",", "."))
    unit = "".join(found["unit"].replace("(", "").split())
    factor, kind = {
        "ngaylamviec": (1.0, LimitUnit.WORKING_DAY),
        "ngaylv": (1.0, LimitUnit.WORKING_DAY),
        "nlv": (1.0, LimitUnit.WORKING_DAY),
        "wd": (1.0, LimitUnit.WORKING_DAY),
        "tuan": (7.0, LimitUnit.CALENDAR_DAY),
        "gio": (1.0, LimitUnit.WORKING_HOUR),
        "h": (1.0, LimitUnit.WORKING_HOUR),
        "phut": (1 / 60, LimitUnit.WORKING_HOUR),
        "thang": (1.0, LimitUnit.MONTH),
        "m": (1.0, LimitUnit.MONTH),
        "ngay": (1.0, LimitUnit.CALENDAR_DAY),
        "d": (1.0, LimitUnit.CALENDAR_DAY),
    }[unit]
    return TimeLimit(value * factor, kind, cutoff)
