"""Numbers of the law: hours, days, ages, times and money as data with dates, each with its document and mark.

A number that the law changes gets a record with its first day beside the one that stands; it is never edited, so that
what was counted before is counted again alike.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from counter_app import paths
from counter_app.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LawNumber:
    """One number from a day on; ``mark`` S text seen, S2 secondary, M from memory, D set by this program."""

    name: str
    value: int
    unit: str
    valid_from: date | None
    source: str
    mark: str


@cache
def every_number() -> tuple[LawNumber, ...]:
    """All that ship with the program, in the order of the file."""
    file = paths.resources_dir() / "law" / "numbers.json"
    return tuple(
        LawNumber(
            name=row["name"],
            value=int(row["value"]),
            unit=row["unit"],
            valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
            source=row["source"],
            mark=row["mark"],
        )
        for row in json.loads(file.read_text(encoding="utf-8"))
    )


def number(name: str, day: date) -> int:
    """A number as it is on ``day``; before its first record the first one. Errors: KeyError for an unknown name."""
    return record(name, day).value


def record(name: str, day: date) -> LawNumber:
    """A number with its document as it is on ``day``; before its first record the first one. Errors: KeyError."""
    known = _records(name)
    begun = [item for item in known if item.valid_from is None or item.valid_from <= day]
    return begun[-1] if begun else known[0]


def begins(name: str) -> date:
    """The first day a number holds; the beginning of time where it always did. Errors: KeyError."""
    return _records(name)[0].valid_from or date.min


@cache
def _records(name: str) -> list[LawNumber]:
    """All of a name, the oldest first: lists ask for the same few numbers at every row."""
    found = [item for item in every_number() if item.name == name]
    if not found:
        raise KeyError(name)
    return sorted(found, key=lambda item: item.valid_from or date.min)
