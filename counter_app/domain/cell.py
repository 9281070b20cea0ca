"""The content of one place of a table."""

from __future__ import annotations

from datetime import date

Cell = str | int | float | date | None
"""The content of a cell of a table file; a moment counts as its day."""
EXACT = 10**15
"""Below it a spreadsheet keeps every digit of a number."""


def digits(cell: float) -> str:
    """The digits of a number; of one too long for a spreadsheet what that shows, which is nobody's code."""
    return f"{cell:.0f}" if abs(cell) < EXACT else f"{cell:.15g}"
