"""The values an entry of the journal may hold: one set of rules for recording, for carrying and for taking it in.

A value recorded today is held to the narrow bounds. A value read is held to the wide ones: they take in everything
that earlier versions honestly recorded, and keep out values that would harm a reader. A value within the narrow bounds
is within the wide ones too: the superior can refuse no act at a counter for ever. The types of the values
(``shapes``) are asked when they are read: a recorded value was checked with the program, and by a test of every act.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from counter_app.bounds import UNSEEN
from counter_app.domain.clock import from_utc_text, local_date
from counter_app.domain.journal.measures import MOST_SEQ as MOST_SEQ
from counter_app.domain.journal.payloads import payload_trouble
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

INTEGER_BOUND = 2**63
"""Whole numbers lie below it, above its negative: what a table can hold."""
MOST_DEPTH = 32
"""Levels of a line; a payload may have one less."""
LONGEST_PAYLOAD = 15 * 1024 * 1024
"""Bytes of a payload's text; a line of a batch has room for the rest."""
MOST_VALUES = 1_000_000
"""Brackets and commas in a payload's text: as many small values cost a reader gigabytes."""
EARLIEST_TODAY, EARLIEST_EVER, LATEST = 2000, 1970, 2199
"""Years of an entry: recorded now, met in old journals, and of both."""

_HOUR_AND_REST = pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z")
UTC_MOMENT = pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def is_text(value: Any, most: int) -> bool:
    """True if a value is one line of NFC text without invisible characters, at most ``most`` long."""
    if (
        not isinstance(value, str)
        or len(value) > most
        or not unicodedata.is_normalized("NFC", value)
    ):
        return False
    if value.isprintable():
        return True
    return not any(unicodedata.category(letter) in UNSEEN for letter in value)


def is_day(value: Any) -> bool:
    """True if a value is an ISO day."""
    try:
        return isinstance(value, str) and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_whole(value: Any, least: int, most: int) -> bool:
    """True if a value is a whole number (no truth value) from ``least`` to ``most``."""
    return type(value) is int and least <= value <= most


def is_hex(value: Any, length: int) -> bool:
    """True if a value is so many small hexadecimal digits."""
    return isinstance(value, str) and bool(re.fullmatch(f"[0-9a-f]{{{length}}}", value))


