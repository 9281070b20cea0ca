"""The findings of checking a list: line by line, and the values an import of it would write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.sectors import Procedure, Sector

ALL_CODES = "*"


class Level(StrEnum):
    """The weight of a finding: an error keeps its line out, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Outcome(StrEnum):
    """The outcomes of a line."""

    NEW = "new"
    VERSION = "version"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    HELD = "held"
    BLOCKED = "blocked"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; ``field`` is a ListField's value, empty for the line as a whole."""

    level: Level
    text: str
    field: str = ""


@dataclass(slots=True, kw_only=True)
class CheckedLine:
    """A line of the list (``number`` as the file counts, in ``sheet`` where several are read) with what was found.

    ``law`` says what it changes in law; ``losses`` of these are what citizens lose by it: the line is then held until
    its procedure is among ``ListOptions.accepted``. ``asks`` names consent to it where its code does not.
    """

    number: int
    sheet: str = ""
    code: str = ""
    name: str = ""
    outcome: Outcome = Outcome.UNCHANGED
    findings: list[Finding] = field(default_factory=list)
    law: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    asks: str = ""

    def say(self, level: Level, text: str, about: str = "") -> None:
        """Add a finding; an error blocks the line."""
        self.findings.append(Finding(level, text, about))
        if level is Level.ERROR:
            self.outcome = Outcome.BLOCKED

    @property
    def consent(self) -> str:
        """Under which word consent to it is kept; one tick is for all lines with the same."""
        return self.asks or self.code

    @property
    def place(self) -> str:
        """The place of the line: ``12``, ``Hộ tịch 12``."""
        return f"{self.sheet} {self.number}".strip()

    @property
    def blocked(self) -> bool:
        """True if the line stays out."""
        return self.outcome is Outcome.BLOCKED

    @property
    def level(self) -> Level | None:
        """The worst of what was found."""
        found = {item.level for item in self.findings}
        return next((level for level in Level if level in found), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """The way a list is taken in.

    ``source`` names the announcement; ``valid_from`` is taken where a line says none and something changed;
    ``sectors``: folded text of an unknown sector → key of the known one it means; ``create_sectors`` makes a sector of
    what is still unknown; ``whole`` takes everything or nothing; ``accepted`` are the codes whose losses for citizens
    somebody has looked at and agreed to, ``ALL_CODES`` for all of them; ``complete_codes`` takes
    what a code with digits lost can only have been.
    """

    source: str = ""
    valid_from: date | None = None
    sectors: Mapping[str, str] = field(default_factory=dict)
    create_sectors: bool = False
    whole: bool = False
    complete_codes: bool = False
    accepted: frozenset[str] = frozenset()

    def accepts(self, code: str) -> bool:
        """True if what this procedure takes from citizens was agreed to."""
        return code in self.accepted or ALL_CODES in self.accepted


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """A column of the list: the ListField's value it is read as, empty for none, and how many ``cells`` it has."""

    head: str
    field: str
    cells: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReport:
    """Everything found, and what would be written: procedures (closed versions too) and new sectors.

    ``remarks`` are about the file as a whole: sheets left out, another table below; ``columns``: what each was read as.
    """

    file: str
    sha256: str
    lines: tuple[CheckedLine, ...]
    procedures: tuple[Procedure, ...]
    sectors: tuple[Sector, ...] = ()
    unknown_sectors: tuple[str, ...] = ()
    remarks: tuple[Finding, ...] = ()
    columns: tuple[ColumnRead, ...] = ()

    def count(self, *outcomes: Outcome) -> int:
        """Lines with one of these outcomes."""
        counted = Counter(line.outcome for line in self.lines)
        return sum(counted[outcome] for outcome in outcomes)

    @property
    def taken(self) -> int:
        """Lines that say what the catalogue then has, changed or not."""
        kept = (Outcome.NEW, Outcome.VERSION, Outcome.CHANGED, Outcome.UNCHANGED)
        return self.count(*kept)

    def counts(self) -> dict[str, int]:
        """Lines by outcome, and how many carry a warning."""
        warned = sum(line.level is Level.WARNING for line in self.lines)
        return {outcome.value: self.count(outcome) for outcome in Outcome} | {"warnings": warned}
