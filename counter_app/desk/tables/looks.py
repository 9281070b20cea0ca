"""What a cell's look says about its value: struck out, a share of a hundred, a code that became a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.domain.tables import Cell

PERCENT_FORMATS = frozenset({9, 10})
"""Numbers of the formats ``0%`` and ``0.00%`` in every workbook."""
OWN_FORMATS = 164
"""Numbers of formats from here on are the workbook's own."""
_SIX = re.compile(r"0\.0{6}(?:_.)?")


@dataclass(frozen=True, slots=True)
class Look:
    """``six``: shown with six digits behind the point, as codes of procedures are."""

    struck: bool = False
    percent: bool = False
    six: bool = False


PLAIN = Look()


def look_of(*, struck: bool, number: int, own: str) -> Look:
    """The look of a font and a format; ``own`` is the text of a format of the workbook's own."""
    return Look(
        struck=struck,
        percent=number in PERCENT_FORMATS or "%" in own,
        six=_SIX.fullmatch(own) is not None,
    )


def cell_of(value: Any, look: Look) -> Cell:
    """The value as a person reads it."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        if look.percent:
            return f"{value * 100:.10g}%"
        return f"{value:.6f}" if look.six else value
    return value if isinstance(value, date) else str(value)
