"""The books of certifications as bound volumes: printed by month, pages numbered through the year, locked at its end.

Nghị định 23/2015/NĐ-CP Điều 13: entries follow one another without a gap, pages from 01 to the last one, stamped across
their seams; a book kept by a program is printed and bound each month; on 31 December it is locked, with how many
matters were certified in the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from counter_app.law import number
from counter_app.values import dataclass

DECEMBER = 12
PAGE_CEILING = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPrint:
    """A month of a book as it was put on paper; ``first_number`` and ``last_number`` are 0 of a month without entries.

    ``upto`` is the last entry of the journal it knows of; ``said`` what it says of the office and of missing numbers.
    """

    id: int
    book: str
    month: int
    at: datetime
    officer: str
    first_page: int
    last_page: int
    first_number: int
    last_number: int
    upto: int
    sha256: str
    program: str
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookLock:
    """A year's book that is locked: entries and void numbers in it, its last page, who allowed it."""

    id: int
    book: str
    at: datetime
    officer: str
    first_number: int
    last_number: int
    entries: int
    voided: int
    last_page: int
    upto: int
    approved_by: str
    said: Mapping[str, Any] = field(default_factory=dict)


class MonthState(StrEnum):
    """The states of a month of a book."""

    RUNNING = "running"
    EMPTY = "empty"
    UNPRINTED = "unprinted"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookMonth:
    """A month of a book: what was entered in it, how it was printed, what changed after that."""

    book: str
    month: int
    state: MonthState
    entries: int = 0
    first_number: int = 0
    last_number: int = 0
    prints: tuple[BookPrint, ...] = ()
    changed: int = 0


def month_ends(year: int, month: int) -> date:
    """The last day of a month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)


def missing(numbers: Iterable[int], after: int) -> tuple[tuple[int, int], ...]:
    """Runs of numbers that are in none of the entries, from ``after`` on, which is the last that is accounted for."""
    found: list[tuple[int, int]] = []
    for given in sorted(numbers):
        if given > after + 1:
            found.append((after + 1, given - 1))
        after = max(after, given)
    return tuple(found)


def runs_text(runs: Sequence[Sequence[int]]) -> str:
    """``16–18, 21``."""
    return ", ".join(
        str(first) if first == last else f"{first}–{last}" for first, last in map(tuple, runs)
    )


def lockable_from(year: int) -> date:
    """The first day on which a year's book may be locked (Nghị định 23/2015/NĐ-CP Điều 13 khoản 3), as of its end."""
    end = date(year, DECEMBER, 31)
    return date(year, number("book_lock_month", end), number("book_lock_day", end))
