"""A line of a list out of the official system, and a dossier of ours as it is compared with one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from counter_app.domain.dossier.dossier import Mapping, State
from counter_app.domain.official.list_words import FITTING, Standing
from counter_app.domain.tables import Cell

_FIRST_DAY = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_DAYS = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_WORDED = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_BESIDE = re.compile(
    r"\d{1,2}\s*(?::|h|g|giờ)\s*\d{1,2}(?::\d{1,2}(?:\.\d+)?)?(?:\s*(?:phút|p))?(?:\s*(?:am|pm|sa|ch)\b)?"
    r"|\bt(?=\s)|z$|[+-]\d\d:?\d\d$|\bngày\b|\blúc\b|[\s,;|–—()'’-]",
    re.IGNORECASE,
)
"""What may stand beside a day: an hour, a zone, a word that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a line says. ``names``: whose it is, who handed it in; ``said``: the state in the list's own words.

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
    """A dossier as it stands here; ``refused``: processing ended with a refusal to resolve."""

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


def listed_day(cell: Cell) -> date | None:
    """The day of a cell, with or without an hour before or behind it; None where it is blank.

    Errors: ValueError for what is no day beyond doubt.
    """
    if cell is None or isinstance(cell, date):
        return cell
    if isinstance(cell, int | float):
        if int(cell) not in _SERIALS:
            raise ValueError(cell)
        return _FIRST_DAY + timedelta(days=int(cell))
    text = " ".join(cell.split()).strip("'’ ")
    if text.strip("-–—./ ") == "":
        return None
    turned = [(found, (3, 2, 1)) for shape in (_DAYS, _WORDED) for found in shape.finditer(text)]
    found = turned + [(match, (1, 2, 3)) for match in _YEAR_FIRST.finditer(text)]
    if len(found) != 1:
        raise ValueError(text)
    (match, order) = found[0]
    rest = f"{text[: match.start()]} {text[match.end() :]}".replace("T", " ")
    if _BESIDE.sub("", rest.lower()):
        raise ValueError(text)
    year, month, day = (int(match[at]) for at in order)
    return date(year, month, day)


def says_the_same(standing: Standing, ours: Ours) -> bool:
    """Whether the state there and the state here mean one thing."""
    if standing is Standing.REFUSED and ours.refused:
        return ours.state in (State.FINISHED, State.RETURNED)
    return ours.state in FITTING[standing]
