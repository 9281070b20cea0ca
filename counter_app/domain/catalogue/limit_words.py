"""Time limits as announcements write them: "03 ngày làm việc", "Mười lăm ngày", "Trong ngày", "3wd".

The whole text has to be understood. What is not is doubtful, and then a limit is told only where its own clause was
understood; a text without any limit is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from itertools import pairwise

from counter_app.domain.catalogue.limit_phrases import LIMIT_GRAMMAR
from counter_app.domain.catalogue.limits import LimitUnit, TimeLimit, parse_limit
from counter_app.domain.number_words import whole_number
from counter_app.domain.phrases import MINUS, MOST_LETTERS, Piece, accented, canonical
from counter_app.domain.text import clean, unmarked
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

_HOURS_OF_CUTOFF = range(6, 21)
_LONGEST_PLAIN_HOURS = 8
"""A bare "4 giờ" is within one working day either way; "24 giờ" is a day by the clock or three of work."""
_IN_PARTS = frozenset({LimitUnit.WORKING_DAY, LimitUnit.WORKING_HOUR})
"""Counted in quarters; days and months of the calendar only whole."""
_AMOUNTS = frozenset({"amount", "span", "at_once", "next_day"})
_UNITS = {
    "ngay": (1.0, LimitUnit.CALENDAR_DAY),
    "d": (1.0, LimitUnit.CALENDAR_DAY),
    "nlv": (1.0, LimitUnit.WORKING_DAY),
    "wd": (1.0, LimitUnit.WORKING_DAY),
    "tuan": (7.0, LimitUnit.CALENDAR_DAY),
    "gio": (1.0, LimitUnit.WORKING_HOUR),
    "h": (1.0, LimitUnit.WORKING_HOUR),
    "tieng": (1.0, LimitUnit.WORKING_HOUR),
    "phut": (1 / 60, LimitUnit.WORKING_HOUR),
    "thang": (1.0, LimitUnit.MONTH),
    "m": (1.0, LimitUnit.MONTH),
}


@dataclass(frozen=True, slots=True)
class LimitReading:
    """The meaning of a text: a limit, no promised date (``no_due``), or neither.

    ``doubtful`` when it says more than was understood; without a limit then, nothing of it may be taken.
    """

    limit: TimeLimit | None = None
    no_due: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """One amount of a text; ``sure`` when it can mean nothing else, ``clause`` where it stands."""

    limit: TimeLimit | None
    clause: int
    sure: bool = True


def read_limit(text: str) -> LimitReading:
    """The limit in a text, however it is written. Errors: RuleError (field "limit")."""
    if len(clean(text)) > MOST_LETTERS:
        return LimitReading(doubtful=True)
    plain = canonical(text)
    if not plain.strip(" .-?…–"):
        return LimitReading()
    try:
        short = parse_limit(unmarked(clean(text)))
    except RuleError:
        pass
    else:
        long = short.unit is LimitUnit.WORKING_HOUR and short.value > _LONGEST_PLAIN_HOURS
        return LimitReading(doubtful=True) if long else LimitReading(short)
    if _below_nought(plain):
        raise _no_limit(text)
    by_letters = not accented(plain)
    reading = None if by_letters else _read(plain, text, loose=False)
    if reading is not None and not reading.doubtful:
        return reading
    loose = _read(plain, text, loose=True)
    if by_letters and loose is not None:
        return loose
    if loose is not None and (reading is None or not loose.doubtful):
        return replace(loose, doubtful=True)
    if reading is None:
        raise _no_limit(text)
    return reading


def _below_nought(plain: str) -> bool:
    """True if a number is negative, or the text counts parts of a hundred where a limit should stand."""
    return MINUS in plain or bool(
        re.match(r"(?:âm|am|trừ|tru) (?:\d|[^\W\d]+ (?:ngày|ngay))", plain)
    )


def _no_limit(text: str) -> RuleError:
    return RuleError(
        _("Không hiểu thời hạn “{text}”; ghi như “3 ngày làm việc”.").format(text=clean(text)[:40]),
        field="limit",
        rule="limit",
    )


def _read(plain: str, text: str, *, loose: bool) -> LimitReading | None:
    """The limit found by one way of reading; None when it finds no limit in the text."""
    pieces = LIMIT_GRAMMAR.read(plain, loose=loose)
    kinds = {piece.kind for piece in pieces}
    if len(pieces) == 1 and kinds <= {"no_due", "unknown"}:
        return LimitReading(no_due="no_due" in kinds)
    cutoff = _cutoff(pieces)
    pieces = tuple(piece for piece in pieces if not (cutoff and piece.kind in _OF_CUTOFF))
    said = [_said(piece, text, loose=loose) for piece in pieces if piece.kind in _AMOUNTS]
    if not said:
        return None
    said = _as_working_days(_at_odds(said, pieces), pieces)
    unknown = {piece.clause for piece in pieces if piece.kind not in _UNDERSTOOD}
    first = said[0]
    sure = all(one.sure and one.limit == first.limit for one in said)
    # What stands in front of it, not understood, may say for whom it is.
    limit = None if any(clause <= first.clause for clause in unknown) else first.limit
    if limit is not None and cutoff is not None:
        limit = replace(limit, cutoff=cutoff)
    return LimitReading(limit, doubtful=bool(unknown) or not sure or first.limit is None)


_OF_CUTOFF = frozenset({"cutoff", "cutoff_word", "next_day"})
_UNDERSTOOD = _AMOUNTS | {"filler", "days_off", "every_day"}


def _said(piece: Piece, text: str, *, loose: bool) -> _Said:
    match piece.kind:
        case "at_once":
            # Without accents "tra ngay" is "trả ngay" or the beginning of "trả ngày …".
            sure = not loose or bool(re.search(r"\b(?:trong|cung|same)\b", piece.words))
            return _Said(TimeLimit(1, LimitUnit.SAME_DAY), piece.clause, sure)
        case "next_day":
            return _Said(TimeLimit(1, LimitUnit.WORKING_DAY), piece.clause, sure=False)
        case "span":
            return replace(_amount(piece, text), sure=False)
        case _:
            return _amount(piece, text)


def _amount(piece: Piece, text: str) -> _Said:
    found = piece.found
    if found is None:
        raise _no_limit(text)
    values = {_number(part) for part in _numbers(found) if part}
    half = 0.5 if found["half"] or found["half2"] else 0.0
    if None in values or not values:
        raise _no_limit(text)
    if len(values) > 1 and piece.kind != "span":
        return _Said(None, piece.clause, sure=False)  # "25 (hai mươi) ngày" says two things
    factor, unit = _UNITS[unmarked(found["unit"])]
    value = (max(value for value in values if value is not None) + half) * factor
    words = set(unmarked(piece.words).split())
    if found["work"] and unit is LimitUnit.CALENDAR_DAY and factor == 1.0:
        unit = LimitUnit.WORKING_DAY
    elif found["work"] and unit is not LimitUnit.WORKING_HOUR:
        return _Said(None, piece.clause, sure=False)  # "2 tuần làm việc" is ten days or fourteen
    bare = unit is LimitUnit.WORKING_HOUR and not found["work"]
    sure = not (bare and (value > _LONGEST_PLAIN_HOURS or "dong" in words))
    if "sau" in words and not re.search("sáu", piece.words):
        sure = False  # six, or "after" written without its accent
    if (value * 4) % 1 or (value % 1 and unit not in _IN_PARTS):
        return _Said(None, piece.clause, sure=False)  # "1 ngày rưỡi": calendar days have no halves
    return _Said(_limit(value, unit, text) if sure or not bare else None, piece.clause, sure)


def _limit(value: float, unit: LimitUnit, text: str) -> TimeLimit:
    """Errors: RuleError in the words of the text for none at all or for more than an office may take."""
    try:
        return TimeLimit(value, unit)
    except RuleError:
        raise _no_limit(text) from None


def _numbers(found: re.Match[str]) -> tuple[str, ...]:
    names = ("n", "w", "n2", "w2")
    return tuple(found[name] or "" for name in names)


def _number(text: str) -> float | None:
    """The value of digits ("03", "0,5", "1 / 2", "1 1 / 2") or of words; None when it is none."""
    if unmarked(text).endswith("nua"):
        return 0.5
    if not text[:1].isdigit():
        whole = whole_number(text.split())
        return None if whole is None else float(whole)
    value = 0.0
    for part in re.sub(r" / ", "/", text).split():
        above, _slash, below = part.replace(",", ".").partition("/")
        if re.search(r"\.\d{3}|\..*\.", above) or (below and float(above) >= float(below)):
            return None
        value += float(above) / float(below or 1)
    return value


def _as_working_days(said: list[_Said], pieces: Sequence[Piece]) -> list[_Said]:
    """Days "without the days off" are working days; without some of them only, nobody can say."""
    without = [piece for piece in pieces if piece.kind == "days_off"]
    if not without:
        return said
    weekly = all(_every_week(unmarked(piece.words)) for piece in without)
    return [_without_days_off(one, weekly=weekly) for one in said]


def _without_days_off(one: _Said, *, weekly: bool) -> _Said:
    if one.limit is None or one.limit.unit is not LimitUnit.CALENDAR_DAY:
        return one
    if not weekly:
        return replace(one, limit=None, sure=False)
    return replace(one, limit=TimeLimit(one.limit.value, LimitUnit.WORKING_DAY))


def _at_odds(said: list[_Said], pieces: Sequence[Piece]) -> list[_Said]:
    """Amounts that nobody can count: working days that count days off, and "1 ngày 4 giờ", two amounts in one."""
    if any(piece.kind == "every_day" for piece in pieces):
        said = [_of_both_kinds(one) for one in said]
    beside = {
        after.clause
        for piece, after in pairwise(pieces)
        if piece.kind == after.kind == "amount" and piece.clause == after.clause
    }
    return [replace(one, limit=None, sure=False) if one.clause in beside else one for one in said]


def _of_both_kinds(one: _Said) -> _Said:
    worked = one.limit is not None and one.limit.unit in _IN_PARTS
    return replace(one, limit=None, sure=False) if worked else one


def _every_week(words: str) -> bool:
    """True if the days off named are those of every week, not the holidays alone."""
    saturday = re.search(r"\b(?:thu (?:bay|7)|t ?7)\b", words)
    sunday = re.search(r"\b(?:chu nhat|cn)\b", words)
    return bool(saturday and sunday) or bool(
        re.search(r"\bcuoi tuan\b|\bnghi(?! le\b| tet\b)|\bh[aă]ng tuan\b", words)
    )


def _cutoff(pieces: Sequence[Piece]) -> time | None:
    """The clock behind which a dossier counts from the next working day; None unless all of that is said."""
    clocks = [piece.found for piece in pieces if piece.kind == "cutoff" and piece.found]
    times = {_clock(found) for found in clocks}
    if len(times) != 1:
        return None
    later = any(piece.kind == "next_day" for piece in pieces)
    same_day = any(piece.kind == "at_once" for piece in pieces)
    before = any(unmarked(found["side"]) == "truoc" for found in clocks)
    return times.pop() if later or (same_day and before) else None


def _clock(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["part"] and hour < 12:
        hour += 12
    return time(hour, minute) if hour in _HOURS_OF_CUTOFF and minute < 60 else None
