"""A look at citizens' data (lượt xem), as the access book (sổ truy cập) keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from counter_app.values import dataclass

MOST_ROWS_UNASKED = 50
"""Rows of a list that leave the program without a reason: what is called about in a day, not a register."""
LONGEST_REASON = 300
LONGEST_WORDS = 200


class Door(StrEnum):
    """The doors to citizens' data."""

    OPENED = "opened"
    """One dossier with all that is known of it."""
    FOUND = "found"
    """A search."""
    LISTED = "listed"
    """A page, a list or a report with citizens in it."""
    DRAWN = "drawn"
    """A paper seen, printed again or saved."""
    EXPORTED = "exported"
    """Rows into a file."""
    COPIED = "copied"
    """Rows to the clipboard."""
    BACKED_UP = "backed-up"
    """The whole file."""
    BOOK = "book"
    """The access book itself."""
    LOST = "lost"
    """Looks that could not be written down: how many."""


class Way(StrEnum):
    """The ways to the data."""

    WINDOW = "window"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look. ``subject`` is the code of a dossier, or ``list:NAME``; ``rows`` how many rows were seen.

    ``whom`` names the dossiers by their numbers in the file (``spans``). The rest is personal, or may be: ``name`` whom
    the dossier was of then, ``words`` what was searched for, ``about`` how a list was narrowed, ``why`` the reason.
    """

    officer: str
    way: Way
    door: Door
    at: datetime
    subject: str = ""
    rows: int = 0
    whom: str = ""
    name: str = ""
    words: str = ""
    about: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLine:
    """A look as it stands in the book, by its number there; ``at`` is local. ``blanked``: an erasure took its words."""

    seq: int
    look: Look
    blanked: bool = False


def sees(look: Look, dossiers: Mapping[int, str]) -> bool:
    """True if a look saw one of these dossiers (number → code)."""
    return look.subject in dossiers.values() or any(holds(look.whom, number) for number in dossiers)


def blanked(look: Look) -> Look:
    """A look without what may be personal in it."""
    return replace(look, name="", words="", about="", why="")


def kept_since(today: date, months: int) -> date:
    """The first day whose looks are still kept, so many months after."""
    months_before = today.year * 12 + today.month - 1 - months
    year, month = divmod(months_before, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(today.day, last))


def spans(numbers: Iterable[int]) -> str:
    """Numbers as stretches: 3, 4, 5 and 9 are "3-5 9"."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def holds(text: str, number: int) -> bool:
    """True if a number lies in one of the stretches."""
    for part in text.split():
        first, _hyphen, last = part.partition("-")
        if int(first) <= number <= int(last or first):
            return True
    return False