def _is_kind(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[a-z_]{1,32}\.[a-z_]{1,32}", value))


def _is_encodable(value: Any, most: int) -> bool:
    """True if a value is a text of any letters, not empty; half of a surrogate pair is no letter."""
    if not isinstance(value, str) or not 0 < len(value) <= most:
        return False
    return value.isascii() or not any(0xD800 <= ord(letter) <= 0xDFFF for letter in value)


@dataclass(frozen=True, slots=True)
class FieldRule:
    """The rule of a field: the values recorded today, and those in a journal that earlier versions wrote."""

    now: Callable[[Any], bool]
    ever: Callable[[Any], bool]


def _always(fits: Callable[[Any], bool]) -> FieldRule:
    return FieldRule(fits, fits)


HEADER: dict[str, FieldRule] = {
    "seq": _always(lambda value: is_whole(value, 1, MOST_SEQ)),
    "epoch": _always(lambda value: is_hex(value, 16)),
    "device": _always(lambda value: is_whole(value, 1, 99)),
    # Earlier versions took whatever an integrating script sent; it is compared and hashed, never shown.
    "op_id": FieldRule(
        lambda value: is_text(value, 128) and bool(value),
        lambda value: _is_encodable(value, 4_000),
    ),
    "kind": _always(_is_kind),
    "subject": FieldRule(lambda value: is_text(value, 300), lambda value: is_text(value, 1_000)),
    "actor": FieldRule(lambda value: is_text(value, 100), lambda value: is_text(value, 1_000)),
    "at_utc": _always(lambda value: isinstance(value, str) and bool(UTC_MOMENT.fullmatch(value))),
    "local_date": _always(is_day),
    "clock_flag": _always(lambda value: is_whole(value, 0, 9)),
}
"""The fields that the chain hashes, in the order in which it does."""


def header_trouble(fields: Mapping[str, Any], *, recording: bool = False) -> str:
    """The first field of an entry's header that is wrong; empty when all are right."""
    for name, value in fields.items():
        rule = HEADER[name]
        if not (rule.now(value) if recording else rule.ever(value)):
            return name
    return ""


def moment_trouble(at_utc: str, day: str, *, recording: bool = False) -> str:
    """The wrong one of an entry's moment and day: a moment that is none, or a day that is not the moment's."""
    # The zone is whole hours away: within an hour of UTC all moments are of one day.
    usual = _HOUR_AND_REST.fullmatch(at_utc)
    try:
        year, right_day = _year_and_day(f"{usual[1]}:00:00.000Z" if usual else at_utc)
    except (ValueError, OverflowError):
        return "at_utc"
    if not (EARLIEST_TODAY if recording else EARLIEST_EVER) <= year <= LATEST:
        return "at_utc"
    return "" if right_day == day else "local_date"


@lru_cache(maxsize=4096)
def _year_and_day(at_utc: str) -> tuple[int, str]:
    """The office's year and day of a moment. Errors: ValueError, OverflowError for one that is none."""
    moment = from_utc_text(at_utc)
    return moment.year, local_date(moment).isoformat()


def body_trouble(body: str) -> str:
    """Why a payload's text is more than a reader takes; empty when it is not."""
    if len(body) <= MOST_VALUES:
        return ""
    too_long = len(body.encode()) > LONGEST_PAYLOAD
    return "payload" if too_long or too_many_values(body.encode()) else ""


def too_many_values(text: bytes) -> bool:
    """True if a JSON text may hold more values than a reader takes; looked at before it is parsed."""
    return (
        len(text) > MOST_VALUES
        and sum(text.count(mark) for mark in (b"[", b"{", b",")) > MOST_VALUES
    )


def recordable_text(
    fields: tuple[Any, ...], payload: Mapping[str, Any], encode: Callable[[Mapping[str, Any]], str]
) -> str:
    """The text of a payload that may be written down with these fields, as ``encode`` makes it.

    ``fields`` are (epoch, device, op_id, kind, subject, actor, at_utc, local_date, clock_flag). Errors: RuleError that
    names the field in one sentence; nothing was written then.
    """
    named = dict(zip(list(HEADER)[1:], fields, strict=True))
    if moment_trouble(named["at_utc"], named["local_date"], recording=True):
        raise RuleError(
            _("Đồng hồ máy đang ở ngày {day}, không đúng được. Chỉnh lại giờ rồi lưu lại.").format(
                day=named["local_date"]
            ),
            field="local_date",
            rule="journal_field",
        )
    wrong = header_trouble(named, recording=True) or shape_trouble(payload)
    body = "" if wrong else encode(payload)
    wrong = (
        wrong
        or payload_trouble(named["kind"], payload, recording=True, letters=len(body))
        or body_trouble(body)
    )
    if wrong:
        raise RuleError(
            _(
                "Chưa lưu: “{field}” quá dài, có ký tự lạ hoặc ngoài mức cho phép. Sửa mục đó rồi lưu lại."
            ).format(field=wrong),
            field=wrong,
            rule="journal_field",
        )
    return body


def shape_trouble(payload: Any) -> str:
    """Why a payload is not what JSON and every table can hold, however deep it lies; empty when it is."""
    level = [payload]
    for _depth in range(MOST_DEPTH - 1):
        below: list[Any] = []
        for item in level:
            if type(item) is str and item.isprintable():  # nearly everything
                continue
            if isinstance(item, dict):
                if not all(isinstance(key, str) for key in item):
                    return "payload"
                below += item.keys()
                below += item.values()
            elif isinstance(item, list | tuple):
                below += item
            elif not _fits_a_table(item):
                return "payload"
        if not below:
            return ""
        level = below
    return "payload"


def _fits_a_table(item: Any) -> bool:
    if isinstance(item, str):
        return item.isprintable() or not any(0xD800 <= ord(letter) <= 0xDFFF for letter in item)
    if isinstance(item, float):
        return math.isfinite(item)
    return not isinstance(item, int) or -INTEGER_BOUND <= item < INTEGER_BOUND
