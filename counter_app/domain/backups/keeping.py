"""The copies that are kept: of the last 14 days, 12 months and 5 years that have one, the latest.

Counted are days that have a copy, newest acts first, never days of the calendar back from now: a clock that jumps ten
years ahead, or back, makes nothing old.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from counter_app.values import dataclass

DAYS, MONTHS, YEARS = 14, 12, 5
_PERIODS = (("%Y-%m-%d", DAYS), ("%Y-%m", MONTHS), ("%Y", YEARS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A proved copy: its name, the number of its last entry, and when it was made."""

    name: str
    entries: int
    made_at: datetime


def wanted(copies: Iterable[Dated]) -> frozenset[str]:
    """Names of the copies to keep; the one that knows most is always among them."""
    newest_first = sorted(
        copies, key=lambda copy: (copy.entries, copy.made_at, copy.name), reverse=True
    )
    kept = set[str]()
    for form, most in _PERIODS:
        seen = dict[str, str]()
        for copy in newest_first:
            if len(seen) < most:
                seen.setdefault(copy.made_at.strftime(form), copy.name)
        kept |= set(seen.values())
    return frozenset(kept)
