"""The time an office may take, as the catalogue writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from typing import Any, Self

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern


class LimitUnit(StrEnum):
    """The units of a limit."""

    SAME_DAY = "same_day"
    WORKING_HOUR = "working_hour"
    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"


_CODES = {
    "h": LimitUnit.WORKING_HOUR,
    "wd": LimitUnit.WORKING_DAY,
    "d": LimitUnit.CALENDAR_DAY,
    "m": LimitUnit.MONTH,
}
_SUFFIXES = {unit: suffix for suffix, unit in _CODES.items()}
_CEILINGS = {
    LimitUnit.SAME_DAY: 1,
    LimitUnit.WORKING_HOUR: 8_000,
    LimitUnit.WORKING_DAY: 1_000,
    LimitUnit.CALENDAR_DAY: 3_650,
    LimitUnit.MONTH: 120,
}
EVERY_DAY = frozenset({LimitUnit.CALENDAR_DAY, LimitUnit.MONTH})
"""Units that count days off as well."""
_WHOLE = {LimitUnit.SAME_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH}
_TEXT = pattern(r"([0-9]{1,5}(?:[.,][0-9]{1,2})?)\s*(h|wd|d|m)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """``value`` of ``unit``; hours and working days in quarters, the others whole, same day always 1.

    ``cutoff``: what is received strictly later that day counts from the next working day
    (Luật Hộ tịch 2014 Điều 5 khoản 3: after 15 giờ). Errors: RuleError (field "limit").
    """

    value: float
    unit: LimitUnit
    cutoff: time | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", float(self.value))
        step = 1.0 if self.unit in _WHOLE else 0.25
        if not 0 < self.value <= _CEILINGS[self.unit] or self.value % step:
            raise RuleError(
                _("Thời hạn {value:g} không hợp lý; sửa lại trong danh mục thủ tục.").format(
                    value=self.value
                ),
                field="limit",
                rule="limit",
            )

    def code(self) -> str:
        """The text that ``parse_limit`` reads back: ``3wd``, ``0.5wd``, ``2h``, ``5d``, ``1m``, ``same-day``."""
        if self.unit is LimitUnit.SAME_DAY:
            return "same-day"
        return f"{self.value:g}{_SUFFIXES[self.unit]}"

    def to_dict(self) -> dict[str, Any]:
        """JSON-safe; the cut-off only where there is one."""
        values: dict[str, Any] = {"value": self.value, "unit": self.unit.value}
        if self.value.is_integer():
            values["value"] = int(self.value)
        if self.cutoff is not None:
            values["cutoff"] = self.cutoff.isoformat(timespec="minutes")
        return values

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``. Errors: KeyError, ValueError or RuleError when it is no limit."""
        cutoff = values.get("cutoff")
        return cls(
            float(values["value"]),
            LimitUnit(values["unit"]),
            time.fromisoformat(cutoff) if cutoff else None,
        )


def parse_limit(text: str, cutoff: str | None = None) -> TimeLimit:
    """``3wd`` working days, ``2h`` working hours, ``5d`` days, ``1m`` months, ``same-day``.

    ``cutoff`` is ``15:00`` or empty. Errors: RuleError (field "limit" or "cutoff").
    """
    typed = text.strip().lower()
    last = _parse_cutoff(cutoff) if cutoff else None
    if typed in {"same-day", "same_day"}:
        return TimeLimit(1, LimitUnit.SAME_DAY, last)
    match = _TEXT.fullmatch(typed)
    if match is None:
        raise RuleError(
            _("Không hiểu thời hạn “{text}”; ghi như 3wd, 2h, 5d, 1m hoặc same-day.").format(
                text=text[:30]
            ),
            field="limit",
            rule="limit",
        )
    return TimeLimit(float(match[1].replace(",", ".")), _CODES[match[2]], last)


def _parse_cutoff(text: str) -> time:
    match = re.fullmatch(r"([0-9]{1,2}):([0-9]{2})", text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise RuleError(
            _("Không hiểu giờ hết nhận trong ngày “{text}”; ghi như 15:00.").format(text=text[:30]),
            field="cutoff",
            rule="limit",
        )
    return time(int(match[1]), int(match[2]))
