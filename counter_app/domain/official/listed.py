"""A line of a list out of the official system, and a dossier of ours as it is compared with one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from counter_app.domain.day_columns import DayColumn
from counter_app.domain.dossier.dossier import Mapping, State
from counter_app.domain.official.list_words import FITTING, Standing
from counter_app.domain.written_days import WrittenDay, written_day
from counter_app.values import dataclass, pattern

if TYPE_CHECKING:
    from counter_app.domain.tables import Cell

_BESIDE = pattern(
    r"\d{1,2}\s*(?::|h|g|giờ)\s*\d{1,2}(?::\d{1,2}(?:\.\d+)?)?(?:\s*(?:phút|p))?(?:\s*(?:am|pm|sa|ch)\b)?"
    r"|\bt(?=\s)|z$|[+-]\d\d:?\d\d$|\bngày\b|\blúc\b|[\s,;|–—()'’-]",
    re.IGNORECASE,
)
"""The words that may stand beside a day: an hour, a zone, a word that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The content of a line. ``names``: the owner and the applicant; ``said``: the state in the list's own words.

    ``standing`` is None where no state is said or its words are not known.
    """

    place: str
    official_code: str = ""
    code: str = ""
    names: tuple[str, ...] = ()
    procedure: str = ""
    procedure_code: str = ""
    received: date | None = None
    promised: date | None = None
    ended: date | None = None
    returned: date | None = None
    standing: Standing | None = None
    said: str = ""
    agency: str = ""
    handler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A dossier as it stands here; ``refused``: processing ended with a refusal to resolve.

    ``official_procedure`` is the national code of its procedure; ``shares_code``: it names several procedures of the
    office, and none of them alone.
    """

    id: int
    code: str
    official_code: str
    mapping: Mapping
    state: State
    refused: bool
    names: tuple[str, ...]
    procedure_code: str
    procedure_name: str
    received: date | None
    promised: date | None = None
    reappointed: date | None = None
    official_procedure: str = ""
    shares_code: bool = False


_USUAL = DayColumn()


def listed_day(cell: Cell, column: DayColumn = _USUAL) -> date | None:
    """The day of a cell, with or without an hour before or behind it; None where it is blank.

    Errors: ValueError for what is no day beyond doubt.
    """
    if not isinstance(cell, str):
        return column.day(cell)
    said = _written(cell)
    return None if said is None else column.read(said)


def is_like_day(cell: Cell) -> bool:
    """True if a cell writes a day, in whatever order."""
    try:
        return (_written(cell) if isinstance(cell, str) else _USUAL.day(cell)) is not None
    except ValueError:
        return False


def _written(text: str) -> WrittenDay | None:
    text = " ".join(text.split()).strip("'’ ")
    if text.strip("-–—./ ") == "":
        return None
    said = written_day(text)
    if _BESIDE.sub("", said.rest.replace("T", " ").lower()):
        raise ValueError(text)
    return said


def says_the_same(standing: Standing, ours: Ours) -> bool:
    """True if the state there and the state here mean one thing."""
    if standing is Standing.REFUSED and ours.refused:
        return ours.state in (State.FINISHED, State.RETURNED)
    return ours.state in FITTING[standing]
